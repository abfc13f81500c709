package model

import (
	"time"

	"ccmtail/model/event"
)

// triggerValidFor is how long after a trigger that names no deployment an evaluation counts as
// started by it.
const triggerValidFor = 2 * time.Minute

func (s *State) deploymentTriggered(e *event.Event) {
	if e.Deployment.IsZero() { // all of them are evaluated: what follows says which
		s.trigger, s.triggered = e.Texts[event.Name], evidenceOf(e)
		return
	}
	d := s.ensureDeployment(e.Deployment)
	d.Trigger = e.Texts[event.Name]
	switch d.State {
	case DeploymentUnknown, DeploymentRemoved:
		d.setState(DeploymentTriggered, e)
	}
}

func (s *State) deploymentDeadline(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	d.Deadline, d.DeadlineEvidence = e.WhenTime(), evidenceOf(e)
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
	if s.trigger != "" && e.Time().Sub(s.triggered.At) <= triggerValidFor {
		d.Trigger = s.trigger
	}
	if d.State < DeploymentDownloading || d.State >= DeploymentInstalled {
		d.setState(DeploymentEvaluating, e)
	}
}

func (s *State) detectionDone(e *event.Event) {
	if d := s.ensureDeployment(e.Deployment); d.State <= DeploymentEvaluating {
		d.setState(DeploymentEvaluated, e)
	}
}

func (s *State) downloadStarted(e *event.Event) {
	s.linkJob(e)
	s.ensureDeployment(e.Deployment).setState(DeploymentDownloading, e)
}

func (s *State) downloadDone(e *event.Event) {
	if d := s.ensureDeployment(e.Deployment); d.State <= DeploymentDownloading {
		d.setState(DeploymentDownloaded, e)
	}
}

// windowRequested is the run time that some deployment has asked for in vain; the line behind it
// says which.
func (s *State) windowRequested(e *event.Event) {
	s.windowRequest, s.requestedSeconds = evidenceOf(e), e.Numbers[event.Seconds]
}

// deploymentWaitsForWindow is the one line that means "waits for a window"; N is the run time asked
// for just before.
func (s *State) deploymentWaitsForWindow(e *event.Event) {
	d := s.ensureDeployment(e.Deployment)
	if e.Numbers[event.Seconds] > maxProbeSeconds { // a probe does not say that there is no window
		s.windowRefused = evidenceOf(e)
		d.RequestedRunTime, d.RequestEvidence = seconds(e.Numbers[event.Seconds]), evidenceOf(e)
		if s.requestedSeconds == e.Numbers[event.Seconds] {
			d.RequestEvidence = s.windowRequest
		}
	}
	d.setState(DeploymentWaitingForWindow, e)
	for _, id := range d.Updates {
		u := s.updates.get(id)
		switch u.State {
		case Missing, Targeted, Downloaded, WaitingToInstall:
			s.stepUpdate(u, WaitingForWindow, e)
		case Downloading:
			s.stepWithoutContents(u, WaitingForWindow, e)
		}
	}
}

func (s *State) installRequested(e *event.Event) {
	s.windowRefused = Evidence{}
	d := s.ensureDeployment(e.Deployment)
	d.setState(DeploymentInstalling, e)
	for _, id := range d.Updates {
		u := s.updates.get(id)
		switch u.State {
		case Missing, Targeted, Downloaded, WaitingForWindow:
			s.stepUpdate(u, WaitingToInstall, e)
		case Downloading:
			s.stepWithoutContents(u, WaitingToInstall, e)
		}
	}
}

// stepWithoutContents moves an update on that was downloading, where no line follows its content: a
// deployment asks for a window only when it has what it installs (2011 article).
func (s *State) stepWithoutContents(u *Update, to UpdateState, e *event.Event) {
	if len(u.Contents) == 0 {
		s.stepUpdate(u, to, e)
	}
}

func (s *State) deploymentError(e *event.Event) {
	if !e.Code.Failed() {
		return
	}
	d := s.ensureDeployment(e.Deployment)
	d.Error, d.HasError = e.Code, e.HasCode
	d.setState(DeploymentFailed, e)
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
		d.Compliant = e.Compliant()
	}
	if e.Numbers[event.TopicType] != topicEnforcement {
		return
	}
	d.ReportedStateID, d.ReportedStateName = int(e.Numbers[event.StateID]), e.Texts[event.State]
	if p, ok := deploymentStateByID[e.Numbers[event.StateID]]; ok {
		d.setState(p, e)
	}
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
		s.updateStatus(&f)
	case topicEnforcement:
		if !e.Deployment.IsZero() {
			s.deploymentStateRaised(e)
		}
	}
}

// The topics of state messages.
const (
	topicEnforcement       = 301
	topicUpdateEnforcement = 402
	topicDetection         = 500
)
