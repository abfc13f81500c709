package model

import (
	"slices"

	"ccmtail/model/event"
)

// stepUpdate moves an update to a state, once.
func (s *State) stepUpdate(u *Update, to UpdateState, e *event.Event) {
	if u.State != to || len(u.Transitions) == 0 {
		s.updates.writable(u.ID, s.owner).setState(to, e)
	}
}

// mergeNames takes over what an event says about the update's names.
func (u *Update) mergeNames(e *event.Event) {
	if e.Texts[event.Title] != "" && (u.Title == "" || len(e.Texts[event.Title]) > len(u.Title)) {
		u.Title = e.Texts[event.Title]
	}
	if e.Texts[event.KB] != "" {
		u.KB = e.Texts[event.KB]
	}
	if !e.Source.IsZero() {
		u.Source = e.Source
	}
}

// updateStatus is a scan result or the update store's word: it says what the update agent sees, and
// does not undo what the deployment has already done.
func (s *State) updateStatus(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	if e.Numbers[event.Revision] > 0 {
		u.Revision = int(e.Numbers[event.Revision])
	}
	switch e.Texts[event.State] {
	case "Missing":
		s.sawMissing(u, e)
	case "Installed":
		s.sawInstalled(u, e)
	case "NotRequired":
		s.stepUpdate(u, NotRequired, e)
	}
}

func (s *State) sawMissing(u *Update, e *event.Event) {
	switch u.State {
	case Unknown, NotRequired, Installed, Superseded:
		s.stepUpdate(u, Missing, e)
	}
	if u.Compliance == ComplianceUnknown && u.State != PendingRestart {
		u.Compliance = ComplianceNeeded
	}
}

func (s *State) sawInstalled(u *Update, e *event.Event) {
	// The agent may call an update installed while it still waits for the restart.
	if u.State == PendingRestart && !s.clientStartedSince(u.Since()) {
		return
	}
	s.stepUpdate(u, Installed, e)
}

// clientStartedSince reports whether the client has started since a moment.
func (s *State) clientStartedSince(e Evidence) bool { return s.Restart.ClientStarted.At.After(e.At) }

func (s *State) updateTargeted(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	u.Deployments = addOnce(u.Deployments, e.Deployment)
	if !e.Deployment.IsZero() {
		d := s.ensureDeployment(e.Deployment)
		d.Updates = addOnce(d.Updates, u.ID)
	}
	switch u.State {
	case Unknown, Missing, NotRequired, Superseded:
		s.stepUpdate(u, Targeted, e)
	}
}

func (s *State) updateSuperseded(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.SupersededBy = e.Linked
	if u.State != Installed {
		s.stepUpdate(u, Superseded, e)
	}
}

// updateStateByJobState is what a ciState name means. Submitted, Downloading, WaitInstall and Error
// were seen in logs; the others are the SDK's names for CCM_SoftwareUpdate.EvaluationState.
var updateStateByJobState = map[string]UpdateState{
	"Submitted": Targeted, "Detecting": Targeted, "Available": Targeted,
	"DownloadingCIDef": Downloading, "DownloadingSdmPkg": Downloading,
	"PreDownload": Downloading, "Downloading": Downloading,
	"WaitInstall": WaitingToInstall, "Installing": Installing, "Verifying": Installing,
	"PendingSoftReboot": PendingRestart, "PendingHardReboot": PendingRestart, "WaitReboot": PendingRestart,
	"InstallComplete": Installed, "Error": Failed,
	"WaitServiceWindow": WaitingForWindow,
}

func (s *State) updateProgress(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	u.JobState = e.Texts[event.State]
	if !e.Deployment.IsZero() {
		u.Deployments = addOnce(u.Deployments, e.Deployment)
		d := s.ensureDeployment(e.Deployment)
		d.Updates = addOnce(d.Updates, u.ID)
	}
	to, known := updateStateByJobState[e.Texts[event.State]]
	switch {
	case !known:
		return
	case to == Targeted && u.State > Targeted && u.State != Superseded:
		return // submitted again: says nothing new
	case to == Downloading && s.allContentsVerified(u):
		return // PercentComplete and the state lag behind the content
	case to == Failed:
		u.Result, u.HasResult = e.Code, e.HasCode
	}
	s.stepUpdate(u, to, e)
	switch e.Texts[event.State] {
	case "PendingSoftReboot":
		u.Compliance = ComplianceSoftRestart
	case "PendingHardReboot":
		u.Compliance = ComplianceHardRestart
	}
}

// allContentsVerified reports whether all of the update's content is known to be on the client.
func (s *State) allContentsVerified(u *Update) bool {
	for _, id := range u.Contents {
		if c := s.contents.get(id); c == nil || c.State != ContentVerified {
			return false
		}
	}
	return len(u.Contents) > 0
}

func (s *State) updateBatched(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	if u.State != Installing {
		s.stepUpdate(u, WaitingToInstall, e)
	}
	s.batch = addOnce(s.batch, u.ID)
}

// installStarted is the update agent starting on the batch; without a batch line every update that
// waits to install is in it.
func (s *State) installStarted(e *event.Event) {
	for _, id := range s.updates.keys {
		u := s.updates.get(id)
		if u.State == WaitingToInstall && (len(s.batch) == 0 || slices.Contains(s.batch, id)) {
			s.stepUpdate(u, Installing, e)
		}
	}
}

func (s *State) installEnded(*event.Event) { s.batch = nil }

func (s *State) updateInstallEnded(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.Attempts++
	u.Result, u.HasResult = e.Code, e.HasCode
	u.RestartRequired = e.RestartRequired()
	s.batch = slices.DeleteFunc(slices.Clone(s.batch), func(id event.GUID) bool { return id == u.ID })
	switch {
	case e.Code.Failed():
		s.stepUpdate(u, Failed, e)
	case e.RestartRequired() == event.Yes:
		s.stepUpdate(u, PendingRestart, e)
	default:
		s.stepUpdate(u, Installed, e)
	}
}

func (s *State) updatePostRestart(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	if e.Code.Failed() {
		u.Result, u.HasResult = e.Code, true
		s.stepUpdate(u, Failed, e)
		return
	}
	s.stepUpdate(u, Installed, e)
}

// updateStateByID is what a state id of topic 402 says about an update (state messaging table).
var updateStateByID = map[int64]UpdateState{
	4: WaitingForWindow, stateInstallError: Failed, 7: WaitingToInstall, 8: Installing,
	9: PendingRestart, 10: Installed, stateInstallFailed: Failed, 12: Downloading,
	13: Downloaded, stateDownloadFailed: Failed,
}

func (s *State) updateStateRaised(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	to, ok := updateStateByID[e.Numbers[event.StateID]]
	if !ok {
		return
	}
	if to == Downloading && s.allContentsVerified(u) {
		return
	}
	s.stepUpdate(u, to, e)
}

// contentLinked links an update to a content it consists of.
func (s *State) contentLinked(e *event.Event) {
	c := s.ensureContent(e.Content)
	if e.Texts[event.File] != "" {
		c.File = e.Texts[event.File]
	}
	if e.Numbers[event.TotalBytes] > 0 && c.Total == 0 {
		c.Total = e.Numbers[event.TotalBytes]
	}
	if e.Update.IsZero() {
		return
	}
	u := s.ensureUpdate(e.Update)
	c.Update = u.ID
	u.Contents = addOnce(u.Contents, c.ID)
	if u.KB == "" {
		u.KB = e.Texts[event.KB]
	}
	s.followContent(c, e)
}

// updateHandlerState is "Update Id = …, State = State…": the handler's own name for what it does.
func (s *State) updateHandlerState(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	if e.Texts[event.State] == "Downloading" && u.State < Downloading {
		s.stepUpdate(u, Downloading, e)
	}
}
