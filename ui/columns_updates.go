package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// updateColumns is how wide the columns of the updates are; 0 is left out.
type updateColumns struct {
	title, state, bar, since, why int
	long                          bool // the reason is a sentence
}

// namesFrom is the height from which a pane spends a row on the names of its columns.
const namesFrom = 14

// updateColumnsIn lays out w cells. What is said first is said at any width; the reason and the bar need room.
func updateColumnsIn(w int) updateColumns {
	c := updateColumns{state: 17, since: 8}
	switch {
	case w >= 130:
		c.bar, c.why, c.long = 12, w*2/5, true
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
	if w >= 64 && w < 130 {
		c.why = min(room()/2, 34)
	}
	c.title = max(room(), 0)
	return c
}

func (c updateColumns) names(d *draw, w int) string {
	l := newLine(w, "")
	l.putIn(13, d.th.faint, "   update")
	l.putIn(c.title, d.th.faint, "title")
	c.next(l, c.state, d.th.faint, "state")
	c.next(l, c.bar, d.th.faint, "progress")
	c.next(l, c.since, d.th.faint, right("for", c.since))
	c.next(l, c.why, d.th.faint, "waits for")
	return l.String()
}

// next is the next column, if there is room for it.
func (c updateColumns) next(l *line, width int, st style, s string) {
	if width > 0 {
		l.put("", " ")
		l.putIn(width, st, s)
	}
}

// row is one update.
func (c updateColumns) row(d *draw, u *model.Update, w int, selected bool) string {
	l := newLine(w, rowBase(d, selected))
	st := d.th.stateStyle(u.State)
	l.put("", lead(d, selected))
	l.putIn(2, st, d.g.states[u.State]+" ")
	l.putIn(10, d.th.strong, kbOr(u))
	l.putIn(c.title, "", u.Title)
	c.next(l, c.state, st, stateIn(d, u, c.state, c.bar == 0))
	if c.bar > 0 {
		l.put("", " ")
		progress(d, l, u, c.bar)
	}
	if c.since > 0 { // what is not shown does not run
		c.next(l, c.since, d.th.faint, right(timeIn(d, u), c.since))
	}
	if c.long {
		c.next(l, c.why, d.th.faint, reason(d, u))
	} else {
		c.next(l, c.why, d.th.faint, waitsFor(d, u))
	}
	return l.String()
}

// progress is the bar of a download.
func progress(d *draw, l *line, u *model.Update, width int) {
	done, total := d.m.state.DownloadBytes(u)
	if u.State != model.Downloading || total == 0 {
		l.fill("", l.used+width)
		return
	}
	full, rest := d.g.bar(done, total, width-5)
	l.put(d.th.bar, full)
	l.put(d.th.barRest, rest)
	l.putIn(5, "", fmt.Sprintf("%4d%%", min(done*100/total, 100)))
}

// waitsFor is the reason in a few words: bytes, a time, the arithmetic of a window; "" if the state says it all.
func waitsFor(d *draw, u *model.Update) string {
	switch u.State {
	case model.Downloading:
		if done, total := d.m.state.DownloadBytes(u); total > 0 {
			return partOf(done, total)
		}
	case model.Failed:
		return meaning(u.Result)
	case model.PendingRestart:
		switch r := &d.m.state.Restart; {
		case !r.Initiated.At.IsZero():
			return "restarting"
		case r.Deadline.After(d.m.at):
			return "restart by " + d.m.clock(r.Deadline)
		case !r.Deadline.IsZero():
			return "restart overdue"
		}
	case model.WaitingForWindow, model.WaitingToInstall:
		return waitsForWindow(d, u)
	case model.Missing, model.Targeted, model.Downloaded, model.Superseded:
		return summary.Sentence(d.m.state.Why(u, d.m.at, d.m.rules))
	}
	return ""
}

func waitsForWindow(d *draw, u *model.Update) string {
	w := d.m.window
	for _, f := range d.m.fits {
		switch {
		case f.Update != u:
		case w.Restricted == event.No:
			return "its turn"
		case f.Fits == event.No:
			return fmt.Sprintf("needs %d > %d min%s", minutes(f.Need), minutes(f.Available), pick(f.NeedLogged, "", "?"))
		case w.Open:
			return "its turn, " + summary.Duration(f.Need) + pick(f.NeedLogged, "", "?")
		case !w.Next.Start.IsZero():
			return "window " + d.m.clock(w.Next.Start)
		}
	}
	return "window unknown"
}
