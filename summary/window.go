package summary

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Window is what the maintenance windows mean for updates, and what fits.
type Window struct {
	Sentence string // one sentence
	Proof    []Quote
	Fits     []Fit
	Rows     []WindowItem // those that can hold back updates
	Other    []WindowItem // the user's business hours, and those for other things
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

// WindowBadge says in a word whether updates may install now.
func (s *AsOf) WindowBadge() Badge {
	switch st := s.WindowStatus(); {
	case !st.Known():
		return Badge{"unknown", "dot", "restart"}
	case st.Restricted == event.No:
		return Badge{"not restricted", "check", "good"}
	case st.Open:
		return Badge{"open", "check", "good"}
	}
	return Badge{"closed", "clock", "wait"}
}

// WindowCountdown returns what the screen shows after the badge of WindowBadge: a text that stays the
// same from second to second, and the time left, which does not: "closes in" and "24 min 49 s". left
// is "" where nothing is counted down.
func (s *AsOf) WindowCountdown() (text, left string) {
	switch st := s.WindowStatus(); {
	case !st.Known() && s.Preview:
		return "no maintenance window in the newest records", ""
	case st.Awaited:
		return "updates wait for one of which these logs do not say when it opens", ""
	case !st.LastClosed.IsZero():
		return "no line tells of one since the last closed " + onOrAt(s.Short(st.LastClosed)), ""
	case !st.Known():
		return "no maintenance window in these logs", ""
	case st.Restricted == event.No:
		return "updates may install at any time", ""
	case st.Open && st.Until.IsZero():
		return "when it closes is not in the logs", ""
	case st.Open:
		return "closes in", s.Left(st.Until)
	case st.Next.Start.IsZero():
		return "when one opens is not in the logs", ""
	default:
		return "opens in", s.Left(st.Next.Start)
	}
}

// WindowEdges says from when to when the open window lasts, or the next one; "" if that is not
// known.
func (s *AsOf) WindowEdges() string {
	switch st := s.WindowStatus(); {
	case st.Open && st.Until.IsZero(), !st.Open && st.Next.Start.IsZero():
		return ""
	case st.Open && st.Since.IsZero():
		return "until " + s.Short(st.Until)
	case st.Open:
		return s.Span(model.TimeRange{Start: st.Since, End: st.Until})
	default:
		return s.Span(st.Next)
	}
}

// Openings returns the openings to come beside the one that WindowEdges tells of, at most so many,
// each with its window.
func (s *AsOf) Openings(most int) []Opening {
	st := s.WindowStatus()
	var all []Opening
	for _, id := range st.Windows {
		w := s.State.Windows.ByID[id]
		for _, r := range w.Occurrences(s.At, 4) {
			if r.Start.After(s.At) {
				all = append(all, Opening{r, w})
			}
		}
	}
	arrange.By(all, func(a, b Opening) int { return a.Start.Compare(b.Start) })
	if len(all) > 0 && !st.Open {
		all = all[1:]
	}
	return all[:min(len(all), most)]
}

// Opening is an occurrence of a window.
type Opening struct {
	model.TimeRange
	Window *model.Window
}

// Occurrences returns the occurrences of the windows that hold back updates, as they are scheduled
// now, between two times.
func (s *AsOf) Occurrences(from, to time.Time) []model.TimeRange {
	return Occurrences(s.State, s.At, from, to)
}

// Occurrences returns the occurrences of the windows that hold back updates, as they are scheduled
// at a moment, between two times.
func Occurrences(state *model.State, at, from, to time.Time) []model.TimeRange {
	var out []model.TimeRange
	for _, id := range state.WindowAt(at).Windows {
		for _, r := range state.Windows.ByID[id].Occurrences(from, 64) {
			if r.Start.Before(to) {
				out = append(out, r)
			}
		}
	}
	arrange.By(out, func(a, b model.TimeRange) int { return a.Start.Compare(b.Start) })
	return out
}

func (s *AsOf) windowSummary() Window {
	st := s.WindowStatus()
	w := Window{Sentence: s.windowSentence(), Proof: mapAll(s.State.WindowEvidence(st), s.Quote)}
	if st.Restricted == event.Yes {
		w.Fits = mapAll(s.Fits(), s.Fit)
	}
	for _, id := range s.State.Windows.Order {
		v := s.State.Windows.ByID[id]
		row := s.windowItem(v, slices.Contains(st.Windows, id))
		if v.Maintenance() {
			w.Rows = append(w.Rows, row)
		} else {
			w.Other = append(w.Other, row)
		}
	}
	return w
}

// windowSentence says the same as the badge, the countdown and the edges in one sentence, with the
// exact times.
func (s *AsOf) windowSentence() string {
	st := s.WindowStatus()
	text, left := s.WindowCountdown()
	head := Capitalized(s.WindowBadge().Word)
	switch {
	case !st.Known(), st.Restricted == event.No:
		return head + ": " + text + "."
	case st.Open && st.Until.IsZero():
		return fmt.Sprintf("%s since %s; %s.", head, s.Time(st.Since).OrUnknown(), text)
	case st.Open:
		return fmt.Sprintf("%s, closes %s (in %s).", head, s.Time(st.Until).Text, left)
	case st.Next.Start.IsZero():
		return head + "; " + text + "."
	}
	length := ""
	if !st.Next.End.IsZero() {
		length = " for " + Duration(st.Next.End.Sub(st.Next.Start))
	}
	return fmt.Sprintf("%s, opens %s (in %s)%s.", head, s.Time(st.Next.Start).Text, left, length)
}

func (s *AsOf) windowItem(w *model.Window, counts bool) WindowItem {
	r := WindowItem{ID: w.ID.String(), Kind: WindowKind(w), Schedule: w.Schedule, ForUpdates: counts}
	if tokens, err := model.ParseSchedule(w.Schedule); err == nil && len(tokens) == 1 {
		r.Recurrence = Recurrence(tokens[0])
	}
	all := w.Occurrences(s.At, 1)
	switch {
	case w.Finished:
		r.State = "over"
	case len(all) == 0:
		r.State = "no time known"
	case all[0].Contains(s.At):
		r.State = "open"
	default:
		r.State = "opens in " + s.Left(all[0].Start)
	}
	if len(all) > 0 && !w.Finished {
		r.Start, r.End = s.Time(all[0].Start), s.Time(all[0].End)
	}
	return r
}

// LongEnough returns which of the waiting updates an opening is long enough for, each for itself:
// "fits", "too short for" and "run times unknown".
func (s *AsOf) LongEnough(o model.TimeRange) []Fact {
	left := o.End.Sub(o.Start)
	if o.Start.Before(s.At) {
		left = o.End.Sub(s.At)
	}
	var yes, no []string
	unknown := 0
	for _, f := range s.Fits() {
		switch {
		case !f.NeedLogged:
			unknown++
		case f.Need <= left:
			yes = append(yes, UpdateLabel(f.Update))
		default:
			no = append(no, UpdateLabel(f.Update))
		}
	}
	var all facts
	if len(yes) > 0 {
		all.add(Fact{Tone: "good", Value: "fits " + Enumerate(yes)})
	}
	if len(no) > 0 {
		all.add(Fact{Tone: "bad", Value: "too short for " + Enumerate(no)})
	}
	if unknown > 0 {
		all.add(Fact{Tone: "quiet", Value: Count(unknown, "run time") + " unknown"})
	}
	return all
}

// Upper returns a badge's word in capitals, as a sign on a door.
func (b Badge) Upper() string { return strings.ToUpper(b.Word) }
