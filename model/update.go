package model

import (
	"slices"
	"strings"

	"ccmtail/model/event"
)

// UpdateState is where an update is in the process.
type UpdateState uint8

// The states of an update, in the order of the process.
const (
	Unknown UpdateState = iota
	NotRequired
	Missing
	Targeted
	Downloading
	Downloaded
	WaitingForWindow
	WaitingToInstall
	Installing
	PendingRestart
	Installed
	Failed
	Superseded
	UpdateStates = iota
)

var updateStates = [UpdateStates]string{
	"unknown", "not-required", "missing", "targeted", "downloading", "downloaded", "waiting-for-window",
	"waiting-to-install", "installing", "pending-reboot", "installed", "failed", "superseded",
}

// String returns the state's name in reports and filters.
func (s UpdateState) String() string { return updateStates[s] }

// UpdateStateNames returns the names of all states.
func UpdateStateNames() []string { return slices.Clone(updateStates[:]) }

// ParseUpdateState reads a state's name; ok is false if there is no such state.
func ParseUpdateState(name string) (s UpdateState, ok bool) {
	i := slices.Index(updateStates[:], strings.ToLower(name))
	return UpdateState(max(i, 0)), i >= 0
}

// Compliance is one of the five states an update can be in on a client, as the 2007 documentation
// counts them; empty where the logs do not say which.
type Compliance string

// The five compliance states.
const (
	ComplianceUnknown     Compliance = ""
	ComplianceInstalled   Compliance = "installed"
	ComplianceNeeded      Compliance = "needed"
	ComplianceNotNeeded   Compliance = "not-needed"
	ComplianceSoftRestart Compliance = "soft-reboot"
	ComplianceHardRestart Compliance = "hard-reboot"
)

// Update is one software update under all its names.
type Update struct {
	ID       event.GUID
	Source   event.GUID // the site its model name names (Site_<GUID>/SUM_<GUID>)
	KB       string     // digits only
	Title    string
	Revision int // 0 unknown

	State           UpdateState
	Compliance      Compliance
	JobState        string     // the last ciState… name as logged, without the prefix
	Result          event.Code // of the last installation attempt
	HasResult       bool
	RestartRequired event.Tri // whether the installer asked for a restart
	Attempts        int       // installations finished, whatever their result

	Deployments  []event.GUID
	Contents     []event.GUID
	SupersededBy event.GUID // the update that replaces it

	// Transitions is the history, oldest first; the last one is the present state.
	Transitions  []Transition[UpdateState]
	DroppedSteps int // steps before them that are kept no longer
}

// Since returns the evidence of the present state; zero if there is none.
func (u *Update) Since() Evidence {
	if n := len(u.Transitions); n > 0 {
		return u.Transitions[n-1].Evidence
	}
	return Evidence{}
}

// Deployed reports whether a deployment targets the update: only then is "missing" pending work.
func (u *Update) Deployed() bool { return len(u.Deployments) > 0 }

// Pending reports whether the update still has work to do under a deployment.
func (u *Update) Pending() bool {
	switch u.State {
	case Installed, NotRequired, Superseded, Unknown:
		return false
	case Missing:
		return u.Deployed()
	}
	return true
}

// Name returns how a person would call the update: its title, else its KB, else its id.
func (u *Update) Name() string {
	switch {
	case u.Title != "":
		return u.Title
	case u.KB != "":
		return "KB" + u.KB
	}
	return u.ID.String()
}

// setState moves the update to a state, once.
func (u *Update) setState(s UpdateState, e *event.Event) {
	if u.State == s && len(u.Transitions) > 0 {
		return
	}
	u.State = s
	u.Transitions = appendStep(u.Transitions, Transition[UpdateState]{State: s, Evidence: evidenceOf(e), Code: e.Code, HasCode: e.HasCode}, &u.DroppedSteps)
	switch s {
	case Installed:
		u.Compliance = ComplianceInstalled
	case Missing, Failed:
		u.Compliance = ComplianceNeeded
	case NotRequired:
		u.Compliance = ComplianceNotNeeded
	case PendingRestart:
		u.Compliance = ComplianceUnknown // "Reboot Required? Yes" does not say soft or hard
	}
}
