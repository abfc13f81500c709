package summary

import (
	"fmt"
	"slices"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Window is what the service windows mean for updates, and what fits.
type Window struct {
	Sentence string // one sentence
	Proof    []Quote
	Fits     []Fit
	Rows     []WindowItem // those that can hold back updates
	Other    []WindowItem // the user's business hours, and those for other things
}

// Fit is whether an update fits into the window, with the arithmetic.
type Fit struct {
	Label      string
	Name       string // its title, else its label
	Badge      Badge
	Need       string // "1 h 30 min, as the client asked for"
	Left       string
	Comparison string // "1 h 30 min ≤ 2 h"
}

// WindowItem is one maintenance window that the client knows.
type WindowItem struct {
	ID, Kind   string
	Recurrence string
	Schedule   string
	Start, End Time
	State      string
	ForUpdates bool // whether it decides for updates
}

// windowKinds are the service window types by the SDK.
var windowKinds = map[int]string{
	model.AllDeploymentsWindow: "all deployments", model.ProgramWindow: "programs", model.RestartWindow: "restarts",
	model.SoftwareUpdateWindow: "software updates", model.TaskSequenceWindow: "task sequences",
	model.NonBusinessHoursWindow: "non-business hours",
}

func (d *summarizer) window() Window {
	st := d.State.WindowAt(d.At)
	w := Window{Sentence: d.windowSentence(st), Proof: mapAll(d.State.WindowEvidence(st), d.quote)}
	if st.Restricted == event.Yes {
		w.Fits = mapAll(d.State.Fits(d.At, d.Rules), d.Fit)
	}
	for _, id := range d.State.Windows.Order {
		v := d.State.Windows.ByID[id]
		row := d.windowRow(v, slices.Contains(st.Windows, id))
		if v.Maintenance() {
			w.Rows = append(w.Rows, row)
		} else {
			w.Other = append(w.Other, row)
		}
	}
	return w
}

func (d *summarizer) windowSentence(st model.WindowStatus) string {
	switch {
	case st.Restricted == event.Unsaid:
		return "The logs do not say whether a service window restricts updates."
	case st.Restricted == event.No:
		return "No service window restricts updates."
	case st.Open && st.Until.IsZero():
		return fmt.Sprintf("Open since %s; when it closes is not in the logs.", d.Time(st.Since).Text)
	case st.Open:
		return fmt.Sprintf("Open, closes %s (in %s).", d.Time(st.Until).Text, Duration(st.Until.Sub(d.At)))
	case st.Next.Start.IsZero():
		return "Closed; when one opens is not in the logs."
	case st.Next.End.IsZero():
		return fmt.Sprintf("Closed, opens %s (in %s).", d.Time(st.Next.Start).Text, Duration(st.Next.Start.Sub(d.At)))
	}
	return fmt.Sprintf("Closed, opens %s (in %s) for %s.", d.Time(st.Next.Start).Text, Duration(st.Next.Start.Sub(d.At)),
		Duration(st.Next.End.Sub(st.Next.Start)))
}

func (s *AsOf) Fit(f model.Fit) Fit {
	r := Fit{Label: UpdateLabel(f.Update), Name: text.Clean(f.Update.Name()), Badge: fitBadge(f.Fits), Need: Duration(f.Need) + ", as the client asked for"}
	if !f.NeedLogged {
		r.Need = fmt.Sprintf("%s run time + %s margin, assumed", Duration(s.Rules.RunTime), Duration(s.Rules.Margin))
	}
	r.Left = "not in the logs"
	if f.Available > 0 {
		r.Left = Duration(f.Available)
		r.Comparison = fmt.Sprintf("%s %s %s", Duration(f.Need), map[event.Tri]string{event.Yes: "≤", event.No: ">"}[f.Fits], r.Left)
	}
	return r
}

func (d *summarizer) windowRow(w *model.Window, counts bool) WindowItem {
	r := WindowItem{ID: w.ID.String(), Kind: windowKinds[w.Type], Schedule: text.Clean(w.Schedule), ForUpdates: counts}
	if r.Kind == "" {
		r.Kind = "unknown"
	}
	if tokens, err := model.ParseSchedule(w.Schedule); err == nil && len(tokens) == 1 {
		r.Recurrence = Recurrence(tokens[0])
	}
	all := w.Occurrences(d.At, 1)
	switch {
	case w.Finished:
		r.State = "over"
	case len(all) == 0:
		r.State = "no time known"
	case all[0].Contains(d.At):
		r.State = "open"
	default:
		r.State = "opens in " + Duration(all[0].Start.Sub(d.At))
	}
	if len(all) > 0 && !w.Finished {
		r.Start, r.End = d.Time(all[0].Start), d.Time(all[0].End)
	}
	return r
}
