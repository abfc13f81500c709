package parsers

import (
	"bytes"

	"ccmtail/model"
)

// line is what one line of text was read as: head and tail are the bytes before and behind its message.
type line struct {
	head, tail int
	stamp      stamp
	timed      bool
	component  []byte
	thread     uint32
	level      model.Level
	flags      model.Flags
	format     model.Format
}

// forms are the grammars of a line, in the order in which they are tried. Each says ok only if the line
// is surely of its form.
var forms = [...]func(*dates, []byte) (line, bool){
	(*dates).headless, (*dates).legacy, (*dates).classicUpdate, (*dates).decodedUpdate, (*dates).servicing,
	(*dates).componentFirst, (*dates).pasted,
}

// longestHead is what a store keeps room for before a message.
const longestHead = 255

// line frames the line at data[lead], or the part of it before a native head; 0 if its end has yet to come.
func (f *Framer) line(data []byte, lead, lines int, final bool) int {
	body := data[lead:]
	end := bytes.IndexByte(body[min(f.scanned, len(body)):], '\n')
	size := len(body)
	if end >= 0 {
		end += min(f.scanned, len(body))
		size = end + 1
	}
	known := max(min(f.scanned, len(body))-len(head), 0)
	if h := bytes.Index(body[known:size], head); known+h > 0 && h >= 0 {
		size, end = known+h, known+h
	}
	if end < 0 && !final && len(body) < longestRecord {
		f.scanned = max(0, len(body)-1)
		return 0
	}
	text := bytes.TrimRight(body[:size], "\r\n")
	l, ok := f.read(text)
	if !ok || lead+l.head > longestHead {
		l = line{format: model.FormatPlain}
	}
	f.add(model.Frame{
		Size: lead + size, Head: lead + l.head, Tail: l.tail + size - len(text), Lead: lines,
		Lines: lines + countLines(body[:size]), Component: f.name(l.component), Thread: l.thread,
		Level: l.level, Flags: l.flags, Format: l.format,
	}, l.stamp, l.timed)
	return lead + size
}

// read tries the forms, first the one that fitted last.
func (f *Framer) read(text []byte) (line, bool) {
	if l, ok := forms[f.form](&f.dates, text); ok {
		return l, true
	}
	for i, form := range forms {
		if i == f.form {
			continue
		}
		if l, ok := form(&f.dates, text); ok {
			f.form = i
			return l, true
		}
	}
	return line{}, false
}

// headless is the end of a native record whose beginning is lost: two processes wrote one file, or the
// file was cut (task sequence log of 2019).
func (c *dates) headless(text []byte) (line, bool) {
	i := bytes.LastIndex(text, []byte("]LOG]!><time="))
	if i < 0 {
		return line{}, false
	}
	_, v, _ := attributes(text[i+len(tail):], true)
	l := line{
		tail: len(text) - i, component: v.component, thread: v.thread, level: v.level,
		flags: model.Damaged, format: model.FormatCCM,
	}
	l.stamp, l.timed = c.nativeStamp(v.time, v.date)
	return l, true
}

// legacy is "text  $$<component><MM-DD-YYYY HH:MM:SS.mmm+bias><thread=1 (0x1)>", the form of server logs.
func (c *dates) legacy(text []byte) (line, bool) {
	i := bytes.LastIndex(text, []byte("$$<"))
	if i < 0 {
		return line{}, false
	}
	rest := text[i+3:]
	component, rest, ok := bytes.Cut(rest, []byte("><"))
	if !ok {
		return line{}, false
	}
	when, rest, ok := bytes.Cut(rest, []byte("><thread="))
	if !ok {
		return line{}, false
	}
	date, t, ok := bytes.Cut(when, []byte{' '})
	if !ok {
		return line{}, false
	}
	l := line{component: component, format: model.FormatLegacy}
	if l.stamp, l.timed = c.nativeStamp(t, date); !l.timed {
		return line{}, false
	}
	n, _ := digits(rest, 10)
	l.thread = uint32(n)
	l.tail = len(text) - len(bytes.TrimRight(bytes.TrimRight(text[:i], " "), "~"))
	return l, true
}
