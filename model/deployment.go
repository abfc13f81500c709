package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// DeploymentState is where a deployment (update assignment) is.
type DeploymentState uint8

// The states of a deployment.
const (
	DeploymentUnknown DeploymentState = iota
	DeploymentTriggered
	DeploymentEvaluating
	DeploymentEvaluated
	DeploymentDownloading
	DeploymentDownloaded
	DeploymentWaitingForWindow
	DeploymentInstalling
	DeploymentPendingRestart
	DeploymentInstalled
	DeploymentFailed
	DeploymentRemoved
	DeploymentStates = iota
)

// String returns the state's name in reports.
func (p DeploymentState) String() string {
	return [DeploymentStates]string{
		"unknown", "triggered", "evaluating", "evaluated", "downloading", "downloaded", "waiting-for-window",
		"installing", "pending-reboot", "installed", "failed", "removed",
	}[p]
}

// SaysFailed reports whether the deployment's own line is the last word on it, and says that it has
// failed.
func (d *Deployment) SaysFailed() bool { return d.own.state == DeploymentFailed }

// SaysInstalled reports whether the deployment's own line is the last word on it, and says that it has
// installed its updates.
func (d *Deployment) SaysInstalled() bool {
	return d.own.state == DeploymentInstalled && !d.changed.after(d.own.Evidence)
}

// ownState is a state that a deployment's own lines tell of.
type ownState struct {
	state DeploymentState
	Evidence
}

// Evaluation is one look of the client at whether a deployment has something to do.
type Evaluation struct {
	Trigger      string // "deadline", "activation", "schedule", "manual"; "" unknown
	Begun, Ended Evidence
}

// Deployment is one update assignment on the client.
type Deployment struct {
	ID               event.GUID
	number           int // in the order of appearance, from 1
	State            DeploymentState
	Updates          []event.GUID // targeted by it, in the order of the log
	CICount          int          // configuration items in the assignment, 0 unknown
	Trigger          string       // what started the last evaluation: "deadline", "activation", "schedule", "manual"
	Deadline         time.Time
	DeadlineEvidence Evidence // the line that names the deadline
	Compliant        event.Tri
	Jobs             []event.GUID // detection, download and apply jobs
	// RequestedRunTime is the run time that the deployment asked a maintenance window for; 0
	// unknown.
	RequestedRunTime time.Duration
	RequestEvidence  Evidence // the line that names it
	Error            event.Code
	HasError         bool
	// ReportedStateID is the last enforcement state (topic 301) raised, 0 unknown;
	// ReportedStateName is its name as logged.
	ReportedStateID   int
	ReportedStateName string
	reported          Evidence

	// Evaluation is the newest one, Evaluations how many there were.
	Evaluation  Evaluation
	Evaluations int

	own      ownState // what its own lines said last
	turn     step     // the newest line of what its updates wait for
	complied Evidence // the line that says whether it complies
	// scanBegun is when the last scan that succeeded before that line had begun.
	scanBegun Evidence
	inferred  []event.GUID // those of Updates that only the context of lines ties to it
	counts    [UpdateStates]int32
	changed   Evidence // the last step of one of its updates
	fellBack  Evidence // the last step of one that is again where it was before its download

	Transitions  []Transition[DeploymentState]
	DroppedSteps int // steps before them that are kept no longer
}

// Since returns the evidence of the present state; zero if there is none.
func (d *Deployment) Since() Evidence {
	if n := len(d.Transitions); n > 0 {
		return d.Transitions[n-1].Evidence
	}
	return Evidence{}
}

// compliesWith reports whether the deployment's report of compliance goes for an update of which a
// scan said something: not if that found it missing, unless a later scan has succeeded in between.
func (d *Deployment) compliesWith(scan *ScanFact) bool {
	if scan.Result != FoundMissing {
		return true
	}
	return d.complied.after(scan.AsOf) && d.scanBegun.after(scan.AsOf)
}

// decide returns the state of the deployment: what its own lines said last, or where its updates have
// moved on since, what they amount to.
func (d *Deployment) decide() DeploymentState {
	ofUpdates := d.ofUpdates()
	switch d.own.state {
	case DeploymentRemoved:
		return d.own.state
	case DeploymentUnknown:
		return ofUpdates
	case DeploymentTriggered, DeploymentEvaluated: // says nothing of its updates
		if ofUpdates > DeploymentEvaluated {
			return ofUpdates
		}
		return d.own.state
	}
	switch {
	case ofUpdates != DeploymentUnknown && d.changed.after(d.own.Evidence):
		return ofUpdates
	case ofUpdates == DeploymentUnknown && d.own.state.isUnderWay() && d.fellBack.after(d.own.Evidence):
		return DeploymentEvaluated
	}
	return d.own.state
}

// isUnderWay reports whether updates are being downloaded or installed, or are to be.
func (p DeploymentState) isUnderWay() bool {
	return p >= DeploymentDownloading && p <= DeploymentInstalling
}

// deploymentStateOf is what an update in a state makes its deployment, in the order of what counts
// more.
var deploymentStateOf = []struct {
	of UpdateState
	is DeploymentState
}{
	{Installing, DeploymentInstalling},
	{WaitingToInstall, DeploymentInstalling},
	{Downloading, DeploymentDownloading},
	{WaitingForWindow, DeploymentWaitingForWindow},
	{PendingRestart, DeploymentPendingRestart},
	{Failed, DeploymentFailed},
	{Downloaded, DeploymentDownloaded},
}

// ofUpdates returns what the states of its updates amount to; unknown if they do not say.
func (d *Deployment) ofUpdates() DeploymentState {
	for _, x := range deploymentStateOf {
		if d.counts[x.of] > 0 {
			return x.is
		}
	}
	if n, done := len(d.Updates), d.done(); n > 0 && done == n && n >= d.CICount && done > int(d.counts[Superseded]) {
		return DeploymentInstalled
	}
	return DeploymentUnknown
}

// done returns how many of its updates need nothing more.
func (d *Deployment) done() int {
	return int(d.counts[Installed] + d.counts[Compliant] + d.counts[NotRequired] + d.counts[Superseded])
}

// say notes what a line of the deployment itself says of it.
func (s *State) say(d *Deployment, state DeploymentState, e *event.Event) {
	if d.own.state == state && state == d.State {
		return
	}
	d.own = ownState{state, EvidenceOf(e)}
	s.settleDeployment(d, e)
}

// settleDeployment derives the state of a deployment, which is this state's own, and takes down a
// step where it has changed.
func (s *State) settleDeployment(d *Deployment, e *event.Event) {
	to := d.decide()
	if to == d.State && (len(d.Transitions) > 0 || to == DeploymentUnknown) {
		return
	}
	d.State = to
	d.Transitions = appendStep(d.Transitions, Transition[DeploymentState]{State: to, Evidence: EvidenceOf(e), Code: e.Code, HasCode: e.HasCode}, &d.DroppedSteps)
}

// recount moves an update from one state to another in the counts of its deployments.
func (s *State) recount(u *Update, from, to UpdateState, e *event.Event) {
	for _, id := range u.Deployments {
		d := s.deployments.writable(id, s.owner)
		d.counts[from]--
		d.counts[to]++
		d.changed = EvidenceOf(e)
		if from >= Downloading && from <= Installing && (to == Unknown || to == Missing || to == Targeted || to == Superseded) {
			d.fellBack = d.changed
		}
		s.settleDeployment(d, e)
	}
}

// confirm tells an update's deployments that another attempt has left it in its state.
func (s *State) confirm(u *Update, e *event.Event) {
	for _, id := range u.Deployments {
		d := s.deployments.writable(id, s.owner)
		d.changed = EvidenceOf(e)
		s.settleDeployment(d, e)
	}
}

// Targets reports whether a deployment targets an update that has not been removed since.
func (s *State) Targets(u *Update) bool {
	return slices.ContainsFunc(u.Deployments, func(id event.GUID) bool {
		d := s.deployments.get(id)
		return d != nil && d.own.state != DeploymentRemoved
	})
}

// RestartFirst reports whether the update cannot be installed before a restart that others want.
func (u *Update) RestartFirst() bool {
	return u.State == WaitingToInstall && u.turn.stage == stageRestartFirst
}

// target notes that a deployment targets an update. Where only the context of a line says so, that is
// believed if no line contradicts it: neither does another deployment name the update, nor has this
// one as many as it says it has.
func (s *State) target(u *Update, id event.GUID, inferred bool, e *event.Event) {
	if id.IsZero() {
		return
	}
	d := s.ensureDeployment(id)
	if !inferred {
		s.revive(d, e)
	}
	if slices.Contains(u.Deployments, id) {
		if !inferred && slices.Contains(d.inferred, u.ID) {
			d.inferred = without(d.inferred, u.ID)
			s.dropInferred(d, e)
		}
		return
	}
	if inferred && (u.Deployed() || d.CICount > 0 && len(d.Updates) >= d.CICount) {
		return
	}
	d.Updates = appendShared(d.Updates, u.ID)
	d.counts[u.State]++
	u.addDeployment(id, e)
	if inferred {
		d.inferred = appendShared(d.inferred, u.ID)
		return
	}
	s.dropInferred(d, e)
}

// revive takes a deployment that was removed for one that begins anew: a line has named an update of it
// again. Nothing that was said of it before counts any more.
func (s *State) revive(d *Deployment, e *event.Event) {
	if d.own.state != DeploymentRemoved {
		return
	}
	d.own, d.turn, d.Compliant = ownState{DeploymentUnknown, EvidenceOf(e)}, step{}, event.Unsaid
	s.settleAll(d, e)
	s.settleDeployment(d, e)
}

// dropInferred takes out of a deployment with more updates than it says it has those that only the
// context of lines ties to it.
func (s *State) dropInferred(d *Deployment, e *event.Event) {
	for d.CICount > 0 && len(d.Updates) > d.CICount && len(d.inferred) > 0 {
		id := d.inferred[len(d.inferred)-1]
		d.inferred = without(d.inferred, id)
		d.Updates = without(d.Updates, id)
		u := s.updates.writable(id, s.owner)
		d.counts[u.State]--
		u.leave(d.ID)
		s.settle(id, e)
	}
}

// without returns a list, which others may share, without an id.
func without(ids []event.GUID, id event.GUID) []event.GUID {
	return slices.DeleteFunc(slices.Clone(ids), func(o event.GUID) bool { return o == id })
}
