package model

import (
	"slices"

	"ccmtail/model/event"
)

// step moves an update to a state, once.
func (s *State) step(u *Update, to UpdateState, e *event.Event) {
	if u.State != to || len(u.Transitions) == 0 {
		s.updates.own(u.ID, s.me).step(to, e)
	}
}

// learn takes over what an event says about the update's names.
func (u *Update) learn(e *event.Event) {
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
	u := s.update(e.Update)
	u.learn(e)
	if e.Numbers[event.Revision] > 0 {
		u.Revision = int(e.Numbers[event.Revision])
	}
	switch e.Texts[event.State] {
	case "Missing":
		s.sawMissing(u, e)
	case "Installed":
		s.sawInstalled(u, e)
	case "NotRequired":
		s.step(u, UpdateNotRequired, e)
	}
}

func (s *State) sawMissing(u *Update, e *event.Event) {
	switch u.State {
	case UpdateUnknown, UpdateNotRequired, UpdateIsInstalled, UpdateIsSuperseded:
		s.step(u, UpdateMissing, e)
	}
	if u.Compliance == ComplianceUnsaid && u.State != UpdatePendingReboot {
		u.Compliance = Needed
	}
}

func (s *State) sawInstalled(u *Update, e *event.Event) {
	// The agent may call an update installed while it still waits for the restart.
	if u.State == UpdatePendingReboot && !s.restartedSince(u.Since()) {
		return
	}
	s.step(u, UpdateIsInstalled, e)
}

// restartedSince says whether the client has started since a moment.
func (s *State) restartedSince(e Evidence) bool { return s.Reboot.Started.At.After(e.At) }

func (s *State) updateTargeted(e *event.Event) {
	u := s.update(e.Update)
	u.learn(e)
	u.Deployments = addOnce(u.Deployments, e.Deployment)
	if !e.Deployment.IsZero() {
		d := s.deployment(e.Deployment)
		d.Updates = addOnce(d.Updates, u.ID)
	}
	switch u.State {
	case UpdateUnknown, UpdateMissing, UpdateNotRequired, UpdateIsSuperseded:
		s.step(u, UpdateIsTargeted, e)
	}
}

func (s *State) updateSuperseded(e *event.Event) {
	u := s.update(e.Update)
	u.Superseding = e.Linked
	if u.State != UpdateIsInstalled {
		s.step(u, UpdateIsSuperseded, e)
	}
}

// jobStates is what a ciState name means. Submitted, Downloading, WaitInstall and Error were seen in
// logs; the others are the SDK's names for CCM_SoftwareUpdate.EvaluationState.
var jobStates = map[string]UpdateState{
	"Submitted": UpdateIsTargeted, "Detecting": UpdateIsTargeted, "Available": UpdateIsTargeted,
	"DownloadingCIDef": UpdateDownloading, "DownloadingSdmPkg": UpdateDownloading,
	"PreDownload": UpdateDownloading, "Downloading": UpdateDownloading,
	"WaitInstall": UpdateWaitingToInstall, "Installing": UpdateInstalling, "Verifying": UpdateInstalling,
	"PendingSoftReboot": UpdatePendingReboot, "PendingHardReboot": UpdatePendingReboot, "WaitReboot": UpdatePendingReboot,
	"InstallComplete": UpdateIsInstalled, "Error": UpdateFailed,
	"WaitServiceWindow": UpdateWaitingForWindow,
}

func (s *State) updateProgress(e *event.Event) {
	u := s.update(e.Update)
	u.learn(e)
	u.JobState = e.Texts[event.State]
	if !e.Deployment.IsZero() {
		u.Deployments = addOnce(u.Deployments, e.Deployment)
		d := s.deployment(e.Deployment)
		d.Updates = addOnce(d.Updates, u.ID)
	}
	to, known := jobStates[e.Texts[event.State]]
	switch {
	case !known:
		return
	case to == UpdateIsTargeted && u.State > UpdateIsTargeted && u.State != UpdateIsSuperseded:
		return // submitted again: says nothing new
	case to == UpdateDownloading && s.downloaded(u):
		return // PercentComplete and the state lag behind the content
	case to == UpdateFailed:
		u.Result, u.HasResult = e.Code, e.HasCode
	}
	s.step(u, to, e)
	switch e.Texts[event.State] {
	case "PendingSoftReboot":
		u.Compliance = SoftReboot
	case "PendingHardReboot":
		u.Compliance = HardReboot
	}
	if to == UpdateFailed {
		s.foundInstallFailure(u, e)
	}
}

// downloaded says whether all of the update's content is known to be on the client.
func (s *State) downloaded(u *Update) bool {
	for _, id := range u.Contents {
		if c := s.contents.get(id); c == nil || c.Phase != ContentVerified {
			return false
		}
	}
	return len(u.Contents) > 0
}

func (s *State) updateBatched(e *event.Event) {
	u := s.update(e.Update)
	if u.State != UpdateInstalling {
		s.step(u, UpdateWaitingToInstall, e)
	}
	s.batch = addOnce(s.batch, u.ID)
}

// installBegins is the update agent starting on the batch; without a batch line every update that
// waits to install is in it.
func (s *State) installBegins(e *event.Event) {
	for _, id := range s.updates.order {
		u := s.updates.get(id)
		if u.State == UpdateWaitingToInstall && (len(s.batch) == 0 || slices.Contains(s.batch, id)) {
			s.step(u, UpdateInstalling, e)
		}
	}
}

func (s *State) installEnds(*event.Event) { s.batch = nil }

func (s *State) updateInstalled(e *event.Event) {
	u := s.update(e.Update)
	u.Attempts++
	u.Result, u.HasResult = e.Code, e.HasCode
	u.Reboot = e.RestartRequired()
	s.batch = slices.DeleteFunc(slices.Clone(s.batch), func(id event.GUID) bool { return id == u.ID })
	switch {
	case e.Code.Failed():
		s.step(u, UpdateFailed, e)
		s.foundInstallFailure(u, e)
	case e.RestartRequired() == event.Yes:
		s.step(u, UpdatePendingReboot, e)
	default:
		s.step(u, UpdateIsInstalled, e)
	}
}

func (s *State) updatePostReboot(e *event.Event) {
	u := s.update(e.Update)
	if e.Code.Failed() {
		u.Result, u.HasResult = e.Code, true
		s.step(u, UpdateFailed, e)
		s.foundInstallFailure(u, e)
		return
	}
	s.step(u, UpdateIsInstalled, e)
}

// enforcement is what a state id of topic 402 says about an update (state messaging table).
var enforcement = map[int64]UpdateState{
	4: UpdateWaitingForWindow, 6: UpdateFailed, 7: UpdateWaitingToInstall, 8: UpdateInstalling,
	9: UpdatePendingReboot, 10: UpdateIsInstalled, 11: UpdateFailed, 12: UpdateDownloading,
	13: UpdateDownloaded, 14: UpdateFailed,
}

func (s *State) updateEnforced(e *event.Event) {
	u := s.update(e.Update)
	u.learn(e)
	switch e.Numbers[event.StateID] {
	case 5:
		s.find("F25", u.ID, u.Name()+" cannot be installed before the computer is restarted.", e)
	case 6, 11:
		s.foundFailedState(u, "failed to install", e)
	case 14:
		s.foundFailedState(u, "could not be downloaded", e)
	}
	to, ok := enforcement[e.Numbers[event.StateID]]
	if !ok {
		return
	}
	if to == UpdateDownloading && s.downloaded(u) {
		return
	}
	s.step(u, to, e)
}

// updateContent links an update to a content it consists of.
func (s *State) updateContent(e *event.Event) {
	c := s.content(e.Content)
	if e.Texts[event.File] != "" {
		c.File = e.Texts[event.File]
	}
	if e.Numbers[event.TotalBytes] > 0 && c.Total == 0 {
		c.Total = e.Numbers[event.TotalBytes]
	}
	if e.Update.IsZero() {
		return
	}
	u := s.update(e.Update)
	c.Update = u.ID
	u.Contents = addOnce(u.Contents, c.ID)
	if u.KB == "" {
		u.KB = e.Texts[event.KB]
	}
	s.followContent(c, e)
}

// updateHandlerWork is "Update Id = …, State = State…": the handler's own name for what it does.
func (s *State) updateHandlerWork(e *event.Event) {
	u := s.update(e.Update)
	if e.Texts[event.State] == "Downloading" && u.State < UpdateDownloading {
		s.step(u, UpdateDownloading, e)
	}
}
