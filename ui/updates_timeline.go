package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

const paneTimeline paneID = "timeline"

var timelineSpec = paneSpec{
	id: paneTimeline, name: "Timeline", key: "9", help: "timeline: updates against maintenance windows", hints: timelineHints,
	new: func() pane { return &timelinePane{} },
}

func timelineHints(*renderContext) []keyHint {
	return []keyHint{
		hintFor("history", actDetails), hintFor("zoom", actZoomIn, actZoomOut), hintFor("move", actLeft, actRight), hintFor("find in updates", actFind), hintFor("filter updates", actFilter), hintFor("only this update", actFollowIDs),
		hintFor("pane", actNextPane),
	}
}

// timelinePane draws each update as a row of bars over time: what it was doing when, against the
// maintenance windows.
type timelinePane struct {
	updateList
	scale     float64       // part of the whole time in sight
	panned    time.Duration // how far the sight is moved from the end
	wholeTime time.Duration
}

func (p *timelinePane) title(d *renderContext) []cell.Span {
	from, to := p.visibleTime(d)
	zoom := d.keys.hint(actZoomIn, actZoomOut)
	if zoom != "" {
		zoom = "  " + zoom + " zoom"
	}
	found := p.searchTitle(d)
	if found != nil {
		found = append(found, cell.Styled("", "  "))
	}
	return d.markPreview(append(found, []cell.Span{cell.Styled(d.th.Faint, d.asOf.Exact(from)+" "+d.g.Arrow+" "+d.asOf.Exact(to)+"  "), cell.Styled(d.th.Strong, summary.Duration(to.Sub(from))), cell.Styled(d.th.Faint, zoom)}...))
}

// visibleTime returns the stretch of time shown. It ends at the screen's time, or where the user
// moved it.
func (p *timelinePane) visibleTime(d *renderContext) (from, to time.Time) {
	first := p.firstChange(d)
	to = d.asOf.At
	if w := d.asOf.WindowStatus(); w.Open && w.Until.After(to) && w.Until.Sub(to) < 6*time.Hour {
		to = w.Until
	} else if !w.Open && w.Next.Start.After(to) && w.Next.Start.Sub(to) < 6*time.Hour {
		to = w.Next.Start.Add(30 * time.Minute)
	}
	p.wholeTime = max(to.Sub(first), time.Minute)
	if p.scale <= 0 || p.scale > 1 {
		p.scale = 1
	}
	span := time.Duration(float64(p.wholeTime) * p.scale)
	to = to.Add(-p.panned)
	return to.Add(-span), to
}

// firstChange returns the first change of an update that is listed.
func (p *timelinePane) firstChange(d *renderContext) time.Time {
	p.collect(d)
	first := d.asOf.At.Add(-time.Hour)
	for _, u := range p.updates {
		for _, t := range u.Transitions[:min(len(u.Transitions), 1)] {
			if t.At().Before(first) {
				first = t.At()
			}
		}
	}
	return first
}

func (p *timelinePane) zoom(_ *renderContext, by float64) effect {
	p.scale = min(max(p.scale*by, 1.0/512), 1)
	p.pan(0)
	return nil
}

func (p *timelinePane) pan(by int) {
	step := time.Duration(float64(p.wholeTime) * p.scale / 8)
	p.panned = min(max(p.panned-time.Duration(by)*step, 0), time.Duration(float64(p.wholeTime)*(1-p.scale)))
}

func (p *timelinePane) rows(d *renderContext, w, h int) []cell.Row {
	p.collect(d)
	from, to := p.visibleTime(d)
	names := min(max(w/4, 10), 34)
	t := timeScale{from, to, max(w-names-1, 1)}
	out := []cell.Row{p.axisRow(d, t, names, w)}
	out = append(out, p.windowsRow(d, t, names, w))
	p.height = max(h-2, 1)
	sel := p.selectedLine(d)
	p.top = scrollTop(p.top, sel, p.height, len(p.updates))
	for i := p.top; i < min(p.top+p.height, len(p.updates)); i++ {
		out = append(out, p.barsRow(d, p.updates[i], t, names, w, i == sel))
	}
	return cell.FillRows(out, w, h)
}

func (p *timelinePane) selectRow(d *renderContext, row int) effect {
	return p.updateList.selectRow(d, row-2)
}

// axisRow names the times.
func (p *timelinePane) axisRow(d *renderContext, t timeScale, names, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	l.FillTo("", names+1)
	format, day := "15:04", "2006-01-02"
	if d.asOf.Wall(t.first).Format(day) != d.asOf.Wall(t.last).Format(day) {
		format = "01-02 15:04"
	}
	for x := 0; x+len(format)+1 <= t.width; x += max(t.width/6, len(format)+3) {
		l.FillTo("", names+1+x)
		l.Put(d.th.Faint, d.asOf.Wall(t.timeAt(x)).Format(format))
	}
	return l.Row()
}

// windowsRow returns the windows that hold back updates.
func (p *timelinePane) windowsRow(d *renderContext, t timeScale, names, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	l.PutIn(names, d.th.Faint, " maintenance windows")
	l.Put("", " ")
	spans := windowsBetween(d.asOf.State, t.first, t.last)
	for x := range t.width {
		switch at := t.timeAt(x); {
		case x == t.column(d.asOf.At):
			l.Put(d.th.Playhead, d.g.Playhead)
		case anyHolds(spans, at):
			l.Put(d.th.Good, d.g.Window)
		default:
			l.Put(d.th.Faint, " ")
		}
	}
	return l.Row()
}

func anyHolds(spans []model.TimeRange, t time.Time) bool {
	for _, s := range spans {
		if s.Contains(t) {
			return true
		}
	}
	return false
}

// barsRow returns one update's states over time; the glyph of a state is repeated, so that it can
// be read without colour.
func (p *timelinePane) barsRow(d *renderContext, u *model.Update, t timeScale, names, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	l.Put("", d.cursorSign(selected))
	l.PutIn(2, stateStyle(d.th, u.State), d.stateSign(u.State)+" ")
	l.PutIn(10, d.th.Strong, summary.ShortLabel(u))
	l.PutIn(names-13, "", titleIn(u, names-13))
	l.FillTo("", names)
	l.Put("", " ")
	now, stuck := t.column(d.asOf.At), d.stuckSince(u)
	k := -1
	for x := range t.width {
		at := t.timeAt(x + 1)
		before := k
		for k+1 < len(u.Transitions) && u.Transitions[k+1].At().Before(at) {
			k++
		}
		switch {
		case x == now:
			l.Put(d.th.Playhead, d.g.Playhead)
		case x > now || k < 0:
			l.Put("", " ")
		default:
			p.putBarCell(d, l, u.Transitions[k].State, k != before, !stuck.IsZero() && at.After(stuck))
		}
	}
	return l.Row()
}

// stuckSince returns since when a download has stood still because of a problem that lasts; zero if it
// has not.
func (d *renderContext) stuckSince(u *model.Update) time.Time {
	if u.State != model.Downloading {
		return time.Time{}
	}
	var since time.Time
	for _, f := range d.asOf.Findings() {
		if f.Active() && f.Severity != model.SeverityInfo && f.Concerns(u.ID) && (since.IsZero() || f.Since.Before(since)) {
			since = f.Since
		}
	}
	return since
}

// putBarCell is one cell of a bar: the state's glyph where it begins, then its filling.
func (p *timelinePane) putBarCell(d *renderContext, l *cell.Builder, s model.UpdateState, begins, stuck bool) {
	st := stateStyle(d.th, s)
	switch {
	case begins:
		l.Put(st, d.stateSign(s))
	case s == model.Missing || s == model.Installed || s == model.NotRequired || s == model.Compliant || s == model.Unknown:
		l.Put(d.th.Rule, d.g.Rule)
	case s == model.Downloading && stuck:
		l.Put(st, d.g.BarEmpty)
	case s == model.Installing || s == model.Downloading:
		l.Put(st, d.g.BarFull)
	default:
		l.Put(st, either(d.g.ASCII, "-", "╌"))
	}
}
