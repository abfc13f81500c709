package parsers

import (
	"bytes"

	"ccmtail/model"
)

// frameNative frames the record whose head stands at data[lead].
func (f *Framer) frameNative(data []byte, lead, lines int, final bool) int {
	from := lead + len(headBytes)
	end, breaks := f.fastEnd(data, from)
	if end < 0 {
		var whole bool
		if end, whole = f.findNativeEnd(data, from, final); end < 0 {
			return 0
		}
		if !whole {
			return f.frameDamaged(data, lead, lines, from, end, final)
		}
		breaks = countLineBreaks(data[from:end])
	}
	after := end + len(tailBytes)
	n, wall, thread, level := f.fastAttributes(data[after:])
	if n == 0 {
		return f.frameNativeSlow(data, lead, lines, end, final)
	}
	size := after + n
	br := lineBreakLen(data[size:], final)
	if br < 0 {
		return 0
	}
	size += br
	f.lastTime = recordTime{wall: wall, bias: f.previous.bias}
	fr := f.newFrame()
	fr.Size, fr.Head, fr.Tail, fr.LeadingLines, fr.Lines = size, from, size-end, lines, lines+breaks+min(br, 1)
	fr.Wall, fr.Bias, fr.Component, fr.Thread = wall, f.previous.bias, f.previous.component, thread
	fr.Level, fr.Flags, fr.Format = level, 0, model.FormatCCM
	return size
}

// frameNativeSlow frames the record whose head stands at data[lead] and whose tail, in any form,
// stands at end; 0 if it must wait.
func (f *Framer) frameNativeSlow(data []byte, lead, lines, end int, final bool) int {
	n, a, ok := parseAttributes(data[end+len(tailBytes):], final)
	if n < 0 {
		return 0
	}
	size := end + len(tailBytes) + n
	br := lineBreakLen(data[size:], final)
	if br < 0 {
		return 0
	}
	from := lead + len(headBytes)
	st, timed := f.dates.parseNativeTime(a.time, a.date)
	fr := model.Frame{
		Size: size + br, Head: from, Tail: size + br - end, LeadingLines: lines, Lines: lines + countLineBreaks(data[from:size]) + min(br, 1),
		Component: f.internComponent(a.component), Thread: a.thread, Level: a.level, Format: model.FormatCCM,
	}
	if !ok || !timed {
		fr.Flags = model.Damaged
	}
	f.addFrame(fr, st, timed)
	return size + br
}

// fastTail begins every usual tail, and is hardly ever quoted.
const fastTail = tailText + beforeTime

// fastEnd returns where the tail of the record begins, if the first mark is one, and how many line
// breaks there are before it; else end is -1, and nothing is known.
func (f *Framer) fastEnd(data []byte, from int) (end, breaks int) {
	if f.scanned > 0 {
		return -1, 0
	}
	i, plain := indexPlain(data[from:], '!')
	end = from + i - bangInTail
	if end < from || end-from > maxRecordSize || end+len(fastTail) > len(data) || string(data[end:end+len(fastTail)]) != fastTail {
		return -1, 0
	}
	if !plain {
		breaks = countLineBreaks(data[from:end])
	}
	return end, breaks
}

// findNativeEnd returns where the tail of the record begins, or, if it has none (whole is false),
// where the record must end: at the next head, at the end of a line that closes without attributes,
// or at the end of the text. -1 means wait.
func (f *Framer) findNativeEnd(data []byte, from int, final bool) (end int, whole bool) {
	at := max(from, f.scanned)
	for {
		upto, what := nextDelimiter(data, at)
		if what == headDelimiter {
			return upto, false
		}
		if upto-from > maxRecordSize {
			return from + maxRecordSize, false
		}
		if what == noDelimiter {
			if final {
				return len(data), false
			}
			f.scanned = max(from, len(data)-len(tailBytes)-len(headBytes))
			return -1, false
		}
		after := data[upto+len(tailBytes):]
		switch {
		case bytes.HasPrefix(after, attributesStart):
			return upto, true
		case !final && len(after) < len(attributesStart) && bytes.HasPrefix(attributesStart, after):
			return -1, false
		case len(after) == 0 || after[0] == '\r' || after[0] == '\n':
			return upto + len(tailBytes), false
		}
		at = upto + len(tailBytes) // the text quotes the mark
	}
}

// What nextDelimiter finds.
type delimiter uint8

const (
	noDelimiter delimiter = iota
	headDelimiter
	tailDelimiter
)

// Each mark has one exclamation mark, here, and hardly anything else in a log does.
const (
	bangInHead = len("<")
	bangInTail = len("]LOG]")
)

// nextDelimiter returns where the first head or tail in data begins that is behind from, the end of
// data if there is none.
func nextDelimiter(data []byte, from int) (at int, m delimiter) {
	for next := from; ; {
		i := bytes.IndexByte(data[next:], '!')
		if i < 0 {
			return len(data), noDelimiter
		}
		if at, m := delimiterAround(data, from, next+i); m != noDelimiter {
			return at, m
		}
		next += i + 1
	}
}

// delimiterAround returns the mark whose exclamation mark is at a place, if it is whole and begins
// behind from.
func delimiterAround(data []byte, from, at int) (int, delimiter) {
	if t := at - bangInTail; t >= from && t+len(tailText) <= len(data) && string(data[t:t+len(tailText)]) == tailText {
		return t, tailDelimiter
	}
	if h := at - bangInHead; h >= from && h+len(headText) <= len(data) && string(data[h:h+len(headText)]) == headText {
		return h, headDelimiter
	}
	return 0, noDelimiter
}

// frameDamaged frames a native head without a tail, up to end; 0 if it must wait.
func (f *Framer) frameDamaged(data []byte, lead, lines, from, end int, final bool) int {
	br := lineBreakLen(data[end:], final)
	if br < 0 {
		return 0
	}
	size := end + br
	msg := bytes.TrimSuffix(bytes.TrimRight(data[from:end], "\r\n"), tailBytes)
	fr := model.Frame{
		Size: size, Head: from, Tail: size - from - len(msg), LeadingLines: lines, Lines: lines + countLineBreaks(data[lead:size]),
		Format: model.FormatCCM, Flags: model.Damaged,
	}
	f.addFrame(fr, recordTime{}, false)
	return size
}

// attribute values of a native record's tail.
type attributeValues struct {
	time, date, component []byte
	thread                uint32
	level                 model.Level
}

// maxAttributesLen bounds how long a tail may wait for its end.
const maxAttributesLen = 4096

// parseAttributes reads <time="…" date="…" component="…" context="…" type="1" thread="1" file="…">
// at the head of s: n is its length, ok whether it is whole. A tail that is cut ends with its line.
// n is -1 if the rest has yet to come.
func parseAttributes(s []byte, final bool) (n int, v attributeValues, ok bool) {
	if len(s) > maxAttributesLen {
		s, final = s[:maxAttributesLen], true
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
func (v *attributeValues) read(s []byte) (n int, ok bool) {
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

func (v *attributeValues) set(key, value []byte) {
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
		n, _ := parseDigits(value, 10)
		v.thread = uint32(n)
	}
}

// levelOf returns the level of a type attribute; one that is missing or unknown is info.
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

// countLineBreaks counts line breaks: CRLF, LF and a CR alone are one each.
func countLineBreaks(s []byte) int {
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
