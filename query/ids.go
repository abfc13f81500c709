package query

import (
	"bytes"

	"ccmtail/model/event"
	"ccmtail/store"
)

// IDs matches the records whose message names one of these ids, in any spelling.
type IDs map[event.GUID]bool

// list returns the ids.
func (g IDs) list() []event.GUID {
	ids := make([]event.GUID, 0, len(g))
	for id, in := range g {
		if in {
			ids = append(ids, id)
		}
	}
	return ids
}

// Implied returns the records of a snapshot that imply one of the ids: an event read from them is
// about it, but their text does not name it.
func (g IDs) Implied(records *store.Records) Set {
	return setOf(records, records.Implying(g.list()...))
}

// Match implements Matcher.
func (g IDs) Match(records *store.Records, id event.RecordID) bool {
	found := false
	EachGUID(records.Message(id), func(named event.GUID, _, _ int) bool { found = g[named]; return !found })
	return found
}

// Highlights implements Highlighter.
func (g IDs) Highlights(text string, spans []int) []int {
	EachGUID([]byte(text), func(id event.GUID, from, to int) bool {
		if g[id] {
			spans = append(spans, from, to)
		}
		return true
	})
	return spans
}

// EachGUID calls f for each GUID in a text, with the offsets of its first byte and of the one
// behind its last, until f returns false.
func EachGUID(text []byte, f func(id event.GUID, from, to int) bool) {
	const length = 36 // without braces, which are not part of it here
	for at := 0; len(text)-at >= length; {
		i := bytes.IndexByte(text[at+8:], '-')
		if i < 0 {
			return
		}
		at += i // eight digits before the hyphen
		if id, n := event.ParseGUID(text[at:]); n > 0 {
			if !f(id, at, at+n) {
				return
			}
			at += n
			continue
		}
		at++
	}
}
