package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// Lines that people copy from CMTrace's table. They have the message, the component, the time in
// the format of the computer and the thread as "6488 (0x1958)", in an order that depends on where
// they were copied. Their times have no bias.

// parsePastedComponentFirst parses "01-13-2016 17:56:42.541 ContentTransferManager 2752 (0xac0)
// text".
func (c *dateCache) parsePastedComponentFirst(text []byte) (parsedLine, bool) {
	if len(text) < 20 || text[2] != '-' || text[5] != '-' {
		return parsedLine{}, false
	}
	at := 10 // in some published logs the blank between date and time is missing
	if text[at] == ' ' {
		at++
	}
	nanos, n := parseClock(text[at:], '.')
	if n == 0 {
		return parsedLine{}, false
	}
	day, order, ok := c.parseNumericDate(text[:10])
	if !ok {
		return parsedLine{}, false
	}
	t := recordTime{wall: day + nanos, flags: model.Zoneless}
	cur := columnScanner{text, at + n}
	l := parsedLine{time: t, timed: true, format: model.FormatCMTrace, component: cur.column(), order: order}
	thread, ok := cur.number(10)
	if hex := cur.column(); !ok || hexThreadLen(hex) != len(hex) {
		return parsedLine{}, false
	}
	l.thread = thread
	cur.skipBlanks()
	l.head = cur.pos
	return l, true
}

// hexThreadLen returns the length of a thread's second number, "(0x1958)", that s begins with, 0 if
// there is none.
func hexThreadLen(s []byte) int {
	n := len("(0x")
	if bytes.HasPrefix(s, []byte("(0"+timesSign)) {
		n = len("(0" + timesSign)
	} else if !bytes.HasPrefix(s, []byte("(0x")) && !bytes.HasPrefix(s, []byte("(0X")) {
		return 0
	}
	first := n
	for n < len(s) && isHexDigit(s[n]) {
		n++
	}
	if n == first || n-first > 8 || n >= len(s) || s[n] != ')' {
		return 0
	}
	return n + 1
}

// parsePastedMessageFirst parses a line with the message first, backwards from its end.
func (c *dateCache) parsePastedMessageFirst(text []byte) (parsedLine, bool) {
	r := reverseScanner{s: text}
	l := parsedLine{format: model.FormatCMTrace}
	l.thread = r.takeThread()
	var wall int64
	if wall, l.order, l.timed = c.takeTime(&r); !l.timed {
		return parsePastedUntimed(text, &l)
	}
	l.time = recordTime{wall: wall, flags: model.Zoneless}
	if l.thread == 0 {
		if l.thread = r.takeThread(); l.thread != 0 { // thread before time, no component (2020)
			l.tail = len(text) - len(r.trimmed())
			return l, true
		}
	}
	if l.component = r.takeComponent(); len(l.component) == 0 && l.thread == 0 {
		return l, false // the time may be the end of a message
	}
	l.tail = len(text) - len(r.trimmed())
	return l, true
}

// parsePastedUntimed parses a line without a time, which ends in a thread or a known component. l
// holds the thread, if it has one.
func parsePastedUntimed(text []byte, l *parsedLine) (parsedLine, bool) {
	r := reverseScanner{s: text}
	if l.thread != 0 {
		r.takeThread()
		l.tail = len(text) - len(r.trimmed())
		return *l, true
	}
	if l.component = r.takeComponent(); len(l.component) == 0 {
		return *l, false
	}
	l.tail = len(text) - len(r.trimmed())
	return *l, l.tail < len(text)
}

// reverseScanner removes words from the end of a line.
type reverseScanner struct{ s []byte }

// blanks separate the columns of a line.
const blanks = " \t\u00a0"

// blankLen returns the length of the blank that s ends with, 0 if there is none.
func blankLen(s []byte) int {
	switch n := len(s); {
	case n == 0:
		return 0
	case s[n-1] == ' ', s[n-1] == '\t':
		return 1
	case n > 1 && s[n-1] == 0xa0 && s[n-2] == 0xc2: // a no-break space
		return 2
	}
	return 0
}

// leadingBlanks returns the length of the blanks that s begins with.
func leadingBlanks(s []byte) int { return len(s) - len(bytes.TrimLeft(s, blanks)) }

// trimmed removes blanks, tabs and backslashes from the end, and returns the rest.
func (r *reverseScanner) trimmed() []byte {
	for {
		n := blankLen(r.s)
		if n == 0 && bytes.HasSuffix(r.s, []byte{'\\'}) {
			n = 1
		}
		if n == 0 {
			return r.s
		}
		r.s = r.s[:len(r.s)-n]
	}
}

// lastWord returns the last word without removing it.
func (r *reverseScanner) lastWord() []byte {
	s := r.trimmed()
	from := len(s)
	for from > 0 && blankLen(s[:from]) == 0 {
		from--
	}
	return s[from:]
}

// drop removes the word that lastWord has returned.
func (r *reverseScanner) drop(word []byte) { r.s = r.s[:len(r.s)-len(word)] }

// takeThread removes and returns a thread such as "6488 (0x1958)", 0 if there is none. A number
// alone may belong to the message.
func (r *reverseScanner) takeThread() uint32 {
	saved := r.s
	hex := r.lastWord()
	if len(hex) == 0 || hexThreadLen(hex) != len(hex) {
		return 0
	}
	r.drop(hex)
	decimal := r.lastWord()
	n, err := strconv.ParseUint(string(decimal), 10, 32)
	digits := bytes.TrimLeft(hex[len("(0"):len(hex)-1], "xX"+timesSign)
	if h, herr := strconv.ParseUint(string(digits), 16, 32); err != nil || herr != nil || h != n {
		r.s = saved
		return 0
	}
	r.drop(decimal)
	return uint32(n)
}

// takeComponent removes and returns the last word if it is a known component, otherwise nil.
func (r *reverseScanner) takeComponent() []byte {
	word := r.lastWord()
	if !isKnownComponent(word) {
		return nil
	}
	r.drop(word)
	return word
}

// takeTime removes and returns a time such as "6/16/2009 7:35:32 AM", and what its date says about
// the order of dates. It accepts a doubled "PM PM" and a decimal thread after it.
func (c *dateCache) takeTime(r *reverseScanner) (wall int64, order dateOrder, ok bool) {
	saved := r.s
	half, word := byte(0), r.lastWord()
	if n, err := strconv.ParseUint(string(word), 10, 32); err == nil && n < 1<<20 {
		r.drop(word)
		word = r.lastWord()
	}
	for h := halfOfDay(word); h != 0; h = halfOfDay(word) {
		half = h
		r.drop(word)
		word = r.lastWord()
	}
	nanos, n := parseClock(word, '.')
	if n == 0 || n != len(word) {
		r.s = saved
		return 0, noOrder, false
	}
	r.drop(word)
	date := r.lastWord()
	plain := date
	if hasTypographic(date) {
		plain = undoTypographic(nil, date)
	}
	day, order, ok := c.parseNumericDate(plain)
	if !ok {
		r.s = saved
		return 0, noOrder, false
	}
	r.drop(date)
	return day + from12Hour(nanos, half), order, true
}

// halfOfDay returns 'A' for AM and 'P' for PM in any case, 0 for any other word.
func halfOfDay(word []byte) byte {
	if len(word) != 2 || word[1]|0x20 != 'm' || word[0]|0x20 != 'a' && word[0]|0x20 != 'p' {
		return 0
	}
	return word[0] &^ 0x20
}

// from12Hour returns the nanoseconds since midnight for a time of a 12-hour clock. half is 'A' for
// AM, 'P' for PM, 0 for a time of a 24-hour clock.
func from12Hour(nanos int64, half byte) int64 {
	const noon = 12 * 3600 * int64(1e9)
	switch {
	case half == 'A' && nanos >= noon:
		return nanos - noon
	case half == 'P' && nanos < noon:
		return nanos + noon
	}
	return nanos
}
