package parsers

import "ccmtail/model/store"

// Every client's own record has its attributes in one order and form (10,000 of 10,000 measured), and most of what they
// say is what the record before said: those are read here, and compared rather than parsed. Any other tail is left to
// attributes, which reads the same from it.

// The texts between the values of a usual tail.
const (
	beforeTime      = `<time="`
	beforeDate      = `" date="`
	beforeComponent = `" component="`
	beforeType      = `" context="" type="`
	beforeThread    = `" thread="`
	beforeFile      = `" file="`
	afterFile       = `">`
)

// familiar is what the usual tail before said.
type familiar struct {
	date      string // MM-DD-YYYY
	day       int64
	component string
}

// Lengths of the values that have one.
const (
	timeLength = len("22:20:42.915")
	dateLength = len("05-23-2017")
)

// usual reads a usual tail at the head of s into fr; n is its length, 0 if it is another one, or not whole. There are no
// line breaks in it.
func (f *Framer) usual(s []byte, fr *store.Frame) (n int, st stamp) {
	const first = len(beforeTime) + timeLength
	if len(s) < first+len("+300")+len(beforeDate)+dateLength || string(s[:len(beforeTime)]) != beforeTime {
		return 0, st
	}
	nanos, ok := clockOf(s[len(beforeTime):first])
	minutes, k := biasOf(s[first:])
	if !ok || k == 0 {
		return 0, st
	}
	at := skip(s, first+k, beforeDate)
	if at == 0 || at+dateLength > len(s) {
		return 0, st
	}
	if date := s[at : at+dateLength]; string(date) != f.same.date && !f.same.turn(&f.dates, date) {
		return 0, st
	}
	if at = skip(s, at+dateLength, beforeComponent); at == 0 {
		return 0, st
	}
	if at = f.component(s, at); at == 0 {
		return 0, st
	}
	if at = skip(s, at, beforeType); at == 0 || at == len(s) || s[at]-'0' > 9 {
		return 0, st
	}
	level := levelOf(s[at : at+1])
	if at = skip(s, at+1, beforeThread); at == 0 {
		return 0, st
	}
	thread, k := digits(s[at:], 9)
	if at = skip(s, at+k, beforeFile); at == 0 {
		return 0, st
	}
	if k = plainValue(s[at:]); k < 0 {
		return 0, st
	}
	if at = skip(s, at+k, afterFile); at == 0 {
		return 0, st
	}
	fr.Component, fr.Thread, fr.Level = f.same.component, uint32(thread), level
	return at, stamp{wall: f.same.day + nanos, bias: minutes}
}

// skip is the place behind a text that stands at a place of s, 0 if it does not.
func skip(s []byte, at int, text string) int {
	end := at + len(text)
	if end > len(s) || string(s[at:end]) != text {
		return 0
	}
	return end
}

// turn takes another date.
func (k *familiar) turn(c *dates, date []byte) bool {
	st, ok := c.nativeStamp([]byte("00:00:00.000+00"), date)
	if !ok || date[2] != '-' || date[5] != '-' {
		return false
	}
	k.date, k.day = string(date), st.wall
	return true
}

// component reads a component's name, mostly the one before, and says where it ends; 0 if it is none.
func (f *Framer) component(s []byte, at int) int {
	if end := at + len(f.same.component); end > at && end < len(s) && s[end] == '"' && string(s[at:end]) == f.same.component {
		return end
	}
	n := plainValue(s[at:])
	if n <= 0 {
		return 0
	}
	f.same.component = f.name(s[at : at+n])
	return at + n
}

// longestValue bounds the search for a value's end.
const longestValue = 256

// plainValue is how long the value at the head of s is, -1 if there is a control character in it or no quotation mark
// behind it.
func plainValue(s []byte) int {
	for i, c := range s[:min(len(s), longestValue)] {
		switch {
		case c == '"':
			return i
		case c < ' ':
			return -1
		}
	}
	return -1
}

// clockOf is HH:MM:SS.mmm in nanoseconds of the day.
func clockOf(s []byte) (nanos int64, ok bool) {
	h, m, sec := pair(s), pair(s[3:]), pair(s[6:])
	ms, last := pair(s[9:])*10, int(s[11]-'0')
	if s[2] != ':' || s[5] != ':' || s[8] != '.' || h > 23 || m > 59 || sec > 60 || ms > 990 || last > 9 {
		return 0, false
	}
	return int64(h*3600+m*60+sec)*1e9 + int64(ms+last)*1e6, true
}

// pair is the number that two digits write, more than a hundred if they are none.
func pair(s []byte) int {
	a, b := int(s[0]-'0'), int(s[1]-'0')
	if a > 9 || b > 9 {
		return 1000
	}
	return a*10 + b
}

// biasOf reads a bias that is surely usable, up to the quotation mark behind it; n is 0 if it is none.
func biasOf(s []byte) (minutes int16, n int) {
	v, k := digits(s[1:], 4)
	switch {
	case s[0] != '+' && s[0] != '-', k == 0, v == 0, v > 14*60:
		return 0, 0
	case s[0] == '-':
		v = -v
	}
	return int16(v), 1 + k
}
