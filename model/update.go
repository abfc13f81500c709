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
	Compliant
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
	"unknown", "not-required", "compliant", "missing", "targeted", "downloading", "downloaded", "waiting-for-window",
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

// ScanResult is what a scan found of an update.
type ScanResult uint8

// The results of a scan.
const (
	NotScanned ScanResult = iota
	FoundMissing
	FoundInstalled
	FoundNotRequired
	ScanResults = iota
)

// ScanFact is what the last successful scan that names an update found.
type ScanFact struct {
	Result ScanResult
	Evidence
	// AsOf is the record of the scan that found it: Evidence itself, or where that only repeats what
	// the update store has, the end of the last scan that succeeded before it; zero if none is known.
	AsOf Evidence
}

// stage is where a step that an update's own lines tell of is.
type stage uint8

const (
	stageNone stage = iota
	stageDownloading
	stageDownloaded
	stageDownloadFailed
	stageWaitsForWindow
	stageWaitsItsTurn
	stageRestartFirst // it cannot be installed before a restart that others want
)

// step is the newest line about a step.
type step struct {
	stage
	Evidence
}

// noStep is no line.
var noStep step

// Reported is the last state of an update that the client told its site.
type Reported struct {
	StateID int    // of topic 402, 0 none
	Name    string // as logged
	Evidence
}

// Update is one software update under all its names, and what is known of it, in five channels. No
// channel overwrites another one; the state is derived from all of them.
type Update struct {
	ID       event.GUID
	Source   event.GUID // the site its model name names (Site_<GUID>/SUM_<GUID>)
	KB       string     // digits only
	Title    string
	Revision int // 0 unknown
	number   int // in the order of appearance, from 0

	// Scan is what scans found, Superseded the line that says what replaces it.
	Scan         ScanFact
	SupersededBy event.GUID // the update that replaces it
	Superseded   Evidence

	// Deployments are those that target it; targeted, beside them, is the first line that says so.
	Deployments []event.GUID
	targeted    []Evidence

	// Contents are what it consists of. download is the newest of its own lines about its download,
	// DownloadCode the code of one that failed.
	Contents     []event.GUID
	download     step
	DownloadCode event.Code
	HasDownCode  bool

	// Install is the newest installation; turn is the newest line of what it waits for before one.
	Install      Attempt
	pastInstalls []Attempt
	turn         step
	done         Evidence // the newest scan that found that the client lacks nothing of it

	// Reported is what the client told its site, JobState the last ciState… name as logged, without
	// the prefix.
	Reported Reported
	JobState string

	// State and Compliance are derived from the channels.
	State      UpdateState
	Compliance Compliance

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
	case Installed, NotRequired, Compliant, Superseded, Unknown:
		return false
	case Missing:
		return u.Deployed()
	}
	return true
}

// Result returns the code that the update's last attempt ended with; ok is false if there is none.
func (u *Update) Result() (code event.Code, ok bool) {
	if u.download.stage == stageDownloadFailed && u.download.after(u.Install.last()) {
		return u.DownloadCode, u.HasDownCode
	}
	return u.Install.Code, u.Install.HasCode
}

// FailedToDownload reports whether a failed update failed to come down, not to install.
func (u *Update) FailedToDownload() bool {
	return u.State == Failed && !u.Install.unsuccessful() || u.State == Failed && u.download.stage == stageDownloadFailed && u.download.after(u.Install.last())
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

// addDeployment notes that a deployment targets the update.
func (u *Update) addDeployment(id event.GUID, e *event.Event) {
	if !id.IsZero() && !slices.Contains(u.Deployments, id) {
		u.Deployments = appendShared(u.Deployments, id)
		u.targeted = appendShared(u.targeted, EvidenceOf(e))
	}
}

// setState moves the update to a state, once.
func (u *Update) setState(s UpdateState, e *event.Event) {
	u.State = s
	u.Transitions = appendStep(u.Transitions, Transition[UpdateState]{State: s, Evidence: EvidenceOf(e), Code: e.Code, HasCode: e.HasCode}, &u.DroppedSteps)
}

// compliance returns which of the five states the channels show.
func (u *Update) compliance() Compliance {
	switch u.State {
	case Installed:
		return ComplianceInstalled
	case NotRequired:
		return ComplianceNotNeeded
	case PendingRestart: // "Reboot Required? Yes" does not say soft or hard
		switch u.JobState {
		case "PendingSoftReboot":
			return ComplianceSoftRestart
		case "PendingHardReboot":
			return ComplianceHardRestart
		}
		return ComplianceUnknown
	case Failed:
		if !u.FailedToDownload() {
			return ComplianceNeeded
		}
	}
	if u.Scan.Result == FoundMissing && u.State != Compliant {
		return ComplianceNeeded
	}
	return ComplianceUnknown
}
