package model

import (
	"cmp"
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
)

// A reboot's lines.

// noteRestartStep notes a step, once where several lines say the same.
func (s *State) noteRestartStep(name string, e *event.Event) {
	if n := len(s.RestartSteps); n == 0 || s.RestartSteps[n-1].Name != name {
		s.RestartSteps = appendStep(s.RestartSteps, RestartStep{name, EvidenceOf(e)}, &s.droppedSteps)
	}
}

func (s *State) restartInitiated(e *event.Event) {
	s.Restart.Initiated = EvidenceOf(e)
	s.noteRestartStep(stepInitiated, e)
}

// restartWanted is the deployment agent's word that a restart is to be announced.
func (s *State) restartWanted(e *event.Event) { s.Restart.Wanted = EvidenceOf(e) }

func (s *State) restartNotified(e *event.Event) {
	s.noteRestartStep("notified", e)
	s.Restart.Notified = EvidenceOf(e)
	s.Restart.Deadline = e.WhenTime()
	s.Restart.IgnoresWindow = e.IgnoresWindow()
}

func (s *State) restartRequested(e *event.Event) {
	s.noteRestartStep(RestartRequested, e)
	if r := &s.Restart; r.Agent != "" && r.Agent != e.Texts[event.Name] {
		r.Earlier = RestartRequest{r.Agent, r.Deadline, r.Requested}
	}
	s.Restart.Agent, s.Restart.Requested = e.Texts[event.Name], EvidenceOf(e)
	s.Restart.Deadline = time.Time{}
	if e.Zoned {
		s.Restart.Deadline = e.WhenTime()
	}
}

// restartDeadline repeats the request's deadline in local time; the request's own is exact, but it is
// UTC, which cannot be placed on a clock without a zone.
func (s *State) restartDeadline(e *event.Event) {
	s.Restart.Agent = e.Texts[event.Name]
	if s.Restart.Deadline.IsZero() {
		s.Restart.Deadline = e.WhenTime()
	}
}

func (s *State) restartCountdown(e *event.Event) {
	s.Restart.Grace, s.Restart.Final = seconds(e.Numbers[event.Seconds]), seconds(e.Numbers[event.FinalSeconds])
	s.Restart.Notified = EvidenceOf(e)
}

// sameStartWithin is how long after the client's start another log may tell of it: its agents begin
// one after the other.
const sameStartWithin = 5 * time.Minute

// clientStarted is one start of the client. Whatever it was installing has no result that it could
// still tell; what waits for a restart may have had it.
func (s *State) clientStarted(e *event.Event) {
	if was := s.Restart.ClientStarted; was.Log() != e.Log && was.Timed() && !longAfter(e, was, sameStartWithin) {
		return
	}
	s.RestartSteps = appendStep(s.RestartSteps, RestartStep{stepClientStarted, EvidenceOf(e)}, &s.droppedSteps)
	s.Restart = RestartStatus{ClientStarted: EvidenceOf(e)}
	s.restarted(e)
	s.forgetTurns(e)
	if s.scanning {
		s.closeScan()
	}
}

// forgetTurns ends what deployments were about to install when the client started anew: the client
// says again what it takes up. One that waits for a window goes on waiting.
func (s *State) forgetTurns(e *event.Event) {
	turns := slices.Clone(s.turns)
	arrange.By(turns, func(a, b turn) int { return cmp.Compare(a.number, b.number) })
	s.turns = nil
	for _, t := range turns {
		if d := s.deployments.get(t.deployment); d == nil || d.turn.stage != stageWaitsItsTurn {
			continue
		}
		s.endTurn(s.deployments.writable(t.deployment, s.owner), DeploymentUnknown, e)
	}
}

// restarted notes a start of the client with every installation that it concerns.
func (s *State) restarted(e *event.Event) {
	s.endBatch(result{outcome: Lost}, e)
	for _, u := range s.PendingRestarts() {
		s.updates.writable(u.ID, s.owner).Install.Restarted = EvidenceOf(e)
	}
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
	if pending := s.PendingRestarts(); len(pending) > 0 && pending[len(pending)-1].Install.Restarted.isZero() {
		s.Restart.ClientStarted = EvidenceOf(e)
		s.restarted(e)
	}
	s.Restart = RestartStatus{ClientStarted: s.Restart.ClientStarted}
	s.endPendingRestarts(e)
}

// endPendingRestarts ends the wait of every update that waited before the client's last start.
func (s *State) endPendingRestarts(e *event.Event) {
	for _, u := range s.PendingRestarts() {
		if !u.Install.Restarted.isZero() {
			s.updates.writable(u.ID, s.owner).Install.Checked = EvidenceOf(e)
			s.settle(u.ID, e)
		}
	}
}

// PendingRestarts returns the updates that wait for a restart.
func (s *State) PendingRestarts() []*Update { return s.updatesIn(PendingRestart) }

// A scan's lines.

// begun returns the record with which the scan began, as far as it is known.
func (c Scan) begun() Evidence {
	if !c.SearchStarted.isZero() {
		return c.SearchStarted
	}
	return c.Start
}

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

// scanGoesOnWithin is how long a scan that is asked for may take to its next line; what comes later is
// another scan. The client waits up to two minutes for Group Policy, and servers are asked for
// locations for a quarter of an hour.
const scanGoesOnWithin = time.Hour

// scanStep notes a step of the scan under way, which a line of an earlier step is not about.
func (s *State) scanStep(e *event.Event) *Scan {
	if s.scanning && longAfter(e, s.openScan.changed, scanGoesOnWithin) {
		s.closeScan()
	}
	c := s.currentScan()
	c.changed = EvidenceOf(e)
	if c.Start.isZero() {
		c.Start = EvidenceOf(e)
	}
	return c
}

// longAfter reports whether an event came longer than d after a record, where both have a time.
func longAfter(e *event.Event, since Evidence, d time.Duration) bool {
	return since.Timed() && e.Timed && e.Time().Sub(since.At()) > d
}

// closeScan puts the scan under way to the others, without an end: no line tells of one.
func (s *State) closeScan() {
	s.endedScans, s.openScan, s.scanning = appendStep(s.endedScans, s.openScan, &s.droppedSteps), Scan{}, false
}

func (s *State) scanRequested(e *event.Event) {
	c := s.scanStep(e)
	if !e.Source.IsZero() {
		c.Source = e.Source
	}
	if !e.Job.IsZero() {
		c.Job = e.Job
	}
	if !e.Request.IsZero() {
		c.Request = e.Request
	}
}

func (s *State) scanServerNamed(e *event.Event) {
	c := s.scanStep(e)
	c.Server = e.Texts[event.URL]
	if e.Texts[event.URL] != "" {
		s.scanServer = e.Texts[event.URL]
	}
}

// scanStarted is the update agent beginning to search. Two logs tell of one search; a search that
// begins long after another one that has not ended is a scan of its own.
func (s *State) scanStarted(e *event.Event) {
	if s.scanning && longAfter(e, s.openScan.SearchStarted, sameFailureWithin) {
		s.closeScan()
	}
	s.scanRequested(e)
	if c := s.currentScan(); c.SearchStarted.isZero() {
		c.SearchStarted = EvidenceOf(e)
	}
}

// scanBlocked notes the server that a Group Policy sets: one line names it, and several tell of the
// policy.
func (s *State) scanBlocked(e *event.Event) {
	if e.Texts[event.URL] != "" {
		s.groupPolicyServer = e.Texts[event.URL]
	}
}

func (s *State) scanDone(e *event.Event) {
	if began := s.openScan.SearchStarted.Log(); e.Log == logAgent && began != 0 && began != logAgent {
		return // the log that told of its beginning tells of its end, too, and what it found before that
	}
	if s.scanning { // "completed" is logged by more than one component
		s.endScan(e)
	}
	if !e.Code.Failed() {
		s.groupPolicyServer = ""
	}
}

// scanReported is the Windows Update Agent's record of a search for ConfigMgr, which counts where the
// logs of the client do not tell of it.
func (s *State) scanReported(e *event.Event) {
	n := e.Numbers[event.StateID]
	known := len(s.endedScans) > 0 && e.Time().Sub(s.endedScans[len(s.endedScans)-1].End.At()) <= sameFailureWithin
	if n != reportScanEnded && n != reportScanFailed || s.scanning || known {
		return
	}
	s.currentScan().Start = EvidenceOf(e)
	s.endScan(e)
}

func (s *State) endScan(e *event.Event) {
	c := &s.openScan
	c.End, c.Ended, c.Result = EvidenceOf(e), true, e.Code
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
		if last := &s.endedScans[n-1]; last.Result == e.Code && e.Time().Sub(last.End.At()) <= sameFailureWithin {
			return
		}
	}
	if c := s.currentScan(); c.Start.At().IsZero() {
		c.Start = EvidenceOf(e)
	}
	s.endScan(e)
}

// clientRegistered notes the id that the client has at its site. A computer that was installed anew may
// have another one, and another computer has.
func (s *State) clientRegistered(e *event.Event) {
	if e.Source != s.clientID && !e.Source.IsZero() {
		s.formerID, s.clientID, s.idChanged = s.clientID, e.Source, s.EventCount
	}
}
