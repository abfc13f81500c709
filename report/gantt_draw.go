package report

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

// labelAxis labels the axis.
func (p *ganttPainter) labelAxis() {
	last := ""
	for i := range p.axis.intervals {
		s := &p.axis.intervals[i]
		bias, _ := p.Records.BiasAt(s.from)
		for k, t := range s.ticks(time.Duration(bias) * time.Minute) {
			wall := t.Add(-time.Duration(bias) * time.Minute)
			tk := ganttTick{X: p.axis.x(t), Label: wall.Format("15:04"), Date: wall.Format(time.DateOnly)}
			if s.tickStep() < time.Minute {
				tk.Label = wall.Format(time.TimeOnly)
			}
			if k > 0 && tk.Date == last {
				tk.Date = ""
			} else {
				last = tk.Date
			}
			p.g.Ticks = append(p.g.Ticks, tk)
		}
		if i > 0 {
			before := p.axis.intervals[i-1]
			p.g.Breaks = append(p.g.Breaks, axisBreak{before.x1, breakWidth, summary.Duration(s.from.Sub(before.to)) + " left out"})
		}
	}
}

// drawBands draws the occurrences of the windows that decide for updates, as they are scheduled
// now.
func (p *ganttPainter) drawBands() {
	st := p.WindowStatus()
	for _, o := range p.Occurrences(p.axis.from(), p.axis.to()) {
		p.drawBand(o)
	}
	if len(st.Windows) == 0 && st.Open && !st.Since.IsZero() {
		o := model.TimeRange{Start: st.Since, End: st.Until}
		if o.End.IsZero() { // when it closes is not in the logs
			o.End = p.At
		}
		p.drawBand(o)
	}
}

func (p *ganttPainter) drawBand(o model.TimeRange) {
	if !o.End.After(p.axis.from()) || !o.Start.Before(p.axis.to()) {
		return
	}
	x, end := p.axis.x(o.Start), p.axis.x(o.End)
	if end-x < 1 {
		return // within a break
	}
	b := windowBand{X: x, W: end - x, Title: fmt.Sprintf("Maintenance window %s to %s, %s", p.Time(o.Start).Text, p.Time(o.End).Text,
		summary.Duration(o.End.Sub(o.Start)))}
	if b.W > 60 {
		b.Label = summary.Duration(o.End.Sub(o.Start))
	}
	p.g.Bands = append(p.g.Bands, b)
}

func (p *ganttPainter) drawMarks() {
	add := func(kind, what string, t time.Time) {
		if !t.IsZero() && !t.Before(p.axis.from()) && !t.After(p.axis.to()) {
			p.g.Marks = append(p.g.Marks, ganttMark{p.axis.x(t), kind, what + " " + p.Time(t).Text})
		}
	}
	for _, d := range p.State.Deployments() {
		add("deadline", "Deadline of deployment "+d.ID.Short(), d.Deadline)
	}
	add("deadline", "Restart due", p.State.Restart.Deadline)
	for _, r := range p.restarts {
		add("restarts", r.Name, r.Evidence.At())
	}
}

// maxNameLen bounds the second line beside a row.
const maxNameLen = 37

func (p *ganttPainter) row(r *summary.Update, y float64) ganttRow {
	g := ganttRow{Y: y, ID: r.ID, Label: r.Label, Badge: r.Badge, Name: shorten(r.Title, maxNameLen)}
	if r.KB == "" {
		g.Label, g.Name = "no KB", shorten(r.Label, maxNameLen)
	}
	all := r.Model.Transitions
	for i, t := range all {
		end := p.At
		if i+1 < len(all) {
			end = all[i+1].At()
		}
		g.Bars = append(g.Bars, p.bar(t, end))
	}
	last := all[len(all)-1]
	g.Ended, g.EndX, g.EndText = endStates[last.State], p.axis.x(last.At()), p.EvidenceTime(last.Evidence).Text
	if f, waits := p.fits[r.Model]; waits && p.nextWindow != (model.TimeRange{}) {
		g.Bars = append(g.Bars, p.plannedBar(f))
	}
	return g
}

func (p *ganttPainter) bar(t model.Transition[model.UpdateState], end time.Time) ganttBar {
	x := p.axis.x(t.At())
	from := "an unknown time"
	if summary.HasTime(t.At()) {
		from = fmt.Sprintf("%s, %s", p.EvidenceTime(t.Evidence).Text, summary.Duration(end.Sub(t.At())))
	}
	return ganttBar{
		X: x, W: max(p.axis.x(end)-x, minBarWidth), Phase: ganttPhases[t.State],
		Title: fmt.Sprintf("%s from %s (%s)", summary.UpdateBadges[t.State].Word, from, p.Where(t.Evidence)),
	}
}

// plannedBar returns the time an update that waits would take in the window.
func (p *ganttPainter) plannedBar(f model.Fit) ganttBar {
	x := p.axis.x(p.nextWindow.Start)
	row := p.Fit(f)
	return ganttBar{X: x, W: max(p.axis.x(p.nextWindow.Start.Add(f.Need))-x, minBarWidth), Phase: "planned", Title: fmt.Sprintf(
		"%s: %s", row.Badge.Word, row.Sentence)}
}

// shorten cuts a text to n runes.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
