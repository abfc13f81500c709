package model

import (
	"slices"
	"testing"
	"time"

	"ccmtail/model/event"
)

// TestWhatIsUnknownOfWindows: that no line tells how they are now does not mean that none tells of one.
func TestWhatIsUnknownOfWindows(t *testing.T) {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1}
	waits := event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 600}}
	left := event.Event{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 600, event.WindowType: 4}}
	end := event.Event{Kind: event.WindowNotice, Texts: event.Texts{event.Name: "END"}}
	for _, c := range []struct {
		name    string
		events  []event.Event
		awaited bool
		closed  time.Duration // after testStart, 0: none
	}{
		{"no line", []event.Event{target}, false, 0},
		{"an update waits for one", []event.Event{target, waits}, true, 0},
		{"it waits no more", []event.Event{target, waits, {Kind: event.InstallRequested, Deployment: d1}}, false, 0},
		{"one was open", []event.Event{left, target}, false, 10 * time.Minute},
		{"one was open and was taken away", []event.Event{left, end}, false, time.Second},
		{"one was open, and an update waits for the next", []event.Event{left, target, waits}, true, 0},
	} {
		st := stateAfter(c.events...).WindowAt(testStart.Add(time.Hour))
		var closed time.Time
		if c.closed > 0 {
			closed = testStart.Add(c.closed)
		}
		if st.Known() || st.Awaited != c.awaited || !st.LastClosed.Equal(closed) || st.Proof.isZero() != (!c.awaited && c.closed == 0) {
			t.Errorf("%s: %+v", c.name, st)
		}
	}
}

// TestTheListedStartComesBeforeTheSchedule: the client's listing says when a window opens next, its
// schedule what follows.
func TestTheListedStartComesBeforeTheSchedule(t *testing.T) {
	weekly := "00302B0018192000" // Sundays 01:00 for three hours
	s := stateAfter(append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, weekly, day("2026-03-20 22:00"), 2)...)...)
	got := s.Windows.ByID[w4].Occurrences(testStart, 3)
	bias := minutes(s.Windows.ByID[w4].Bias)
	for i, want := range []TimeRange{
		{day("2026-03-20 22:00").Add(bias), day("2026-03-21 00:00").Add(bias)},
		{day("2026-03-22 01:00").Add(bias), day("2026-03-22 04:00").Add(bias)},
		{day("2026-03-29 01:00").Add(bias), day("2026-03-29 04:00").Add(bias)},
	} {
		if i >= len(got) || !got[i].Start.Equal(want.Start) || !got[i].End.Equal(want.End) {
			t.Errorf("%d: %v, want %v", i, got, want)
		}
	}
}

// TestAWindowThatTheClientDoesNotFindIsClosed: its schedule says that it is open, and the client that none
// is.
func TestAWindowThatTheClientDoesNotFindIsClosed(t *testing.T) {
	begin := event.Event{Kind: event.WindowListingStarted}
	listed := event.Event{Kind: event.WindowListed, Window: w4, Numbers: event.Numbers{event.WindowType: 4}}
	start := event.Event{Kind: event.WindowStartTime, Window: w4, Numbers: event.Numbers{event.When: testStart.Add(-5 * time.Hour).UnixNano()}}
	length := event.Event{Kind: event.WindowDuration, Window: w4, Numbers: event.Numbers{event.Seconds: 4 * 3600}}
	notFound := func(kind int64) event.Event {
		return event.Event{Kind: event.WindowNotFound, Numbers: event.Numbers{event.WindowType: kind}}
	}
	left := event.Event{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 600, event.WindowType: 4}}
	listing := []event.Event{begin, listed, start, length}
	for _, c := range []struct {
		name   string
		events []event.Event
		open   bool
	}{
		{"by its schedule", listing, true},
		{"not found", append(slices.Clone(listing), notFound(4)), false},
		{"one of another type not found", append(slices.Clone(listing), notFound(1)), true},
		{"not found before it is listed", append([]event.Event{notFound(4)}, listing...), true},
		{"not found, and then its seconds counted", append(slices.Clone(listing), notFound(4), left), true},
		{"its seconds counted, and then not found", []event.Event{left, notFound(4)}, false},
		{"its seconds counted, and another not found", []event.Event{left, notFound(1)}, true},
	} {
		if st := stateAfter(c.events...).WindowAt(testStart.Add(time.Minute)); st.Open != c.open {
			t.Errorf("%s: %+v", c.name, st)
		}
	}
}
