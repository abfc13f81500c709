package parsers

import (
	"bytes"

	"ccmtail/model"
)

// native frames the record whose head stands at data[lead].
func (f *Framer) native(data []byte, lead, lines int, final bool) int {
	from := lead + len(head)
	end, breaks := f.sureEnd(data, from)
	if end < 0 {
		var whole bool
		if end, whole = f.nativeEnd(data, from, final); end < 0 {
			return 0
		}
		if !whole {
			return f.broken(data, lead, lines, from, end, final)
		}
		breaks = countLines(data[from:end])
	}
	after := end + len(tail)
	n, wall, thread, level := f.usual(data[after:])
	if n == 0 {
		return f.unusual(data, lead, lines, end, final)
	}
	size := after + n
	br := lineBreak(data[size:], final)
	if br < 0 {
		return 0
	}
	size += br
	f.last = stamp{wall: wall, bias: f.same.bias}
	fr := f.room()
	fr.Size, fr.Head, fr.Tail, fr.Lead, fr.Lines = size, from, size-end, lines, lines+breaks+min(br, 1)
	fr.Wall, fr.Bias, fr.Component, fr.Thread = wall, f.same.bias, f.same.component, thread
	fr.Level, fr.Flags, fr.Format = level, 0, model.FormatCCM
	return size
}

// unusual frames the record whose head stands at data[lead] and whose tail, in any form, stands at end; 0 if it must wait.
func (f *Framer) unusual(data []byte, lead, lines, end int, final bool) int {
	n, a, ok := attributes(data[end+len(tail):], final)
	if n < 0 {
		return 0
	}
	size := end + len(tail) + n
	br := lineBreak(data[size:], final)
	if br < 0 {
		return 0
	}
	from := lead + len(head)
	st, timed := f.dates.nativeStamp(a.time, a.date)
	fr := model.Frame{
		Size: size + br, Head: from, Tail: size + br - end, Lead: lines, Lines: lines + countLines(data[from:size]) + min(br, 1),
		Component: f.name(a.component), Thread: a.thread, Level: a.level, Format: model.FormatCCM,
	}
	if !ok || !timed {
		fr.Flags = model.Damaged
	}
	f.add(fr, st, timed)
	return size + br
}

// sureTail begins every usual tail, and is hardly ever quoted.
const sureTail = tailText + beforeTime

// sureEnd is where the tail of the record begins, if the first mark is one, and how many line breaks there are before it; else end is -1,
// and nothing is known.
func (f *Framer) sureEnd(data []byte, from int) (end, breaks int) {
	if f.scanned > 0 {
		return -1, 0
	}
	i, plain := upto(data[from:], '!')
	end = from + i - inTail
	if end < from || end-from > longestRecord || end+len(sureTail) > len(data) || string(data[end:end+len(sureTail)]) != sureTail {
		return -1, 0
	}
	if !plain {
		breaks = countLines(data[from:end])
	}
	return end, breaks
}

// nativeEnd is where the tail of the record begins, or, if it has none (whole is false), where the
// record must end: at the next head, at the end of a line that closes without attributes, or at the end
// of the text. -1 means wait.
func (f *Framer) nativeEnd(data []byte, from int, final bool) (end int, whole bool) {
	at := max(from, f.scanned)
	for {
		upto, what := nextMark(data, at)
		if what == aHead {
			return upto, false
		}
		if upto-from > longestRecord {
			return from + longestRecord, false
		}
		if what == noMark {
			if final {
				return len(data), false
			}
			f.scanned = max(from, len(data)-len(tail)-len(head))
			return -1, false
		}
		after := data[upto+len(tail):]
		switch {
		case bytes.HasPrefix(after, attrs):
			return upto, true
		case !final && len(after) < len(attrs) && bytes.HasPrefix(attrs, after):
			return -1, false
		case len(after) == 0 || after[0] == '\r' || after[0] == '\n':
			return upto + len(tail), false
		}
		at = upto + len(tail) // the text quotes the mark
	}
}

// What nextMark finds.
type mark uint8

const (
	noMark mark = iota
	aHead
	aTail
)

// Each mark has one exclamation mark, here, and hardly anything else in a log does.
const (
	inHead = len("<")
	inTail = len("]LOG]")
)

// nextMark is where the first head or tail in data begins that is behind from, the end of data if there is none.
func nextMark(data []byte, from int) (at int, m mark) {
	for next := from; ; {
		i := bytes.IndexByte(data[next:], '!')
		if i < 0 {
			return len(data), noMark
		}
		if at, m := markAround(data, from, next+i); m != noMark {
			return at, m
		}
		next += i + 1
	}
}

// markAround is the mark whose exclamation mark is at a place, if it is whole and begins behind from.
func markAround(data []byte, from, at int) (int, mark) {
	if t := at - inTail; t >= from && t+len(tailText) <= len(data) && string(data[t:t+len(tailText)]) == tailText {
		return t, aTail
	}
	if h := at - inHead; h >= from && h+len(headText) <= len(data) && string(data[h:h+len(headText)]) == headText {
		return h, aHead
	}
	return 0, noMark
}

// broken frames a native head without a tail, up to end; 0 if it must wait.
func (f *Framer) broken(data []byte, lead, lines, from, end int, final bool) int {
	br := lineBreak(data[end:], final)
	if br < 0 {
		return 0
	}
	size := end + br
	msg := bytes.TrimSuffix(bytes.TrimRight(data[from:end], "\r\n"), tail)
	fr := model.Frame{
		Size: size, Head: from, Tail: size - from - len(msg), Lead: lines, Lines: lines + countLines(data[lead:size]),
		Format: model.FormatCCM, Flags: model.Damaged,
	}
	f.add(fr, stamp{}, false)
	return size
}

// attribute values of a native record's tail.
type values struct {
	time, date, component []byte
	thread                uint32
	level                 model.Level
}

// longestAttributes bounds how long a tail may wait for its end.
const longestAttributes = 4096

// attributes reads <time="…" date="…" component="…" context="…" type="1" thread="1" file="…"> at the
// head of s: n is its length, ok whether it is whole. A tail that is cut ends with its line. n is -1 if
// the rest has yet to come.
func attributes(s []byte, final bool) (n int, v values, ok bool) {
	if len(s) > longestAttributes {
		s, final = s[:longestAttributes], true
	}
	if i := bytes.IndexByte(s, '\n'); i >= 0 {
		s, final = bytes.TrimSuffix(s[:i], []byte{'\r'}), true
	}
	n, ok = v.read(s)
	switch {
	case ok:
		return n, v, true
	case final:
		return len(s), v, false
	}
	return -1, v, false
}

// read fills v from a tail's attributes up to its closing bracket.
func (v *values) read(s []byte) (n int, ok bool) {
	for i := 1; ; {
		for i < len(s) && s[i] == ' ' {
			i++
		}
		if i < len(s) && s[i] == '>' {
			return i + 1, true
		}
		eq := bytes.IndexByte(s[min(i, len(s)):], '=')
		if eq < 0 || i+eq+1 >= len(s) || s[i+eq+1] != '"' {
			return 0, false
		}
		key := s[i : i+eq]
		i += eq + 2
		q := bytes.IndexByte(s[i:], '"')
		if q < 0 {
			return 0, false
		}
		v.set(key, s[i:i+q])
		i += q + 1
	}
}

func (v *values) set(key, value []byte) {
	switch string(key) {
	case "time":
		v.time = value
	case "date":
		v.date = value
	case "component":
		v.component = value
	case "type":
		v.level = levelOf(value)
	case "thread":
		n, _ := digits(value, 10)
		v.thread = uint32(n)
	}
}

// levelOf is the level of a type attribute; one that is missing or unknown is info.
func levelOf(t []byte) model.Level {
	if len(t) != 1 {
		return model.LevelInfo
	}
	switch t[0] {
	case '0':
		return model.LevelDebug
	case '2':
		return model.LevelWarning
	case '3':
		return model.LevelError
	}
	return model.LevelInfo
}

var lineFeed = []byte{'\n'}

// countLines counts line breaks: CRLF, LF and a CR alone are one each.
func countLines(s []byte) int {
	n := 0
	if bytes.IndexByte(s, '\n') >= 0 { // few messages have any
		n = bytes.Count(s, lineFeed)
	}
	for i := bytes.IndexByte(s, '\r'); i >= 0; {
		if i+1 >= len(s) || s[i+1] != '\n' {
			n++
		}
		j := bytes.IndexByte(s[i+1:], '\r')
		if j < 0 {
			break
		}
		i += 1 + j
	}
	return n
}
