package report

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

// The picture of the updates over time, in pixels of a drawing of ganttWidth.
type (
	gantt struct {
		Width, Height float64
		Left, Right   float64 // of the rows
		Top, Bottom   float64
		Ticks         []ganttTick
		Breaks        []axisBreak
		Bands         []windowBand
		Marks         []ganttMark
		Rows          []ganttRow
		AsOf          float64
		AsOfText      string
		Omitted       int // updates for which there is nothing to draw, or no room
	}

	ganttTick struct {
		X           float64
		Label, Date string
	}

	// axisBreak is time left out.
	axisBreak struct {
		X, W  float64
		Title string
	}

	// windowBand is a maintenance window.
	windowBand struct {
		X, W         float64
		Label, Title string
	}

	// ganttMark is a moment: a deadline or a step of a restart.
	ganttMark struct {
		X     float64
		Kind  string // "deadline", "restarts"
		Title string
	}

	ganttRow struct {
		Y           float64
		ID          string
		Label, Name string
		Badge       summary.Badge
		Bars        []ganttBar
		Ended       bool // whether the last state is an end, which gets a sign
		EndX        float64
		EndText     string
	}

	ganttBar struct {
		X, W  float64
		Phase string
		Title string
	}
)

// Middle is the band's middle.
func (b windowBand) Middle() float64 { return b.X + b.W/2 }

// HalfWidth is half the gap's width.
func (g axisBreak) HalfWidth() float64 { return g.W / 2 }

// Height is the bar's height: states in which nothing happens are a line.
func (b ganttBar) Height() float64 {
	switch b.Phase {
	case "queued", "done", "failed", "gone":
		return 3
	}
	return 14
}

// OffsetY is how far above its row's middle the bar begins.
func (b ganttBar) OffsetY() float64 { return -b.Height() / 2 }

// Radius is the radius of the bar's corners.
func (b ganttBar) Radius() float64 { return min(2, b.W/2, b.Height()/2) }

const (
	ganttWidth   = 1160.0
	ganttLeft    = 250.0
	ganttRight   = 1140.0
	ganttTop     = 92.0
	ganttRowStep = 34.0
	maxRows      = 80
	minBarWidth  = 2.5
)

// ganttPhases are how the states are drawn.
var ganttPhases = [model.UpdateStates]string{
	model.Unknown: "queued", model.NotRequired: "gone", model.Missing: "queued", model.Targeted: "queued",
	model.Downloading: "downloading", model.Downloaded: "waiting", model.WaitingForWindow: "waiting",
	model.WaitingToInstall: "waiting", model.Installing: "installing", model.PendingRestart: "restart",
	model.Installed: "done", model.Failed: "failed", model.Superseded: "gone",
}

// endStates are the states after which nothing more is expected.
var endStates = map[model.UpdateState]bool{
	model.NotRequired: true, model.Installed: true, model.Failed: true, model.Superseded: true,
}

// ganttPainter draws a client's gantt.
type ganttPainter struct {
	*summary.AsOf
	restarts   []summary.RestartStep
	g          *gantt
	axis       timeAxis
	nextWindow model.TimeRange // the window to come, or the rest of the open one
	fits       map[*model.Update]model.Fit
}

func drawGantt(s *summary.AsOf, sh *summary.Client) *gantt {
	rows := sh.Updates
	var drawn []*summary.Update
	for i := range rows {
		if len(drawn) < maxRows && isDrawable(&rows[i]) {
			drawn = append(drawn, &rows[i])
		}
	}
	if len(drawn) == 0 {
		return nil
	}
	p := ganttPainter{AsOf: s, restarts: sh.Restart.Steps, nextWindow: nextWindow(s), g: &gantt{
		Width: ganttWidth, Left: ganttLeft, Right: ganttRight, Top: ganttTop, Omitted: len(rows) - len(drawn),
		Bottom: ganttTop + ganttRowStep*float64(len(drawn)),
	}}
	p.g.Height = p.g.Bottom + 24
	p.fits = map[*model.Update]model.Fit{}
	for _, f := range s.Fits() {
		p.fits[f.Update] = f
	}
	p.axis = newAxis(p.axisPoints(drawn), ganttLeft, ganttRight)
	p.labelAxis()
	p.drawBands()
	p.drawMarks()
	for i, r := range drawn {
		p.g.Rows = append(p.g.Rows, p.row(r, ganttTop+ganttRowStep*float64(i)))
	}
	p.g.AsOf, p.g.AsOfText = p.axis.x(s.At), p.Time(s.At).Text
	return p.g
}

// isDrawable says whether there is a step to draw whose time is known. An update that was found as it still
// is has taken none.
func isDrawable(r *summary.Update) bool {
	all := r.Model.Transitions
	return (len(all) > 1 || len(all) == 1 && r.Pending) && summary.HasTime(all[len(all)-1].At)
}

// nextWindow is the time that the waiting updates may use.
func nextWindow(s *summary.AsOf) model.TimeRange {
	st := s.WindowStatus()
	switch {
	case st.Open && !st.Until.IsZero():
		return model.TimeRange{Start: s.At, End: st.Until}
	case !st.Open && !st.Next.End.IsZero():
		return st.Next
	}
	return model.TimeRange{}
}

// axisPoints is the times that the axis must show.
func (p *ganttPainter) axisPoints(rows []*summary.Update) []time.Time {
	all := []time.Time{p.At}
	first := p.At
	for _, r := range rows {
		for _, t := range r.Model.Transitions {
			if !summary.HasTime(t.At) {
				continue // drawn from the left edge
			}
			all = append(all, t.At)
			if t.At.Before(first) {
				first = t.At
			}
		}
	}
	for _, t := range p.markTimes() {
		if t.After(first.Add(-day)) {
			all = append(all, t)
		}
	}
	if p.nextWindow != (model.TimeRange{}) { // drawn whole, however long
		for i := range 9 {
			all = append(all, p.nextWindow.Start.Add(p.nextWindow.End.Sub(p.nextWindow.Start)*time.Duration(i)/8))
		}
	}
	return all
}

// markTimes is the times of the marks.
func (p *ganttPainter) markTimes() []time.Time {
	var all []time.Time
	for _, d := range p.State.Deployments() {
		if !d.Deadline.IsZero() {
			all = append(all, d.Deadline)
		}
	}
	for _, r := range p.State.RestartSteps {
		all = append(all, r.At)
	}
	if t := p.State.Restart.Deadline; !t.IsZero() {
		all = append(all, t)
	}
	return all
}

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

// drawBands draws the occurrences of the windows that decide for updates, as they are scheduled now.
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
		add("restarts", r.Name, r.Evidence.At)
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
			end = all[i+1].At
		}
		g.Bars = append(g.Bars, p.bar(t, end))
	}
	last := all[len(all)-1]
	g.Ended, g.EndX, g.EndText = endStates[last.State], p.axis.x(last.At), p.EvidenceTime(last.Evidence).Text
	if f, waits := p.fits[r.Model]; waits && p.nextWindow != (model.TimeRange{}) {
		g.Bars = append(g.Bars, p.plannedBar(f))
	}
	return g
}

func (p *ganttPainter) bar(t model.Transition[model.UpdateState], end time.Time) ganttBar {
	x := p.axis.x(t.At)
	from := "an unknown time"
	if summary.HasTime(t.At) {
		from = fmt.Sprintf("%s, %s", p.EvidenceTime(t.Evidence).Text, summary.Duration(end.Sub(t.At)))
	}
	return ganttBar{
		X: x, W: max(p.axis.x(end)-x, minBarWidth), Phase: ganttPhases[t.State],
		Title: fmt.Sprintf("%s from %s (%s)", summary.UpdateBadges[t.State].Word, from, p.Where(t.Evidence)),
	}
}

// plannedBar is the time an update that waits would take in the window.
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
