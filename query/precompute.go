package query

import (
	"ccmtail/model/event"
	"ccmtail/store"
)

// Precompute returns a matcher of the same records as m. Where the index of a snapshot can say
// which of its records match, they are looked up now, once, and m is asked only about records that
// arrive later.
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
