package model

import (
	"fmt"
	"time"

	"ccmtail/model/event"
)

// installFailures groups the codes of a failed installation.
var installFailures = map[event.Code]string{
	0x8024002d: "F21", 0x87d00664: "F22", 0x87d00666: "F24", 0x87d00667: "F24", 0x87d00704: "F25", 0x87d00712: "F25",
	0x800b0109: "F19", 0x800b0004: "F19", 0x8024b303: "F19", 0x800b0101: "F19", 0x80246002: "F18", 0x80091007: "F18",
}

// failures are the findings of an update that failed.
var failures = []string{"F12", "F18", "F19", "F20", "F21", "F22", "F24", "F25"}

func (s *State) foundInstallFailure(u *Update, e *event.Event) {
	id := installFailures[e.Code]
	if id == "" {
		id = "F20"
	}
	if id == "F22" {
		s.adopt(id, u.ID)
	}
	f := s.find(id, u.ID, u.Name()+" failed to install"+times(u.Attempts)+": "+describe(e.Code)+".", e)
	if id == "F20" {
		f.advise(e.Code)
	}
}

// foundFailedState is the bare state "failed"; another line mostly has said more.
func (s *State) foundFailedState(u *Update, what string, e *event.Event) {
	if !s.lasts(u.ID, failures...) {
		s.find("F20", u.ID, u.Name()+" "+what+"; the line does not say why.", e)
	}
}

// adopt gives an update what a line had said without naming it.
func (s *State) adopt(id string, about event.GUID) {
	nobody := keyOf(id, event.GUID{})
	f := s.findings.get(nobody)
	if f == nil || !f.Lasts() || s.lasts(about, id) {
		return
	}
	s.findings.drop(nobody, s.me)
	s.lasting[nobody.number()]--
	s.note(keyOf(id, about), f.Text, f.Evidence[0])
}

// foundTimeOut is the client that stops waiting for an installer. The line names no update: it is the one under way, if it is
// but one.
func (s *State) foundTimeOut(e *event.Event) {
	about, name := event.GUID{}, "An update"
	if under := s.inState(UpdateInstalling); len(under) == 1 {
		about, name = under[0].ID, under[0].Name()
	}
	s.find("F22", about, name+overTime, e)
}

const overTime = " took longer than its maximum run time; the client has stopped waiting for it, and the installer may go on."

// foundBatchFailure is a batch that failed as a whole. "All updates failed" only repeats what the updates' own lines say.
func (s *State) foundBatchFailure(e *event.Event) {
	id := installFailures[e.Code]
	if id == "" {
		return
	}
	if u := s.updates.get(e.Update); u != nil {
		if !s.lasts(u.ID, id) {
			s.foundInstallFailure(u, e)
		}
		return
	}
	s.find(id, event.GUID{}, "The installation could not be carried out: "+describe(e.Code)+".", e)
}

// foundInstalled is an update that went in: what kept the batch from being installed is over.
func (s *State) foundInstalled(e *event.Event) {
	if !e.Code.Failed() {
		s.clearAll(e, "F18", "F19", "F24", "F25")
	}
}

// foundHardReboot is an installed update that lets nothing else be installed before a restart.
func (s *State) foundHardReboot(e *event.Event) {
	if u := s.updates.get(e.Update); u != nil && e.Texts[event.State] == "PendingHardReboot" {
		s.find("F25", u.ID, u.Name()+" needs a hard restart: nothing else can be installed before it.", e)
	}
}

// foundRebootCount notes since when the client has counted updates that wait for a restart.
func (s *State) foundRebootCount(e *event.Event) {
	if e.Numbers[event.Count] == 0 {
		s.rebootCounted = Evidence{}
		return
	}
	begin(&s.rebootCounted, e)
}

// releaseSpan is how long after the last window went an installation counts as released by that.
const releaseSpan = 10 * time.Minute

// foundNoWindowLeft is the last window that goes while updates wait for one: nothing holds them back any more.
func (s *State) foundNoWindowLeft(e *event.Event) {
	s.noWindowLeft, s.refused = evidenceOf(e), Evidence{}
	waiting := len(s.inState(UpdateWaitingForWindow))
	switch {
	case waiting == 1:
		s.find("F26", event.GUID{}, "The last service window was removed while an update waited for one: nothing holds it back any more.", e)
	case waiting > 1:
		s.find("F26", event.GUID{}, fmt.Sprintf("The last service window was removed while %d updates waited for one: nothing holds them back any more.", waiting), e)
	}
}

func (s *State) foundRelease(e *event.Event) {
	s.refused = Evidence{}
	if gone := s.noWindowLeft; !gone.At.IsZero() && e.Time().Sub(gone.At) <= releaseSpan {
		if !s.lasts(event.GUID{}, "F26") {
			s.note(keyOf("F26", event.GUID{}), "", gone)
		}
		s.find("F26", event.GUID{}, "The last service window was removed, and a deployment that waited for one started at once.", e)
	}
}

// foundWindow is a window listed anew: installations are held back again.
func (s *State) foundWindow(e *event.Event) {
	if restricts(e.Numbers[event.WindowType]) {
		s.clear("F26", event.GUID{}, e)
	}
}

// foundRefusal notes that the client itself found no window for a deployment. A probe says nothing of the kind.
func (s *State) foundRefusal(e *event.Event) {
	if e.Numbers[event.Seconds] > probe {
		s.refused = evidenceOf(e)
	}
}

func (s *State) foundOverride(e *event.Event) {
	switch {
	case e.IgnoresWindow() != event.Yes:
	case e.Kind == event.RebootNotified:
		s.find("F27", event.GUID{}, "The restart was announced as one that does not wait for a service window.", e)
	case e.Texts[event.Name] != "":
		s.find("F27", event.GUID{}, "A deployment ignores service windows (job \""+e.Texts[event.Name]+"\").", e)
	default:
		s.find("F27", event.GUID{}, "A deployment ignores service windows.", e)
	}
}
