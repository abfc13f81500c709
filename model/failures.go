package model

import (
	"iter"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// phases is a set of what can fail with a code. What a code means, and what is to be done, depends
// on it.
type phases uint16

const (
	phaseScan        phases = 1 << iota
	phaseSource             // the update source is given to the Windows Update Agent
	phaseDownload           // of an update or a content
	phaseRefused            // a download, by a server that answered
	phaseNoAnswer           // a download, by a server that did not
	phaseInterrupted        // a download, which goes on by itself
	phaseDelta              // the download of the changed parts of files
	phaseInstall            // of an update
	phaseBatch              // the updates are handed over to be installed
	phaseDeployment         // its evaluation
	phaseMessage            // to the management point
	phasesOfUpdates  = phaseDownload | phaseInstall | phaseBatch
)

// each yields each phase of the set.
func (p phases) each() iter.Seq[phases] {
	return func(yield func(phases) bool) {
		for one := phases(1); one != 0; one <<= 1 {
			if p&one != 0 && !yield(one) {
				return
			}
		}
	}
}

// failure is a phase that has failed, if any: of what, and its sentence. The code names the problem.
type failure struct {
	sighting
	phase   phases
	step    errcode.Phase // for which the code has advice
	code    event.Code
	status  int  // of HTTP, that a server answered, 0 none
	repeats bool // it says nothing new where the finding that it makes lasts
	hints   bool // it says less than other lines: the finding that lasts keeps its sentence and its advice
}

// failures is the events that say that something has failed with a code.
var failures = [event.Kinds]func(*State, *event.Event) failure{
	event.ScanFailed:           scanFailure,
	event.ScanSourceFailed:     sourceFailure,
	event.ScanRoundTrips:       scanFailure,
	event.ScanEnded:            endedScanFailure,
	event.UpdateReported:       reportedFailure,
	event.UpdateDownloadFailed: downloadFailure,
	event.UpdateProgress:       progressFailure,
	event.UpdateInstallEnded:   installFailure,
	event.UpdatePostRestart:    afterRestartFailure,
	event.InstallFailed:        batchFailure,
	event.UpdateStateRaised:    raisedFailure,
	event.DeploymentError:      deploymentFailure,
	event.TransferError:        transferFailure,
	event.DTSRetry:             retryFailure,
	event.DTSState:             transferEnd,
	event.DTSFailed:            transferEnd,
	event.ManifestFailed:       transferEnd,
	event.CTMFailed:            transferEnd,
	event.ContentFailed:        transferEnd,
	event.DeltaDownloadFailed:  deltaFailure,
	event.MessageFailed:        messageFailure,
}

// findFailure finds the problem of an event that says that something has failed.
func (c *catalog) findFailure(s *State, e *event.Event) {
	check := failures[e.Kind]
	if check == nil {
		return
	}
	x := check(s, e)
	if x.phase == 0 {
		return
	}
	p := c.named(x.phase, x.code)
	switch {
	case p == nil || x.repeats && s.lasting(p, x.about) != nil:
		return
	case p.Says != nil:
		x.sighting = sighting{text: p.Says(s)}
	case p.NamedLater && x.phase != phaseDownload:
		s.assign(p, x.about)
	}
	if was := s.lasting(p, x.about); x.hints && was != nil {
		x.text, x.ofMany = was.Text, was.ofMany
		s.raise(p, x.sighting, e)
		return
	}
	s.raise(p, x.sighting, e).Advice = p.advice(&x)
}

func scanFailure(s *State, e *event.Event) failure {
	v := ofClient("The scan%s failed: %s.", s.againstServer(), e.Code)
	return failure{sighting: v, phase: phaseScan, step: errcode.Scan, code: e.Code}
}

// endedScanFailure is a search that the update agent tells the end of, with or without success. That of
// who asked for it counts where no other line has said more.
func endedScanFailure(s *State, e *event.Event) failure {
	if !e.Code.Failed() || e.Log != logAgent && s.scansObstructed() {
		return failure{}
	}
	return scanFailure(s, e)
}

func sourceFailure(_ *State, e *event.Event) failure {
	v := ofClient("The update source could not be given to the Windows Update Agent: %s.", e.Code)
	return failure{sighting: v, phase: phaseSource, step: errcode.Scan, code: e.Code}
}

// progressFailure finds an update whose job is in a state that means that it has failed, whatever
// its code.
func progressFailure(s *State, e *event.Event) failure {
	if e.Texts[event.State] != "Error" {
		return failure{}
	}
	u := s.updates.get(e.Update)
	if u.FailedToDownload() || u.State == Downloading {
		return downloadFailure(s, e)
	}
	return s.failureOf(u, e)
}

func installFailure(s *State, e *event.Event) failure {
	if !e.Code.Failed() || wantsRestart[e.Code] {
		return failure{}
	}
	return s.failureOf(s.updates.get(e.Update), e)
}

func afterRestartFailure(s *State, e *event.Event) failure {
	x := installFailure(s, e)
	x.step = errcode.Restart | x.step&errcode.Microsoft
	return x
}

// reportedFailure is a failure that the Windows Update Agent wrote down, which other logs may have told
// with more weight.
func reportedFailure(s *State, e *event.Event) failure {
	u := s.updates.get(e.Update)
	switch n := e.Numbers[event.StateID]; {
	case n == reportScanFailed && e.Texts[event.Name] == "CcmExec" && e.Code.Failed():
		return scanFailure(s, e)
	case u == nil || !e.Code.Failed():
		return failure{}
	case n == reportDownloadFailed && u.State == Failed:
		return downloadFailure(s, e)
	case (n == reportInstallFailed || n == reportUndoneAgain) && u.Install.Outcome == FailedAttempt:
		x := s.failureOf(u, e)
		x.repeats = true
		if n == reportUndoneAgain {
			x.step = errcode.Restart | x.step&errcode.Microsoft
		}
		return x
	}
	return failure{}
}

// raisedFailure is a failure of an installation that the client tells its site, where the records
// before it named the code. What another line has told already it does not tell again.
func raisedFailure(s *State, e *event.Event) failure {
	switch e.Numbers[event.StateID] {
	case stateInstallError, stateInstallFailed:
		if e.HasCode && e.Code.Failed() {
			x := s.failureOf(s.updates.get(e.Update), e)
			x.repeats = true
			return x
		}
	}
	return failure{}
}

// failureOf returns that an update has failed to install.
func (s *State) failureOf(u *Update, e *event.Event) failure {
	if unwatched[e.Code] {
		v := s.of(u.ID, "The client no longer watches the installation of %s (%s), which may go on and still succeed.", e.Code.String())
		return failure{sighting: v, phase: phaseInstall, step: errcode.Install | u.maker(), code: e.Code}
	}
	last := ""
	if !u.FailedAlike() {
		last = ", last"
	}
	v := s.of(u.ID, "%s failed to install%s%s: %s.", Times(u.FailuresInARow()), last, e.Code).together("%s failed to install: %s.", e.Code)
	return failure{sighting: v, phase: phaseInstall, step: errcode.Install | u.maker(), code: e.Code}
}

// batchFailure finds a batch that failed as a whole. "All updates failed" only repeats what the
// updates' own lines say: its code names no problem.
func batchFailure(s *State, e *event.Event) failure {
	if u := s.updates.get(e.Update); u != nil {
		x := s.failureOf(u, e)
		x.phase, x.repeats = phaseBatch, true
		return x
	}
	v := ofClient("The installation could not be carried out: %s.", e.Code)
	return failure{sighting: v, phase: phaseBatch, step: errcode.HandOver | s.makerOfBatch(e), code: e.Code}
}

func deploymentFailure(s *State, e *event.Event) failure {
	if !e.Code.Failed() {
		return failure{}
	}
	v := s.of(e.Deployment, "An error of %s is reported: %s.", e.Code)
	v.ofMany, v.text = v.text, sentence("Deployment {%s} reports an error: %s.", e.Deployment, e.Code)
	return failure{sighting: v, phase: phaseDeployment, code: e.Code}
}

// maker returns what narrows a phase where the update is known to be one of Microsoft's.
func (u *Update) maker() errcode.Phase {
	if u.IsMicrosofts() {
		return errcode.Microsoft
	}
	return errcode.AnyPhase
}

// makerOfBatch returns the same of the updates that an event has ended the installation of.
func (s *State) makerOfBatch(e *event.Event) errcode.Phase {
	any, here := false, EvidenceOf(e)
	for _, id := range s.lastEnded {
		if u := s.updates.get(id); u.Install.Ended == here {
			if any = true; !u.IsMicrosofts() {
				return errcode.AnyPhase
			}
		}
	}
	if any {
		return errcode.Microsoft
	}
	return errcode.AnyPhase
}
