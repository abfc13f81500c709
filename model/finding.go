package model

import (
	"slices"
	"time"
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
	Update   GUID // the update it is about, if any
	// Since is when it became one: with its first record, or when what that record says had lasted too long.
	Since time.Time
	// Evidence is the records that show it, the first one first.
	Evidence []Evidence
	Cleared  Evidence // zero while it lasts
}

// Lasts says whether the trouble has not cleared.
func (f *Finding) Lasts() bool { return f.Cleared.At.IsZero() }

// findingKey tells findings apart: one of a kind for each update, deployment or job it is about.
type findingKey struct {
	id    string
	about GUID
}

// FindingsAt is what is found as of t, in the order of appearance: what lines have shown, cleared or
// not, and what has lasted too long by then.
func (s *State) FindingsAt(t time.Time) []*Finding {
	all := make([]*Finding, 0, len(s.found))
	for _, k := range s.found {
		all = append(all, s.findings[k])
	}
	all = append(all, s.overdue(t)...)
	slices.SortStableFunc(all, func(a, b *Finding) int { return a.Evidence[0].At.Compare(b.Evidence[0].At) })
	return all
}

// Findings is what is found as of the newest event.
func (s *State) Findings() []*Finding { return s.FindingsAt(s.At) }

// keptEvidence bounds the records kept for a finding that repeats.
const keptEvidence = 20

// find notes a trouble; seen again, it takes the newest sentence and adds its evidence. A cleared one starts anew.
func (s *State) find(id string, about GUID, text string, e *Event) {
	k := findingKey{id, about}
	f := s.findings[k]
	switch {
	case f == nil:
		s.found = append(s.found, k)
	case f.Lasts():
		f.Text = text
		if len(f.Evidence) < keptEvidence {
			f.Evidence = append(f.Evidence, e.evidence())
		}
		return
	}
	f = signed(id, text, e.evidence())
	if s.updates[about] != nil {
		f.Update = about
	}
	s.findings[k] = f
}

// signed is a finding of a signature.
func signed(id, text string, e Evidence) *Finding {
	g := signatures[id]
	return &Finding{ID: id, Severity: g.severity, Text: text, Advice: g.advice, Since: e.At, Evidence: []Evidence{e}}
}

// clear ends a trouble, if it lasts.
func (s *State) clear(id string, about GUID, e *Event) {
	if f := s.findings[findingKey{id, about}]; f != nil && f.Lasts() {
		f.Cleared = e.evidence()
	}
}
