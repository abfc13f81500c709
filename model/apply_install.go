package model

import (
	"slices"

	"ccmtail/model/event"
)

// Installing: the batch, and what each of its updates ends with.

func (s *State) updateBatched(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	if !u.Install.running() {
		u.turn = step{stageWaitsItsTurn, EvidenceOf(e)}
	}
	s.batch = addOnce(s.batch, u.ID)
	s.settle(u.ID, e)
}

// installStarted is the update agent starting on the batch; without a batch line every update that
// waits to install is in it.
func (s *State) installStarted(e *event.Event) {
	s.batchNumber++
	s.batched = nil
	in := s.inOrder(s.batch)
	if len(in) == 0 {
		in = slices.Clone(s.busy.in(WaitingToInstall))
	}
	for _, id := range in {
		u := s.updates.writable(id, s.owner)
		u.beginInstall(s.batchNumber, e)
		s.noteBatch(u)
		s.settle(id, e)
	}
}

// noteBatch notes whether the newest installation of an update belongs to the newest batch.
func (s *State) noteBatch(u *Update) {
	if s.batchNumber > 0 && u.Install.batch == s.batchNumber {
		s.batched = addOnce(s.batched, u.ID)
	}
}

// underWay returns the updates that are being installed, or are in the batch and have not begun.
func (s *State) underWay() []event.GUID {
	all := slices.Clone(s.busy.in(Installing))
	if len(s.batch) == 0 {
		return all
	}
	running := all
	for _, id := range s.batch {
		if !slices.Contains(running, id) {
			all = append(all, id)
		}
	}
	return s.inOrder(all)
}

// endBatch ends what has not ended of the batch in one way.
func (s *State) endBatch(r result, e *event.Event) {
	s.lastEnded = s.underWay()
	for _, id := range s.lastEnded {
		s.updates.writable(id, s.owner).endInstall(r, e)
		s.settle(id, e)
	}
	s.batch = nil
}

// installEnded is the end of the batch: what has no result of its own by then has one that no line
// tells.
func (s *State) installEnded(e *event.Event) { s.endBatch(result{outcome: Lost}, e) }

// installCancelled is the client stopping what it has begun; it names no update.
func (s *State) installCancelled(e *event.Event) { s.endBatch(result{outcome: Cancelled}, e) }

// codeAllFailed says only that every update of a batch has failed, never why.
const codeAllFailed event.Code = 0x80240022

// installFailed is a batch that could not be carried out, or the word of the batch on one update.
func (s *State) installFailed(e *event.Event) {
	r := result{outcome: FailedAttempt, code: e.Code, hasCode: e.HasCode && e.Code != codeAllFailed}
	switch {
	case !e.Update.IsZero() && e.Code.Failed():
		u := s.ensureUpdate(e.Update)
		r.hasCode = r.hasCode || !u.Install.HasCode
		u.endInstall(r, e)
		s.settle(u.ID, e)
	case e.Update.IsZero() && e.Code.Failed():
		s.endBatch(r, e)
	}
}

// installNeedsRestart is the batch's word on a restart. It goes for the updates that have none of
// their own, where that is known.
func (s *State) installNeedsRestart(e *event.Event) {
	if e.RestartRequired() != event.Yes {
		return
	}
	for _, id := range s.inOrder(s.batched) {
		if a := &s.updates.get(id).Install; a.batch > 0 && a.batch == s.batchNumber && a.Restart == event.Unsaid && (a.running() || a.Outcome == Succeeded) {
			s.updates.writable(id, s.owner).Install.Restart = event.Yes
			s.settle(id, e)
		}
	}
}

// wantsRestart are the codes of an installation that is done but for its restart: 3010, 3011 and 1641
// of Windows Installer, and what the Windows Update Agent has until its part after the restart.
var wantsRestart = map[event.Code]bool{0x80070bc2: true, 0x80070bc3: true, 0x80070669: true, 0x80242014: true}

func (s *State) updateInstallEnded(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	r := result{outcome: Succeeded, code: e.Code, hasCode: e.HasCode, restart: e.RestartRequired(), own: true}
	switch {
	case wantsRestart[e.Code]:
		r.restart = event.Yes
	case e.Code.Failed():
		r.outcome = outcomeOf(e)
	}
	batch := s.batchNumber
	u.endInstall(r, e)
	u.Install.batch = batch
	s.noteBatch(u)
	s.batch = without(s.batch, u.ID)
	s.settle(u.ID, e)
}

// updateTimedOut names no update: it is the one under way, if that is but one.
func (s *State) updateTimedOut(e *event.Event) {
	if under := s.updatesIn(Installing); len(under) == 1 {
		id := under[0].ID
		s.updates.writable(id, s.owner).endInstall(result{outcome: Unwatched}, e)
		s.settle(id, e)
	}
}

func (s *State) updatePostRestart(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	a := &u.Install
	if !a.exists() || a.running() || !a.Undone.isZero() { // the lines of the installation are not there
		u.endInstall(result{outcome: Succeeded, restart: event.Yes}, e)
	}
	switch {
	case wantsRestart[e.Code]:
		a.ToCome = EvidenceOf(e)
	case e.Code.Failed():
		a.Outcome, a.Code, a.HasCode, a.Ended = FailedAttempt, e.Code, true, EvidenceOf(e)
	default:
		if a.Outcome == Lost {
			a.Outcome = Succeeded
		}
		a.Checked = EvidenceOf(e)
	}
	s.settle(u.ID, e)
}

// The numbers of the Windows Update Agent's events in ReportingEvents.log.
const (
	reportScanEnded, reportScanFailed                               = 147, 148
	reportDownloadFailed                                            = 161
	reportInstallStarted, reportInstallFailed, reportInstalled      = 181, 182, 183
	reportInstalledWithRestart, reportCancelled, reportKilled       = 184, 186, 187
	reportRestartPending, reportTookAfterRestart, reportUndoneAgain = 201, 203, 204
)

// updateReported is what the Windows Update Agent wrote down of an update, for whoever asked it. What
// others than ConfigMgr have installed is of interest where ConfigMgr knows the update.
func (s *State) updateReported(e *event.Event) {
	if e.Update.IsZero() && e.Texts[event.Name] == "CcmExec" {
		s.scanReported(e)
	}
	if e.Update.IsZero() || e.Texts[event.Name] != "CcmExec" && s.updates.get(e.Update) == nil {
		return
	}
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	r := result{outcome: Succeeded, code: e.Code, hasCode: e.Code.Failed(), windows: true}
	switch e.Numbers[event.StateID] {
	case reportDownloadFailed:
		u.sayDownloadFailed(e)
	case reportInstallStarted:
		u.beginInstall(0, e)
	case reportInstallFailed:
		r.outcome = FailedAttempt
		u.endInstall(r, e)
	case reportInstalled:
		u.endInstall(r, e)
	case reportInstalledWithRestart, reportRestartPending:
		r.restart = event.Yes
		u.endInstall(r, e)
	case reportCancelled, reportKilled:
		r.outcome = Cancelled
		u.endInstall(r, e)
	case reportTookAfterRestart:
		if u.Install.waitsForRestart() {
			u.Install.Checked = EvidenceOf(e)
		}
	case reportUndoneAgain:
		r.outcome = FailedAttempt
		u.newInstall()
		u.endInstall(r, e)
	}
	s.settle(u.ID, e)
}

// updateOfPackage returns the update that a package of Windows Update belongs to, nil if no line of
// ConfigMgr's has linked them: Windows installs packages of its own too.
func (s *State) updateOfPackage(e *event.Event) *Update {
	if c := s.contents.get(e.Content); c != nil {
		return s.updates.writable(c.Update, s.owner)
	}
	return nil
}

// packageNamed ties a package that no line of ConfigMgr's has linked to the one update whose article it
// names.
func (s *State) packageNamed(e *event.Event) {
	if c := s.contents.get(e.Content); e.Content.IsZero() || e.Texts[event.KB] == "" || c != nil && !c.Update.IsZero() {
		return
	}
	var found []event.GUID
	for _, id := range s.updates.keys {
		if s.updates.get(id).KB == e.Texts[event.KB] {
			found = append(found, id)
		}
	}
	if len(found) == 1 {
		linked := *e
		linked.Update = found[0]
		s.contentLinked(&linked)
	}
}

func (s *State) contentInstallStarted(e *event.Event) {
	if u := s.updateOfPackage(e); u != nil && !u.Install.running() {
		u.beginInstall(0, e)
		s.settle(u.ID, e)
	}
}

// contentInstallEnded is one package's result. Where ConfigMgr has begun the installation the update's
// own line follows; where only Windows tells of it, an update of one package has the package's.
func (s *State) contentInstallEnded(e *event.Event) {
	u := s.updateOfPackage(e)
	if u == nil {
		return
	}
	r := result{outcome: Succeeded, code: e.Code, hasCode: e.HasCode, restart: e.RestartRequired(), windows: true}
	if e.Code.Failed() {
		r.outcome = FailedAttempt
	}
	switch a := &u.Install; {
	case a.running() && a.batch > 0:
		if r.restart == event.Yes {
			a.Restart = event.Yes
		}
	case len(u.Contents) == 1 || e.Code.Failed():
		u.endInstall(r, e)
	}
	s.settle(u.ID, e)
}

// updateNamed gives an update its title and revision. Windows Update lists only what it was asked to
// install, so an update it names is known from then on.
func (s *State) updateNamed(e *event.Event) { s.ensureUpdate(e.Update).mergeNames(e) }
