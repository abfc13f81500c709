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
}

// minHeightForNames is the height from which a pane spends a row on the names of its columns.
const minHeightForNames = 14

// shortReasonWidth has room for "needs 135 min, 105 left".
const shortReasonWidth = 23

// fitUpdateColumns lays out w cells. What is said first is said at any width; the reason and the
// bar need room.
func fitUpdateColumns(w int) updateColumns {
	c := updateColumns{state: 18, since: 8}
	switch {
	case w >= 130:
		c.bar, c.why, c.longReason = 12, w*2/5, true
	case w >= 90:
		c.bar = 12
	case w < 44:
		c.since, c.state = 0, max(w-14, 0)
	case w < 60:
		c.since = 0
	}
	room := func() int {
		return w - 14 - c.state - c.bar - c.since - c.why - btoi(c.bar > 0) - btoi(c.since > 0) - btoi(c.why > 0)
	}
	switch {
	case w >= 76 && w < 130:
		c.why = min(max(room()/2, shortReasonWidth), 34)
	case w >= 64 && w < 130:
		c.why = room() / 2
	}
	c.title = max(room(), 0)
	return c
}

func (c updateColumns) headRow(d *renderContext, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	l.PutIn(13, d.th.Faint, "   update")
	l.PutIn(c.title, d.th.Faint, "title")
	c.putColumn(l, c.state, d.th.Faint, "state")
	c.putColumn(l, c.bar, d.th.Faint, "progress")
	c.putColumn(l, c.since, d.th.Faint, cell.PadLeft("age", c.since))
	c.putColumn(l, c.why, d.th.Faint, "details")
	return l.Row()
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
	l := cell.NewBuilder(w, rowStyle(d, selected))
	st := stateStyle(d.th, u.State)
	l.Put("", cursorSign(d, selected))
	l.PutIn(2, st, d.stateSign(u.State)+" ")
	l.PutIn(10, d.th.Strong, summary.ShortLabel(u))
	l.PutIn(c.title, "", summary.ShortTitle(u))
	c.putColumn(l, c.state, st, stateColumnText(d, u, c.state, c.bar == 0))
	if c.bar > 0 {
		l.Put("", " ")
		putProgressBar(d, l, u, c.bar)
	}
	if c.since > 0 {
		c.putColumn(l, c.since, d.th.Faint, cell.PadLeft(stateAge(d, u, c.since), c.since))
	}
	if c.longReason {
		c.putColumn(l, c.why, d.th.Faint, wholeWords(d.asOf.Reason(u), c.why))
	} else {
		c.putColumn(l, c.why, d.th.Faint, wholeWords(d.asOf.ShortReason(u, c.why), c.why))
	}
	return l.Row()
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
