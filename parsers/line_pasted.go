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
	_, n := parseClock(text[at:], '.')
	if n == 0 {
		return parsedLine{}, false
	}
	t, ok := c.parseNativeTime(text[at:at+n], text[:10])
	if !ok {
		return parsedLine{}, false
	}
	t.flags = model.Zoneless
	cur := columnScanner{text, at + n}
	l := parsedLine{time: t, timed: true, format: model.FormatCMTrace, component: cur.column()}
	thread, ok := cur.number(10)
	if hex := cur.column(); !ok || !isHexThread(hex) {
		return parsedLine{}, false
	}
	l.thread = thread
	cur.skipBlanks()
	l.head = cur.pos
	return l, true
}

// isHexThread reports whether s has the form of a thread's second number, "(0x1958)".
func isHexThread(s []byte) bool {
	return bytes.HasPrefix(s, []byte("(0x")) && bytes.HasSuffix(s, []byte{')'})
}

// parsePastedMessageFirst parses a line with the message first, backwards from its end.
func (c *dateCache) parsePastedMessageFirst(text []byte) (parsedLine, bool) {
	r := reverseScanner{s: text}
	l := parsedLine{format: model.FormatCMTrace}
	l.thread = r.takeThread()
	t, timed := c.takeUSTime(&r)
	if !timed {
		return parsePastedUntimed(text, &l)
	}
	t.flags = model.Zoneless
	l.time, l.timed = t, true
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

// trimmed removes blanks, tabs and backslashes from the end, and returns the rest.
func (r *reverseScanner) trimmed() []byte {
	r.s = bytes.TrimRight(r.s, " \t\\")
	return r.s
}

// lastWord returns the last word without removing it.
func (r *reverseScanner) lastWord() []byte {
	s := r.trimmed()
	return s[bytes.LastIndexAny(s, " \t")+1:]
}

// drop removes the word that lastWord has returned.
func (r *reverseScanner) drop(word []byte) { r.s = r.s[:len(r.s)-len(word)] }

// takeThread removes and returns a thread such as "6488 (0x1958)", 0 if there is none. A number
// alone may belong to the message.
func (r *reverseScanner) takeThread() uint32 {
	saved := r.s
	hex := r.lastWord()
	if !isHexThread(hex) {
		return 0
	}
	r.drop(hex)
	decimal := r.lastWord()
	n, err := strconv.ParseUint(string(decimal), 10, 32)
	if h, herr := strconv.ParseUint(string(hex[3:len(hex)-1]), 16, 32); err != nil || herr != nil || h != n {
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

// takeUSTime removes and returns a time such as "6/16/2009 7:35:32 AM". It accepts a doubled "PM
// PM" and a decimal thread after it, and a date with the day first if that is the only possibility.
func (c *dateCache) takeUSTime(r *reverseScanner) (recordTime, bool) {
	saved := r.s
	half, word := byte(0), r.lastWord()
	if n, err := strconv.ParseUint(string(word), 10, 32); err == nil && n < 1<<20 {
		r.drop(word)
		word = r.lastWord()
	}
	for len(word) == 2 && (word[0] == 'A' || word[0] == 'P') && word[1] == 'M' {
		half = word[0]
		r.drop(word)
		word = r.lastWord()
	}
	nanos, n := parseClock(word, '.')
	if n == 0 || n != len(word) {
		r.s = saved
		return recordTime{}, false
	}
	r.drop(word)
	date := r.lastWord()
	day, ok := c.parseSlashDate(date)
	if !ok {
		r.s = saved
		return recordTime{}, false
	}
	r.drop(date)
	return recordTime{wall: day + from12Hour(nanos, half)}, true
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

// parseSlashDate parses M/D/YYYY or M/D/YY, which s consists of, or D/M if M would not be a month.
// It returns the nanoseconds from 1970 to that day.
func (c *dateCache) parseSlashDate(s []byte) (int64, bool) {
	m, i := parseDigits(s, 2)
	if i == 0 || i >= len(s) || s[i] != '/' {
		return 0, false
	}
	s = s[i+1:]
	d, i := parseDigits(s, 2)
	if i == 0 || i >= len(s) || s[i] != '/' {
		return 0, false
	}
	y, n := parseDigits(s[i+1:], 4)
	if i+1+n != len(s) || n != 2 && n != 4 {
		return 0, false
	}
	if n == 2 {
		y += 2000
	}
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	return c.dayStart(y, m, d)
}
