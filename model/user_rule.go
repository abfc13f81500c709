package model

import (
	"fmt"
	"strings"

	"ccmtail/model/event"
)

// MaxUserRules is how many rules of their own users may have.
const MaxUserRules = 99

const (
	userLetter       = 'U'
	firstUserProblem = 100 // behind those of our own, which have two digits
)

// userProblems is what the rules of the user's own tell, by their numbers less one. What a rule says
// comes with its events.
var userProblems = func() (all [MaxUserRules]problem) {
	for i := range all {
		all[i] = problem{ID: fmt.Sprintf("%c%02d", userLetter, i+1), Severity: SeverityInfo, EndsWithRestart: true}
	}
	return all
}()

// userRule finds what a rule of the user's tells, or that it is over.
func (s *State) userRule(e *event.Event) {
	n := e.Numbers[event.Rule]
	if n < 1 || n > MaxUserRules {
		return
	}
	p := &userProblems[n-1]
	if e.Holds() == event.No {
		s.clear(p, e.Linked, e)
		return
	}
	said := SentenceOfRule(e)
	v := sighting{text: said}
	if about := e.Linked; !about.IsZero() {
		v = sighting{about: about, text: sentenceAbout(s.subjectOfRule(e), "%s: "+said.Format, said.Values)}
	}
	v.severity = Severity(e.Texts[event.State])
	s.raise(p, v, e)
}

// SentenceOfRule returns the sentence of an event of a rule of the user's.
func SentenceOfRule(e *event.Event) Sentence {
	var said Sentence
	for i, part := range strings.Split(e.Texts[event.Name], event.CodeMark) {
		if i > 0 {
			said.Format, said.Values = said.Format+"%s", append(said.Values, e.Code)
		}
		said.Format, said.Values = said.Format+"%s", append(said.Values, part)
	}
	return said
}

// subjectOfRule returns what an event of a rule of the user's is about.
func (s *State) subjectOfRule(e *event.Event) Subjects {
	switch e.Linked {
	case e.Deployment:
		return Subjects{Name: "deployment {" + e.Linked.String() + "}", Kind: "deployment"}
	case e.Content:
		return Subjects{Name: "content {" + e.Linked.String() + "}", Kind: "content"}
	}
	return s.subject(e.Linked)
}
