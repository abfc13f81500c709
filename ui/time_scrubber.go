package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// scrubberRows returns the client's time in one row: its first and last record, windows as a band,
// state changes and errors as ticks, and the playhead.
func (d *renderContext) scrubberRows(w, _ int) []cell.Row {
	l := cell.NewBuilder(w, "")
	first, last, from, to := d.scrubberScale(w)
	if last.Before(first) || first.IsZero() || to-from < 8 {
		return []cell.Row{l.Row()}
	}
	l.Put(d.th.Faint, " "+d.scrubberTime(first, last)+" ")
	t := timeScale{first: first, last: last, width: to - from}
	now := t.column(d.asOf.At)
	for x, k := range d.session.refreshChangeTimes(d.now(), scrubberPause).cellsOn(t) {
		if x == now {
			k |= scalePlayhead
		}
		d.putScrubberCell(l, k)
	}
	l.Put(d.th.Faint, " "+d.scrubberTime(last, first))
	return []cell.Row{l.Row()}
}

// cellsOn returns what each column of a track holds. It is kept: nearly every frame asks for the
// same one again.
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
	t.markTicks(kind, s.steps.changes, scaleChange)
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

func (d *renderContext) putScrubberCell(l *cell.Builder, k byte) {
	st := cell.Style("")
	if k&scaleWindow != 0 {
		st = d.th.WindowBand
	}
	switch {
	case k&scalePlayhead != 0:
		l.Put(st.With(d.th.Playhead), d.g.Playhead)
	case k&scaleFailure != 0:
		l.Put(st.With(d.th.Bad), d.g.TickFailure)
	case k&scaleChange != 0:
		l.Put(st.With(d.th.Accent), d.g.TickChange)
	case k&scaleWindow != 0:
		l.Put(st.With(d.th.Good), d.g.Window)
	default:
		l.Put(d.th.Rule, d.g.Track)
	}
}

// scrubberScale returns the time from the first record to the newest moment, and the columns it is
// drawn in.
func (d *renderContext) scrubberScale(w int) (first, last time.Time, from, to int) {
	first, last = d.session.firstTime(), d.now()
	if last.Before(d.asOf.At) {
		last = d.asOf.At
	}
	n := len(d.scrubberTime(first, last)) + 2
	return first, last, n, w - n
}

// scrubberTime returns a time as the scrubber says it: with its date if the other end has another.
func (d *renderContext) scrubberTime(t, other time.Time) string {
	x, y := d.asOf.Wall(t), d.asOf.Wall(other)
	switch {
	case x.Year() != y.Year():
		return x.Format("2006-01-02")
	case x.YearDay() != y.YearDay():
		return x.Format("01-02 15:04")
	}
	return x.Format("15:04:05")
}

// timeAtColumn returns the moment that a column of the scrubber stands for: on a tick the last
// change or error there.
func (d *renderContext) timeAtColumn(x int) (at time.Time, ok bool) {
	first, last, from, to := d.scrubberScale(d.width)
	if to-from < 8 || !last.After(first) {
		return time.Time{}, false
	}
	x = min(max(x, from), to-1) - from
	t := timeScale{first: first, last: last, width: to - from}
	at = t.timeAt(x)
	s := d.session.refreshChangeTimes(d.now(), 0)
	for _, ticks := range [][]time.Time{s.steps.changes, s.failures} {
		if tick, ok := lastBefore(ticks, t.timeAt(x+1)); ok && t.column(tick) == x && tick.After(at) {
			at = tick
		}
	}
	return at, true
}

// seekToColumn moves the playhead to where the scrubber was clicked.
func (a *App) seekToColumn(x int) tea.Cmd {
	if at, ok := a.renderContext(false).timeAtColumn(x); ok {
		a.seekTo(at)
	}
	return a.restartClock()
}
