package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// What people paste from CMTrace is a row of its table: the message and, in an order that depends
// on where it was copied, the component, the time in the machine's form and the thread as "6488
// (0x1958)". None of these rows has a zone.

// parsePastedComponentFirst returns "01-13-2016 17:56:42.541 ContentTransferManager 2752 (0xac0)
// text".
func (c *dateCache) parsePastedComponentFirst(text []byte) (parsedLine, bool) {
	if len(text) < 20 || text[2] != '-' || text[5] != '-' {
		return parsedLine{}, false
	}
	at := 10 // the article lost the blank between date and time in places
	if text[at] == ' ' {
		at++
	}
	_, n := parseClock(text[at:], '.')
	if n == 0 {
		return parsedLine{}, false
	}
	st, ok := c.parseNativeTime(text[at:at+n], text[:10])
	if !ok {
		return parsedLine{}, false
	}
	st.flags = model.Zoneless
	cur := columnScanner{text, at + n}
	l := parsedLine{time: st, timed: true, format: model.FormatCMTrace, component: cur.column()}
	thread, ok := cur.number(10)
	if hex := cur.column(); !ok || !isHexThread(hex) {
		return parsedLine{}, false
	}
	l.thread = thread
	cur.skipBlanks()
	l.head = cur.pos
	return l, true
}

func isHexThread(s []byte) bool {
	return bytes.HasPrefix(s, []byte("(0x")) && bytes.HasSuffix(s, []byte{')'})
}

// parsePastedMessageFirst returns a row with the message first. It is read from its end.
func (c *dateCache) parsePastedMessageFirst(text []byte) (parsedLine, bool) {
	b := reverseScanner{s: text}
	l := parsedLine{format: model.FormatCMTrace}
	l.thread = b.takeThread()
	st, timed := c.takeUSTime(&b)
	if !timed {
		return parsePastedUntimed(text, &l)
	}
	st.flags = model.Zoneless
	l.time, l.timed = st, true
	if l.thread == 0 {
		if l.thread = b.takeThread(); l.thread != 0 { // thread first, no component (2020)
			l.tail = len(text) - len(b.trimmed())
			return l, true
		}
	}
	if l.component = b.takeComponent(); len(l.component) == 0 && l.thread == 0 {
		return l, false // a message may end in a time of its own
	}
	l.tail = len(text) - len(b.trimmed())
	return l, true
}

// parsePastedUntimed returns a row that lost its time: message and component, or message and
// thread. Only a component that is known makes it one.
func parsePastedUntimed(text []byte, l *parsedLine) (parsedLine, bool) {
	b := reverseScanner{s: text}
	if l.thread != 0 {
		b.takeThread()
		l.tail = len(text) - len(b.trimmed())
		return *l, true
	}
	if l.component = b.takeComponent(); len(l.component) == 0 {
		return *l, false
	}
	l.tail = len(text) - len(b.trimmed())
	return *l, l.tail < len(text)
}

// reverseScanner takes words off the end of a row.
type reverseScanner struct{ s []byte }

// trimmed returns what is left, without blanks at its end.
func (b *reverseScanner) trimmed() []byte {
	b.s = bytes.TrimRight(b.s, " \t\\")
	return b.s
}

// lastWord returns the last word left; take removes it.
func (b *reverseScanner) lastWord() []byte {
	s := b.trimmed()
	return s[bytes.LastIndexAny(s, " \t")+1:]
}

func (b *reverseScanner) drop(word []byte) { b.s = b.s[:len(b.s)-len(word)] }

// takeThread takes "6488 (0x1958)"; a number alone is no proof.
func (b *reverseScanner) takeThread() uint32 {
	saved := b.s
	hex := b.lastWord()
	if !isHexThread(hex) {
		return 0
	}
	b.drop(hex)
	num := b.lastWord()
	n, err := strconv.ParseUint(string(num), 10, 32)
	if h, herr := strconv.ParseUint(string(hex[3:len(hex)-1]), 16, 32); err != nil || herr != nil || h != n {
		b.s = saved
		return 0
	}
	b.drop(num)
	return uint32(n)
}

// takeComponent takes the last word if it names a component whose log is known.
func (b *reverseScanner) takeComponent() []byte {
	w := b.lastWord()
	if !isKnownComponent(w) {
		return nil
	}
	b.drop(w)
	return w
}

// takeUSTime takes "6/16/2009 7:35:32 AM". A slip of the pen ("PM PM") and a lone decimal thread
// behind it are passed over; where the first number cannot be a month the day comes first.
func (c *dateCache) takeUSTime(b *reverseScanner) (recordTime, bool) {
	saved := b.s
	half, w := byte(0), b.lastWord()
	if n, err := strconv.ParseUint(string(w), 10, 32); err == nil && n < 1<<20 {
		b.drop(w)
		w = b.lastWord()
	}
	for len(w) == 2 && (w[0] == 'A' || w[0] == 'P') && w[1] == 'M' {
		half = w[0]
		b.drop(w)
		w = b.lastWord()
	}
	nanos, n := parseClock(w, '.')
	if n == 0 || n != len(w) {
		b.s = saved
		return recordTime{}, false
	}
	b.drop(w)
	date := b.lastWord()
	day, ok := c.parseSlashDate(date)
	if !ok {
		b.s = saved
		return recordTime{}, false
	}
	b.drop(date)
	return recordTime{wall: day + from12Hour(nanos, half)}, true
}

// from12Hour turns a twelve-hour clock's time into the day's.
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

// parseSlashDate reads M/D/YYYY or M/D/YY, or with the day first where it must be.
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
