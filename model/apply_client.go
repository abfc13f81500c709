package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// A reboot's lines.

// noteRestartStep notes a step, once where several lines say the same.
func (s *State) noteRestartStep(name string, e *event.Event) {
	if n := len(s.RestartSteps); n == 0 || s.RestartSteps[n-1].Name != name {
		s.RestartSteps = appendStep(s.RestartSteps, RestartStep{name, evidenceOf(e)}, &s.droppedSteps)
	}
}

func (s *State) restartInitiated(e *event.Event) {
	s.Restart.Initiated = evidenceOf(e)
	s.noteRestartStep("initiated", e)
}

func (s *State) restartNotified(e *event.Event) {
	s.noteRestartStep("notified", e)
	s.Restart.Notified = evidenceOf(e)
	s.Restart.Deadline = e.WhenTime()
	s.Restart.IgnoresWindow = e.IgnoresWindow()
}

func (s *State) restartRequested(e *event.Event) {
	s.noteRestartStep("requested", e)
	s.Restart.Agent, s.Restart.Requested = e.Texts[event.Name], evidenceOf(e)
	s.Restart.Deadline = e.WhenTime()
}

// restartDeadline repeats the request's deadline in local time; the request's own is exact.
func (s *State) restartDeadline(e *event.Event) {
	s.Restart.Agent = e.Texts[event.Name]
	if s.Restart.Deadline.IsZero() {
		s.Restart.Deadline = e.WhenTime()
	}
}

func (s *State) restartCountdown(e *event.Event) {
	s.Restart.Grace, s.Restart.Final = seconds(e.Numbers[event.Seconds]), seconds(e.Numbers[event.FinalSeconds])
	s.Restart.Notified = evidenceOf(e)
}

func (s *State) clientStarted(e *event.Event) {
	s.noteRestartStep("client-started", e)
	s.Restart = RestartStatus{ClientStarted: evidenceOf(e)}
	s.batch = nil
}

// pendingRestartCount is the client's own count. After a start, a count of none clears every wait.
func (s *State) pendingRestartCount(e *event.Event) {
	s.Restart.PendingCount, s.Restart.HasCount = int(e.Numbers[event.Count]), true
	if e.Numbers[event.Count] == 0 {
		s.endPendingRestarts(e)
	}
}

func (s *State) detectionAfterRestart(e *event.Event) {
	if e.Code.Failed() {
		return
	}
	// Only a restart leads to this job, even where no line of the start is at hand.
	if pending := s.PendingRestarts(); len(pending) > 0 && !s.clientStartedSince(pending[len(pending)-1].Since()) {
		s.Restart.ClientStarted = evidenceOf(e)
	}
	s.Restart = RestartStatus{ClientStarted: s.Restart.ClientStarted}
	s.endPendingRestarts(e)
}

// endPendingRestarts ends the wait of every update that waited before the client's last start.
func (s *State) endPendingRestarts(e *event.Event) {
	for _, id := range s.updates.keys {
		u := s.updates.get(id)
		if u.State == PendingRestart && (s.clientStartedSince(u.Since()) || s.Restart.ClientStarted.Rec == e.Rec) {
			s.stepUpdate(u, Installed, e)
		}
	}
}

// PendingRestarts returns the updates that wait for a restart.
func (s *State) PendingRestarts() []*Update { return s.updatesIn(PendingRestart) }

// updatesIn returns the updates in a state, in the order of appearance.
func (s *State) updatesIn(state UpdateState) []*Update {
	var all []*Update
	for _, id := range s.updates.keys {
		if u := s.updates.get(id); u.State == state {
			all = append(all, u)
		}
	}
	return all
}

// A scan's lines.

// Scans returns every scan, oldest first.
func (s *State) Scans() []Scan {
	if !s.scanning {
		return s.endedScans
	}
	return append(slices.Clip(s.endedScans), s.openScan)
}

// currentScan returns the scan under way; a new one if there is none.
func (s *State) currentScan() *Scan {
	if !s.scanning {
		s.openScan, s.scanning = Scan{}, true
	}
	return &s.openScan
}

func (s *State) scanRequested(e *event.Event) {
	c := s.currentScan()
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

func (s *State) scanServerNamed(e *event.Event) {
	c := s.currentScan()
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
	s.currentScan().SearchStarted = evidenceOf(e)
}

// scanBlocked notes the server that a Group Policy sets: one line names it, and several tell of the
// policy.
func (s *State) scanBlocked(e *event.Event) {
	if e.Texts[event.URL] != "" {
		s.groupPolicyServer = e.Texts[event.URL]
	}
}

func (s *State) scanDone(e *event.Event) {
	if s.scanning { // "completed" is logged by more than one component
		s.endScan(e)
	}
	if !e.Code.Failed() {
		s.groupPolicyServer = ""
	}
}

func (s *State) endScan(e *event.Event) {
	c := &s.openScan
	c.End, c.Ended, c.Result = evidenceOf(e), true, e.Code
	s.endedScans, s.openScan, s.scanning = appendStep(s.endedScans, *c, &s.droppedSteps), Scan{}, false
	s.failedScans++
	if !e.Code.Failed() {
		s.failedScans = 0
	}
}

// sameFailureWithin is how long after a scan has failed another line counts as saying so again: two
// components do, one of them twice.
const sameFailureWithin = time.Minute

func (s *State) scanFailed(e *event.Event) {
	if n := len(s.endedScans); n > 0 && !s.scanning {
		if last := &s.endedScans[n-1]; last.Result == e.Code && e.Time().Sub(last.End.At) <= sameFailureWithin {
			return
		}
	}
	if c := s.currentScan(); c.Start.At.IsZero() {
		c.Start = evidenceOf(e)
	}
	s.endScan(e)
}
