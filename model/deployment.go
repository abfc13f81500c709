package model

import (
	"time"

	"ccmtail/model/event"
)

// DeploymentPhase is where a deployment (update assignment) is.
type DeploymentPhase uint8

// The phases of a deployment.
const (
	DeploymentUnknown DeploymentPhase = iota
	DeploymentIsTriggered
	DeploymentEvaluating
	DeploymentEvaluated
	DeploymentDownloading
	DeploymentDownloaded
	DeploymentWaitingForWindow
	DeploymentInstalling
	DeploymentPendingReboot
	DeploymentInstalled
	DeploymentFailed
	DeploymentIsRemoved
	DeploymentPhases = iota
)

// String is the phase's name in reports.
func (p DeploymentPhase) String() string {
	return [DeploymentPhases]string{
		"unknown", "triggered", "evaluating", "evaluated", "downloading", "downloaded", "waiting-for-window",
		"installing", "pending-reboot", "installed", "failed", "removed",
	}[p]
}

// Deployment is one update assignment on the client.
type Deployment struct {
	ID        event.GUID
	Phase     DeploymentPhase
	Updates   []event.GUID // targeted by it, in the order of the log
	CIs       int          // configuration items in the assignment, 0 unknown
	Trigger   string       // what started the last evaluation: "deadline", "activation", "schedule", "manual"
	Deadline  time.Time
	Scheduled Evidence // the line that names the deadline
	Compliant event.Tri
	Jobs      []event.GUID // detection, download and apply jobs
	// Required is the run time the deployment asked a service window for; 0 unknown.
	Required time.Duration
	Wanted   Evidence // the line that names it
	Error    event.Code
	HasError bool
	// StateID is the last enforcement state (topic 301) raised, 0 unknown; StateName as logged.
	StateID   int
	StateName string

	Transitions []Transition[DeploymentPhase]
	Earlier     int // steps before them that are kept no longer
}

// Since is the evidence of the present phase; zero if there is none.
func (d *Deployment) Since() Evidence {
	if n := len(d.Transitions); n > 0 {
		return d.Transitions[n-1].Evidence
	}
	return Evidence{}
}

func (d *Deployment) step(p DeploymentPhase, e *event.Event) {
	if d.Phase == p && len(d.Transitions) > 0 {
		return
	}
	d.Phase = p
	d.Transitions = recent(d.Transitions, Transition[DeploymentPhase]{State: p, Evidence: evidenceOf(e), Code: e.Code, HasCode: e.HasCode}, &d.Earlier)
}
