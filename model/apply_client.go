package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// A reboot's lines.

// restart notes a step, once where several lines say the same.
func (s *State) restart(name string, e *event.Event) {
	if n := len(s.Restarts); n == 0 || s.Restarts[n-1].Name != name {
		s.Restarts = recent(s.Restarts, RestartStep{name, evidenceOf(e)}, &s.earlier)
	}
}

func (s *State) rebootInitiated(e *event.Event) {
	s.Reboot.Initiated = evidenceOf(e)
	s.restart("initiated", e)
}

func (s *State) rebootNotified(e *event.Event) {
	s.restart("notified", e)
	s.Reboot.Notified = evidenceOf(e)
	s.Reboot.Deadline = e.WhenTime()
	s.Reboot.IgnoresWindow = e.IgnoresWindow()
}

func (s *State) rebootRequested(e *event.Event) {
	s.restart("requested", e)
	s.Reboot.Agent, s.Reboot.Asked = e.Texts[event.Name], evidenceOf(e)
	s.Reboot.Deadline = e.WhenTime()
}

// rebootDeadline repeats the request's deadline in local time; the request's own is exact.
func (s *State) rebootDeadline(e *event.Event) {
	s.Reboot.Agent = e.Texts[event.Name]
	if s.Reboot.Deadline.IsZero() {
		s.Reboot.Deadline = e.WhenTime()
	}
}

func (s *State) rebootCountdown(e *event.Event) {
	s.Reboot.Grace, s.Reboot.Final = seconds(e.Numbers[event.Seconds]), seconds(e.Numbers[event.FinalSeconds])
	s.Reboot.Notified = evidenceOf(e)
}

func (s *State) clientStarted(e *event.Event) {
	s.restart("client-started", e)
	s.Reboot = Reboot{Started: evidenceOf(e)}
	s.batch = nil
}

// pendingRebootCount is the client's own count. After a start, a count of none clears every wait.
func (s *State) pendingRebootCount(e *event.Event) {
	s.Reboot.Counted, s.Reboot.HasCount = int(e.Numbers[event.Count]), true
	if e.Numbers[event.Count] == 0 {
		s.clearReboots(e)
	}
}

func (s *State) detectAfterReboot(e *event.Event) {
	if e.Code.Failed() {
		return
	}
	// Only a restart leads to this job, even where no line of the start is at hand.
	if pending := s.PendingReboots(); len(pending) > 0 && !s.restartedSince(pending[len(pending)-1].Since()) {
		s.Reboot.Started = evidenceOf(e)
	}
	s.Reboot = Reboot{Started: s.Reboot.Started}
	s.clearReboots(e)
}

// clearReboots ends the wait of every update that waited before the client's last start.
func (s *State) clearReboots(e *event.Event) {
	for _, id := range s.updates.order {
		u := s.updates.get(id)
		if u.State == UpdatePendingReboot && (s.restartedSince(u.Since()) || s.Reboot.Started.Rec == e.Rec) {
			s.step(u, UpdateIsInstalled, e)
		}
	}
}

// PendingReboots is the updates that wait for a restart.
func (s *State) PendingReboots() []*Update { return s.inState(UpdatePendingReboot) }

// inState is the updates in a state, in the order of appearance.
func (s *State) inState(state UpdateState) []*Update {
	var all []*Update
	for _, id := range s.updates.order {
		if u := s.updates.get(id); u.State == state {
			all = append(all, u)
		}
	}
	return all
}

// A scan's lines.

// Scans is every scan, oldest first.
func (s *State) Scans() []Scan {
	if !s.scanning {
		return s.scanned
	}
	return append(slices.Clip(s.scanned), s.scan)
}

// underWay is the scan under way; a new one if there is none.
func (s *State) underWay() *Scan {
	if !s.scanning {
		s.scan, s.scanning = Scan{}, true
	}
	return &s.scan
}

func (s *State) scanRequested(e *event.Event) {
	c := s.underWay()
	if !e.Source.IsZero() {
		c.Source = e.Source
	}
	if !e.Job.IsZero() {
		c.Job = e.Job
	}
	if !e.Request.IsZero() {
		c.Request = e.Request
	}
	if c.Start.At.IsZero() {
		c.Start = evidenceOf(e)
	}
}

func (s *State) scanLocation(e *event.Event) {
	c := s.underWay()
	c.Server = e.Texts[event.URL]
	if e.Texts[event.URL] != "" {
		s.scanServer = e.Texts[event.URL]
	}
	if c.Start.At.IsZero() {
		c.Start = evidenceOf(e)
	}
}

func (s *State) scanStarted(e *event.Event) {
	s.scanRequested(e)
	s.underWay().Searching = evidenceOf(e)
}

func (s *State) scanDone(e *event.Event) {
	if s.scanning { // "completed" is logged by more than one component
		s.endScan(e)
	}
}

func (s *State) endScan(e *event.Event) {
	c := &s.scan
	c.End, c.Ended, c.Result = evidenceOf(e), true, e.Code
	s.scanned, s.scan, s.scanning = recent(s.scanned, *c, &s.earlier), Scan{}, false
	s.scanFails++
	if !e.Code.Failed() {
		s.scanFails = 0
	}
}

// sameFailure is how long after a scan has failed another line counts as saying so again: two components do, one of them twice.
const sameFailure = time.Minute

func (s *State) scanFailed(e *event.Event) {
	if n := len(s.scanned); n > 0 && !s.scanning {
		if last := &s.scanned[n-1]; last.Result == e.Code && e.Time().Sub(last.End.At) <= sameFailure {
			return
		}
	}
	if c := s.underWay(); c.Start.At.IsZero() {
		c.Start = evidenceOf(e)
	}
	s.endScan(e)
}
