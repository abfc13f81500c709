package query

import (
	"bytes"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// textMatcher wants records whose message or component holds a literal, whatever the case of its letters.
type textMatcher struct{ *literal }

func (t textMatcher) Match(s *store.Records, id event.RecordID) bool {
	return t.index(s.Message(id)) >= 0 || t.index([]byte(s.Component(id))) >= 0
}

func (t textMatcher) Highlights(text string, at []int) []int {
	b := []byte(text)
	for from := 0; len(t.lower) > 0; {
		i := t.index(b[from:])
		if i < 0 {
			return at
		}
		at = append(at, from+i, from+i+len(t.lower))
		from += i + len(t.lower)
	}
	return at
}

// nameMatcher wants records one of whose names holds a text.
type nameMatcher struct {
	name      string // log or component
	substring string // lower case
}

func (f nameMatcher) Match(s *store.Records, id event.RecordID) bool {
	if f.name == "log" {
		return f.matchesName(s.LogName(id))
	}
	return f.matchesName(s.Component(id))
}

func (f nameMatcher) matchesName(name string) bool {
	return strings.Contains(strings.ToLower(name), f.substring)
}

// levelMatcher wants records of some levels.
type levelMatcher [4]bool

// Levels wants the records that were logged with one of some levels.
func Levels(which ...model.Level) Matcher {
	var l levelMatcher
	for _, w := range which {
		l[w&3] = true
	}
	return l
}

func (l levelMatcher) Match(s *store.Records, id event.RecordID) bool { return l[s.Level(id)&3] }

// threadMatcher wants the records of one thread.
type threadMatcher uint32

func (t threadMatcher) Match(s *store.Records, id event.RecordID) bool {
	return s.Thread(id) == uint32(t)
}

// timeMatcher wants records from one time up to another; zero is open.
type timeMatcher struct{ from, to time.Time }

func (d timeMatcher) Match(s *store.Records, id event.RecordID) bool {
	t := s.Time(id)
	return !t.Before(d.from) && (d.to.IsZero() || !t.After(d.to))
}

// Article wants the records whose message names a KB article, with or without the letters KB.
type Article struct{ number *literal }

// NewArticle takes an article's number; KB before it is no part of it. There must be a number.
func NewArticle(kb string) Article { return Article{newLiteral(trimKB(kb))} }

func trimKB(s string) string { return strings.TrimPrefix(strings.ToLower(s), "kb") }

// Match implements Matcher.
func (a Article) Match(s *store.Records, id event.RecordID) bool { return a.matches(s.Message(id)) }

// matches says whether the number stands in a text on its own, not as part of a longer one.
func (a Article) matches(msg []byte) bool {
	for from := 0; ; {
		i := bytes.Index(msg[from:], a.number.lower)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(a.number.lower)
		kb := i >= 2 && msg[i-1]|0x20 == 'b' && msg[i-2]|0x20 == 'k'
		if (kb || i == 0 || !isHex(msg[i-1])) && (end == len(msg) || msg[end]-'0' > 9 && (kb || !isHex(msg[end]))) {
			return true
		}
		from = end
	}
}

func isHex(c byte) bool {
	return c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'f'
}
