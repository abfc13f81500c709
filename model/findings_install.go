package model

import (
	"fmt"
	"time"

	"ccmtail/model/event"
)

// installFindingByCode groups the codes of a failed installation.
var installFindingByCode = map[event.Code]string{
	0x8024002d: "F21", 0x87d00664: "F22", 0x87d00666: "F24", 0x87d00667: "F24", 0x87d00704: "F25", 0x87d00712: "F25",
	0x800b0109: "F19", 0x800b0004: "F19", 0x8024b303: "F19", 0x800b0101: "F19", 0x80246002: "F18", 0x80091007: "F18",
}

// installFindings are the findings of an update that failed.
var installFindings = []string{"F12", "F18", "F19", "F20", "F21", "F22", "F24", "F25"}

func (s *State) raiseInstallFailure(u *Update, e *event.Event) {
	id := installFindingByCode[e.Code]
	if id == "" {
		id = "F20"
	}
	if id == "F22" {
		s.assignFinding(id, u.ID)
	}
	f := s.raise(id, u.ID, u.Name()+" failed to install"+timesText(u.Attempts)+": "+describeCode(e.Code)+".", e)
	if id == "F20" {
		f.setAdvice(e.Code)
	}
}

// raiseFailedState is the bare state "failed"; another line mostly has said more.
func (s *State) raiseFailedState(u *Update, what string, e *event.Event) {
	if !s.hasActive(u.ID, installFindings...) {
		s.raise("F20", u.ID, u.Name()+" "+what+"; the line does not say why.", e)
	}
}

// assignFinding gives an update what a line had said without naming it.
func (s *State) assignFinding(id string, about event.GUID) {
	nobody := findingKey(id, event.GUID{})
	f := s.findings.get(nobody)
	if f == nil || !f.Active() || s.hasActive(about, id) {
		return
	}
	s.findings.remove(nobody, s.owner)
	s.activeCounts[nobody.signatureNumber()]--
	s.startFinding(findingKey(id, about), f.Text, f.Evidence[0])
}

// raiseTimeout is the client that stops waiting for an installer. The line names no update: it is the one under way, if it is
// but one.
func (s *State) raiseTimeout(e *event.Event) {
	about, name := event.GUID{}, "An update"
	if under := s.updatesIn(Installing); len(under) == 1 {
		about, name = under[0].ID, under[0].Name()
	}
	s.raise("F22", about, name+timedOutText, e)
}

const timedOutText = " took longer than its maximum run time; the client has stopped waiting for it, and the installer may go on."

// raiseBatchFailure is a batch that failed as a whole. "All updates failed" only repeats what the updates' own lines say.
func (s *State) raiseBatchFailure(e *event.Event) {
	id := installFindingByCode[e.Code]
	if id == "" {
		return
	}
	if u := s.updates.get(e.Update); u != nil {
		if !s.hasActive(u.ID, id) {
			s.raiseInstallFailure(u, e)
		}
		return
	}
	s.raise(id, event.GUID{}, "The installation could not be carried out: "+describeCode(e.Code)+".", e)
}

// clearInstallFindings is an update that went in: what kept the batch from being installed is over.
func (s *State) clearInstallFindings(e *event.Event) {
	if !e.Code.Failed() {
		s.clearAll(e, "F18", "F19", "F24", "F25")
	}
}

// raiseHardRestart is an installed update that lets nothing else be installed before a restart.
func (s *State) raiseHardRestart(e *event.Event) {
	if u := s.updates.get(e.Update); u != nil && e.Texts[event.State] == "PendingHardReboot" {
		s.raise("F25", u.ID, u.Name()+" needs a hard restart: nothing else can be installed before it.", e)
	}
}

// noteRestartCount notes since when the client has counted updates that wait for a restart.
func (s *State) noteRestartCount(e *event.Event) {
	if e.Numbers[event.Count] == 0 {
		s.restartsCounted = Evidence{}
		return
	}
	setFirst(&s.restartsCounted, e)
}

// releaseWithin is how long after the last window went an installation counts as released by that.
const releaseWithin = 10 * time.Minute

// raiseNoWindowLeft is the last window that goes while updates wait for one: nothing holds them back any more.
func (s *State) raiseNoWindowLeft(e *event.Event) {
	s.noWindowLeft, s.windowRefused = evidenceOf(e), Evidence{}
	waiting := len(s.updatesIn(WaitingForWindow))
	switch {
	case waiting == 1:
		s.raise("F26", event.GUID{}, "The last service window was removed while an update waited for one: nothing holds it back any more.", e)
	case waiting > 1:
		s.raise("F26", event.GUID{}, fmt.Sprintf("The last service window was removed while %d updates waited for one: nothing holds them back any more.", waiting), e)
	}
}

func (s *State) raiseRelease(e *event.Event) {
	s.windowRefused = Evidence{}
	if gone := s.noWindowLeft; !gone.At.IsZero() && e.Time().Sub(gone.At) <= releaseWithin {
		if !s.hasActive(event.GUID{}, "F26") {
			s.startFinding(findingKey("F26", event.GUID{}), "", gone)
		}
		s.raise("F26", event.GUID{}, "The last service window was removed, and a deployment that waited for one started at once.", e)
	}
}

// clearNoWindowLeft is a window listed anew: installations are held back again.
func (s *State) clearNoWindowLeft(e *event.Event) {
	if restrictsUpdates(e.Numbers[event.WindowType]) {
		s.clear("F26", event.GUID{}, e)
	}
}

// noteRefusal notes that the client itself found no window for a deployment. A probe says nothing of the kind.
func (s *State) noteRefusal(e *event.Event) {
	if e.Numbers[event.Seconds] > maxProbeSeconds {
		s.windowRefused = evidenceOf(e)
	}
}

func (s *State) raiseOverride(e *event.Event) {
	switch {
	case e.IgnoresWindow() != event.Yes:
	case e.Kind == event.RestartNotified:
		s.raise("F27", event.GUID{}, "The restart was announced as one that does not wait for a service window.", e)
	case e.Texts[event.Name] != "":
		s.raise("F27", event.GUID{}, "A deployment ignores service windows (job \""+e.Texts[event.Name]+"\").", e)
	default:
		s.raise("F27", event.GUID{}, "A deployment ignores service windows.", e)
	}
}
