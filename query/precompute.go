package query

import (
	"ccmtail/model/event"
	"ccmtail/store"
)

// Precompute returns a matcher of the same records as m. If the index of a snapshot can look up
// which of its records match, that has been done once and for all, and only later ones are left to
// m.
func Precompute(records *store.Records, m Matcher) Matcher {
	if set, ok := planFor(records, m).(Set); ok {
		return Any{set, sinceMatcher{records.End(), m}}
	}
	return m
}

// sinceMatcher matches what its matcher matches of the records from one on. It highlights what that
// does.
type sinceMatcher struct {
	from event.RecordID
	Matcher
}

func (s sinceMatcher) Match(records *store.Records, id event.RecordID) bool {
	return id >= s.from && s.Matcher.Match(records, id)
}

func (s sinceMatcher) Highlights(text string, spans []int) []int {
	return highlightsOf([]Matcher{s.Matcher}, text, spans)
}
