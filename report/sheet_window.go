package report

import (
	"fmt"
	"slices"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
)

type (
	// windowSheet is what the service windows mean for updates, and what fits.
	windowSheet struct {
		Says  string // one sentence
		Proof []quote
		Fits  []fitRow
		Rows  []windowRow // those that can hold back updates
		Other []windowRow // the user's business hours, and those for other things
	}

	fitRow struct {
		Label string
		Name  string // its title, else its label
		Look  look
		Need  string // "1 h 30 min, as the client asked for"
		Left  string
		Sum   string // "1 h 30 min ≤ 2 h"
	}

	windowRow struct {
		ID, Kind   string
		Recurrence string
		Schedule   string
		Start, End clockTime
		State      string
		Counts     bool // whether it decides for updates
	}

	// restartSheet is what is known about a restart.
	restartSheet struct {
		Says  []string
		Steps []restartRow
	}

	restartRow struct {
		Name string
		cited
	}
)

// windowKinds are the service window types by the SDK.
var windowKinds = map[int]string{
	model.AllDeploymentsWindow: "all deployments", model.ProgramWindow: "programs", model.RebootWindow: "restarts",
	model.SoftwareUpdateWindow: "software updates", model.TaskSequenceWindow: "task sequences",
	model.BusinessHours: "non-business hours",
}

func (d *drafter) window() windowSheet {
	st := d.state.WindowAt(d.at)
	w := windowSheet{Says: d.windowSays(st), Proof: mapped(d.state.WindowProof(st), d.quote)}
	if st.Restricted == event.Yes {
		w.Fits = mapped(d.state.Fits(d.at, d.rules), d.fit)
	}
	for _, id := range d.state.Windows.Order {
		v := d.state.Windows.ByID[id]
		row := d.windowRow(v, slices.Contains(st.Windows, id))
		if v.Maintenance() {
			w.Rows = append(w.Rows, row)
		} else {
			w.Other = append(w.Other, row)
		}
	}
	return w
}

func (d *drafter) windowSays(st model.WindowStatus) string {
	switch {
	case st.Restricted == event.Unsaid:
		return "The logs do not say whether a service window restricts updates."
	case st.Restricted == event.No:
		return "No service window restricts updates."
	case st.Open && st.Until.IsZero():
		return fmt.Sprintf("Open since %s; when it closes is not in the logs.", d.clockTime(st.Since).Text)
	case st.Open:
		return fmt.Sprintf("Open, closes %s (in %s).", d.clockTime(st.Until).Text, length(st.Until.Sub(d.at)))
	case st.Next.Start.IsZero():
		return "Closed; when one opens is not in the logs."
	case st.Next.End.IsZero():
		return fmt.Sprintf("Closed, opens %s (in %s).", d.clockTime(st.Next.Start).Text, length(st.Next.Start.Sub(d.at)))
	}
	return fmt.Sprintf("Closed, opens %s (in %s) for %s.", d.clockTime(st.Next.Start).Text, length(st.Next.Start.Sub(d.at)),
		length(st.Next.End.Sub(st.Next.Start)))
}

func (s *subject) fit(f model.Fit) fitRow {
	r := fitRow{Label: label(f.Update), Name: text.Clean(f.Update.Name()), Look: fitLook(f.Fits), Need: length(f.Need) + ", as the client asked for"}
	if !f.Measured {
		r.Need = fmt.Sprintf("%s run time + %s margin, assumed", length(s.rules.RunTime), length(s.rules.Margin))
	}
	r.Left = "not in the logs"
	if f.Left > 0 {
		r.Left = length(f.Left)
		r.Sum = fmt.Sprintf("%s %s %s", length(f.Need), map[event.Tri]string{event.Yes: "≤", event.No: ">"}[f.Fits], r.Left)
	}
	return r
}

func (d *drafter) windowRow(w *model.Window, counts bool) windowRow {
	r := windowRow{ID: w.ID.String(), Kind: windowKinds[w.Type], Schedule: text.Clean(w.Schedule), Counts: counts}
	if r.Kind == "" {
		r.Kind = "unknown"
	}
	if tokens, err := model.ParseSchedule(w.Schedule); err == nil && len(tokens) == 1 {
		r.Recurrence = tokens[0].String()
	}
	all := w.Occurrences(d.at, 1)
	switch {
	case w.Finished:
		r.State = "over"
	case len(all) == 0:
		r.State = "no time known"
	case all[0].Holds(d.at):
		r.State = "open"
	default:
		r.State = "opens in " + length(all[0].Start.Sub(d.at))
	}
	if len(all) > 0 && !w.Finished {
		r.Start, r.End = d.clockTime(all[0].Start), d.clockTime(all[0].End)
	}
	return r
}

// restartNames are the steps of a restart for people.
var restartNames = map[string]string{
	"requested": "Restart requested", "notified": "User told", "initiated": "Restart begun", "client-started": "Client started",
}

func (d *drafter) restart() restartSheet {
	return restartSheet{Says: d.restartSays(), Steps: mapped(d.state.Restarts, func(s model.RestartStep) restartRow {
		name := restartNames[s.Name]
		if name == "" {
			name = s.Name
		}
		return restartRow{text.Clean(name), cited{d, s.Evidence}}
	})}
}

// History counts the steps.
func (r restartSheet) History() string { return count(len(r.Steps), "step") + " of restarts" }

func (d *drafter) restartSays() []string {
	r := &d.state.Reboot
	var says []string
	add := func(format string, args ...any) { says = append(says, text.Clean(fmt.Sprintf(format, args...))) }
	switch n := len(d.state.PendingReboots()); n {
	case 0:
		add("No update waits for a restart.")
	case 1:
		add("1 update waits for a restart.")
	default:
		add("%s updates wait for a restart.", grouped(n))
	}
	if r.HasCount && r.Counted > 0 {
		add("The client itself counts %s.", count(r.Counted, "update"))
	}
	if r.Agent != "" {
		add("Asked for by %s.", r.Agent)
	}
	if !r.Deadline.IsZero() {
		add("Due %s (%s).", d.clockTime(r.Deadline).Text, due(r.Deadline.Sub(d.at)))
	}
	if r.Grace > 0 {
		add("The user is given %s, the last %s without a choice.", length(r.Grace), length(r.Final))
	}
	return says
}

func due(in time.Duration) string {
	if in < 0 {
		return "overdue by " + length(-in)
	}
	return "in " + length(in)
}
