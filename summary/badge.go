package summary

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// Badge is how a state or a severity is shown: always as a word, with a sign beside it, and
// coloured by its tone where there is colour. The sign and the word say it without the colour.
type Badge struct {
	Word string
	Sign string // name of a symbol of the page: "check", "cross", "clock", …
	Tone string // "good", "bad", "wait", "busy", "restart", "quiet"; "" is that of the text around it
}

// UpdateBadges are the states of an update.
var UpdateBadges = [model.UpdateStates]Badge{
	model.Unknown:          {"unknown", "dot", "quiet"},
	model.NotRequired:      {"not required", "dash", "quiet"},
	model.Compliant:        {"compliant", "check", "quiet"},
	model.Missing:          {"missing", "dot", "quiet"},
	model.Targeted:         {"targeted", "dot", "quiet"},
	model.Downloading:      {"downloading", "arrow", "busy"},
	model.Downloaded:       {"downloaded", "arrow", "wait"},
	model.WaitingForWindow: {"waiting for window", "clock", "wait"},
	model.WaitingToInstall: {"waiting to install", "clock", "wait"},
	model.Installing:       {"installing", "play", "busy"},
	model.PendingRestart:   {"pending restart", "loop", "restart"},
	model.Installed:        {"installed", "check", "good"},
	model.Failed:           {"failed", "cross", "bad"},
	model.Superseded:       {"superseded", "dash", "quiet"},
}

// urgency has the states that want to be looked at most first.
var urgency = [model.UpdateStates]int{
	model.Failed: 0, model.PendingRestart: 1, model.WaitingForWindow: 2, model.WaitingToInstall: 3,
	model.Installing: 4, model.Downloaded: 5, model.Downloading: 6, model.Targeted: 7,
	model.Missing: 8, model.Unknown: 9, model.Installed: 10, model.Compliant: 11, model.NotRequired: 12,
	model.Superseded: 13,
}

// Urgency returns how much a state wants to be looked at; the least comes first.
func Urgency(s model.UpdateState) int { return urgency[s] }

// DeploymentBadges are the states of a deployment.
var DeploymentBadges = [model.DeploymentStates]Badge{
	model.DeploymentUnknown:          {"unknown", "dot", "quiet"},
	model.DeploymentTriggered:        {"triggered", "dot", "quiet"},
	model.DeploymentEvaluating:       {"evaluating", "play", "busy"},
	model.DeploymentEvaluated:        {"evaluated", "dot", "quiet"},
	model.DeploymentDownloading:      {"downloading", "arrow", "busy"},
	model.DeploymentDownloaded:       {"downloaded", "arrow", "wait"},
	model.DeploymentWaitingForWindow: {"waiting for window", "clock", "wait"},
	model.DeploymentInstalling:       {"installing", "play", "busy"},
	model.DeploymentPendingRestart:   {"pending restart", "loop", "restart"},
	model.DeploymentInstalled:        {"installed", "check", "good"},
	model.DeploymentFailed:           {"failed", "cross", "bad"},
	model.DeploymentRemoved:          {"removed", "dash", "quiet"},
}

// ContentBadges are the states of a content.
var ContentBadges = [model.ContentStates]Badge{
	model.ContentUnknown:            {"unknown", "dot", "quiet"},
	model.ContentRequested:          {"requested", "dot", "quiet"},
	model.ContentWaitingForLocation: {"waiting for location", "clock", "wait"},
	model.ContentPaused:             {"paused", "clock", "wait"},
	model.ContentDownloading:        {"downloading", "arrow", "busy"},
	model.ContentDownloaded:         {"downloaded", "check", "good"},
	model.ContentVerified:           {"verified", "check", "good"},
	model.ContentFailed:             {"failed", "cross", "bad"},
}

// ScanBadge returns how a scan went.
func ScanBadge(c *model.Scan) Badge {
	switch {
	case !c.Ended:
		return Badge{"end not in the logs", "dot", "quiet"}
	case c.Result.Failed():
		return Badge{"failed", "cross", "bad"}
	}
	return Badge{"completed", "check", "good"}
}

// SeverityBadge returns how a finding is shown; one that has cleared is quiet.
func SeverityBadge(f *model.Finding) Badge {
	l := map[model.Severity]Badge{
		model.SeverityError:   {"error", "cross", "bad"},
		model.SeverityWarning: {"warning", "triangle", "wait"},
		model.SeverityInfo:    {"info", "info", "busy"},
	}[f.Severity]
	if !f.Active() {
		return Badge{l.Word + ", cleared", "check", "quiet"}
	}
	return l
}

// fitBadge reports whether an update fits into a window.
func fitBadge(t event.Tri) Badge {
	return map[event.Tri]Badge{
		event.Yes:    {"fits", "check", "good"},
		event.No:     {"does not fit", "cross", "bad"},
		event.Unsaid: {"may fit", "dot", "quiet"},
	}[t]
}
