package model

import (
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

// Deployment is one update assignment on the client.
type Deployment struct {
	ID               event.GUID
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

func (d *Deployment) setState(p DeploymentState, e *event.Event) {
	if d.State == p && len(d.Transitions) > 0 {
		return
	}
	d.State = p
	d.Transitions = appendStep(d.Transitions, Transition[DeploymentState]{State: p, Evidence: evidenceOf(e), Code: e.Code, HasCode: e.HasCode}, &d.DroppedSteps)
}
