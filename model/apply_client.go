package model

import "time"

// A reboot's lines.

// restart notes a step, once where several lines say the same.
func (s *State) restart(name string, e *Event) {
	if n := len(s.Restarts); n == 0 || s.Restarts[n-1].Name != name {
		s.Restarts = append(s.Restarts, RestartStep{name, e.evidence()})
	}
}

func (s *State) rebootInitiated(e *Event) {
	s.Reboot.Initiated = e.evidence()
	s.restart("initiated", e)
}

func (s *State) rebootNotified(e *Event) {
	s.restart("notified", e)
	s.Reboot.Notified = e.evidence()
	s.Reboot.Deadline = e.WhenTime()
	s.Reboot.IgnoresWindow = e.Flag
}

func (s *State) rebootRequested(e *Event) {
	s.restart("requested", e)
	s.Reboot.Agent, s.Reboot.Asked = e.Name, e.evidence()
	s.Reboot.Deadline = e.WhenTime()
}

// rebootDeadline repeats the request's deadline in local time; the request's own is exact.
func (s *State) rebootDeadline(e *Event) {
	s.Reboot.Agent = e.Name
	if s.Reboot.Deadline.IsZero() {
		s.Reboot.Deadline = e.WhenTime()
	}
}

func (s *State) rebootCountdown(e *Event) {
	s.Reboot.Grace, s.Reboot.Final = seconds(e.N), seconds(e.M)
	s.Reboot.Notified = e.evidence()
}

func (s *State) clientStarted(e *Event) {
	s.restart("client-started", e)
	s.Reboot = Reboot{Started: e.evidence()}
	s.batch = nil
}

// pendingRebootCount is the client's own count. After a start, a count of none clears every wait.
func (s *State) pendingRebootCount(e *Event) {
	s.Reboot.Counted, s.Reboot.HasCount = int(e.N), true
	if e.N == 0 {
		s.clearReboots(e)
	}
}

func (s *State) detectAfterReboot(e *Event) {
	if e.Code.Failed() {
		return
	}
	// Only a restart leads to this job, even where no line of the start is at hand.
	if pending := s.PendingReboots(); len(pending) > 0 && !s.restartedSince(pending[len(pending)-1].Since()) {
		s.Reboot.Started = e.evidence()
	}
	s.Reboot = Reboot{Started: s.Reboot.Started}
	s.clearReboots(e)
}

// clearReboots ends the wait of every update that waited before the client's last start.
func (s *State) clearReboots(e *Event) {
	for _, id := range s.updateOrder {
		u := s.updates[id]
		if u.State == UpdatePendingReboot && (s.restartedSince(u.Since()) || s.Reboot.Started.Rec == e.Rec) {
			u.step(UpdateIsInstalled, e)
		}
	}
}

// PendingReboots is the updates that wait for a restart.
func (s *State) PendingReboots() []*Update { return s.inState(UpdatePendingReboot) }

// inState is the updates in a state, in the order of appearance.
func (s *State) inState(state UpdateState) []*Update {
	var all []*Update
	for _, id := range s.updateOrder {
		if u := s.updates[id]; u.State == state {
			all = append(all, u)
		}
	}
	return all
}

// A scan's lines.

// scan is the scan under way; a new one if there is none.
func (s *State) scan(e *Event) *Scan {
	if n := len(s.Scans); n > 0 && !s.Scans[n-1].Ended {
		return &s.Scans[n-1]
	}
	s.Scans = append(s.Scans, Scan{})
	return &s.Scans[len(s.Scans)-1]
}

func (s *State) scanRequested(e *Event) {
	c := s.scan(e)
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
		c.Start = e.evidence()
	}
}

func (s *State) scanLocation(e *Event) {
	c := s.scan(e)
	c.Server = e.Text
	if c.Start.At.IsZero() {
		c.Start = e.evidence()
	}
}

func (s *State) scanStarted(e *Event) {
	s.scanRequested(e)
	s.scan(e).Searching = e.evidence()
}

func (s *State) scanDone(e *Event) {
	n := len(s.Scans)
	if n == 0 || s.Scans[n-1].Ended {
		return // "completed" is logged by more than one component
	}
	c := &s.Scans[n-1]
	c.End, c.Ended, c.Result = e.evidence(), true, e.Code
}

// sameFailure is how long after a scan has failed another line counts as saying so again: two components do, one of them twice.
const sameFailure = time.Minute

func (s *State) scanFailed(e *Event) {
	if n := len(s.Scans); n > 0 {
		if last := &s.Scans[n-1]; last.Ended && last.Result == e.Code && e.Time().Sub(last.End.At) <= sameFailure {
			return
		}
	}
	c := s.scan(e)
	if c.Start.At.IsZero() {
		c.Start = e.evidence()
	}
	c.End, c.Ended, c.Result = e.evidence(), true, e.Code
}
