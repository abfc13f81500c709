package summary

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// Badge is how a state or a severity is shown: always as a word, with a sign beside it, and coloured by its
// tone where there is colour. The sign and the word say it without the colour.
type Badge struct {
	Word string
	Sign string // name of a symbol of the page: "check", "cross", "clock", …
	Tone string // "good", "bad", "wait", "busy", "restart", "quiet"
}

var UpdateBadges = [model.UpdateStates]Badge{
	model.UpdateUnknown:          {"unknown", "dot", "quiet"},
	model.UpdateNotRequired:      {"not required", "dash", "quiet"},
	model.UpdateMissing:          {"missing", "dot", "quiet"},
	model.UpdateIsTargeted:       {"targeted", "dot", "quiet"},
	model.UpdateDownloading:      {"downloading", "arrow", "busy"},
	model.UpdateDownloaded:       {"downloaded", "arrow", "wait"},
	model.UpdateWaitingForWindow: {"waiting for window", "clock", "wait"},
	model.UpdateWaitingToInstall: {"waiting to install", "clock", "wait"},
	model.UpdateInstalling:       {"installing", "play", "busy"},
	model.UpdatePendingReboot:    {"pending restart", "loop", "restart"},
	model.UpdateIsInstalled:      {"installed", "check", "good"},
	model.UpdateFailed:           {"failed", "cross", "bad"},
	model.UpdateIsSuperseded:     {"superseded", "dash", "quiet"},
}

// urgency orders the states by how much they want to be looked at.
var urgency = [model.UpdateStates]int{
	model.UpdateFailed: 0, model.UpdatePendingReboot: 1, model.UpdateWaitingForWindow: 2, model.UpdateWaitingToInstall: 3,
	model.UpdateInstalling: 4, model.UpdateDownloaded: 5, model.UpdateDownloading: 6, model.UpdateIsTargeted: 7,
	model.UpdateMissing: 8, model.UpdateUnknown: 9, model.UpdateIsInstalled: 10, model.UpdateNotRequired: 11,
	model.UpdateIsSuperseded: 12,
}

var deploymentBadges = [model.DeploymentPhases]Badge{
	model.DeploymentUnknown:          {"unknown", "dot", "quiet"},
	model.DeploymentIsTriggered:      {"triggered", "dot", "quiet"},
	model.DeploymentEvaluating:       {"evaluating", "play", "busy"},
	model.DeploymentEvaluated:        {"evaluated", "dot", "quiet"},
	model.DeploymentDownloading:      {"downloading", "arrow", "busy"},
	model.DeploymentDownloaded:       {"downloaded", "arrow", "wait"},
	model.DeploymentWaitingForWindow: {"waiting for window", "clock", "wait"},
	model.DeploymentInstalling:       {"installing", "play", "busy"},
	model.DeploymentPendingReboot:    {"pending restart", "loop", "restart"},
	model.DeploymentInstalled:        {"installed", "check", "good"},
	model.DeploymentFailed:           {"failed", "cross", "bad"},
	model.DeploymentIsRemoved:        {"removed", "dash", "quiet"},
}

var contentBadges = [model.ContentPhases]Badge{
	model.ContentUnknown:            {"unknown", "dot", "quiet"},
	model.ContentIsRequested:        {"requested", "dot", "quiet"},
	model.ContentWaitingForLocation: {"waiting for location", "clock", "wait"},
	model.ContentDownloading:        {"downloading", "arrow", "busy"},
	model.ContentDownloaded:         {"downloaded", "check", "good"},
	model.ContentVerified:           {"verified", "check", "good"},
	model.ContentIsFailed:           {"failed", "cross", "bad"},
}

// severityBadge is how a finding is shown; one that has cleared is quiet.
func severityBadge(f *model.Finding) Badge {
	l := map[model.Severity]Badge{
		model.SeverityError:   {"error", "cross", "bad"},
		model.SeverityWarning: {"warning", "triangle", "wait"},
		model.SeverityInfo:    {"info", "info", "busy"},
	}[f.Severity]
	if !f.Lasts() {
		return Badge{l.Word + ", cleared", "check", "quiet"}
	}
	return l
}

// fitBadge is whether an update fits into a window.
func fitBadge(t event.Tri) Badge {
	return map[event.Tri]Badge{
		event.Yes:    {"fits", "check", "good"},
		event.No:     {"does not fit", "cross", "bad"},
		event.Unsaid: {"may fit", "dot", "quiet"},
	}[t]
}
