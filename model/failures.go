package model

import (
	"iter"

	"ccmtail/model/event"
)

// phases is a set of what can fail with a code. What a code means, and what is to be done, depends
// on it.
type phases uint8

const (
	phaseScan       phases = 1 << iota
	phaseSource            // the update source is given to the Windows Update Agent
	phaseDownload          // of an update
	phaseInstall           // of an update
	phaseBatch             // the updates are handed over to be installed
	phaseDeployment        // its evaluation

	phasesOfUpdates = phaseDownload | phaseInstall | phaseBatch
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

// failure is a phase that has failed, if any: of what, and its sentence. The event's code names the
// problem.
type failure struct {
	phase   phases
	about   event.GUID
	text    Sentence
	repeats bool // it says nothing new where the finding that it makes lasts
}

// failures is the events that say that something has failed with a code.
var failures = [event.Kinds]func(*State, *event.Event) failure{
	event.ScanFailed:           scanFailure,
	event.ScanSourceFailed:     sourceFailure,
	event.UpdateDownloadFailed: downloadFailure,
	event.UpdateProgress:       progressFailure,
	event.UpdateInstallEnded:   installFailure,
	event.UpdatePostRestart:    installFailure,
	event.InstallFailed:        batchFailure,
	event.DeploymentError:      deploymentFailure,
}

// findFailure finds the problem of an event that says that something has failed.
func (c *catalog) findFailure(s *State, e *event.Event) {
	check := failures[e.Kind]
	if check == nil {
		return
	}
	x := check(s, e)
	p := c.named(x.phase, e.Code)
	switch {
	case x.phase == 0 || p == nil || x.repeats && s.lasting(p, x.about) != nil:
		return
	case p.Says != nil:
		s.raise(p, sighting{text: p.Says(s)}, e)
		return
	case p.NamedLater && x.phase != phaseDownload:
		s.assign(p, x.about)
	}
	f := s.raise(p, sighting{about: x.about, text: x.text}, e)
	if p.CodeAdvises || x.phase == phaseDownload {
		f.Advice = p.advice(e.Code)
	}
}

func scanFailure(s *State, e *event.Event) failure {
	return failure{phase: phaseScan, text: sentence("The scan%s failed: %s.", s.againstServer(), e.Code)}
}

func sourceFailure(_ *State, e *event.Event) failure {
	return failure{phase: phaseSource, text: sentence("The update source could not be given to the Windows Update Agent: %s.", e.Code)}
}

func downloadFailure(s *State, e *event.Event) failure {
	u := s.updates.get(e.Update)
	return failure{phase: phaseDownload, about: u.ID, text: sentence("%s could not be downloaded: %s.", u.Name(), e.Code)}
}

// progressFailure finds an update whose job is in a state that means that it has failed, whatever
// its code.
func progressFailure(s *State, e *event.Event) failure {
	if updateStateByJobState[e.Texts[event.State]] != Failed {
		return failure{}
	}
	return s.failureOf(s.updates.get(e.Update), e)
}

func installFailure(s *State, e *event.Event) failure {
	if !e.Code.Failed() {
		return failure{}
	}
	return s.failureOf(s.updates.get(e.Update), e)
}

// failureOf returns that an update has failed to install.
func (s *State) failureOf(u *Update, e *event.Event) failure {
	return failure{phase: phaseInstall, about: u.ID, text: sentence("%s failed to install%s: %s.", u.Name(), Times(u.Attempts), e.Code)}
}

// batchFailure finds a batch that failed as a whole. "All updates failed" only repeats what the
// updates' own lines say: its code names no problem.
func batchFailure(s *State, e *event.Event) failure {
	if u := s.updates.get(e.Update); u != nil {
		x := s.failureOf(u, e)
		x.phase, x.repeats = phaseBatch, true
		return x
	}
	return failure{phase: phaseBatch, text: sentence("The installation could not be carried out: %s.", e.Code)}
}

func deploymentFailure(_ *State, e *event.Event) failure {
	if !e.Code.Failed() {
		return failure{}
	}
	return failure{phase: phaseDeployment, about: e.Deployment, text: sentence("Deployment {%s} reports an error: %s.", e.Deployment, e.Code)}
}
