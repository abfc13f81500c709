package summary

import (
	"strings"

	"ccmtail/model"
)

// ClientState is how a client stands as a whole. Where several go for it, the last one of them is it.
type ClientState uint8

// The states of a client, from the best to the worst.
const (
	// ClientUnknown: nothing is known to be deployed to it, and its logs would not tell or could not
	// all be read.
	ClientUnknown ClientState = iota
	// ClientDone: none of its updates has anything left to do.
	ClientDone
	// ClientInProgress: updates are on their way and none is being installed: they are targeted,
	// downloading, downloaded or about to install.
	ClientInProgress
	// ClientInstalling: an update is being installed.
	ClientInstalling
	// ClientWaiting: an update waits for a maintenance window.
	ClientWaiting
	// ClientPendingRestart: an update waits for a restart, or the client wants one.
	ClientPendingRestart
	// ClientFailed: an update has failed, or a deployment with work left.
	ClientFailed
	// ClientStuck: something does not go on, see model.StuckKind.
	ClientStuck
	// ClientSilent: it has work left and has written nothing for a while, though its maintenance window
	// is open.
	ClientSilent
	// ClientUnreadable: its logs cannot be read.
	ClientUnreadable
	ClientStates = iota
)

// clientStateNames are the names in JSON and in metrics.
var clientStateNames = [ClientStates]string{
	"unknown", "done", "in-progress", "installing", "waiting-for-window", "pending-reboot", "failed", "stuck", "silent", "unreadable",
}

// String returns the state's name in reports.
func (s ClientState) String() string { return clientStateNames[s] }

// ClientBadges are the states of a client for people.
var ClientBadges = [ClientStates]Badge{
	ClientUnknown:        {"unknown", "dot", "quiet"},
	ClientDone:           {"done", "check", "good"},
	ClientInProgress:     {"in progress", "arrow", "busy"},
	ClientInstalling:     {"installing", "play", "busy"},
	ClientWaiting:        {UpdateBadges[model.WaitingForWindow].Word, "clock", "wait"},
	ClientPendingRestart: {UpdateBadges[model.PendingRestart].Word, "loop", "restart"},
	ClientFailed:         {"failed", "cross", "bad"},
	ClientStuck:          {"stuck", "triangle", "bad"},
	ClientSilent:         {"silent", "dot", "bad"},
	ClientUnreadable:     {"unreadable", "cross", "bad"},
}

// ParseClientState reads a state of a client by its name or its word.
func ParseClientState(s string) (ClientState, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for i := range ClientState(ClientStates) {
		if s == i.String() || s == ClientBadges[i].Word {
			return i, true
		}
	}
	return 0, false
}

// ClientStateNames returns the names of all states of clients.
func ClientStateNames() []string { return append([]string{}, clientStateNames[:]...) }

// stateOfUpdate is what an update with work left makes of its client.
var stateOfUpdate = map[model.UpdateState]ClientState{
	model.Missing: ClientInProgress, model.Targeted: ClientInProgress, model.Downloading: ClientInProgress,
	model.Downloaded: ClientInProgress, model.WaitingToInstall: ClientInProgress, model.WaitingForWindow: ClientWaiting,
	model.Installing: ClientInstalling, model.PendingRestart: ClientPendingRestart, model.Failed: ClientFailed,
}

// hasWorkLeft reports whether an update of a deployment has work left, or none is known.
func (s *AsOf) hasWorkLeft(d *model.Deployment) bool {
	known := false
	for _, id := range d.Updates {
		if u := s.State.Update(id); u != nil {
			if u.Pending() {
				return true
			}
			known = true
		}
	}
	return !known
}

// reachesBack reports whether the client's logs begin before the moment, or do not say when they begin.
func (s *AsOf) reachesBack() bool {
	first, _ := s.TimeRange()
	return !HasTime(first) || !first.After(s.At)
}

// clientState returns the state of the client by itself; only others show that it is silent.
func (s *AsOf) clientState(stuck []model.Stuck) ClientState {
	state := ClientUnknown
	if s.Err != nil && len(s.Unread()) == 0 {
		return ClientUnreadable
	}
	if s.tellsOfDeployments() && len(s.Incomplete()) == 0 && s.reachesBack() {
		state = ClientDone
	}
	if of := stateOfUpdates(s.State); of != ClientDone {
		state = max(state, of)
	}
	for _, d := range s.State.Deployments() {
		if d.State == model.DeploymentFailed && s.hasWorkLeft(d) {
			state = max(state, ClientFailed)
		}
	}
	if s.RestartWanted() {
		state = max(state, ClientPendingRestart)
	}
	if len(stuck) > 0 {
		state = ClientStuck
	}
	return state
}
