package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// What people paste from CMTrace is a row of its table: the message and, in an order that depends on
// where it was copied, the component, the time in the machine's form and the thread as "6488 (0x1958)".
// None of these rows has a zone.

// componentFirst is "01-13-2016 17:56:42.541    ContentTransferManager    2752 (0xac0)    text".
func (c *dates) componentFirst(text []byte) (line, bool) {
	if len(text) < 20 || text[2] != '-' || text[5] != '-' {
		return line{}, false
	}
	at := 10 // the article lost the blank between date and time in places
	if text[at] == ' ' {
		at++
	}
	_, n := clock(text[at:], '.')
	if n == 0 {
		return line{}, false
	}
	st, ok := c.nativeStamp(text[at:at+n], text[:10])
	if !ok {
		return line{}, false
	}
	st.flags = model.Zoneless
	cur := cursor{text, at + n}
	l := line{stamp: st, timed: true, format: model.FormatCMTrace, component: cur.column()}
	thread, ok := cur.number(10)
	if hex := cur.column(); !ok || !isHexThread(hex) {
		return line{}, false
	}
	l.thread = thread
	cur.blank()
	l.head = cur.pos
	return l, true
}

func isHexThread(s []byte) bool {
	return bytes.HasPrefix(s, []byte("(0x")) && bytes.HasSuffix(s, []byte{')'})
}

// pasted is a row with the message first. It is read from its end.
func (c *dates) pasted(text []byte) (line, bool) {
	b := backward{s: text}
	l := line{format: model.FormatCMTrace}
	l.thread = b.thread()
	st, timed := c.usTime(&b)
	if !timed {
		return unpasted(text, &l)
	}
	st.flags = model.Zoneless
	l.stamp, l.timed = st, true
	if l.thread == 0 {
		if l.thread = b.thread(); l.thread != 0 { // thread first, no component (2020)
			l.tail = len(text) - len(b.trimmed())
			return l, true
		}
	}
	if l.component = b.component(); len(l.component) == 0 && l.thread == 0 {
		return l, false // a message may end in a time of its own
	}
	l.tail = len(text) - len(b.trimmed())
	return l, true
}

// unpasted is a row that lost its time: message and component, or message and thread. Only a component
// that is known makes it one.
func unpasted(text []byte, l *line) (line, bool) {
	b := backward{s: text}
	if l.thread != 0 {
		b.thread()
		l.tail = len(text) - len(b.trimmed())
		return *l, true
	}
	if l.component = b.component(); len(l.component) == 0 {
		return *l, false
	}
	l.tail = len(text) - len(b.trimmed())
	return *l, l.tail < len(text)
}

// backward takes words off the end of a row.
type backward struct{ s []byte }

// trimmed is what is left, without blanks at its end.
func (b *backward) trimmed() []byte {
	b.s = bytes.TrimRight(b.s, " \t\\")
	return b.s
}

// word is the last word left; take removes it.
func (b *backward) word() []byte {
	s := b.trimmed()
	return s[bytes.LastIndexAny(s, " \t")+1:]
}

func (b *backward) take(word []byte) { b.s = b.s[:len(b.s)-len(word)] }

// thread takes "6488 (0x1958)"; a number alone is no proof.
func (b *backward) thread() uint32 {
	saved := b.s
	hex := b.word()
	if !isHexThread(hex) {
		return 0
	}
	b.take(hex)
	num := b.word()
	n, err := strconv.ParseUint(string(num), 10, 32)
	if h, herr := strconv.ParseUint(string(hex[3:len(hex)-1]), 16, 32); err != nil || herr != nil || h != n {
		b.s = saved
		return 0
	}
	b.take(num)
	return uint32(n)
}

// component takes the last word if it names a component whose log is known.
func (b *backward) component() []byte {
	w := b.word()
	if !knownComponent(w) {
		return nil
	}
	b.take(w)
	return w
}

// usTime takes "6/16/2009 7:35:32 AM". A slip of the pen ("PM PM") and a lone decimal thread behind it
// are passed over; where the first number cannot be a month the day comes first.
func (c *dates) usTime(b *backward) (stamp, bool) {
	saved := b.s
	half, w := byte(0), b.word()
	if n, err := strconv.ParseUint(string(w), 10, 32); err == nil && n < 1<<20 {
		b.take(w)
		w = b.word()
	}
	for len(w) == 2 && (w[0] == 'A' || w[0] == 'P') && w[1] == 'M' {
		half = w[0]
		b.take(w)
		w = b.word()
	}
	nanos, n := clock(w, '.')
	if n == 0 || n != len(w) {
		b.s = saved
		return stamp{}, false
	}
	b.take(w)
	date := b.word()
	day, ok := c.slashed(date)
	if !ok {
		b.s = saved
		return stamp{}, false
	}
	b.take(date)
	return stamp{wall: day + twelve(nanos, half)}, true
}

// twelve turns a twelve-hour clock's time into the day's.
func twelve(nanos int64, half byte) int64 {
	const noon = 12 * 3600 * int64(1e9)
	switch {
	case half == 'A' && nanos >= noon:
		return nanos - noon
	case half == 'P' && nanos < noon:
		return nanos + noon
	}
	return nanos
}

// slashed reads M/D/YYYY or M/D/YY, or with the day first where it must be.
func (c *dates) slashed(s []byte) (int64, bool) {
	m, i := digits(s, 2)
	if i == 0 || i >= len(s) || s[i] != '/' {
		return 0, false
	}
	s = s[i+1:]
	d, i := digits(s, 2)
	if i == 0 || i >= len(s) || s[i] != '/' {
		return 0, false
	}
	y, n := digits(s[i+1:], 4)
	if i+1+n != len(s) || n != 2 && n != 4 {
		return 0, false
	}
	if n == 2 {
		y += 2000
	}
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	return c.nanos(y, m, d)
}
