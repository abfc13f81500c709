package query

import (
	"bytes"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// text wants records whose message or component holds a literal, whatever the case of its letters.
type text struct{ *literal }

func (t text) Match(s *store.Records, id event.RecordID) bool {
	return t.index(s.Message(id)) >= 0 || t.index([]byte(s.Component(id))) >= 0
}

func (t text) Marks(text string, at []int) []int {
	b := []byte(text)
	for from := 0; len(t.low) > 0; {
		i := t.index(b[from:])
		if i < 0 {
			return at
		}
		at = append(at, from+i, from+i+len(t.low))
		from += i + len(t.low)
	}
	return at
}

// field wants records one of whose names holds a text.
type field struct {
	name string // log or component
	want string // lower case
}

func (f field) Match(s *store.Records, id event.RecordID) bool {
	if f.name == "log" {
		return f.wants(s.Log(id))
	}
	return f.wants(s.Component(id))
}

func (f field) wants(name string) bool { return strings.Contains(strings.ToLower(name), f.want) }

// levels wants records of some levels.
type levels [4]bool

// Levels wants the records that were logged with one of some levels.
func Levels(which ...model.Level) Matcher {
	var l levels
	for _, w := range which {
		l[w&3] = true
	}
	return l
}

func (l levels) Match(s *store.Records, id event.RecordID) bool { return l[s.Level(id)&3] }

// thread wants the records of one thread.
type thread uint32

func (t thread) Match(s *store.Records, id event.RecordID) bool { return s.Thread(id) == uint32(t) }

// during wants records from one time up to another; zero is open.
type during struct{ from, to time.Time }

func (d during) Match(s *store.Records, id event.RecordID) bool {
	t := s.Time(id)
	return !t.Before(d.from) && (d.to.IsZero() || !t.After(d.to))
}

// Article wants the records whose message names a KB article, with or without the letters KB.
type Article struct{ number *literal }

// NewArticle takes an article's number; KB before it is no part of it. There must be a number.
func NewArticle(kb string) Article { return Article{newLiteral(articleNumber(kb))} }

func articleNumber(s string) string { return strings.TrimPrefix(strings.ToLower(s), "kb") }

// Match implements Matcher.
func (a Article) Match(s *store.Records, id event.RecordID) bool { return a.in(s.Message(id)) }

// in says whether the number stands in a text on its own, not as part of a longer one.
func (a Article) in(msg []byte) bool {
	for from := 0; ; {
		i := bytes.Index(msg[from:], a.number.low)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(a.number.low)
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
