package parsers

import (
	"bytes"

	"ccmtail/model"
)

// parsedLine is the result of parsing a line in one of lineGrammars.
type parsedLine struct {
	head, tail int // the number of bytes before and after the message
	time       recordTime
	timed      bool // whether time is set
	component  []byte
	thread     uint32
	level      model.Level
	flags      model.Flags
	format     model.Format
	order      dateOrder // what its date says about the order of dates in the file
}

// lineGrammars holds the grammars of lines that are not native records, in the order in which they
// are tried. A grammar that does not match returns false.
var lineGrammars = [...]func(*dateCache, []byte) (parsedLine, bool){
	(*dateCache).parseHeadless, (*dateCache).parseLegacy, (*dateCache).parseWUClassic, (*dateCache).parseWUDecoded, (*dateCache).parseCBS,
	(*dateCache).parseReporting, (*dateCache).parseSetupDiag,
	(*dateCache).parsePastedComponentFirst, (*dateCache).parsePastedMessageFirst,
}

// maxHeadLen is the longest head of a frame that the store's index can hold, in bytes.
const maxHeadLen = 255

// frameLine adds the frame of the line that begins at data[lead], or of its part before a native
// head.
func (f *Framer) frameLine(data []byte, lead, lines int, final bool) int {
	body := data[lead:]
	end := bytes.IndexByte(body[min(f.scanned, len(body)):], '\n')
	size := len(body)
	if end >= 0 {
		end += min(f.scanned, len(body))
		size = end + 1
	}
	searched := max(min(f.scanned, len(body))-len(headBytes), 0) // there is no head before it
	if h := bytes.Index(body[searched:size], headBytes); searched+h > 0 && h >= 0 {
		size, end = searched+h, searched+h
	}
	if end < 0 && !final && len(body) < maxRecordSize {
		f.scanned = max(0, len(body)-1)
		return 0
	}
	text := bytes.TrimRight(body[:size], "\r\n")
	if n := f.dates.firstRow(text); n > 0 {
		size = n + leadingBlanks(text[n:])
		text = bytes.TrimRight(text[:n], blanks)
	}
	l, ok := f.parseLine(text)
	if l.order == ambiguousOrder && !f.orderSettled {
		if !f.settleOrder(body, final) {
			return 0
		}
		l, ok = f.parseLine(text)
	}
	if l.order.isProof() {
		f.dates.order, f.orderSettled = l.order, true
	}
	if !ok || lead+l.head > maxHeadLen {
		l = parsedLine{format: model.FormatPlain}
	}
	f.addFrame(model.Frame{
		Size: lead + size, Head: lead + l.head, Tail: l.tail + size - len(text), LeadingLines: lines,
		Lines: lines + countLineBreaks(body[:size]), Component: f.internComponent(l.component), Thread: l.thread,
		Level: l.level, Flags: l.flags, Format: l.format,
	}, l.time, l.timed)
	return lead + size
}

// parseLine parses a line in the first grammar that matches, beginning with that of the last line.
func (f *Framer) parseLine(text []byte) (parsedLine, bool) {
	if l, ok := lineGrammars[f.lastGrammar](&f.dates, text); ok {
		return l, true
	}
	for i, grammar := range lineGrammars {
		if i == f.lastGrammar {
			continue
		}
		if l, ok := grammar(&f.dates, text); ok {
			f.lastGrammar = i
			return l, true
		}
	}
	return parsedLine{}, false
}

// parseHeadless parses the end of a native record whose head is missing, because two processes
// wrote to one file or the file was cut (task sequence log of 2019).
func (c *dateCache) parseHeadless(text []byte) (parsedLine, bool) {
	i := bytes.LastIndex(text, []byte("]LOG]!><time="))
	if i < 0 {
		return parsedLine{}, false
	}
	_, v, _ := parseAttributes(text[i+len(tailBytes):], true)
	l := parsedLine{
		tail: len(text) - i, component: v.component, thread: v.thread, level: v.level,
		flags: model.Damaged, format: model.FormatCCM,
	}
	l.time, l.timed = c.parseNativeTime(v.time, v.date)
	return l, true
}

// parseLegacy parses "text $$<component><MM-DD-YYYY HH:MM:SS.mmm+bias><thread=1 (0x1)>", the form
// of server logs.
func (c *dateCache) parseLegacy(text []byte) (parsedLine, bool) {
	i := bytes.LastIndex(text, []byte("$$<"))
	if i < 0 {
		return parsedLine{}, false
	}
	rest := text[i+3:]
	component, rest, ok := bytes.Cut(rest, []byte("><"))
	if !ok {
		return parsedLine{}, false
	}
	when, rest, ok := bytes.Cut(rest, []byte("><thread="))
	if !ok {
		return parsedLine{}, false
	}
	date, t, ok := bytes.Cut(when, []byte{' '})
	if !ok {
		return parsedLine{}, false
	}
	l := parsedLine{component: component, format: model.FormatLegacy}
	if l.time, l.timed = c.parseNativeTime(t, date); !l.timed {
		return parsedLine{}, false
	}
	n, _ := parseDigits(rest, 10)
	l.thread = uint32(n)
	l.tail = len(text) - len(bytes.TrimRight(bytes.TrimRight(text[:i], " "), "~"))
	return l, true
}
