package report

import (
	"fmt"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
)

// The picture of the updates over time, in pixels of a drawing of ganttWidth.
type (
	gantt struct {
		Width, Height float64
		Left, Right   float64 // of the rows
		Top, Bottom   float64
		Ticks         []tick
		Breaks        []gap
		Bands         []band
		Marks         []mark
		Rows          []ganttRow
		AsOf          float64
		AsOfText      string
		Omitted       int // updates for which there is nothing to draw, or no room
	}

	tick struct {
		X           float64
		Label, Date string
	}

	// gap is time left out.
	gap struct {
		X, W  float64
		Title string
	}

	// band is a service window.
	band struct {
		X, W         float64
		Label, Title string
	}

	// mark is a moment: a deadline or a step of a restart.
	mark struct {
		X     float64
		Kind  string // "deadline", "restarts"
		Title string
	}

	ganttRow struct {
		Y           float64
		ID          string
		Label, Name string
		Look        look
		Bars        []bar
		Ended       bool // whether the last state is an end, which gets a sign
		EndX        float64
		EndText     string
	}

	bar struct {
		X, W  float64
		Phase string
		Title string
	}
)

// Middle is the band's middle.
func (b band) Middle() float64 { return b.X + b.W/2 }

// Half is half the gap's width.
func (g gap) Half() float64 { return g.W / 2 }

// Thick is the bar's height: states in which nothing happens are a line.
func (b bar) Thick() float64 {
	switch b.Phase {
	case "queued", "done", "failed", "gone":
		return 3
	}
	return 14
}

// Up is how far above its row's middle the bar begins.
func (b bar) Up() float64 { return -b.Thick() / 2 }

// Round is the radius of the bar's corners.
func (b bar) Round() float64 { return min(2, b.W/2, b.Thick()/2) }

const (
	ganttWidth   = 1160.0
	ganttLeft    = 250.0
	ganttRight   = 1140.0
	ganttTop     = 92.0
	ganttRowStep = 34.0
	mostRows     = 80
	leastBar     = 2.5
)

// ganttPhases are how the states are drawn.
var ganttPhases = [model.UpdateStates]string{
	model.UpdateUnknown: "queued", model.UpdateNotRequired: "gone", model.UpdateMissing: "queued", model.UpdateIsTargeted: "queued",
	model.UpdateDownloading: "downloading", model.UpdateDownloaded: "waiting", model.UpdateWaitingForWindow: "waiting",
	model.UpdateWaitingToInstall: "waiting", model.UpdateInstalling: "installing", model.UpdatePendingReboot: "restart",
	model.UpdateIsInstalled: "done", model.UpdateFailed: "failed", model.UpdateIsSuperseded: "gone",
}

// ganttEnds are the states after which nothing more is expected.
var ganttEnds = map[model.UpdateState]bool{
	model.UpdateNotRequired: true, model.UpdateIsInstalled: true, model.UpdateFailed: true, model.UpdateIsSuperseded: true,
}

// painter draws a client's gantt.
type painter struct {
	*subject
	clock
	restarts []restartRow
	g        *gantt
	axis     axis
	next     model.Span // the window to come, or the rest of the open one
	fits     map[*model.Update]model.Fit
}

func newGantt(s *subject, sh *sheet) *gantt {
	rows := sh.Updates
	var drawn []*updateRow
	for i := range rows {
		if len(drawn) < mostRows && drawable(&rows[i]) {
			drawn = append(drawn, &rows[i])
		}
	}
	if len(drawn) == 0 {
		return nil
	}
	p := painter{subject: s, restarts: sh.Restart.Steps, clock: s.times(), next: nextRoom(s), g: &gantt{
		Width: ganttWidth, Left: ganttLeft, Right: ganttRight, Top: ganttTop, Omitted: len(rows) - len(drawn),
		Bottom: ganttTop + ganttRowStep*float64(len(drawn)),
	}}
	p.g.Height = p.g.Bottom + 24
	p.fits = map[*model.Update]model.Fit{}
	for _, f := range s.state.Fits(s.at, s.rules) {
		p.fits[f.Update] = f
	}
	p.axis = newAxis(p.points(drawn), ganttLeft, ganttRight)
	p.scale()
	p.bands()
	p.marks()
	for i, r := range drawn {
		p.g.Rows = append(p.g.Rows, p.row(r, ganttTop+ganttRowStep*float64(i)))
	}
	p.g.AsOf, p.g.AsOfText = p.axis.x(s.at), p.clockTime(s.at).Text
	return p.g
}

// drawable says whether there is a step to draw whose time is known. An update that was found as it still
// is has taken none.
func drawable(r *updateRow) bool {
	all := r.update.Transitions
	return (len(all) > 1 || len(all) == 1 && r.Pending) && HasTime(all[len(all)-1].At)
}

// nextRoom is the time that the waiting updates may use.
func nextRoom(s *subject) model.Span {
	st := s.state.WindowAt(s.at)
	switch {
	case st.Open && !st.Until.IsZero():
		return model.Span{Start: s.at, End: st.Until}
	case !st.Open && !st.Next.End.IsZero():
		return st.Next
	}
	return model.Span{}
}

// points is the times that the axis must show.
func (p *painter) points(rows []*updateRow) []time.Time {
	all := []time.Time{p.at}
	first := p.at
	for _, r := range rows {
		for _, t := range r.update.Transitions {
			if !HasTime(t.At) {
				continue // drawn from the left edge
			}
			all = append(all, t.At)
			if t.At.Before(first) {
				first = t.At
			}
		}
	}
	for _, t := range p.moments() {
		if t.After(first.Add(-day)) {
			all = append(all, t)
		}
	}
	if p.next != (model.Span{}) { // drawn whole, however long
		for i := range 9 {
			all = append(all, p.next.Start.Add(p.next.End.Sub(p.next.Start)*time.Duration(i)/8))
		}
	}
	return all
}

// moments is the times of the marks.
func (p *painter) moments() []time.Time {
	var all []time.Time
	for _, d := range p.state.Deployments() {
		if !d.Deadline.IsZero() {
			all = append(all, d.Deadline)
		}
	}
	for _, r := range p.state.Restarts {
		all = append(all, r.At)
	}
	if t := p.state.Reboot.Deadline; !t.IsZero() {
		all = append(all, t)
	}
	return all
}

// scale labels the axis.
func (p *painter) scale() {
	last := ""
	for i := range p.axis.parts {
		s := &p.axis.parts[i]
		bias, _ := p.Records.Bias(s.from)
		for k, t := range s.ticks(time.Duration(bias) * time.Minute) {
			wall := t.Add(-time.Duration(bias) * time.Minute)
			tk := tick{X: p.axis.x(t), Label: wall.Format("15:04"), Date: wall.Format(time.DateOnly)}
			if s.step() < time.Minute {
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
			before := p.axis.parts[i-1]
			p.g.Breaks = append(p.g.Breaks, gap{before.x1, breakWidth, length(s.from.Sub(before.to)) + " left out"})
		}
	}
}

// bands draws the occurrences of the windows that decide for updates, as they are scheduled now.
func (p *painter) bands() {
	st := p.state.WindowAt(p.at)
	for _, id := range st.Windows {
		for _, o := range p.state.Windows.ByID[id].Occurrences(p.axis.from(), 64) {
			p.band(o)
		}
	}
	if len(st.Windows) == 0 && st.Open && !st.Since.IsZero() {
		o := model.Span{Start: st.Since, End: st.Until}
		if o.End.IsZero() { // when it closes is not in the logs
			o.End = p.at
		}
		p.band(o)
	}
}

func (p *painter) band(o model.Span) {
	if !o.End.After(p.axis.from()) || !o.Start.Before(p.axis.to()) {
		return
	}
	x, end := p.axis.x(o.Start), p.axis.x(o.End)
	if end-x < 1 {
		return // within a break
	}
	b := band{X: x, W: end - x, Title: fmt.Sprintf("Service window %s to %s, %s", p.clockTime(o.Start).Text, p.clockTime(o.End).Text,
		length(o.End.Sub(o.Start)))}
	if b.W > 60 {
		b.Label = length(o.End.Sub(o.Start))
	}
	p.g.Bands = append(p.g.Bands, b)
}

func (p *painter) marks() {
	add := func(kind, what string, t time.Time) {
		if !t.IsZero() && !t.Before(p.axis.from()) && !t.After(p.axis.to()) {
			p.g.Marks = append(p.g.Marks, mark{p.axis.x(t), kind, what + " " + p.clockTime(t).Text})
		}
	}
	for _, d := range p.state.Deployments() {
		add("deadline", "Deadline of deployment "+d.ID.Short(), d.Deadline)
	}
	add("deadline", "Restart due", p.state.Reboot.Deadline)
	for _, r := range p.restarts {
		add("restarts", r.Name, r.evidence.At)
	}
}

// longestName bounds the second line beside a row.
const longestName = 37

func (p *painter) row(r *updateRow, y float64) ganttRow {
	g := ganttRow{Y: y, ID: r.ID, Label: r.Label, Look: r.Look, Name: shorten(r.Title, longestName)}
	if r.KB == "" {
		g.Label, g.Name = "no KB", shorten(r.Label, longestName)
	}
	all := r.update.Transitions
	for i, t := range all {
		end := p.at
		if i+1 < len(all) {
			end = all[i+1].At
		}
		g.Bars = append(g.Bars, p.bar(t, end))
	}
	last := all[len(all)-1]
	g.Ended, g.EndX, g.EndText = ganttEnds[last.State], p.axis.x(last.At), p.evidence(last.Evidence).Text
	if f, waits := p.fits[r.update]; waits && p.next != (model.Span{}) {
		g.Bars = append(g.Bars, p.planned(f))
	}
	return g
}

func (p *painter) bar(t model.Transition[model.UpdateState], end time.Time) bar {
	x := p.axis.x(t.At)
	from := "an unknown time"
	if HasTime(t.At) {
		from = fmt.Sprintf("%s, %s", p.evidence(t.Evidence).Text, length(end.Sub(t.At)))
	}
	return bar{
		X: x, W: max(p.axis.x(end)-x, leastBar), Phase: ganttPhases[t.State],
		Title: fmt.Sprintf("%s from %s (%s)", updateLooks[t.State].Word, from, text.Clean(p.source(t.Evidence))),
	}
}

// planned is the time an update that waits would take in the window.
func (p *painter) planned(f model.Fit) bar {
	x := p.axis.x(p.next.Start)
	row := p.fit(f)
	return bar{X: x, W: max(p.axis.x(p.next.Start.Add(f.Need))-x, leastBar), Phase: "planned", Title: fmt.Sprintf(
		"%s: needs %s, there is %s", row.Look.Word, row.Need, row.Left)}
}

// shorten cuts a text to n runes.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
