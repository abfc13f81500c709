package model

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
)

// FindingsAt returns what is found as of t, one finding for one cause: problems of one kind that are
// told by the same sentence, but for what they are about. Causes that stop the whole client come
// first, then what else lasts by its severity and by how much it explains, and last what has
// cleared.
func (s *State) FindingsAt(t time.Time) []*Finding {
	all := byCause(s.SingleFindingsAt(t))
	for _, f := range all {
		if f.StopsClient() {
			f.Explains = s.stoppedBy(f)
			f.Count = len(f.Explains)
		}
	}
	slices.SortStableFunc(all, func(a, b *Finding) int { return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Count, a.Count)) })
	return all
}

// Concerns reports whether the finding explains the state of an update, a deployment or a content.
func (f *Finding) Concerns(id event.GUID) bool { return slices.Contains(f.Explained(), id) }

// ConcernsAnyOf reports whether the finding explains the state of one of some things, or is about the
// client as a whole.
func (f *Finding) ConcernsAnyOf(ids map[event.GUID]bool) bool {
	return f.subject.IsZero() || slices.ContainsFunc(f.Explained(), func(id event.GUID) bool { return ids[id] })
}

// Has reports whether a key is that of the finding, or of one of those that it is made of.
func (f *Finding) Has(key FindingKey) bool {
	return f.problem.number() == key.number && (f.subject == key.subject || !f.subject.IsZero() && slices.Contains(f.Explains, key.subject))
}

// StopsClient reports whether the problem lasts and keeps the client from processing updates at all, or
// all of some kind.
func (f *Finding) StopsClient() bool {
	return f.Active() && f.problem != nil && f.problem.StopsUntil != "" && f.OfClient()
}

// NamesCause reports whether its sentence says more than that something has failed with a code.
func (f *Finding) NamesCause() bool {
	return f.problem != nil && (f.problem.Says != nil || f.problem.Otherwise == 0 && len(f.problem.Codes) == 0)
}

// OfClient reports whether the problem is one of the client, not of an update, a deployment or a
// content.
func (f *Finding) OfClient() bool { return f.subject.IsZero() && f.Update.IsZero() }

// rank returns the place of the finding's class in the order of findings; what has cleared has the
// order of its appearance.
func (f *Finding) rank() int {
	switch {
	case !f.Active():
		return 4
	case f.StopsClient():
		return 0
	case f.Severity == SeverityError:
		return 1
	case f.Severity == SeverityWarning:
		return 2
	}
	return 3
}

// stoppedBy returns the updates that wait because of a problem that stops the client.
func (s *State) stoppedBy(f *Finding) []event.GUID {
	var all []event.GUID
	for _, id := range s.updates.keys {
		if u := s.updates.get(id); u.idle() && !f.problem.spares(u) {
			all = append(all, id)
		}
	}
	return all
}

// idle reports whether a deployment targets the update and nothing has begun with it.
func (u *Update) idle() bool { return u.State == Missing && u.Deployed() || u.State == Targeted }

func (p *problem) spares(u *Update) bool { return p.Spares != nil && p.Spares(u) }

// cause tells apart what findings have for a cause: the problem, and the sentence but for its
// subject.
type cause struct {
	number       uint8
	active       bool
	kind         string // of the subjects
	text, advice string
}

// cause returns the cause that a finding may have in common with others; ok is false where its
// sentence is not about a subject.
func (f *Finding) cause() (c cause, ok bool) {
	text := f.sentenceOfMany()
	if f.subject.IsZero() || len(text.Values) == 0 {
		return cause{}, false
	}
	about, ok := text.Values[0].(Subjects)
	if !ok {
		return cause{}, false
	}
	c = cause{f.problem.number(), f.Active(), about.Kind, text.Format, f.Advice.Format}
	if more := text.Values[1:]; len(more) > 0 {
		c.text += fmt.Sprint(more)
	}
	if len(f.Advice.Values) > 0 {
		c.advice += fmt.Sprint(f.Advice.Values)
	}
	return c, true
}

func (f *Finding) sentenceOfMany() Sentence {
	if f.ofMany.isZero() {
		return f.Text
	}
	return f.ofMany
}

// OfMany returns the sentence about whatever has the finding as its cause, on one client or on several,
// without naming any. What its durations say may go for this one only, unless general.
func (f *Finding) OfMany() (s Sentence, general bool) {
	s = f.sentenceOfMany()
	if len(s.Values) > 0 {
		if about, ok := s.Values[0].(Subjects); ok {
			s = sentenceAbout(Subjects{Name: about.Kind + "s", Kind: about.Kind}, s.Format, s.Values[1:])
		}
	}
	return s, !f.ofMany.isZero()
}

// byCause makes one finding of those that have the same cause, in the order of their first ones.
func byCause(all []*Finding) []*Finding {
	first := make([]*Finding, 0, len(all))
	members := map[cause][]*Finding{}
	for _, f := range all {
		c, ok := f.cause()
		if !ok || members[c] == nil {
			first = append(first, f)
		}
		if ok {
			members[c] = append(members[c], f)
		}
	}
	for i, f := range first {
		if c, ok := f.cause(); ok && len(members[c]) > 1 {
			first[i] = together(members[c])
		}
	}
	return first
}

// together makes one finding of several. It is the first one's key that it keeps.
func together(all []*Finding) *Finding {
	f := *all[0]
	f.Update, f.Count = event.GUID{}, len(all)
	f.Explains = make([]event.GUID, len(all))
	var shown []Evidence
	left := 0
	for i, g := range all {
		f.Explains[i] = g.subject
		shown = append(shown, g.Evidence...)
		left += g.left
		if g.Since.Before(f.Since) {
			f.Since = g.Since
		}
		if g.Cleared.after(f.Cleared) {
			f.Cleared = g.Cleared
		}
	}
	about, _ := f.sentenceOfMany().Values[0].(Subjects)
	about.Count = len(all)
	f.Text = f.sentenceOfMany().about(about)
	arrange.By(shown, func(a, b Evidence) int { return a.At().Compare(b.At()) })
	shown = slices.Compact(shown)
	if n := len(shown); n > maxEvidence {
		left += n - maxEvidence
		shown = append(shown[:maxEvidence-1:maxEvidence-1], shown[n-1])
	}
	f.Evidence, f.left = shown, left
	return &f
}

// about returns a sentence about other subjects; the same one where it is about none.
func (s Sentence) about(them Subjects) Sentence {
	if len(s.Values) == 0 {
		return s
	}
	if _, ok := s.Values[0].(Subjects); !ok {
		return s
	}
	return sentenceAbout(them, s.Format, s.Values[1:])
}

// subject returns what a finding is about, by its name.
func (s *State) subject(id event.GUID) Subjects {
	if u := s.updates.get(id); u != nil {
		return Subjects{Name: u.Name(), Kind: "update"}
	}
	switch {
	case s.contents.get(id) != nil:
		return Subjects{Name: "content {" + id.String() + "}", Kind: "content"}
	case s.deployments.get(id) != nil:
		return Subjects{Name: "deployment {" + id.String() + "}", Kind: "deployment"}
	}
	return Subjects{Name: "{" + id.String() + "}", Kind: "update"}
}

// of returns a problem with one thing, whose name is the format's first value.
func (s *State) of(id event.GUID, format string, more ...any) sighting {
	return sighting{about: id, text: sentenceAbout(s.subject(id), format, more)}
}
