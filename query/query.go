// Package query is the language in which people say which records they want: the same on the screen and on the command
// line. What Parse accepts can be asked of any record, in any order and on any goroutine, and the answer depends on that
// record alone; what it does not accept comes back as an Error that says which part is wrong. It shows nothing and keeps
// nothing.
//
//	expression  = ["!"] alternative { " | " alternative }    ! turns all of it round
//	alternative = term { " " term }                          all of them
//	term        = ["!"] ( name ":" value | "@" saved | words )
//
// Words in a row that no name precedes are one text, the spaces between them included. Letters match whatever their case.
//
//	words          the message or the component holds this text
//	re:PATTERN     the message matches a regular expression, which goes on to the end of the alternative
//	kb:NUMBER      the message names this article: the number on its own, with or without KB before it
//	guid:ID, id:   the message names this id in any spelling; of a part of an id, as a text
//	log:           the log's name holds this
//	component:     the component's name holds this
//	thread:N       logged by this thread, 5816 or 0x16B8
//	level:NAME     logged as error, warning, info or debug, or the beginning of one; with + also as what is worse
//	after:TIME     not before this time
//	before:TIME    not after this time
//	@NAME          what the saved filter of this name wants
//
// kb and guid want the records that name the update themselves, not those that only belong to it: what belongs together
// is a matter of the client's state, which a record does not know.
package query

import (
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Matcher says which records are wanted. It never changes and may be asked on any goroutine.
type Matcher interface {
	Match(s *store.Records, id event.RecordID) bool
}

// Highlighter is a Matcher that can point at what it found: Marks appends the from-to pairs of bytes in a text.
type Highlighter interface {
	Highlights(text string, at []int) []int
}

// TimeParser reads a time as people type it, for after: and before:. There is never a space in it.
type TimeParser func(s string) (time.Time, error)

// All wants what each of its matchers wants; with none, everything. It marks what any of them marks.
type All []Matcher

// Match implements Matcher.
func (a All) Match(s *store.Records, id event.RecordID) bool {
	for _, m := range a {
		if !m.Match(s, id) {
			return false
		}
	}
	return true
}

// Highlights implements Marker.
func (a All) Highlights(text string, at []int) []int { return highlightsOf(a, text, at) }

// Any wants what one of its matchers wants; with none, nothing. It marks what any of them marks.
type Any []Matcher

// Match implements Matcher.
func (a Any) Match(s *store.Records, id event.RecordID) bool {
	for _, m := range a {
		if m.Match(s, id) {
			return true
		}
	}
	return false
}

// Highlights implements Marker.
func (a Any) Highlights(text string, at []int) []int { return highlightsOf(a, text, at) }

func highlightsOf(ms []Matcher, text string, at []int) []int {
	for _, m := range ms {
		if k, ok := m.(Highlighter); ok {
			at = k.Highlights(text, at)
		}
	}
	return at
}

// notMatcher wants what its matcher does not. It found nothing that could be marked.
type notMatcher struct{ Matcher }

func (n notMatcher) Match(s *store.Records, id event.RecordID) bool { return !n.Matcher.Match(s, id) }
