package report

import (
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

// Middle returns the band's middle.
func (b windowBand) Middle() float64 { return b.X + b.W/2 }

// HalfWidth returns half the gap's width.
func (g axisBreak) HalfWidth() float64 { return g.W / 2 }

// Height returns the bar's height: states in which nothing happens are a line.
func (b ganttBar) Height() float64 {
	switch b.Phase {
	case "queued", "done", "failed", "gone":
		return 3
	}
	return 14
}

// OffsetY returns how far above its row's middle the bar begins.
func (b ganttBar) OffsetY() float64 { return -b.Height() / 2 }

// Radius returns the radius of the bar's corners.
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
	model.Unknown: "queued", model.NotRequired: "gone", model.Compliant: "done", model.Missing: "queued", model.Targeted: "queued",
	model.Downloading: "downloading", model.Downloaded: "waiting", model.WaitingForWindow: "waiting",
	model.WaitingToInstall: "waiting", model.Installing: "installing", model.PendingRestart: "restart",
	model.Installed: "done", model.Failed: "failed", model.Superseded: "gone",
}

// endStates are the states after which nothing more is expected.
var endStates = map[model.UpdateState]bool{
	model.NotRequired: true, model.Compliant: true, model.Installed: true, model.Failed: true, model.Superseded: true,
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

// isDrawable reports whether there is a step to draw whose time is known. An update that was found
// as it still is has taken none.
func isDrawable(r *summary.Update) bool {
	all := r.Model.Transitions
	return (len(all) > 1 || len(all) == 1 && r.Pending) && summary.HasTime(all[len(all)-1].At())
}

// nextWindow returns the time that the waiting updates may use.
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

// axisPoints returns the times that the axis must show.
func (p *ganttPainter) axisPoints(rows []*summary.Update) []time.Time {
	all := []time.Time{p.At}
	first := p.At
	for _, r := range rows {
		for _, t := range r.Model.Transitions {
			if !summary.HasTime(t.At()) {
				continue // drawn from the left edge
			}
			all = append(all, t.At())
			if t.At().Before(first) {
				first = t.At()
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

// markTimes returns the times of the marks.
func (p *ganttPainter) markTimes() []time.Time {
	var all []time.Time
	for _, d := range p.State.Deployments() {
		if !d.Deadline.IsZero() {
			all = append(all, d.Deadline)
		}
	}
	for _, r := range p.State.RestartSteps {
		all = append(all, r.At())
	}
	if t := p.State.Restart.Deadline; !t.IsZero() {
		all = append(all, t)
	}
	return all
}
