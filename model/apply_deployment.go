package model

import (
	"time"

	"ccmtail/model/event"
)

// triggerSpan is how long after a trigger that names no deployment an evaluation counts as started by it.
const triggerSpan = 2 * time.Minute

func (s *State) deploymentTriggered(e *event.Event) {
	if e.Deployment.IsZero() { // all of them are evaluated: what follows says which
		s.trigger, s.triggered = e.Texts[event.Name], evidenceOf(e)
		return
	}
	d := s.deployment(e.Deployment)
	d.Trigger = e.Texts[event.Name]
	switch d.Phase {
	case DeploymentUnknown, DeploymentIsRemoved:
		d.step(DeploymentIsTriggered, e)
	}
}

func (s *State) deploymentDeadline(e *event.Event) {
	d := s.deployment(e.Deployment)
	d.Deadline, d.Scheduled = e.WhenTime(), evidenceOf(e)
}

// jobStarted ties a job to its deployment.
func (s *State) jobStarted(e *event.Event) {
	if e.Deployment.IsZero() || e.Job.IsZero() {
		return
	}
	d := s.deployment(e.Deployment)
	d.Jobs = addOnce(d.Jobs, e.Job)
	s.jobs.set(e.Job, d.ID, s.me)
}

func (s *State) detectionStarted(e *event.Event) {
	s.jobStarted(e)
	d := s.deployment(e.Deployment)
	if s.trigger != "" && e.Time().Sub(s.triggered.At) <= triggerSpan {
		d.Trigger = s.trigger
	}
	if d.Phase < DeploymentDownloading || d.Phase >= DeploymentInstalled {
		d.step(DeploymentEvaluating, e)
	}
}

func (s *State) detectionDone(e *event.Event) {
	if d := s.deployment(e.Deployment); d.Phase <= DeploymentEvaluating {
		d.step(DeploymentEvaluated, e)
	}
}

func (s *State) downloadStarted(e *event.Event) {
	s.jobStarted(e)
	s.deployment(e.Deployment).step(DeploymentDownloading, e)
}

func (s *State) downloadDone(e *event.Event) {
	if d := s.deployment(e.Deployment); d.Phase <= DeploymentDownloading {
		d.step(DeploymentDownloaded, e)
	}
}

// windowWanted is the run time that some deployment has asked for in vain; the line behind it says which.
func (s *State) windowWanted(e *event.Event) {
	s.wanted, s.wantedFor = evidenceOf(e), e.Numbers[event.Seconds]
}

// deploymentWaits is the one line that means "waits for a window"; N is the run time asked for just before.
func (s *State) deploymentWaits(e *event.Event) {
	d := s.deployment(e.Deployment)
	if e.Numbers[event.Seconds] > probe {
		d.Required, d.Wanted = seconds(e.Numbers[event.Seconds]), evidenceOf(e)
		if s.wantedFor == e.Numbers[event.Seconds] {
			d.Wanted = s.wanted
		}
	}
	d.step(DeploymentWaitingForWindow, e)
	for _, id := range d.Updates {
		u := s.updates.get(id)
		switch u.State {
		case UpdateMissing, UpdateIsTargeted, UpdateDownloaded, UpdateWaitingToInstall:
			s.step(u, UpdateWaitingForWindow, e)
		case UpdateDownloading:
			s.past(u, UpdateWaitingForWindow, e)
		}
	}
}

func (s *State) installWanted(e *event.Event) {
	d := s.deployment(e.Deployment)
	d.step(DeploymentInstalling, e)
	for _, id := range d.Updates {
		u := s.updates.get(id)
		switch u.State {
		case UpdateMissing, UpdateIsTargeted, UpdateDownloaded, UpdateWaitingForWindow:
			s.step(u, UpdateWaitingToInstall, e)
		case UpdateDownloading:
			s.past(u, UpdateWaitingToInstall, e)
		}
	}
}

// past moves an update on that was downloading, where no line follows its content: a deployment asks for
// a window only when it has what it installs (2011 article).
func (s *State) past(u *Update, to UpdateState, e *event.Event) {
	if len(u.Contents) == 0 {
		s.step(u, to, e)
	}
}

func (s *State) deploymentError(e *event.Event) {
	if !e.Code.Failed() {
		return
	}
	d := s.deployment(e.Deployment)
	d.Error, d.HasError = e.Code, e.HasCode
	d.step(DeploymentFailed, e)
}

// enforcedPhases is what a state id of topic 301 says about a deployment (state messaging table).
var enforcedPhases = map[int64]DeploymentPhase{
	1: DeploymentInstalling, 2: DeploymentPendingReboot, 4: DeploymentInstalled, 5: DeploymentPendingReboot,
	6: DeploymentFailed, 7: DeploymentDownloading, 8: DeploymentDownloaded, 9: DeploymentFailed,
	10: DeploymentWaitingForWindow,
}

func (s *State) deploymentState(e *event.Event) {
	d := s.deployment(e.Deployment)
	if e.Compliant() != event.Unsaid {
		d.Compliant = e.Compliant()
	}
	if e.Numbers[event.TopicType] != topicEnforcement {
		return
	}
	d.StateID, d.StateName = int(e.Numbers[event.StateID]), e.Texts[event.State]
	if p, ok := enforcedPhases[e.Numbers[event.StateID]]; ok {
		d.step(p, e)
	}
}

// stateMessage is a message recorded for the site. Without a state id it says only that it was recorded.
func (s *State) stateMessage(e *event.Event) {
	id := e.Numbers[event.StateID]
	if id == 0 {
		return
	}
	switch e.Numbers[event.TopicType] {
	case topicUpdateEnforcement:
		if !e.Update.IsZero() {
			s.updateEnforced(e)
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
			s.deploymentState(e)
		}
	}
}

// The topics of state messages.
const (
	topicEnforcement       = 301
	topicUpdateEnforcement = 402
	topicDetection         = 500
)
