package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// updateColumns is how wide the columns of the updates are; 0 is left out.
type updateColumns struct {
	title, state, bar, since, why int
	longReason                    bool // the reason is a sentence
	oneColumn                     bool // state and reason share a column, and the sign has to do where they do not fit
}

// minHeightForNames is the height from which a pane spends a row on the names of its columns.
const minHeightForNames = 10

const (
	leadWidth         = 12 // the cursor, the signs and the KB
	progressWidth     = 12
	minTitleWidth     = 8  // less of a title tells nothing
	minReasonWidth    = 12 // less of a reason tells nothing
	shortReasonWidth  = 23 // has room for "needs 135 min, 105 left"
	mediumReasonWidth = 34
)

// reasonWidth returns how wide a reason in a few words may be on w cells.
func reasonWidth(w int) int {
	if w < 90 {
		return shortReasonWidth
	}
	return mediumReasonWidth
}

// columnNeeds is how wide the columns of some updates want to be.
type columnNeeds struct{ title, state, age, short, long, loading int }

// add takes in what an update has to say on w cells.
func (n *columnNeeds) add(d *renderContext, u *model.Update, w int) {
	n.title = max(n.title, cell.Width(summary.ShortTitle(u)))
	n.state = max(n.state, cell.Width(stateColumnText(d, u, 18, w < 90)))
	n.age = max(n.age, cell.Width(stateAge(d, u, 8)))
	n.short = max(n.short, cell.Width(d.asOf.ShortReason(u, reasonWidth(w))))
	if w >= 130 {
		n.long = max(n.long, cell.Width(d.asOf.Reason(u)))
	}
	if _, total := d.asOf.State.DownloadBytes(u); u.State == model.Downloading && total > 0 {
		n.loading++
	}
}

// fitUpdateColumns lays out w cells for the updates in sight. State and reason have what they need; then
// come the bar of a download, the age and, with all that is left, the title. The reason is said at
// length where nothing else wants the room.
func fitUpdateColumns(d *renderContext, shown []updateLine, w int) updateColumns {
	if w < 44 {
		return updateColumns{state: max(w-leadWidth-1, 0), oneColumn: true} // with the gap before it
	}
	var need columnNeeds
	for _, l := range shown {
		if l.update != nil {
			need.add(d, l.update, w)
		}
	}
	c := updateColumns{state: clamp(need.state, 9, 18)}
	room := w - leadWidth - c.state - 1 // with a gap before each column
	take := func(want, rest int) int {  // a column with its gap, if so much is left behind it
		if want <= 0 || room-want-1 < rest {
			return 0
		}
		room -= want + 1
		return want
	}
	if c.why = take(min(need.short, reasonWidth(w)), 0); c.why == 0 && need.short > 0 && room > minReasonWidth {
		c.why = take(room-1, 0)
	}
	if w >= 90 && need.loading > 0 {
		c.bar = take(progressWidth, minTitleWidth)
	}
	c.since = take(max(need.age, 3), minTitleWidth)
	if c.title = room - 1; c.title < minTitleWidth { // the title stands where there is no reason
		c.why, c.title = c.why+room, 0
	}
	if more := min(c.title-need.title, need.long-c.why); w >= 130 && (more >= minReasonWidth || more > 0 && more == need.long-c.why) {
		c.title, c.why, c.longReason = c.title-more, c.why+more, true
	}
	return c
}

// putColumn is the next column, if there is room for it.
func (c updateColumns) putColumn(l *cell.Builder, width int, st cell.Style, s string) {
	if width > 0 {
		l.Put("", " ")
		l.PutIn(width, st, s)
	}
}

// row returns one update.
func (c updateColumns) row(d *renderContext, u *model.Update, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	st := stateStyle(d.th, u.State)
	l.Put("", d.cursorSign(selected))
	l.PutIn(1, st, d.stateSign(u.State))
	l.PutIn(1, d.th.Mark, d.changedSign(changeKey{id: u.ID}))
	l.PutIn(leadWidth-3, d.th.Strong, summary.ShortLabel(u))
	if c.oneColumn {
		c.putColumn(l, c.state, st, stateAndReason(d, u, c.state))
		return l.Row()
	}
	c.putColumn(l, c.title, "", titleIn(u, c.title))
	c.putColumn(l, c.state, st, stateColumnText(d, u, c.state, c.bar == 0))
	if c.bar > 0 {
		l.Put("", " ")
		putProgressBar(d, l, u, c.bar)
	}
	if c.since > 0 {
		c.putColumn(l, c.since, d.th.Faint, cell.PadLeft(stateAge(d, u, c.since), c.since))
	}
	c.putColumn(l, c.why, d.th.Faint, c.reason(d, u))
	return l.Row()
}

// reason returns what the column of details says: the reason, or where the title has no column of its
// own and there is no reason, the title.
func (c updateColumns) reason(d *renderContext, u *model.Update) string {
	text := d.asOf.ShortReason(u, c.why)
	if c.longReason {
		text = d.asOf.Reason(u)
	}
	if text == "" && c.title == 0 {
		return summary.ShortTitle(u)
	}
	return wholeWords(text, c.why)
}

// stateAndReason says both in so many cells; where they do not fit, the reason alone of an update that
// waits, for its sign says the rest.
func stateAndReason(d *renderContext, u *model.Update, cells int) string {
	state, why := stateColumnText(d, u, cells, true), d.asOf.ShortReason(u, cells)
	switch {
	case why == "" || u.State == model.Failed && cell.Width(state+" "+why) > cells:
		return state
	case cell.Width(state+" "+why) <= cells:
		return state + " " + why
	}
	if word := summary.UpdateBadges[u.State].Word + " " + why; cell.Width(word) <= cells {
		return word
	}
	return wholeWords(why, cells)
}

// putProgressBar is the bar of a download.
func putProgressBar(d *renderContext, l *cell.Builder, u *model.Update, width int) {
	done, total := d.asOf.State.DownloadBytes(u)
	if u.State != model.Downloading || total == 0 {
		l.FillTo("", l.Used()+width)
		return
	}
	full, rest := d.g.Bar(done, total, width-5)
	l.Put(d.th.Bar, full)
	l.Put(d.th.BarRest, rest)
	l.PutIn(5, "", cell.PadLeft(summary.PercentText(done, total), 5))
}
