package parsers

import (
	"bytes"

	"ccmtail/model"
)

// frameNative adds the frame of the native record whose head begins at data[lead].
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
	frame := f.newFrame()
	frame.Size, frame.Head, frame.Tail = size, from, size-end
	frame.LeadingLines, frame.Lines = lines, lines+breaks+countLineBreaks(data[size-br:size])
	frame.Wall, frame.Bias, frame.Component, frame.Thread = wall, f.previous.bias, f.previous.component, thread
	frame.Level, frame.Flags, frame.Format = level, 0, model.FormatCCM
	return size
}

// frameNativeSlow adds the frame of the native record whose head begins at data[lead] and whose
// tail begins at data[end], with attributes in any order and form.
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
	t, timed := f.dates.parseNativeTime(a.time, a.date)
	frame := model.Frame{
		Size: size + br, Head: from, Tail: size + br - end,
		LeadingLines: lines, Lines: lines + countLineBreaks(data[from:size+br]),
		Component: f.internComponent(a.component), Thread: a.thread, Level: a.level, Format: model.FormatCCM,
	}
	if !ok || !timed {
		frame.Flags = model.Damaged
	}
	f.addFrame(frame, t, timed)
	return size + br
}

// fastTail is the tail of a client's record with the beginning of its attributes, which hardly ever
// occurs in a message.
const fastTail = tailText + beforeTime

// fastEnd returns where the tail of the record begins and how many line breaks its message has, if
// the first exclamation mark from data[from] on belongs to a fastTail. Otherwise end is -1, and
// findNativeEnd must look for it.
func (f *Framer) fastEnd(data []byte, from int) (end, breaks int) {
	if f.scanned > 0 {
		return -1, 0
	}
	end = from + bytes.IndexByte(data[from:], '!') - bangInTail
	if end < from || end-from > maxRecordSize || end+len(fastTail) > len(data) || string(data[end:end+len(fastTail)]) != fastTail {
		return -1, 0
	}
	return end, countLineBreaks(data[from:end])
}

// findNativeEnd returns where the tail begins of the record whose message begins at data[from]. If
// it has no tail with attributes, whole is false and end is where the record ends instead: at the
// next head, after a tail at the end of a line, after maxRecordSize or at the end of the text. end
// is -1 if that depends on what follows.
func (f *Framer) findNativeEnd(data []byte, from int, final bool) (end int, whole bool) {
	at := max(from, f.scanned)
	for {
		next, kind := nextDelimiter(data, at)
		if kind == headDelimiter {
			return next, false
		}
		if next-from > maxRecordSize {
			return from + maxRecordSize, false
		}
		if kind == noDelimiter {
			if final {
				return len(data), false
			}
			f.scanned = max(from, len(data)-len(tailBytes)-len(headBytes))
			return -1, false
		}
		after := data[next+len(tailBytes):]
		switch {
		case bytes.HasPrefix(after, attributesStart):
			return next, true
		case !final && len(after) < len(attributesStart) && bytes.HasPrefix(attributesStart, after):
			return -1, false
		case len(after) == 0 || after[0] == '\r' || after[0] == '\n':
			return next + len(tailBytes), false
		}
		at = next + len(tailBytes) // the message quotes a tail
	}
}

// delimiter is the kind of a delimiter.
type delimiter uint8

const (
	noDelimiter delimiter = iota
	headDelimiter
	tailDelimiter
)

// The index of the exclamation mark in a head and in a tail. Both have one, and hardly anything
// else in a log does, so it is what nextDelimiter searches for.
const (
	bangInHead = len("<")
	bangInTail = len("]LOG]")
)

// nextDelimiter returns the index and kind of the first delimiter in data[from:], len(data) if
// there is none.
func nextDelimiter(data []byte, from int) (at int, kind delimiter) {
	for next := from; ; {
		i := bytes.IndexByte(data[next:], '!')
		if i < 0 {
			return len(data), noDelimiter
		}
		if at, kind := delimiterAround(data, from, next+i); kind != noDelimiter {
			return at, kind
		}
		next += i + 1
	}
}

// delimiterAround returns the index and kind of the delimiter in data[from:] whose exclamation mark
// is data[bang].
func delimiterAround(data []byte, from, bang int) (int, delimiter) {
	if t := bang - bangInTail; t >= from && t+len(tailText) <= len(data) && string(data[t:t+len(tailText)]) == tailText {
		return t, tailDelimiter
	}
	if h := bang - bangInHead; h >= from && h+len(headText) <= len(data) && string(data[h:h+len(headText)]) == headText {
		return h, headDelimiter
	}
	return 0, noDelimiter
}

// frameDamaged adds the frame of a native record without attributes. Its message begins at
// data[from], the record ends at data[end] or after the line break there.
func (f *Framer) frameDamaged(data []byte, lead, lines, from, end int, final bool) int {
	br := lineBreakLen(data[end:], final)
	if br < 0 {
		return 0
	}
	size := end + br
	msg := bytes.TrimSuffix(bytes.TrimRight(data[from:end], "\r\n"), tailBytes)
	f.addFrame(model.Frame{
		Size: size, Head: from, Tail: size - from - len(msg),
		LeadingLines: lines, Lines: lines + countLineBreaks(data[lead:size]),
		Format: model.FormatCCM, Flags: model.Damaged,
	}, recordTime{}, false)
	return size
}

// attributeValues holds the attributes of a native record. The slices are parts of its text.
type attributeValues struct {
	time, date, component []byte
	thread                uint32
	level                 model.Level
}

// maxAttributesLen is the length in bytes after which attributes are taken for cut off.
const maxAttributesLen = 4096

// parseAttributes parses the attributes that s begins with, in any order, and returns their length.
// ok says whether they are complete; those that are cut off end with their line. n is -1 if that
// depends on what follows.
func parseAttributes(s []byte, final bool) (n int, v attributeValues, ok bool) {
	if len(s) > maxAttributesLen {
		s, final = s[:maxAttributesLen], true
	}
	if i := bytes.IndexByte(s, '\n'); i >= 0 {
		s, final = bytes.TrimSuffix(s[:i], []byte{'\r'}), true
	}
	n, ok = v.parse(s)
	switch {
	case ok:
		return n, v, true
	case final:
		return len(s), v, false
	}
	return -1, v, false
}

// parse parses attributes up to the closing bracket, and returns their length. ok is false if there
// is none, or something that is no attribute before it.
func (v *attributeValues) parse(s []byte) (n int, ok bool) {
	for i := 1; ; {
		for i < len(s) && s[i] == ' ' {
			i++
		}
		if i < len(s) && s[i] == '>' {
			return i + 1, true
		}
		eq := bytes.IndexByte(s[min(i, len(s)):], '=')
		if eq < 0 {
			return 0, false
		}
		open := quoteLen(s[i+eq+1:])
		if open == 0 {
			return 0, false
		}
		key := s[i : i+eq]
		i += eq + 1 + open
		q, closing := indexClosingQuote(s[i:], open)
		if q < 0 {
			return 0, false
		}
		value := s[i : i+q]
		if hasTypographic(value) {
			value = undoTypographic(nil, value)
		}
		v.set(key, value)
		i += q + closing
	}
}

// set sets an attribute. Unknown ones are ignored.
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

// levelOf returns the level for the value of a type attribute, LevelInfo if it is unknown.
func levelOf(value []byte) model.Level {
	if len(value) != 1 {
		return model.LevelInfo
	}
	switch value[0] {
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

// countLineBreaks returns the number of lines that end in s, as grep and sed count them: a CR on its
// own ends none.
func countLineBreaks(s []byte) int {
	return bytes.Count(s, lineFeed)
}
