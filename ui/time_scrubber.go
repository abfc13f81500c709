package ui

import (
	"time"

	"ccmtail/ui/cell"
)

// scrubberRows is the client's time in one row: its first and last record, windows as a band, state changes and errors
// as ticks, and the playhead.
func (a *App) scrubberRows(w, _ int) []string {
	d := a.renderContext(false)
	l := cell.NewBuilder(w, "")
	first, last, from, to := a.scrubberScale(d, w)
	if last.Before(first) || first.IsZero() || to-from < 8 {
		return []string{l.String()}
	}
	l.Put(a.th.Faint, " "+a.scrubberTime(d, first, last)+" ")
	t := timeScale{first: first, last: last, width: to - from}
	now := t.column(d.asOf.at)
	for x, k := range d.session.refreshChangeTimes(a.now()).cellsOn(t) {
		if x == now {
			k |= scalePlayhead
		}
		a.putScrubberCell(l, k)
	}
	l.Put(a.th.Faint, " "+a.scrubberTime(d, last, first))
	return []string{l.String()}
}

// cellsOn is what each column of a track holds. It is kept: nearly every frame asks for the same one again.
func (s *changeTimes) cellsOn(t timeScale) []byte {
	if s.scale == t && s.scaleCells != nil {
		return s.scaleCells
	}
	kind := make([]byte, t.width)
	for _, w := range s.windows {
		for x := max(t.column(w.Start), 0); x <= min(t.column(w.End), t.width-1); x++ {
			kind[x] |= scaleWindow
		}
	}
	t.markTicks(kind, s.changes, scaleChange)
	t.markTicks(kind, s.failures, scaleFailure)
	s.scale, s.scaleCells = t, kind
	return kind
}

// What a column of the scrubber holds.
const (
	scaleWindow = 1 << iota
	scaleChange
	scaleFailure
	scalePlayhead
)

func (a *App) putScrubberCell(l *cell.Builder, k byte) {
	st := cell.Style("")
	if k&scaleWindow != 0 {
		st = a.th.WindowBand
	}
	switch {
	case k&scalePlayhead != 0:
		l.Put(st.With(a.th.Playhead), a.g.Playhead)
	case k&scaleFailure != 0:
		l.Put(st.With(a.th.Bad), a.g.TickFailure)
	case k&scaleChange != 0:
		l.Put(st.With(a.th.Accent), a.g.TickChange)
	case k&scaleWindow != 0:
		l.Put(st.With(a.th.Good), a.g.Window)
	default:
		l.Put(a.th.Rule, a.g.Track)
	}
}

// scrubberScale is the time from the first record to the newest moment, and the columns it is drawn in.
func (a *App) scrubberScale(d *renderContext, w int) (first, last time.Time, from, to int) {
	first, last = d.session.firstTime(), d.session.now(a.clockTime)
	if last.Before(d.asOf.at) {
		last = d.asOf.at
	}
	n := len(a.scrubberTime(d, first, last)) + 2
	return first, last, n, w - n
}

// scrubberTime is a time as the scrubber says it: with its date if the other end has another.
func (a *App) scrubberTime(d *renderContext, t, other time.Time) string {
	x, y := d.asOf.wallTime(t), d.asOf.wallTime(other)
	switch {
	case x.Year() != y.Year():
		return x.Format("2006-01-02")
	case x.YearDay() != y.YearDay():
		return x.Format("01-02 15:04")
	}
	return x.Format("15:04:05")
}

// seekToColumn moves the playhead to where the scrubber was clicked: on a tick to the last change or error that it stands for.
func (a *App) seekToColumn(x int) {
	d := a.renderContext(false)
	first, last, from, to := a.scrubberScale(d, a.layout.w)
	if to-from < 8 || !last.After(first) {
		return
	}
	x = min(max(x, from), to-1) - from
	t := timeScale{first: first, last: last, width: to - from}
	at := t.timeAt(x)
	s := d.session.refreshChangeTimes(a.now())
	for _, ticks := range [][]time.Time{s.changes, s.failures} {
		if tick, ok := lastBefore(ticks, t.timeAt(x+1)); ok && t.column(tick) == x && tick.After(at) {
			at = tick
		}
	}
	a.seekTo(at)
}
