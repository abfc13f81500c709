package model

import (
	"cmp"
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

// Finding is a known problem, recognised in the logs.
type Finding struct {
	ID       string // "F01", or "U01" where a rule of the user's tells it
	Severity Severity
	Text     Sentence
	Advice   Sentence
	Update   event.GUID // the update it is about, if it is about one
	// Explains is the updates, deployments and contents whose state it explains: Update, or where one
	// cause has several all of them, in the order of appearance. Count is how many there are.
	Explains []event.GUID
	Count    int
	// Since is when it became one: with its first record, or when what that record says had lasted
	// too long.
	Since time.Time
	// Evidence is the records that show it: the first one is when it began, the last one the
	// newest. Of those between them only some are kept, Records counts all.
	Evidence []Evidence
	Cleared  Evidence // zero while it lasts

	left    int // records that show it and are not kept
	problem *problem
	subject event.GUID // the update, deployment or content it is about, the first of several
	ofMany  Sentence   // see sighting
}

// Active reports whether the problem has not cleared.
func (f *Finding) Active() bool { return f.Cleared.At().IsZero() }

// Began returns when what it says began: with its first record, which may be long before it had lasted
// long enough, or happened often enough, to be a finding.
func (f *Finding) Began() time.Time {
	if len(f.Evidence) > 0 && !f.Evidence[0].At().IsZero() && f.Evidence[0].At().Before(f.Since) {
		return f.Evidence[0].At()
	}
	return f.Since
}

// Records returns how many records show it.
func (f *Finding) Records() int { return len(f.Evidence) + f.left }

// Key returns what tells it from all others.
func (f *Finding) Key() FindingKey { return f.problem.key(f.subject) }

// FindingKey tells findings apart: one of a kind for each update, deployment or job it is about.
type FindingKey struct {
	number  uint8 // of its problem
	subject event.GUID
}

// Subject returns the id of the update, deployment, content or job that the finding is about, zero if
// it is about the client.
func (k FindingKey) Subject() event.GUID { return k.subject }

// SingleFindingsAt returns what is found as of t, each problem of each update, deployment and content
// by itself, in the order of appearance: what lines have shown, cleared or not, and what has lasted
// too long by then.
func (s *State) SingleFindingsAt(t time.Time) []*Finding {
	all := make([]*Finding, 0, len(s.findings.keys))
	for _, k := range s.findings.keys {
		f := *s.findings.get(k)
		if f.Active() {
			f.Cleared = s.clearedBy(&f)
		}
		all = append(all, &f)
	}
	all = append(all, s.overdue(t, problems.all)...)
	slices.SortStableFunc(all, func(a, b *Finding) int { return a.Evidence[0].At().Compare(b.Evidence[0].At()) })
	for _, f := range all {
		if !f.subject.IsZero() {
			f.Explains, f.Count = []event.GUID{f.subject}, 1
		}
	}
	return all
}

// Findings returns what is found as of the newest event.
func (s *State) Findings() []*Finding { return s.FindingsAt(s.At) }

// lasting returns the finding of a problem that is about something, nil if there is none that
// lasts.
func (s *State) lasting(p *problem, about event.GUID) *Finding {
	if f := s.findings.get(p.key(about)); f != nil && s.clearedBy(f).At().IsZero() {
		return f
	}
	return nil
}

// clearedBy returns what ended a problem: a line that said so, or the step by which the update or
// the deployment it is about got over it. It is zero while the problem lasts.
func (s *State) clearedBy(f *Finding) Evidence {
	if !f.Active() {
		return f.Cleared
	}
	if u := s.updates.get(f.subject); u != nil {
		return firstRecovered(u.Transitions, f.newest(), f.problem.isOver)
	}
	if d := s.deployments.get(f.subject); d != nil {
		return firstRecovered(d.Transitions, f.newest(), func(p DeploymentState) bool { return p != DeploymentFailed })
	}
	return Evidence{}
}

// newest returns the newest record that shows it.
func (f *Finding) newest() Evidence { return f.Evidence[len(f.Evidence)-1] }

// firstRecovered returns the first step after a record since which a history has been past a
// problem; zero if it is not past it.
func firstRecovered[S any](steps []Transition[S], last Evidence, past func(S) bool) Evidence {
	var first Evidence
	for i := len(steps) - 1; i >= 0 && past(steps[i].State); i-- {
		if e := steps[i].Evidence; e.Rec != last.Rec && !e.At().Before(last.At()) {
			first = e
		}
	}
	return first
}

// lastedUntil reports whether an update had a problem when an event came, whose own step does not
// count.
func (s *State) lastedUntil(p *problem, u *Update, e *event.Event) bool {
	f := s.findings.get(p.key(u.ID))
	if f == nil || !f.Active() {
		return false
	}
	steps := u.Transitions
	for len(steps) > 0 && steps[len(steps)-1].Rec == e.Rec {
		steps = steps[:len(steps)-1]
	}
	return firstRecovered(steps, f.newest(), p.isOver).At().IsZero()
}

// maxEvidence bounds the records kept for a finding that repeats.
const maxEvidence = 20

// raise notes a problem; seen again, it takes the newest sentence and adds its evidence. A cleared
// one starts anew.
func (s *State) raise(p *problem, v sighting, e *event.Event) *Finding {
	here := EvidenceOf(e)
	switch lasts := !v.anew && s.lasting(p, v.about) != nil; {
	case lasts:
	case v.began.At().IsZero():
		return s.startFinding(p, v, here)
	default:
		s.startFinding(p, v, v.began)
	}
	f := s.findings.writable(p.key(v.about), s.owner)
	if v.do != "" {
		f.Advice = Sentence{Format: v.do}
	}
	f.left += max(0, len(f.Evidence)-(maxEvidence-1))
	f.Text, f.ofMany, f.Evidence = v.text, v.ofMany, appendShared(f.Evidence[:min(len(f.Evidence), maxEvidence-1)], here)
	return f
}

// startFinding begins a finding, in the place of one of its kind that is over.
func (s *State) startFinding(p *problem, v sighting, e Evidence) *Finding {
	k := p.key(v.about)
	if old := s.findings.get(k); old == nil || !old.Active() {
		s.activeCounts[k.number]++
	}
	f := p.finding(v, e)
	if s.updates.get(v.about) != nil {
		f.Update = v.about
	}
	return s.findings.put(k, f, s.owner)
}

// finding returns the finding that a record begins.
func (p *problem) finding(v sighting, e Evidence) *Finding {
	return &Finding{
		ID: p.ID, Severity: cmp.Or(v.severity, p.Severity), Text: v.text, Advice: Sentence{Format: cmp.Or(v.do, p.Advice)}, Since: e.At(), Evidence: []Evidence{e},
		problem: p, subject: v.about, ofMany: v.ofMany,
	}
}

// assign gives an update the problem that a line had told of without naming the update.
func (s *State) assign(p *problem, about event.GUID) {
	nobody := p.key(event.GUID{})
	f := s.findings.get(nobody)
	if f == nil || !f.Active() || s.lasting(p, about) != nil {
		return
	}
	s.findings.remove(nobody, s.owner)
	s.activeCounts[nobody.number]--
	v := sighting{about: about, text: f.Text.about(s.subject(about)), ofMany: f.ofMany}
	s.startFinding(p, v, f.Evidence[0])
}

// clear ends a problem, if it lasts.
func (s *State) clear(p *problem, about event.GUID, e *event.Event) {
	k := p.key(about)
	if f := s.findings.get(k); f != nil && f.Active() {
		s.findings.writable(k, s.owner).Cleared = EvidenceOf(e)
		s.activeCounts[k.number]--
	}
}
