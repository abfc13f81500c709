package ui

import (
	"time"

	"ccmtail/model"
)

// timelinePane draws each update as a row of bars over time: what it was doing when, against the service windows.
type timelinePane struct {
	updatesPane
	scale float64       // part of the whole time in sight
	shift time.Duration // how far the sight is moved from the end
	all   time.Duration
}

func (p *timelinePane) heading(d *draw) (string, []span) {
	from, to := p.sight(d)
	return "Timeline", []span{{d.th.faint, d.m.exact(from) + " " + d.g.arrow + " " + d.m.exact(to) + "  "}, {d.th.strong, rough(to.Sub(from))}, {d.th.faint, "  z Z zoom"}}
}

// sight is the stretch of time shown. It ends at the screen's time, or where the user moved it.
func (p *timelinePane) sight(d *draw) (from, to time.Time) {
	first := p.begins(d)
	to = d.m.at
	if w := d.m.window; w.Open && w.Until.After(to) && w.Until.Sub(to) < 6*time.Hour {
		to = w.Until
	} else if !w.Open && w.Next.Start.After(to) && w.Next.Start.Sub(to) < 6*time.Hour {
		to = w.Next.Start.Add(30 * time.Minute)
	}
	p.all = max(to.Sub(first), time.Minute)
	if p.scale <= 0 || p.scale > 1 {
		p.scale = 1
	}
	span := time.Duration(float64(p.all) * p.scale)
	to = to.Add(-p.shift)
	return to.Add(-span), to
}

// begins is the first change of an update that is listed.
func (p *timelinePane) begins(d *draw) time.Time {
	p.gather(d)
	first := d.m.at.Add(-time.Hour)
	for _, u := range p.list {
		for _, t := range u.Transitions[:min(len(u.Transitions), 1)] {
			if t.At.Before(first) {
				first = t.At
			}
		}
	}
	return first
}

func (p *timelinePane) zoom(by float64) {
	p.scale = min(max(p.scale*by, 1.0/512), 1)
	p.pan(0)
}

func (p *timelinePane) pan(by int) {
	step := time.Duration(float64(p.all) * p.scale / 8)
	p.shift = min(max(p.shift-time.Duration(by)*step, 0), time.Duration(float64(p.all)*(1-p.scale)))
}

func (p *timelinePane) rows(d *draw, w, h int) []string {
	p.gather(d)
	from, to := p.sight(d)
	names := min(max(w/4, 10), 34)
	t := track{from, to, max(w-names-1, 1)}
	out := []string{p.axis(d, t, names, w)}
	out = append(out, p.windowsRow(d, t, names, w))
	p.height = max(h-2, 1)
	sel := p.index(d)
	p.top = scrolled(p.top, sel, p.height, len(p.list))
	for i := p.top; i < min(p.top+p.height, len(p.list)); i++ {
		out = append(out, p.bars(d, p.list[i], t, names, w, i == sel))
	}
	return filled(out, w, h)
}

func (p *timelinePane) pick(d *draw, row int) { p.updatesPane.pick(d, row-2) }

// axis names the times.
func (p *timelinePane) axis(d *draw, t track, names, w int) string {
	l := newLine(w, "")
	l.fill("", names+1)
	for x := 0; x+6 <= t.width; x += max(t.width/6, 12) {
		l.fill("", names+1+x)
		l.put(d.th.faint, d.m.wall(t.time(x)).Format("15:04"))
	}
	return l.String()
}

// windowsRow is the windows that hold back updates.
func (p *timelinePane) windowsRow(d *draw, t track, names, w int) string {
	l := newLine(w, "")
	l.putIn(names, d.th.faint, " service windows")
	l.put("", " ")
	spans := windowsBetween(d.m.state, t.first, t.last)
	for x := range t.width {
		switch at := t.time(x); {
		case x == t.column(d.m.at):
			l.put(d.th.playhead, d.g.head)
		case holds(spans, at):
			l.put(d.th.good, d.g.window)
		default:
			l.put(d.th.faint, " ")
		}
	}
	return l.String()
}

func holds(spans []model.TimeRange, t time.Time) bool {
	for _, s := range spans {
		if s.Contains(t) {
			return true
		}
	}
	return false
}

// bars is one update's states over time; the glyph of a state is repeated, so that it can be read without colour.
func (p *timelinePane) bars(d *draw, u *model.Update, t track, names, w int, selected bool) string {
	l := newLine(w, rowBase(d, selected))
	l.put("", lead(d, selected))
	l.putIn(2, d.th.stateStyle(u.State), d.g.states[u.State]+" ")
	l.putIn(10, d.th.strong, kbOr(u))
	l.putIn(names-13, "", u.Title)
	l.fill("", names)
	l.put("", " ")
	now := t.column(d.m.at)
	k := -1
	for x := range t.width {
		at := t.time(x + 1)
		before := k
		for k+1 < len(u.Transitions) && u.Transitions[k+1].At.Before(at) {
			k++
		}
		switch {
		case x == now:
			l.put(d.th.playhead, d.g.head)
		case x > now || k < 0:
			l.put("", " ")
		default:
			p.barCell(d, l, u.Transitions[k].State, k != before)
		}
	}
	return l.String()
}

// barCell is one cell of a bar: the state's glyph where it begins, then its filling.
func (p *timelinePane) barCell(d *draw, l *line, s model.UpdateState, begins bool) {
	st := d.th.stateStyle(s)
	switch {
	case begins:
		l.put(st, d.g.states[s])
	case s == model.Missing || s == model.Installed || s == model.NotRequired || s == model.Unknown:
		l.put(d.th.rule, d.g.rule)
	case s == model.Installing || s == model.Downloading:
		l.put(st, d.g.full)
	default:
		l.put(st, pick(d.g.ascii, "-", "╌"))
	}
}
