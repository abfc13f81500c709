package model

import (
	"fmt"
	"strings"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// Sentence is a sentence that is not put into words yet: what it says stands in its format, and the
// values in it as they are, so that durations and codes get their wording in one place, package
// summary. The values are strings, counts, ids, durations, codes, and what is defined below.
// Without values the format stands for itself.
type Sentence struct {
	Format string
	Values []any
}

// Clause is a sentence as a part of another one.
type Clause Sentence

// Times is how often something has happened: " 3 times", and nothing where it was once.
type Times int

// CodeMeaning is a code with what it means, as the end of a clause. An event.Code has its symbol
// beside it, too.
type CodeMeaning event.Code

// CodeAdvice is what is to be done about a server's answer, else about a code, in a phase, in front of
// other advice; nothing where that is not known.
type CodeAdvice struct {
	Code   event.Code
	Status int // of HTTP, 0 none
	Phase  errcode.Phase
}

// Words returns the advice, "" if there is none.
func (a CodeAdvice) Words() string {
	if a.Status != 0 && a.Status != errcode.NoAnswer {
		if do := errcode.StatusAdvice(a.Status, a.Phase); do != "" {
			return do
		}
		if a.Code == codeBadStatus {
			return "" // it says only that there was a status
		}
	}
	return errcode.Advice(uint32(a.Code), a.Phase)
}

// Subjects is what a sentence is about: one thing by its name, or how many there are of which kind.
// A sentence with it has it as its first value, and reads well either way.
type Subjects struct {
	Name  string
	Count int // 0 or 1: the one with the name
	Kind  string
}

// String returns the name of one, the count of several.
func (s Subjects) String() string {
	if s.Count < 2 {
		return s.Name
	}
	return fmt.Sprintf("%d %ss", s.Count, s.Kind)
}

// Answer is the HTTP status that a server answered with: "answered 405 Method Not Allowed".
type Answer int

// sentence returns the sentence with a format and its values.
func sentence(format string, values ...any) Sentence { return Sentence{format, values} }

// sentenceAbout returns the sentence with a format and its values, of which the first is what it is
// about. States are shared: there is no room behind the values.
func sentenceAbout(them any, format string, more []any) Sentence {
	values := make([]any, 1+len(more))
	values[0] = them
	copy(values[1:], more)
	return Sentence{format, values}
}

// isZero reports whether it says nothing.
func (s Sentence) isZero() bool { return s.Format == "" }

// trimStop returns a text without the full stop at its end.
func trimStop(s string) string { return strings.TrimSuffix(s, ".") }
