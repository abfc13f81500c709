package parsers

import "ccmtail/model"

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
	between   []byte // what stood between its time and its level
	bias      int16
	component string

	date string // MM-DD-YYYY
	day  int64
}

// Lengths of the values that have one.
const (
	timeLength = len("22:20:42.915")
	dateLength = len("05-23-2017")
)

// usual reads a usual tail at the head of s: its length, 0 if it is another one or not whole, and what it says besides what f.same
// has. There are no line breaks in it.
func (f *Framer) usual(s []byte) (n int, wall int64, thread uint32, level model.Level) {
	const first = len(beforeTime) + timeLength
	if len(s) < first+len("+300")+len(beforeDate)+dateLength || string(s[:len(beforeTime)]) != beforeTime {
		return 0, 0, 0, 0
	}
	nanos, ok := clockOf(s[len(beforeTime):first])
	if !ok {
		return 0, 0, 0, 0
	}
	same := &f.same
	at := first + len(same.between)
	if at == first || at > len(s) || string(s[first:at]) != string(same.between) {
		if at = f.learn(s, first); at == 0 {
			return 0, 0, 0, 0
		}
	}
	const more = 1 + len(beforeThread)
	if at+more > len(s) || s[at]-'0' > 9 || string(s[at+1:at+more]) != beforeThread {
		return 0, 0, 0, 0
	}
	level = levelOf(s[at : at+1])
	at += more
	thread, k := threadOf(s[at:])
	if at += k; at+len(beforeFile) > len(s) || string(s[at:at+len(beforeFile)]) != beforeFile {
		return 0, 0, 0, 0
	}
	at += len(beforeFile)
	if k = plainValue(s[at:]); k < 0 {
		return 0, 0, 0, 0
	}
	if at += k; at+len(afterFile) > len(s) || string(s[at:at+len(afterFile)]) != afterFile {
		return 0, 0, 0, 0
	}
	return at + len(afterFile), same.day + nanos, thread, level
}

// learn reads what stands between the time and the level, which is the same in most tails. It is the place behind, 0 if a usual
// tail has something else there.
func (f *Framer) learn(s []byte, from int) int {
	same := &f.same
	same.between = same.between[:0]
	minutes, k := biasOf(s[from:])
	if k == 0 {
		return 0
	}
	at := skip(s, from+k, beforeDate)
	if at == 0 || at+dateLength > len(s) {
		return 0
	}
	if date := s[at : at+dateLength]; string(date) != same.date && !same.turn(&f.dates, date) {
		return 0
	}
	if at = skip(s, at+dateLength, beforeComponent); at == 0 {
		return 0
	}
	if at = f.component(s, at); at == 0 {
		return 0
	}
	if at = skip(s, at, beforeType); at == 0 {
		return 0
	}
	same.bias, same.between = minutes, append(same.between, s[from:at]...)
	return at
}

// threadOf reads a thread's number, up to nine digits at the head of s, and says how many they are.
func threadOf(s []byte) (thread uint32, n int) {
	if len(s) >= 8 {
		if thread, n = decimal(s); n > 0 {
			return thread, n
		}
	}
	v, n := digits(s, 9)
	return uint32(v), n
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
	at, plain := upto(s[:min(len(s), longestValue)], '"')
	if !plain {
		return -1
	}
	return at
}

// clockOf is HH:MM:SS.mmm, twelve bytes, in nanoseconds of the day.
func clockOf(s []byte) (nanos int64, ok bool) {
	const (
		zeros, fraction   = 0x30303a30303a3030, 0x3030302e // 00:00:00 and .000
		nines, threeNines = 0x76767f76767f7676, 0x7676767f // what lifts a digit above 9, and a separator above 0, to the highest bit
	)
	w, ms := eight(s)^zeros, uint32(eight(s[4:])>>32)^fraction
	if (w|(w+nines))&tops != 0 || (ms|(ms+threeNines))&(tops>>32) != 0 {
		return 0, false
	}
	w = w*10 + w>>8
	h, m, sec := w&0xff, w>>24&0xff, w>>48&0xff
	if h > 23 || m > 59 || sec > 60 {
		return 0, false
	}
	return int64(h*3600+m*60+sec)*1e9 + int64(ms>>8&0xff*100+ms>>16&0xff*10+ms>>24)*1e6, true
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
