package redact

import (
	"bytes"
	"hash/maphash"

	"ccmtail/model/event"
)

// shapeSet remembers lines by their shape: what is left of a line if its times, GUIDs and lone numbers
// are all the same. Where a line of a shape has no name in what differs, another line of it has the
// same names, and need not be searched.
type shapeSet struct {
	seed   maphash.Seed
	seen   map[uint64]bool
	shape  []byte
	masked []span // what differs in the newest line
}

// span is where a part of a text is.
type span struct{ from, to int }

// maxShapes is how many shapes are remembered at a time.
const maxShapes = 1 << 14

// newShapes returns an empty set of shapes.
func newShapes() *shapeSet {
	return &shapeSet{seed: maphash.MakeSeed(), seen: map[uint64]bool{}}
}

// of returns the number of a line's shape, and whether it is remembered.
func (s *shapeSet) of(line []byte) (shape uint64, seen bool) {
	s.shape, s.masked = append(s.shape[:0], line...), s.masked[:0]
	for at := 0; at < len(line); {
		n := variableLen(line, at)
		if n == 0 {
			at++
			continue
		}
		for i := at; i < at+n; i++ {
			if isWordByte(line[i]) {
				s.shape[i] = '0'
			}
		}
		s.masked = append(s.masked, span{at, at + n})
		at += n
	}
	shape = maphash.Bytes(s.seed, s.shape)
	return shape, s.seen[shape]
}

// remember remembers the shape of a line in which names stand at these places, unless one of them is
// in what differs.
func (s *shapeSet) remember(shape uint64, names []span) {
	for _, n := range names {
		for _, m := range s.masked {
			if n.from < m.to && m.from < n.to {
				return
			}
		}
	}
	if len(s.seen) >= maxShapes {
		clear(s.seen)
	}
	s.seen[shape] = true
}

// variableLen returns the length of the time, GUID or lone number that begins at line[at], 0 if none
// does.
func variableLen(line []byte, at int) int {
	if !isHexDigit(line[at]) && line[at] != '{' || at > 0 && isWordByte(line[at-1]) {
		return 0
	}
	if _, n := event.ParseGUID(line[at:]); n > 0 {
		return n
	}
	if line[at]-'0' > 9 {
		return 0
	}
	end := at
	for end < len(line) && line[end]-'0' < 10 {
		end++
	}
	if n := clockLen(line, at, end); n > 0 {
		return n
	}
	if end-at < 8 && isLoneBefore(line, at) && (end == len(line) || bytes.IndexByte([]byte(` "'),;]<>`), line[end]) >= 0) {
		return end - at
	}
	return 0
}

// isLoneBefore reports whether what is before line[at] makes a number there one by itself.
func isLoneBefore(line []byte, at int) bool {
	return at == 0 || bytes.IndexByte([]byte(` "'(=,;[<>`), line[at-1]) >= 0
}

// clockLen returns the length of a time or date as records have them, which begins at line[at] with
// digits up to end: 10:00:00.123+000, 05-09-2023, 2023-05-09. It is 0 if there is none.
func clockLen(line []byte, at, end int) int {
	if end == len(line) || end-at != 2 && end-at != 4 || !isLoneBefore(line, at) {
		return 0
	}
	separator, groups := line[end], 1
	if separator != ':' && separator != '-' && separator != '/' {
		return 0
	}
	for groups < 3 && end+2 < len(line) && line[end] == separator && line[end+1]-'0' < 10 && line[end+2]-'0' < 10 {
		end += 3
		groups++
	}
	for end < len(line) && (line[end]-'0' < 10 || separator == ':' && (line[end] == '.' || line[end] == '+')) {
		end++
	}
	if groups < 3 || end < len(line) && bytes.IndexByte([]byte(` "'),;]<>`), line[end]) < 0 {
		return 0
	}
	return end - at
}
