package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// Severity is how much a finding matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Finding is a known trouble, recognised in the logs.
type Finding struct {
	ID       string // "F01": see the signatures
	Severity Severity
	Text     string // one sentence
	Advice   string
	Update   event.GUID // the update it is about, if any
	// Since is when it became one: with its first record, or when what that record says had lasted too long.
	Since time.Time
	// Evidence is the records that show it: the first one is when it began, the last one the newest.
	Evidence []Evidence
	Cleared  Evidence // zero while it lasts

	subject event.GUID // the update, deployment or content it is about
}

// Active says whether the trouble has not cleared.
func (f *Finding) Active() bool { return f.Cleared.At.IsZero() }

// Key tells it from all others.
func (f *Finding) Key() FindingKey { return findingKey(f.ID, f.subject) }

// FindingKey tells findings apart: one of a kind for each update, deployment or job it is about.
type FindingKey struct {
	id      [3]byte
	subject event.GUID
}

func findingKey(id string, about event.GUID) FindingKey {
	return FindingKey{[3]byte([]byte(id)), about}
}

// signatureNumber is the signature's: 1 of "F01".
func (k FindingKey) signatureNumber() int { return signatureNumber(string(k.id[:])) }

func signatureNumber(id string) int { return int(id[1]-'0')*10 + int(id[2]-'0') }

// FindingsAt is what is found as of t, in the order of appearance: what lines have shown, cleared or
// not, and what has lasted too long by then.
func (s *State) FindingsAt(t time.Time) []*Finding {
	all := make([]*Finding, 0, len(s.findings.keys))
	for _, k := range s.findings.keys {
		f := s.findings.get(k)
		if end := s.clearedBy(f); f.Active() && !end.At.IsZero() {
			over := *f
			over.Cleared = end
			f = &over
		}
		all = append(all, f)
	}
	all = append(all, s.overdue(t)...)
	slices.SortStableFunc(all, func(a, b *Finding) int { return a.Evidence[0].At.Compare(b.Evidence[0].At) })
	return all
}

// Findings is what is found as of the newest event.
func (s *State) Findings() []*Finding { return s.FindingsAt(s.At) }

// clearedBy is what ended a trouble: a line that said so, or the step by which the update or the deployment it is about got over it.
// It is zero while the trouble lasts.
func (s *State) clearedBy(f *Finding) Evidence {
	if !f.Active() {
		return f.Cleared
	}
	last := f.Evidence[len(f.Evidence)-1]
	if u := s.updates.get(f.subject); u != nil {
		return firstRecovered(u.Transitions, last, func(state UpdateState) bool { return state.recoveredFrom(f.ID) })
	}
	if d := s.deployments.get(f.subject); d != nil && f.ID == "F30" {
		return firstRecovered(d.Transitions, last, func(p DeploymentState) bool { return p != DeploymentFailed })
	}
	return Evidence{}
}

// firstRecovered is the first step after a record since which a history has been past a trouble; zero if it is not past it.
func firstRecovered[S any](steps []Transition[S], last Evidence, past func(S) bool) Evidence {
	var first Evidence
	for i := len(steps) - 1; i >= 0 && past(steps[i].State); i-- {
		if e := steps[i].Evidence; e.Rec != last.Rec && !e.At.Before(last.At) {
			first = e
		}
	}
	return first
}

// recoveredFrom says whether an update in the state is past what a finding says of it. One that waits for a restart is not past what the
// restart is needed for.
func (s UpdateState) recoveredFrom(id string) bool {
	switch s {
	case Installed, NotRequired, Superseded:
		return true
	case PendingRestart:
		return id != "F25"
	}
	return false
}

// maxEvidence bounds the records kept for a finding that repeats.
const maxEvidence = 20

// raise notes a trouble; seen again, it takes the newest sentence and adds its evidence. A cleared one starts anew.
func (s *State) raise(id string, about event.GUID, text string, e *event.Event) *Finding {
	k := findingKey(id, about)
	if f := s.findings.get(k); f != nil && s.clearedBy(f).At.IsZero() {
		f = s.findings.writable(k, s.owner)
		f.Text, f.Evidence = text, appendShared(f.Evidence[:min(len(f.Evidence), maxEvidence-1)], evidenceOf(e))
		return f
	}
	return s.startFinding(k, text, evidenceOf(e))
}

// startFinding begins a finding, in the place of one of its kind that is over.
func (s *State) startFinding(k FindingKey, text string, e Evidence) *Finding {
	if old := s.findings.get(k); old == nil || !old.Active() {
		s.activeCounts[k.signatureNumber()]++
	}
	f := newFinding(string(k.id[:]), text, e)
	f.subject = k.subject
	if s.updates.get(k.subject) != nil {
		f.Update = k.subject
	}
	return s.findings.put(k, f, s.owner)
}

// raiseEnded notes a trouble that nothing but time shows, at its end: it began with from, and e ended it.
func (s *State) raiseEnded(id, text string, from Evidence, patience time.Duration, e *event.Event) {
	if from.Timed && e.Timed && e.Time().Sub(from.At) > patience {
		s.startFinding(findingKey(id, event.GUID{}), text+" "+durationText(e.Time().Sub(from.At))+".", from).Since = from.At.Add(patience)
		s.clear(id, event.GUID{}, e)
	}
}

// newFinding is a finding of a signature.
func newFinding(id, text string, e Evidence) *Finding {
	g := signatures[id]
	return &Finding{ID: id, Severity: g.severity, Text: text, Advice: g.advice, Since: e.At, Evidence: []Evidence{e}}
}

// clear ends a trouble, if it lasts.
func (s *State) clear(id string, about event.GUID, e *event.Event) {
	if s.activeCounts[signatureNumber(id)] == 0 {
		return // as nearly always
	}
	k := findingKey(id, about)
	if f := s.findings.get(k); f != nil && f.Active() {
		s.findings.writable(k, s.owner).Cleared = evidenceOf(e)
		s.activeCounts[signatureNumber(id)]--
	}
}

// clearAll ends several troubles that are about the client as a whole.
func (s *State) clearAll(e *event.Event, ids ...string) {
	for _, id := range ids {
		s.clear(id, event.GUID{}, e)
	}
}

// hasActive says whether a trouble of one of the kinds lasts.
func (s *State) hasActive(about event.GUID, ids ...string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		f := s.findings.get(findingKey(id, about))
		return f != nil && s.clearedBy(f).At.IsZero()
	})
}
