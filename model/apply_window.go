package model

import (
	"time"

	"ccmtail/model/event"
)

func (s *State) windowListingBegins(e *event.Event) {
	w := &s.Windows
	s.noWindows()
	w.Listed, w.None = evidenceOf(e), Evidence{}
}

// windows is the windows, to be changed: there are few, and they change together.
func (s *State) windows() map[event.GUID]*Window {
	w := &s.Windows
	if w.by != s.me {
		mine := make(map[event.GUID]*Window, len(w.ByID))
		for id, v := range w.ByID {
			c := *v
			mine[id] = &c
		}
		w.ByID, w.by = mine, s.me
	}
	return w.ByID
}

// noWindows forgets the windows listed before.
func (s *State) noWindows() {
	w := &s.Windows
	if w.by == s.me {
		clear(w.ByID)
	} else {
		w.ByID, w.by = map[event.GUID]*Window{}, s.me
	}
	w.Order = w.Order[:0]
}

// window finds or makes a window, to be changed.
func (s *State) window(id event.GUID) *Window {
	all := s.windows()
	if w := all[id]; w != nil {
		return w
	}
	w := &Window{ID: id}
	all[id] = w
	s.Windows.Order = grown(s.Windows.Order, id)
	return w
}

func (s *State) windowListed(e *event.Event) {
	w := s.window(e.Window)
	*w = Window{ID: e.Window, Type: int(e.Numbers[event.WindowType]), Schedule: e.Texts[event.Schedule], Bias: e.Bias, Listed: evidenceOf(e)}
	if s.Windows.Listed.At.IsZero() {
		s.Windows.Listed = evidenceOf(e)
	}
}

func (s *State) windowStart(e *event.Event) {
	if !e.Window.IsZero() && e.Numbers[event.When] != 0 {
		s.window(e.Window).Start = time.Unix(0, e.Numbers[event.When]).UTC()
	}
}

func (s *State) windowDuration(e *event.Event) {
	if !e.Window.IsZero() {
		s.window(e.Window).Length = seconds(e.Numbers[event.Seconds])
	}
}

// windowFinished is the client's verdict. It says the same of a schedule string of several tokens, which
// it does not honour either way.
func (s *State) windowFinished(e *event.Event) {
	if !e.Window.IsZero() {
		s.window(e.Window).Finished = true
	}
}

// restricts says whether a query for a type asks about the windows that hold back updates.
func restricts(kind int64) bool { return kind == SoftwareUpdateWindow || kind == AllDeploymentsWindow }

func (s *State) windowUnrestricted(e *event.Event) {
	if restricts(e.Numbers[event.WindowType]) {
		s.Windows.None = evidenceOf(e)
	}
}

func (s *State) windowLeft(e *event.Event) {
	if restricts(e.Numbers[event.WindowType]) {
		s.Windows.LeftUntil = e.Time().Add(seconds(e.Numbers[event.Seconds]))
		s.Windows.Left = evidenceOf(e)
	}
}

func (s *State) windowNext(e *event.Event) {
	w := &s.Windows
	if known := w.ByID[e.Window]; businessHours[e.Window] || known != nil && !known.Maintenance() {
		return
	}
	w.Next, w.NextOpen, w.NextID, w.NextSeen = e.WhenTime(), e.Opens() == event.Yes, e.Window, evidenceOf(e)
}

// windowEvent is a broadcast about some window, which it does not name: business hours open and close too.
func (s *State) windowEvent(e *event.Event) {
	w := &s.Windows
	n := len(w.Notices)
	if n == 0 || w.Notices[n-1].Name != e.Texts[event.Name] || e.Time().Sub(w.Notices[n-1].At) > time.Minute {
		w.Notices = recent(w.Notices, WindowNotice{Name: e.Texts[event.Name], Evidence: evidenceOf(e)}, &s.earlier)
	}
	switch e.Texts[event.Name] {
	case "START":
		w.Opened = evidenceOf(e)
	case "END", "DELETE":
		w.Closed = evidenceOf(e)
	}
}

func (s *State) windowNoneLeft(e *event.Event) {
	w := &s.Windows
	s.noWindows()
	w.None = evidenceOf(e)
	w.LeftUntil, w.Next = time.Time{}, time.Time{}
}
