package model

import (
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
)

// WindowStatus is what the maintenance windows mean for updates at a moment.
type WindowStatus struct {
	// Restricted is No where the client said that no window holds updates back, Unsaid where no
	// line tells.
	Restricted event.Tri
	Open       bool
	// Until is when the open window closes; zero if closed or not known.
	Until time.Time
	// Since is when it opened, zero if not known.
	Since time.Time
	// Next is the next opening after now; zero if none is known. Its End is zero if not known.
	Next TimeRange
	// Windows are the ids whose windows count.
	Windows []event.GUID
	// Awaited reports, where nothing is known, whether updates wait all the same: for a window that
	// no line names. LastClosed is when the last one closed that is known, zero if there is none.
	Awaited    bool
	LastClosed time.Time
	Proof      Evidence
}

// Known reports whether anything is known about windows.
func (st WindowStatus) Known() bool { return st.Restricted != event.Unsaid }

// maxWindowLength is the longest a service window can be (documentation: shorter than 24 h).
const maxWindowLength = 24 * time.Hour

// horizon is how far ahead the next opening is looked for.
const horizon = 400 * 24 * time.Hour

// WindowAt returns what the windows mean at t, by the best source there is: the client's count of
// seconds left, the next edge it named, its last listing with the schedules rolled on, and last the
// bare events.
func (s *State) WindowAt(t time.Time) WindowStatus {
	w := &s.Windows
	st := WindowStatus{Proof: w.Listed}
	kind := w.restrictingType()
	if kind == 0 && w.told() && s.windowRefused.At().After(newestOf(w.Listed, w.Unrestricted).At()) && !t.Before(w.NextChange) {
		if !w.allFinished() { // the client has got one since, which no line tells of
			return s.windowUnknown()
		}
		return WindowStatus{Restricted: event.Yes, Proof: s.windowRefused}
	}
	if kind == 0 && !w.Unrestricted.At().IsZero() && !w.Unrestricted.At().Before(w.Listed.At()) {
		return WindowStatus{Restricted: event.No, Proof: w.Unrestricted}
	}
	if kind == 0 && !w.Listed.At().IsZero() && w.NextChange.IsZero() {
		return WindowStatus{Restricted: event.No, Proof: w.Listed}
	}
	if kind != 0 {
		st.Restricted = event.Yes
		st.fromOccurrences(w.occurrences(kind, t), t)
		st.Windows = w.ofType(kind)
	}
	st.fromNext(w, t)
	st.fromSeconds(w, t)
	st.fromNotFound(w, kind, t)
	if !st.Known() {
		st.fromNotices(w, t)
	}
	if !st.Known() {
		return s.windowUnknown()
	}
	return st
}

// windowUnknown returns the status of windows of which no line tells how they are.
func (s *State) windowUnknown() WindowStatus {
	switch w := &s.Windows; {
	case !s.windowRefused.isZero():
		return WindowStatus{Awaited: true, Proof: s.windowRefused}
	case !w.OpenUntil.IsZero():
		closed, proof := w.OpenUntil, w.OpenUntilSeen
		if w.Closed.after(proof) && w.Closed.At().Before(closed) {
			closed, proof = w.Closed.At(), w.Closed
		}
		return WindowStatus{LastClosed: closed, Proof: proof}
	}
	return WindowStatus{}
}

func (st *WindowStatus) fromOccurrences(spans []TimeRange, t time.Time) {
	for _, p := range spans {
		switch {
		case p.Contains(t):
			st.Open, st.Since, st.Until = true, p.Start, p.End
		case p.Start.After(t):
			st.Next = p
			return
		}
	}
}

func (st *WindowStatus) fromNext(w *Windows, t time.Time) {
	if w.NextChange.IsZero() || !t.Before(w.NextChange) {
		return
	}
	if st.Restricted == event.Unsaid {
		st.Restricted, st.Proof = event.Yes, w.NextSeen
	}
	if len(st.Windows) > 0 && !slices.Contains(st.Windows, w.NextWindow) {
		return
	}
	if !w.NextOpens {
		if !st.Open {
			st.Open, st.Until, st.Proof = true, w.NextChange, w.NextSeen
		}
		return
	}
	if st.Next.Start.IsZero() || w.NextChange.Before(st.Next.Start) {
		st.Next, st.Proof = TimeRange{Start: w.NextChange}, w.NextSeen
	}
}

// fromSeconds lets the client's own count decide; joined windows make it longer than any one of
// them.
func (st *WindowStatus) fromSeconds(w *Windows, t time.Time) {
	if w.OpenUntil.IsZero() || !t.Before(w.OpenUntil) || t.Before(w.OpenUntilSeen.At()) || w.Closed.At().After(w.OpenUntilSeen.At()) && !st.Open {
		return
	}
	// The count is in whole seconds: it does not correct an edge that is known better.
	if off := w.OpenUntil.Sub(st.Until).Abs(); st.Open && off <= 2*time.Second {
		return
	}
	st.Restricted, st.Open, st.Until, st.Proof = event.Yes, true, w.OpenUntil, w.OpenUntilSeen
}

// fromNotFound closes a window that is open by its schedule alone, if the client has found none open
// since it opened.
func (st *WindowStatus) fromNotFound(w *Windows, kind int, t time.Time) {
	none := w.notFound[kind]
	if !st.Open || none.isZero() || none.At().After(t) || none.At().Before(st.Since) || st.Proof.after(none) {
		return
	}
	st.Open, st.Since, st.Until, st.Proof = false, time.Time{}, time.Time{}, none
}

func (st *WindowStatus) fromNotices(w *Windows, t time.Time) {
	if w.Opened.At().IsZero() || w.Closed.At().After(w.Opened.At()) || t.Sub(w.Opened.At()) >= maxWindowLength {
		return
	}
	st.Restricted, st.Open, st.Since, st.Proof = event.Yes, true, w.Opened.At(), w.Opened
}

// told reports whether the client has told what windows it has, or that none restricts updates. It may
// hold updates back all the same: by one that it calls over, or has got since. Then it refuses to
// install.
func (w *Windows) told() bool { return !w.Listed.isZero() || !w.Unrestricted.isZero() }

// allFinished reports whether the client lists windows that held updates back, and calls every one
// over.
func (w *Windows) allFinished() bool {
	return w.restrictingType() == 0 && slices.ContainsFunc(w.Order, func(id event.GUID) bool { return restrictsUpdates(int64(w.ByID[id].Type)) })
}

// restrictingType returns the window type that holds updates back: 4 if there is one, else 1, else
// 0.
func (w *Windows) restrictingType() int {
	kind := 0
	for _, v := range w.ByID {
		switch {
		case v.Finished:
		case v.Type == SoftwareUpdateWindow:
			return SoftwareUpdateWindow
		case v.Type == AllDeploymentsWindow:
			kind = AllDeploymentsWindow
		}
	}
	return kind
}

func (w *Windows) ofType(kind int) []event.GUID {
	var ids []event.GUID
	for _, id := range w.Order {
		if v := w.ByID[id]; v.Type == kind && !v.Finished {
			ids = append(ids, id)
		}
	}
	return ids
}

// occurrences returns the occurrences of the windows of a type around and after t, joined where
// they touch.
func (w *Windows) occurrences(kind int, t time.Time) []TimeRange {
	var all []TimeRange
	for _, id := range w.ofType(kind) {
		all = append(all, w.ByID[id].Occurrences(t, 8)...)
	}
	return joinRanges(all)
}

// joinRanges merges spans that overlap or touch, in the order of their start.
func joinRanges(spans []TimeRange) []TimeRange {
	arrange.By(spans, func(a, b TimeRange) int { return a.Start.Compare(b.Start) })
	var out []TimeRange
	for _, p := range spans {
		if n := len(out); n > 0 && !p.Start.After(out[n-1].End) {
			if p.End.After(out[n-1].End) {
				out[n-1].End = p.End
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// Occurrences returns up to n occurrences of the window, the first one that is not over at t and
// those after it: the listed one, and what its schedule says follows. A window keeps its wall-clock
// edges when the client's clock is changed.
func (w *Window) Occurrences(t time.Time, n int) []TimeRange {
	var all []TimeRange
	start := w.toUTC(w.Start)
	if end := start.Add(w.Length); !w.Start.IsZero() && w.Length > 0 && end.After(t) {
		all = append(all, TimeRange{start, end})
	}
	tokens, err := ParseSchedule(w.Schedule)
	if err != nil || len(tokens) != 1 {
		return all
	}
	token, from, turned := tokens[0], w.earliestWall(t), w.toUTC
	if len(all) > 0 {
		from = w.Start.Add(w.Length)
	}
	if token.UTC {
		from, turned = t, time.Time.UTC
		if len(all) > 0 {
			from = all[0].End
		}
	}
	for at := from; len(all) < n; {
		wall, ok := token.Next(at)
		if !ok || wall.Sub(from) > horizon {
			break
		}
		start := turned(wall)
		if end := start.Add(token.Duration); end.After(t) {
			all = append(all, TimeRange{start, end})
		}
		at = wall.Add(token.Duration)
		if token.Duration == 0 {
			break
		}
	}
	return all
}

// toUTC returns a time on the client's clock in UTC: by the bias it has now, where the one before
// is not known to have held.
func (w *Window) toUTC(wall time.Time) time.Time {
	if old := wall.Add(minutes(w.oldBias)); !old.After(w.oldBiasUntil) {
		return old
	}
	return wall.Add(minutes(w.Bias))
}

// earliestWall returns the earliest time the client's clock may show at t.
func (w *Window) earliestWall(t time.Time) time.Time {
	now, old := t.Add(-minutes(w.Bias)), t.Add(-minutes(w.oldBias))
	if !w.oldBiasUntil.IsZero() && old.Before(now) {
		return old
	}
	return now
}

// changeBias changes the client's clock; until is the newest moment known to have had the bias
// before.
func (w *Window) changeBias(bias int16, until time.Time) {
	w.oldBias, w.oldBiasUntil, w.Bias = w.Bias, until, bias
}

func minutes(n int16) time.Duration { return time.Duration(n) * time.Minute }

// WindowEvidence returns the records that tell of the windows. The listing as a whole begins with a
// line that says nothing; its lines of the windows that count say more.
func (s *State) WindowEvidence(st WindowStatus) []Evidence {
	switch {
	case st.Proof.At().IsZero():
		return nil
	case st.Proof != s.Windows.Listed:
		return []Evidence{st.Proof}
	}
	var all []Evidence
	for _, id := range st.Windows {
		all = append(all, s.Windows.ByID[id].Listed)
	}
	return all
}
