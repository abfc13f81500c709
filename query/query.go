// Package query finds the records that people ask for. The language, and the search behind it, are
// the same on the screen and on the command line.
//
// [Parse] turns an expression into a [Matcher], [Find] returns the [Set] of the records that match,
// and [Results] keeps them in the order of time while the expression is edited and more records
// arrive. The package shows nothing, reads no files and knows no clock.
//
// A Matcher never changes. It can be asked about any record, in any order and on any goroutine. The
// answer of one from Parse depends on that record alone. An expression that cannot be read is an
// [Error], which says what is wrong with which part of it.
//
// # Expressions
//
//	expression  = [ "!" ] alternative { " | " alternative }
//	alternative = term { " " term }
//	term        = [ "!" ] ( name ":" values | "@" saved | words | quoted )
//	values      = value { "|" value }
//
// A record matches an expression if it matches one of its alternatives, and an alternative if it
// matches all of its terms. A ! negates a term or, at the very beginning, the whole expression.
// Consecutive words without a name are one text, including the spaces between them. What begins with
// a quotation mark is taken as it is up to the next one that ends a word: spaces, bars and colons
// too. A bar without spaces separates values of one term: level:error|warning, retry|timeout. Case
// is ignored. A word that looks like a field and is none, such as lvl:error, is an error.
//
//	words           the message or the component contains this text
//	re:PATTERN      the message matches this regular expression, which ends with the alternative
//	kb:NUMBER       it is about the updates of this article; see Resolve
//	guid:ID, id:ID  it is about the update, content or job of this id; part of an id is searched as
//	                text, but for the beginning of an update's or a deployment's own id; see Resolve
//	log:TEXT        the name of the log contains this text
//	component:TEXT  the name of the component contains this text
//	thread:N        the record was logged by this thread: 5816 or 0x16B8
//	level:NAME      its level is error, warning, info or debug, or begins so; NAME+ adds worse ones
//	after:TIME      it was logged at this time or later
//	before:TIME     it was logged at this time or earlier
//	@NAME           it passes the saved filter of this name
//
// What belongs to an update depends on the state of the client, not on the record alone. [Resolve]
// looks it up. Without it, as in rules for highlights, kb and guid match the records that name the
// number or the id themselves.
//
// # Goroutines
//
// [Find] searches on one goroutine for each processor, and [Results] puts many records in order in
// the same way. Both wait until all of these goroutines have ended. [Results], [Outcome], [Cache]
// and [LevelCounts] belong to one goroutine each; a Matcher may be used on any.
package query

import (
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Matcher says which records match. It never changes and may be used on any goroutine.
type Matcher interface {
	// Match reports whether a record of a snapshot matches.
	Match(records *store.Records, id event.RecordID) bool
}

// Highlighter is a Matcher that can show what it finds in a text.
type Highlighter interface {
	// Highlights appends to spans where it finds something in a text: each time the offset of the
	// first byte and that of the byte behind the last.
	Highlights(text string, spans []int) []int
}

// TimeParser reads the time of an after: or before: as people type it. The text contains no space.
type TimeParser func(s string) (time.Time, error)

// All matches what each of its matchers matches; without any, everything. It highlights what any of
// them does.
type All []Matcher

// Match implements Matcher.
func (a All) Match(records *store.Records, id event.RecordID) bool {
	for _, m := range a {
		if !m.Match(records, id) {
			return false
		}
	}
	return true
}

// Highlights implements Highlighter.
func (a All) Highlights(text string, spans []int) []int { return highlightsOf(a, text, spans) }

// Any matches what at least one of its matchers matches; without any, nothing. It highlights what
// any of them does.
type Any []Matcher

// Match implements Matcher.
func (a Any) Match(records *store.Records, id event.RecordID) bool {
	for _, m := range a {
		if m.Match(records, id) {
			return true
		}
	}
	return false
}

// Highlights implements Highlighter.
func (a Any) Highlights(text string, spans []int) []int { return highlightsOf(a, text, spans) }

// highlightsOf appends the highlights of all of some matchers that have any.
func highlightsOf(ms []Matcher, text string, spans []int) []int {
	for _, m := range ms {
		if h, ok := m.(Highlighter); ok {
			spans = h.Highlights(text, spans)
		}
	}
	return spans
}

// notMatcher matches what its matcher does not. It has nothing to highlight.
type notMatcher struct{ Matcher }

func (n notMatcher) Match(records *store.Records, id event.RecordID) bool {
	return !n.Matcher.Match(records, id)
}
