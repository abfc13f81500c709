package query

import (
	"bytes"

	"ccmtail/model/event"
	"ccmtail/store"
)

// IDs wants the records whose message names one of some GUIDs, however it is spelled.
type IDs map[event.GUID]bool

// list returns the ids that are wanted.
func (g IDs) list() []event.GUID {
	ids := make([]event.GUID, 0, len(g))
	for id, in := range g {
		if in {
			ids = append(ids, id)
		}
	}
	return ids
}

// Implied returns the records that imply one of the ids: an event read from them is about it, and their text does not name it.
func (g IDs) Implied(s *store.Records) Set { return SetOf(s, s.Implying(g.list()...)) }

// Match implements Matcher.
func (g IDs) Match(s *store.Records, id event.RecordID) bool {
	msg := s.Message(id)
	found := false
	EachGUID(msg, func(id event.GUID, _, _ int) bool { found = g[id]; return !found })
	return found
}

// Highlights implements Marker.
func (g IDs) Highlights(text string, at []int) []int {
	EachGUID([]byte(text), func(id event.GUID, from, to int) bool {
		if g[id] {
			at = append(at, from, to)
		}
		return true
	})
	return at
}

// EachGUID calls f for each GUID in a text, with its place, until f says no.
func EachGUID(msg []byte, f func(id event.GUID, from, to int) bool) {
	for from := 0; len(msg)-from >= 28; {
		i := bytes.IndexByte(msg[from+8:], '-')
		if i < 0 {
			return
		}
		at := from + i // eight digits before the hyphen
		if g, n := event.ParseGUID(msg[at:]); n > 0 {
			if !f(g, at, at+n) {
				return
			}
			from = at + n
			continue
		}
		from = at + 1
	}
}
