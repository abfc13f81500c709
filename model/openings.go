package model

import (
	"slices"
	"time"

	"ccmtail/internal/arrange"
)

// Opening is a stretch of time in which updates may install.
type Opening struct {
	TimeRange           // its End is zero if it is not known
	Wall      TimeRange // on the client's clock, which its windows keep to; zero if the logs do not tell it
	Listed    Evidence
}

// maxOccurrences is how many occurrences of one window are listed at once.
const maxOccurrences = 1000

// Openings returns what the windows that count say of the time from t on: every opening that is not
// over at t and begins before until, joined where they touch. It is empty where nothing is known,
// and where nothing holds updates back.
func (s *State) Openings(t, until time.Time) []Opening {
	st := s.WindowAt(t)
	var all []Opening
	for _, id := range st.Windows {
		w := s.Windows.ByID[id]
		for _, p := range w.Occurrences(t, maxOccurrences) {
			if p.Start.Before(until) {
				all = append(all, Opening{TimeRange: p, Wall: TimeRange{w.toWall(p.Start), w.toWall(p.End)}, Listed: w.Listed})
			}
		}
	}
	all = joinOpenings(all)
	switch {
	case st.Open && !slices.ContainsFunc(all, func(o Opening) bool { return o.Contains(t) }):
		since := st.Since
		if since.IsZero() {
			since = t
		}
		all = slices.Insert(all, 0, Opening{TimeRange: TimeRange{since, st.Until}, Listed: st.Proof})
	case len(all) == 0 && st.Next.Start.After(t) && st.Next.Start.Before(until):
		all = append(all, Opening{TimeRange: st.Next, Listed: st.Proof})
	}
	return all
}

func joinOpenings(all []Opening) []Opening {
	arrange.By(all, func(a, b Opening) int { return a.Start.Compare(b.Start) })
	var out []Opening
	for _, o := range all {
		if n := len(out); n > 0 && !o.Start.After(out[n-1].End) {
			if o.End.After(out[n-1].End) {
				out[n-1].End, out[n-1].Wall.End = o.End, o.Wall.End
			}
			continue
		}
		out = append(out, o)
	}
	return out
}

// Recurs reports whether a window that counts has a schedule from which its later occurrences are
// known.
func (s *State) Recurs(t time.Time) bool {
	for _, id := range s.WindowAt(t).Windows {
		if tokens, err := ParseSchedule(s.Windows.ByID[id].Schedule); err == nil && len(tokens) == 1 {
			return true
		}
	}
	return false
}

// toWall returns what utc was made from.
func (w *Window) toWall(t time.Time) time.Time {
	if !t.After(w.oldBiasUntil) {
		return t.Add(-minutes(w.oldBias))
	}
	return t.Add(-minutes(w.Bias))
}
