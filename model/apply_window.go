package model

import (
	"time"

	"ccmtail/model/event"
)

func (s *State) windowListingStarted(e *event.Event) {
	w := &s.Windows
	s.clearWindows()
	w.Listed, w.Unrestricted = EvidenceOf(e), Evidence{}
}

// writableWindows returns the windows, to be changed: there are few, and they change together.
func (s *State) writableWindows() map[event.GUID]*Window {
	w := &s.Windows
	if w.owner != s.owner {
		mine := make(map[event.GUID]*Window, len(w.ByID))
		for id, v := range w.ByID {
			c := *v
			mine[id] = &c
		}
		w.ByID, w.owner = mine, s.owner
	}
	return w.ByID
}

// clearWindows forgets the windows listed before.
func (s *State) clearWindows() {
	w := &s.Windows
	if w.owner == s.owner {
		clear(w.ByID)
	} else {
		w.ByID, w.owner = map[event.GUID]*Window{}, s.owner
	}
	w.Order = w.Order[:0]
}

// ensureWindow finds or makes a window, to be changed.
func (s *State) ensureWindow(id event.GUID) *Window {
	all := s.writableWindows()
	if w := all[id]; w != nil {
		return w
	}
	w := &Window{ID: id}
	all[id] = w
	s.Windows.Order = appendShared(s.Windows.Order, id)
	return w
}

func (s *State) windowListed(e *event.Event) {
	w := s.ensureWindow(e.Window)
	*w = Window{ID: e.Window, Type: int(e.Numbers[event.WindowType]), Schedule: e.Texts[event.Schedule], Bias: e.Bias, Listed: EvidenceOf(e)}
	if s.Windows.Listed.At().IsZero() {
		s.Windows.Listed = EvidenceOf(e)
	}
}

func (s *State) windowStartTime(e *event.Event) {
	if !e.Window.IsZero() && e.Numbers[event.When] != 0 {
		s.ensureWindow(e.Window).Start = time.Unix(0, e.Numbers[event.When]).UTC()
	}
}

func (s *State) windowDuration(e *event.Event) {
	if !e.Window.IsZero() {
		s.ensureWindow(e.Window).Length = seconds(e.Numbers[event.Seconds])
	}
}

// windowFinished is the client's verdict. It says the same of a schedule string of several tokens,
// which it does not honour either way.
func (s *State) windowFinished(e *event.Event) {
	if !e.Window.IsZero() {
		s.ensureWindow(e.Window).Finished = true
	}
}

// restrictsUpdates reports whether a query for a type asks about the windows that hold back
// updates.
func restrictsUpdates(kind int64) bool {
	return kind == SoftwareUpdateWindow || kind == AllDeploymentsWindow
}

func (s *State) noRestrictingWindow(e *event.Event) {
	if restrictsUpdates(e.Numbers[event.WindowType]) {
		s.Windows.Unrestricted = EvidenceOf(e)
	}
}

func (s *State) windowSecondsLeft(e *event.Event) {
	if restrictsUpdates(e.Numbers[event.WindowType]) {
		s.Windows.OpenUntil = e.Time().Add(seconds(e.Numbers[event.Seconds]))
		s.Windows.OpenUntilSeen, s.Windows.openUntilType = EvidenceOf(e), e.Numbers[event.WindowType]
	}
}

// windowNotFound is the client's answer that no window of a type is open: one that it counted before
// has closed.
func (s *State) windowNotFound(e *event.Event) {
	w, kind := &s.Windows, e.Numbers[event.WindowType]
	if !restrictsUpdates(kind) {
		return
	}
	w.notFound[kind] = EvidenceOf(e)
	if kind == w.openUntilType && e.Time().Before(w.OpenUntil) {
		w.OpenUntil = e.Time()
	}
}

func (s *State) windowNext(e *event.Event) {
	w := &s.Windows
	if known := w.ByID[e.Window]; nonBusinessHours[e.Window] || known != nil && !known.Maintenance() {
		return
	}
	w.NextChange, w.NextOpens, w.NextWindow, w.NextSeen = e.WhenTime(), e.Opens() == event.Yes, e.Window, EvidenceOf(e)
}

// windowNotice is a broadcast about some window, which it does not name: business hours open and
// close too.
func (s *State) windowNotice(e *event.Event) {
	w := &s.Windows
	n := len(w.Notices)
	if n == 0 || w.Notices[n-1].Name != e.Texts[event.Name] || e.Time().Sub(w.Notices[n-1].At()) > time.Minute {
		w.Notices = appendStep(w.Notices, WindowNotice{Name: e.Texts[event.Name], Evidence: EvidenceOf(e)}, &s.droppedSteps)
	}
	switch e.Texts[event.Name] {
	case "START":
		w.Opened = EvidenceOf(e)
	case "END", "DELETE":
		w.Closed = EvidenceOf(e)
	}
}

func (s *State) noWindowsLeft(e *event.Event) {
	w := &s.Windows
	s.clearWindows()
	w.Unrestricted = EvidenceOf(e)
	w.OpenUntil, w.NextChange = time.Time{}, time.Time{}
	s.noWindowLeft, s.windowRefused = EvidenceOf(e), Evidence{}
}
