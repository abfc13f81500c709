package ui

import (
	"bytes"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/store"
)

// matcher says which records are wanted. It never changes and may be asked on any goroutine.
type matcher interface {
	match(s *store.Snapshot, id model.RecordID) bool
}

// marker is a matcher that can point at what it found: it appends the from-to pairs of bytes in a text.
type marker interface {
	marks(text string, at []int) []int
}

// all wants what each of its matchers wants, anyOf what one of them does, not what its matcher does not.
type (
	all   []matcher
	anyOf []matcher
	not   struct{ matcher }
)

func (a all) match(s *store.Snapshot, id model.RecordID) bool {
	for _, m := range a {
		if !m.match(s, id) {
			return false
		}
	}
	return true
}

func (a all) marks(text string, at []int) []int { return marksOf(a, text, at) }

func (a anyOf) match(s *store.Snapshot, id model.RecordID) bool {
	for _, m := range a {
		if m.match(s, id) {
			return true
		}
	}
	return false
}

func (a anyOf) marks(text string, at []int) []int { return marksOf(a, text, at) }

func marksOf(ms []matcher, text string, at []int) []int {
	for _, m := range ms {
		if k, ok := m.(marker); ok {
			at = k.marks(text, at)
		}
	}
	return at
}

func (n not) match(s *store.Snapshot, id model.RecordID) bool { return !n.matcher.match(s, id) }

// text wants records whose message or component holds a literal, whatever the case of its letters.
type text struct{ *literal }

func (t text) match(s *store.Snapshot, id model.RecordID) bool {
	return t.index(s.Message(id)) >= 0 || t.index([]byte(s.Component(id))) >= 0
}

func (t text) marks(text string, at []int) []int {
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
	want string // lower case
	of   func(s *store.Snapshot, id model.RecordID) string
}

func (f field) match(s *store.Snapshot, id model.RecordID) bool {
	return strings.Contains(strings.ToLower(f.of(s, id)), f.want)
}

// level wants records of some levels.
type level [4]bool

func (l level) match(s *store.Snapshot, id model.RecordID) bool { return l[s.Level(id)&3] }

// thread wants the records of one thread.
type thread uint32

func (t thread) match(s *store.Snapshot, id model.RecordID) bool { return s.Thread(id) == uint32(t) }

// during wants records from one time up to another; zero is open.
type during struct{ from, to time.Time }

func (d during) match(s *store.Snapshot, id model.RecordID) bool {
	t := s.Time(id)
	return !t.Before(d.from) && (d.to.IsZero() || !t.After(d.to))
}

// article wants records that name a KB article, with or without the letters KB.
type article struct{ *literal }

func (a article) match(s *store.Snapshot, id model.RecordID) bool { return a.in(s.Message(id)) }

// in says whether the number stands in a text on its own, not as part of a longer one.
func (a article) in(msg []byte) bool {
	for from := 0; ; {
		i := bytes.Index(msg[from:], a.low)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(a.low)
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

// ids wants records that name one of some GUIDs, however it is spelled.
type ids map[model.GUID]bool

func (g ids) match(s *store.Snapshot, id model.RecordID) bool {
	msg := s.Message(id)
	found := false
	eachGUID(msg, func(id model.GUID, _, _ int) bool { found = g[id]; return !found })
	return found
}

func (g ids) marks(text string, at []int) []int {
	eachGUID([]byte(text), func(id model.GUID, from, to int) bool {
		if g[id] {
			at = append(at, from, to)
		}
		return true
	})
	return at
}

// eachGUID calls f for each GUID in a text, with its place, until f says no.
func eachGUID(msg []byte, f func(id model.GUID, from, to int) bool) {
	for from := 0; len(msg)-from >= 28; {
		i := bytes.IndexByte(msg[from+8:], '-')
		if i < 0 {
			return
		}
		at := from + i // eight digits before the hyphen
		if g, n := model.ParseGUID(msg[at:]); n > 0 {
			if !f(g, at, at+n) {
				return
			}
			from = at + n
			continue
		}
		from = at + 1
	}
}

// records wants the records of a set.
type records bitmap

func (r records) match(_ *store.Snapshot, id model.RecordID) bool { return bitmap(r).has(id) }
