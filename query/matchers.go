package query

import (
	"bytes"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// textMatcher matches records whose message or component contains a literal.
type textMatcher struct{ *literal }

// idBeginning matches a part of an id as it is written; resolved, what is about the one update or
// deployment whose id begins with it.
type idBeginning struct {
	textMatcher
	begin string
}

func (t textMatcher) Match(records *store.Records, id event.RecordID) bool {
	return t.index(records.Message(id)) >= 0 || t.index([]byte(records.Component(id))) >= 0
}

func (t textMatcher) Highlights(text string, spans []int) []int {
	b := []byte(text)
	for from := 0; len(t.lower) > 0; {
		i := t.index(b[from:])
		if i < 0 {
			return spans
		}
		spans = append(spans, from+i, from+i+len(t.lower))
		from += i + len(t.lower)
	}
	return spans
}

// nameMatcher matches records one of whose names contains a text, whatever the case.
type nameMatcher struct {
	field     string // log or component
	substring string // lower case
}

func (n nameMatcher) Match(records *store.Records, id event.RecordID) bool {
	if n.field == "log" {
		return n.matchesName(records.LogName(id))
	}
	return n.matchesName(records.Component(id))
}

func (n nameMatcher) matchesName(name string) bool {
	return strings.Contains(strings.ToLower(name), n.substring)
}

// InLog matches the records of the log of this name.
type InLog string

// Match implements Matcher.
func (l InLog) Match(records *store.Records, id event.RecordID) bool {
	return records.LogName(id) == string(l)
}

// levelMatcher matches records of the levels that are true.
type levelMatcher [4]bool

// Levels returns a matcher of the records of some levels.
func Levels(levels ...model.Level) Matcher {
	var m levelMatcher
	for _, l := range levels {
		m[l&3] = true
	}
	return m
}

func (l levelMatcher) Match(records *store.Records, id event.RecordID) bool {
	return l[records.Level(id)&3]
}

// threadMatcher matches the records of one thread.
type threadMatcher uint32

func (t threadMatcher) Match(records *store.Records, id event.RecordID) bool {
	return records.Thread(id) == uint32(t)
}

// timeMatcher matches the records from one time up to another, both included; a zero time is no
// limit.
type timeMatcher struct{ from, to time.Time }

func (m timeMatcher) Match(records *store.Records, id event.RecordID) bool {
	t := records.Time(id)
	return !t.Before(m.from) && (m.to.IsZero() || !t.After(m.to))
}

// articleMatcher matches the records whose message names a KB article.
type articleMatcher struct{ number *literal }

// Article returns a matcher of the records whose message names a KB article, with or without the
// letters KB. kb is its number, with or without these letters, and must not be empty.
func Article(kb string) Matcher { return articleMatcher{newLiteral(trimKB(kb))} }

func trimKB(s string) string { return strings.TrimPrefix(strings.ToLower(s), "kb") }

func (a articleMatcher) Match(records *store.Records, id event.RecordID) bool {
	return a.matches(records.Message(id))
}

// matches reports whether a message contains the number on its own, not as part of a longer one or
// of something hexadecimal.
func (a articleMatcher) matches(message []byte) bool {
	for from := 0; ; {
		i := bytes.Index(message[from:], a.number.lower)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(a.number.lower)
		kb := i >= 2 && message[i-1]|0x20 == 'b' && message[i-2]|0x20 == 'k'
		begins := kb || i == 0 || !isHex(message[i-1])
		if begins && (end == len(message) || message[end]-'0' > 9 && (kb || !isHex(message[end]))) {
			return true
		}
		from = end
	}
}

func isHex(c byte) bool {
	return c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'f'
}
