package ui

import "time"

// scrubberRows is the client's time in one row: its first and last record, windows as a band, state changes and errors
// as ticks, and the playhead.
func (a *App) scrubberRows(w, _ int) []string {
	d := a.draw(false)
	l := newLine(w, "")
	first, last, from, to := a.track(d, w)
	if last.Before(first) || first.IsZero() || to-from < 8 {
		return []string{l.String()}
	}
	l.put(a.th.faint, " "+a.stamp(d, first, last)+" ")
	t := track{first: first, last: last, width: to - from}
	now := t.column(d.m.at)
	for x, k := range d.c.refreshSteps(a.now()).along(t) {
		if x == now {
			k |= here
		}
		a.trackCell(l, k)
	}
	l.put(a.th.faint, " "+a.stamp(d, last, first))
	return []string{l.String()}
}

// along is what each column of a track holds. It is kept: nearly every frame asks for the same one again.
func (s *steps) along(t track) []byte {
	if s.track == t && s.columns != nil {
		return s.columns
	}
	kind := make([]byte, t.width)
	for _, w := range s.windows {
		for x := max(t.column(w.Start), 0); x <= min(t.column(w.End), t.width-1); x++ {
			kind[x] |= inWindow
		}
	}
	t.tick(kind, s.changes, change)
	t.tick(kind, s.errors, failure)
	s.track, s.columns = t, kind
	return kind
}

// What a column of the scrubber holds.
const (
	inWindow = 1 << iota
	change
	failure
	here
)

func (a *App) trackCell(l *line, k byte) {
	st := style("")
	if k&inWindow != 0 {
		st = a.th.band
	}
	switch {
	case k&here != 0:
		l.put(st.and(a.th.playhead), a.g.head)
	case k&failure != 0:
		l.put(st.and(a.th.bad), a.g.tickBad)
	case k&change != 0:
		l.put(st.and(a.th.accent), a.g.tick)
	case k&inWindow != 0:
		l.put(st.and(a.th.good), a.g.window)
	default:
		l.put(a.th.rule, a.g.track)
	}
}

// track maps time to columns.
type track struct {
	first, last time.Time
	width       int
}

func (t track) column(at time.Time) int {
	all := t.last.Sub(t.first)
	if all <= 0 {
		return 0
	}
	return int(float64(at.Sub(t.first)) / float64(all) * float64(t.width-1))
}

// time is the moment a column stands for.
func (t track) time(x int) time.Time {
	return t.first.Add(time.Duration(float64(t.last.Sub(t.first)) * float64(x) / float64(max(t.width-1, 1))))
}

func (t track) tick(kind []byte, times []time.Time, k byte) {
	for _, at := range times {
		if x := t.column(at); x >= 0 && x < len(kind) {
			kind[x] |= k
		}
	}
}

// track is the time from the first record to the newest moment, and the columns it is drawn in.
func (a *App) track(d *draw, w int) (first, last time.Time, from, to int) {
	first, last = d.c.first(), d.c.now(a.wall)
	if last.Before(d.m.at) {
		last = d.m.at
	}
	n := len(a.stamp(d, first, last)) + 2
	return first, last, n, w - n
}

// stamp is a time as the scrubber says it: with its date if the other end has another.
func (a *App) stamp(d *draw, t, other time.Time) string {
	x, y := d.m.wall(t), d.m.wall(other)
	switch {
	case x.Year() != y.Year():
		return x.Format("2006-01-02")
	case x.YearDay() != y.YearDay():
		return x.Format("01-02 15:04")
	}
	return x.Format("15:04:05")
}

// scrub moves the playhead to where the scrubber was clicked: on a tick to the last change or error that it stands for.
func (a *App) scrub(x int) {
	d := a.draw(false)
	first, last, from, to := a.track(d, a.layout.w)
	if to-from < 8 || !last.After(first) {
		return
	}
	x = min(max(x, from), to-1) - from
	t := track{first: first, last: last, width: to - from}
	at := t.time(x)
	s := d.c.refreshSteps(a.now())
	for _, ticks := range [][]time.Time{s.changes, s.errors} {
		if tick, ok := lastBefore(ticks, t.time(x+1)); ok && t.column(tick) == x && tick.After(at) {
			at = tick
		}
	}
	a.seekTo(at)
}
