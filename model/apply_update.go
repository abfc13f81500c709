package model

import (
	"slices"

	"ccmtail/model/event"
)

// mergeNames takes over what an event says about the update's names.
func (u *Update) mergeNames(e *event.Event) {
	newer := u.Revision > 0 && int(e.Numbers[event.Revision]) > u.Revision
	if title := e.Texts[event.Title]; title != "" && (newer || len(title) > len(u.Title)) {
		u.Title = title
	}
	if e.Texts[event.KB] != "" {
		u.KB = e.Texts[event.KB]
	}
	if !e.Source.IsZero() {
		u.Source = e.Source
	}
	if e.Numbers[event.Revision] > 0 {
		u.Revision = int(e.Numbers[event.Revision])
	}
}

// scanResults are the names that logs have for what a scan found.
var scanResults = map[string]ScanResult{
	"Missing": FoundMissing, "Installed": FoundInstalled, "NotRequired": FoundNotRequired, "NotApplicable": FoundNotRequired,
}

// updateStatus is what a scan found.
func (s *State) updateStatus(e *event.Event) { s.scanned(e, EvidenceOf(e)) }

// updateStored is what the update store tells the site where it has changed: news of the scan that
// goes on or has just succeeded, but nothing new where the last scan failed.
func (s *State) updateStored(e *event.Event) {
	asOf := EvidenceOf(e)
	if n := len(s.endedScans); n > 0 && !s.scanning && s.endedScans[n-1].Result.Failed() {
		asOf = s.lastGoodScan().End
	}
	s.scanned(e, asOf)
}

// updateRepeated is what the update store had already: it is as old as the scan it is from.
func (s *State) updateRepeated(e *event.Event) { s.scanned(e, s.lastGoodScan().End) }

// scanned notes what a scan found, as of one of its records.
func (s *State) scanned(e *event.Event, asOf Evidence) {
	u := s.ensureUpdate(e.Update)
	revision := u.Revision
	u.mergeNames(e)
	found := scanResults[e.Texts[event.State]]
	if found == FoundInstalled || found == FoundNotRequired {
		u.done = newestOf(u.done, asOf)
	}
	if found == FoundMissing && u.offeredAnew(revision, asOf) {
		u.newInstall()
	}
	switch {
	case found == NotScanned:
		return
	case found == u.Scan.Result:
		u.Scan.AsOf = newestOf(u.Scan.AsOf, asOf)
	default:
		u.Scan = ScanFact{Result: found, Evidence: EvidenceOf(e), AsOf: asOf}
	}
	s.scanOfInstalled(u, e)
	s.settle(u.ID, e)
}

// offeredAnew reports whether a scan that finds the update missing does not speak of its last
// installation: that one took, as an earlier scan has found, or it was one of another revision.
func (u *Update) offeredAnew(revision int, asOf Evidence) bool {
	a := &u.Install
	if a.Outcome != Succeeded || !a.Undone.isZero() || !asOf.after(a.last()) {
		return false
	}
	if a.waitsForRestart() && (a.Restarted.isZero() || !asOf.after(a.Restarted)) {
		return false
	}
	took := u.Scan.Result == FoundInstalled && u.Scan.AsOf.after(a.Ended) && !a.Checked.after(u.Scan.AsOf)
	return took && asOf.after(u.Scan.AsOf) || revision > 0 && u.Revision != revision
}

// scanOfInstalled notes what a scan after an installation means for it. While it waits for its
// restart a scan means nothing: the agent may call it installed or missing.
func (s *State) scanOfInstalled(u *Update, e *event.Event) {
	a := &u.Install
	asOf := u.Scan.AsOf
	switch {
	case a.running() && u.Scan.Result == FoundInstalled && asOf.after(a.Begun):
		u.endInstall(result{outcome: Succeeded}, e)
		return
	case a.Outcome != Succeeded || !asOf.after(a.Ended):
		return
	case a.Restart == event.Yes && a.Checked.isZero() && !asOf.after(a.Restarted):
		return
	case a.Restart == event.Yes && a.Checked.isZero() && a.Restarted.isZero():
		return
	case u.Scan.Result == FoundMissing && asOf.after(a.Checked) && a.Undone.isZero():
		a.Undone = EvidenceOf(e)
	case u.Scan.Result != FoundMissing && a.waitsForRestart():
		a.Checked = EvidenceOf(e)
	}
}

// lastGoodScan returns the newest scan that has succeeded, a zero one if there is none.
func (s *State) lastGoodScan() Scan {
	for _, c := range slices.Backward(s.endedScans) {
		if c.Ended && !c.Result.Failed() {
			return c
		}
	}
	return Scan{}
}

func (s *State) updateTargeted(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	s.target(u, e.Deployment, false, e)
	s.settle(u.ID, e)
}

func (s *State) updateSuperseded(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.SupersededBy, u.Superseded = e.Linked, EvidenceOf(e)
	s.settle(u.ID, e)
}

// progressOf is what a ciState name means. Submitted, Downloading, WaitInstall and Error were seen in
// logs; the others are the SDK's names for CCM_SoftwareUpdate.EvaluationState.
var progressOf = map[string]func(*State, *Update, *event.Event){
	"DownloadingCIDef": sayStage(stageDownloading), "DownloadingSdmPkg": sayStage(stageDownloading),
	"PreDownload": sayStage(stageDownloading), "Downloading": sayStage(stageDownloading),
	"WaitInstall": sayStage(stageWaitsItsTurn), "WaitServiceWindow": sayStage(stageWaitsForWindow),
	"Installing": (*State).sayInstalling, "Verifying": (*State).sayInstalling,
	"PendingSoftReboot": (*State).sayPendingRestart, "PendingHardReboot": (*State).sayPendingRestart, "WaitReboot": (*State).sayPendingRestart,
	"InstallComplete": (*State).sayInstalled, "Error": (*State).sayFailed,
}

func (s *State) updateProgress(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	u.JobState = e.Texts[event.State]
	s.target(u, e.Deployment, true, e)
	if say := progressOf[e.Texts[event.State]]; say != nil {
		say(s, u, e)
	}
	s.settle(u.ID, e)
}

// sayStage returns what notes a step of an update.
func sayStage(what stage) func(*State, *Update, *event.Event) {
	return func(_ *State, u *Update, e *event.Event) {
		if what <= stageDownloadFailed {
			u.download = step{what, EvidenceOf(e)}
		} else {
			u.turn = step{what, EvidenceOf(e)}
		}
	}
}

// sayInstalling begins an installation that no other log has begun. The deployment agent lags: what
// has ended in the batch under way has not begun again.
func (s *State) sayInstalling(u *Update, e *event.Event) {
	if a := &u.Install; a.exists() && !a.running() && a.batch > 0 && a.batch == s.batchNumber {
		return
	}
	u.beginInstall(0, e)
}

func (s *State) sayPendingRestart(u *Update, e *event.Event) {
	u.endInstall(result{outcome: Succeeded, restart: event.Yes}, e)
	if a := &u.Install; a.Outcome == Succeeded && !a.own {
		a.Restart = event.Yes
	}
}

// sayInstalled is the deployment agent's word that an update is installed: the restart it wanted is
// over, too.
func (s *State) sayInstalled(u *Update, e *event.Event) {
	u.endInstall(result{outcome: Succeeded}, e)
	if u.Install.waitsForRestart() {
		u.Install.Checked = EvidenceOf(e)
	}
}

// neverInstalling are the codes that only a download fails with: no location, none that can be used, no
// room in the cache.
var neverInstalling = map[event.Code]bool{0x87d00607: true, 0x87d00669: true, 0x87d01107: true, 0x87d01201: true, 0x87d01202: true}

// sayFailed is a failure whose phase the line does not name: it is the download's if that was under
// way or only a download fails so, else the installation's.
func (s *State) sayFailed(u *Update, e *event.Event) {
	to := s.derive(u)
	if to == Downloading || to == Failed && u.FailedToDownload() || e.HasCode && neverInstalling[e.Code] && to != Installing {
		s.endDownloads(u, e)
		return
	}
	u.endInstall(result{outcome: outcomeOf(e), code: e.Code, hasCode: e.HasCode}, e)
}

func (u *Update) sayDownloadFailed(e *event.Event) {
	code, has := e.Code, e.HasCode
	if u.download.stage == stageDownloadFailed && !has {
		code, has = u.DownloadCode, u.HasDownCode
	}
	u.download = step{stageDownloadFailed, EvidenceOf(e)}
	u.DownloadCode, u.HasDownCode = code, has
}

// CodeRunTimeOver is the code of an installation that the client no longer watches because its maximum
// run time was over.
const CodeRunTimeOver event.Code = 0x87d00664

// unwatched are the codes with which the client's watch of an installer ended, while that may go on.
var unwatched = map[event.Code]bool{CodeRunTimeOver: true, 0x87d00656: true, 0x87d0070c: true}

// outcomeOf returns the outcome that goes with a code of failure.
func outcomeOf(e *event.Event) Outcome {
	if e.HasCode && unwatched[e.Code] {
		return Unwatched
	}
	return FailedAttempt
}

// reportedStates is what a state id of topic 402 says about an update (state messaging table).
var reportedStates = map[int64]func(*State, *Update, *event.Event){
	4: sayStage(stageWaitsForWindow), stateNeedsRestart: sayStage(stageRestartFirst), stateInstallError: (*State).sayFailedToInstall,
	7: sayStage(stageWaitsItsTurn), 8: (*State).sayInstalling, 9: (*State).sayPendingRestart,
	10: (*State).sayInstalled, stateInstallFailed: (*State).sayFailedToInstall, 12: sayStage(stageDownloading),
	13: sayStage(stageDownloaded), stateDownloadFailed: func(_ *State, u *Update, e *event.Event) { u.sayDownloadFailed(e) },
}

func (s *State) sayFailedToInstall(u *Update, e *event.Event) {
	u.endInstall(result{outcome: outcomeOf(e), code: e.Code, hasCode: e.HasCode}, e)
}

func (s *State) updateStateRaised(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	id := e.Numbers[event.StateID]
	u.Reported = Reported{int(id), e.Texts[event.State], EvidenceOf(e)}
	if say := reportedStates[id]; say != nil {
		say(s, u, e)
	}
	s.settle(u.ID, e)
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
	if !c.Update.IsZero() && c.Update != u.ID {
		c.alsoOf = without(addOnce(c.alsoOf, c.Update), u.ID)
	}
	c.Update = u.ID
	u.Contents = addOnce(u.Contents, c.ID)
	if u.KB == "" {
		u.KB = e.Texts[event.KB]
	}
	s.settle(u.ID, e)
}

// updateHandlerState is "Update Id = …, State = State…": the handler's own name for what it does.
func (s *State) updateHandlerState(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	if e.Texts[event.State] == "Downloading" && u.State < Downloading {
		u.download = step{stageDownloading, EvidenceOf(e)}
	}
	s.settle(u.ID, e)
}

// updateDownloadFailed is the end of the download on the update's side: none of its contents comes
// any more.
func (s *State) updateDownloadFailed(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	s.endDownloads(u, e)
	s.settle(u.ID, e)
}

// deltaDownloadFailed ends the download of the update that the line names, if it names one.
func (s *State) deltaDownloadFailed(e *event.Event) {
	if e.Update.IsZero() {
		return
	}
	u := s.ensureUpdate(e.Update)
	u.sayDownloadFailed(e)
	s.settle(u.ID, e)
}

// endDownloads ends the download of an update and of each of its contents that is not there.
func (s *State) endDownloads(u *Update, e *event.Event) {
	u.sayDownloadFailed(e)
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.State != ContentVerified {
			s.fail(s.contents.writable(id, s.owner), e)
		}
	}
}
