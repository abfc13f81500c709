package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// triggerValidFor is how long after a trigger that names no deployment an evaluation counts as
// started by it.
const triggerValidFor = 2 * time.Minute

// evaluationRequested is an evaluation of all deployments, or of one, that something has asked for;
// what follows says of which ones it is. A second line about it does not name who asked.
func (s *State) evaluationRequested(e *event.Event) {
	if e.Texts[event.Name] != "" {
		s.trigger, s.triggered = e.Texts[event.Name], EvidenceOf(e)
	}
}

// actionableCount is how many updates the client could install at that moment.
func (s *State) actionableCount(e *event.Event) {
	if e.Texts[event.Name] == "UpdateActionInstall" {
		s.Actionable, s.ActionableSeen = int(e.Numbers[event.Count]), EvidenceOf(e)
	}
}

func (s *State) deploymentTriggered(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	d.Trigger = e.Texts[event.Name]
	switch d.own.state {
	case DeploymentUnknown, DeploymentRemoved:
		s.say(d, DeploymentTriggered, e)
	}
}

// deploymentRemoved is the end of a deployment: it targets nothing any more.
func (s *State) deploymentRemoved(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	s.say(d, DeploymentRemoved, e)
	s.settleAll(d, e)
}

// deploymentCICount is how many updates the deployment has; what only context ties to it beyond that
// does not belong to it.
func (s *State) deploymentCICount(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	d.CICount = int(e.Numbers[event.Count])
	s.dropInferred(d, e)
}

func (s *State) deploymentDeadline(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	d.Deadline, d.DeadlineEvidence = e.WhenTime(), EvidenceOf(e)
}

// linkJob ties a job to its deployment.
func (s *State) linkJob(e *event.Event) {
	if e.Deployment.IsZero() || e.Job.IsZero() {
		return
	}
	d := s.ensureDeployment(e.Deployment)
	d.Jobs = addOnce(d.Jobs, e.Job)
	s.jobs.set(e.Job, d.ID, s.owner)
}

func (s *State) detectionStarted(e *event.Event) {
	s.linkJob(e)
	d := s.ensureDeployment(e.Deployment)
	if s.trigger != "" && e.Time().Sub(s.triggered.At()) <= triggerValidFor {
		d.Trigger = s.trigger
	}
	d.Evaluations++
	d.Evaluation = Evaluation{Trigger: d.Trigger, Begun: EvidenceOf(e)}
	if d.State < DeploymentDownloading || d.State >= DeploymentInstalled {
		s.say(d, DeploymentEvaluating, e)
	}
}

func (s *State) detectionDone(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	d.Evaluation.Ended = EvidenceOf(e)
	switch {
	case d.own.state <= DeploymentEvaluating:
		s.say(d, DeploymentEvaluated, e)
	case d.turn.stage == stageWaitsItsTurn && d.Evaluation.Begun.after(d.turn.Evidence) && len(s.underWay()) == 0:
		s.endTurn(d, DeploymentEvaluated, e) // it was to install, and installed nothing
	}
}

func (s *State) downloadStarted(e *event.Event) {
	s.linkJob(e)
	s.say(s.ensureDeployment(e.Deployment), DeploymentDownloading, e)
}

func (s *State) downloadDone(e *event.Event) {
	if d := s.ensureDeployment(e.Deployment); d.own.state <= DeploymentDownloading {
		s.say(d, DeploymentDownloaded, e)
	}
}

// windowRequested is the run time that some deployment has asked for in vain; the line behind it
// says which.
func (s *State) windowRequested(e *event.Event) {
	s.windowRequest, s.requestedSeconds = EvidenceOf(e), e.Numbers[event.Seconds]
}

// deploymentWaitsForWindow is the one line that means "waits for a window"; N is the run time asked
// for just before.
func (s *State) deploymentWaitsForWindow(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	if e.Numbers[event.Seconds] > maxProbeSeconds { // a probe does not say that there is no window
		s.windowRefused = EvidenceOf(e)
		d.RequestedRunTime, d.RequestEvidence = seconds(e.Numbers[event.Seconds]), EvidenceOf(e)
		if s.requestedSeconds == e.Numbers[event.Seconds] {
			d.RequestEvidence = s.windowRequest
		}
	}
	s.say(d, DeploymentWaitingForWindow, e)
	s.takeTurn(d, stageWaitsForWindow, e)
}

func (s *State) installRequested(e *event.Event) {
	s.windowRefused = Evidence{}
	d := s.ensureDeployment(e.Deployment)
	s.say(d, DeploymentInstalling, e)
	s.takeTurn(d, stageWaitsItsTurn, e)
}

// takeTurn notes what the updates of a deployment wait for.
func (s *State) takeTurn(d *Deployment, what stage, e *event.Event) {
	if what == stageWaitsItsTurn && d.turn.stage != what {
		s.addTurn(d)
	}
	d.turn = step{what, EvidenceOf(e)}
	s.settleAll(d, e)
}

// endTurn ends what a deployment was about to install: it says again what it takes up. What it did
// after that is not known beyond to.
func (s *State) endTurn(d *Deployment, to DeploymentState, e *event.Event) {
	d.turn = step{}
	if d.own.state == DeploymentInstalling {
		d.own = ownState{to, EvidenceOf(e)}
	}
	s.settleAll(d, e)
	s.settleDeployment(d, e)
}

// turn is a deployment that is about to install something.
type turn struct {
	deployment event.GUID
	number     int // of the deployment
}

// addTurn notes that a deployment is about to install something.
func (s *State) addTurn(d *Deployment) {
	if t := (turn{d.ID, d.number}); !slices.Contains(s.turns, t) {
		s.turns = appendShared(s.turns, t)
	}
}

// settleAll derives the states of a deployment's updates anew.
func (s *State) settleAll(d *Deployment, e *event.Event) {
	for _, id := range d.Updates {
		s.settle(id, e)
	}
}

func (s *State) deploymentError(e *event.Event) {
	if !e.Code.Failed() {
		return
	}
	d := s.ensureDeployment(e.Deployment)
	d.Error, d.HasError = e.Code, e.HasCode
	s.say(d, DeploymentFailed, e)
}

// deploymentStateByID is what a state id of topic 301 says about a deployment (state messaging
// table).
var deploymentStateByID = map[int64]DeploymentState{
	1: DeploymentInstalling, 2: DeploymentPendingRestart, 4: DeploymentInstalled, 5: DeploymentPendingRestart,
	6: DeploymentFailed, 7: DeploymentDownloading, 8: DeploymentDownloaded, 9: DeploymentFailed,
	10: DeploymentWaitingForWindow,
}

func (s *State) deploymentStateRaised(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	if e.Compliant() != event.Unsaid {
		d.Compliant, d.complied, d.scanBegun = e.Compliant(), EvidenceOf(e), s.lastGoodScan().begun()
		s.settleAll(d, e)
	}
	if e.Numbers[event.TopicType] != topicEnforcement {
		return
	}
	d.ReportedStateID, d.ReportedStateName, d.reported = int(e.Numbers[event.StateID]), e.Texts[event.State], EvidenceOf(e)
	if p, ok := deploymentStateByID[e.Numbers[event.StateID]]; ok {
		s.say(d, p, e)
		if p == DeploymentWaitingForWindow {
			s.takeTurn(d, stageWaitsForWindow, e)
		}
		s.tellUpdates(d, p, e)
	}
}

// tellUpdates notes what a deployment reports of its updates where their own lines have not ended what
// they told of: that all are downloaded or installed, or, if all others are done, that the last one
// waits for a restart or has failed.
func (s *State) tellUpdates(d *Deployment, is DeploymentState, e *event.Event) {
	d.own.Evidence = EvidenceOf(e) // its own word stands, whatever it makes of its updates one by one
	var end result
	switch is {
	case DeploymentDownloaded:
		for _, id := range s.updatesOf(d, Downloading) {
			u := s.updates.writable(id, s.owner)
			u.download = step{stageDownloaded, EvidenceOf(e)}
			for _, of := range u.Contents {
				if c := s.contents.get(of); c != nil && c.inProgress() {
					s.advance(s.contents.writable(of, s.owner), ContentDownloaded, e)
				}
			}
			s.settle(id, e)
		}
		return
	case DeploymentInstalled:
		end.outcome = Succeeded
	case DeploymentPendingRestart:
		end.outcome, end.restart = Succeeded, event.Yes
	case DeploymentFailed:
		end.outcome = FailedAttempt
	default:
		return
	}
	under := s.updatesOf(d, Installing)
	if is != DeploymentInstalled && (len(under) != 1 || d.done() != len(d.Updates)-1 || d.CICount > len(d.Updates)) {
		return
	}
	for _, id := range under {
		s.updates.writable(id, s.owner).endInstall(end, e)
		s.settle(id, e)
	}
}

// updatesOf returns the updates of a deployment in a state.
func (s *State) updatesOf(d *Deployment, in UpdateState) []event.GUID {
	var all []event.GUID
	if d.counts[in] == 0 {
		return nil
	}
	for _, id := range d.Updates {
		if s.updates.get(id).State == in {
			all = append(all, id)
		}
	}
	return all
}

// stateMessageRecorded is a message recorded for the site. Without a state id it says only that it
// was recorded.
func (s *State) stateMessageRecorded(e *event.Event) {
	id := e.Numbers[event.StateID]
	if id == 0 {
		return
	}
	switch e.Numbers[event.TopicType] {
	case topicUpdateEnforcement:
		if !e.Update.IsZero() {
			s.updateStateRaised(e)
		}
	case topicDetection:
		if e.Update.IsZero() {
			return
		}
		f := *e
		f.Texts[event.State] = [...]string{"", "NotRequired", "Missing", "Installed"}[min(id, 3)]
		s.updateStored(&f)
	case topicCompliance:
		if !e.Deployment.IsZero() && id <= 2 {
			s.complianceRecorded(e, event.TriOf(id == 1))
		}
	case topicEnforcement:
		if !e.Deployment.IsZero() {
			s.deploymentStateRaised(e)
		}
	}
}

// complianceRecorded is the message of what the deployment's own line has told a moment before, if that
// is at hand.
func (s *State) complianceRecorded(e *event.Event, complies event.Tri) {
	d := s.ensureDeployment(e.Deployment)
	if d.Compliant == complies && !longAfter(e, d.complied, sameFailureWithin) {
		return
	}
	d.Compliant, d.complied, d.scanBegun = complies, EvidenceOf(e), s.lastGoodScan().begun()
	s.settleAll(d, e)
}

// The topics of state messages.
const (
	topicCompliance        = 300
	topicEnforcement       = 301
	topicUpdateEnforcement = 402
	topicDetection         = 500
	topicScan              = 501
)
