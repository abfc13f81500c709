package parsers

import "ccmtail/model"

// Every client's own record has its attributes in one order and form (10,000 of 10,000 measured),
// and most of what they say is what the record before said: those are read here, and compared
// rather than parsed. Any other tail is left to attributes, which reads the same from it.

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

// lastAttributes is what the usual tail before said.
type lastAttributes struct {
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

// fastAttributes reads a usual tail at the head of s: its length, 0 if it is another one or not
// whole, and what it says besides what f.same has. There are no line breaks in it.
func (f *Framer) fastAttributes(s []byte) (n int, wall int64, thread uint32, level model.Level) {
	const first = len(beforeTime) + timeLength
	if len(s) < first+len("+300")+len(beforeDate)+dateLength || string(s[:len(beforeTime)]) != beforeTime {
		return 0, 0, 0, 0
	}
	nanos, ok := parseClockFast(s[len(beforeTime):first])
	if !ok {
		return 0, 0, 0, 0
	}
	same := &f.previous
	at := first + len(same.between)
	if at == first || at > len(s) || string(s[first:at]) != string(same.between) {
		if at = f.learnAttributes(s, first); at == 0 {
			return 0, 0, 0, 0
		}
	}
	const more = 1 + len(beforeThread)
	if at+more > len(s) || s[at]-'0' > 9 || string(s[at+1:at+more]) != beforeThread {
		return 0, 0, 0, 0
	}
	level = levelOf(s[at : at+1])
	at += more
	thread, k := parseThread(s[at:])
	if at += k; at+len(beforeFile) > len(s) || string(s[at:at+len(beforeFile)]) != beforeFile {
		return 0, 0, 0, 0
	}
	at += len(beforeFile)
	if k = plainValueLen(s[at:]); k < 0 {
		return 0, 0, 0, 0
	}
	if at += k; at+len(afterFile) > len(s) || string(s[at:at+len(afterFile)]) != afterFile {
		return 0, 0, 0, 0
	}
	return at + len(afterFile), same.day + nanos, thread, level
}

// learnAttributes reads what stands between the time and the level, which is the same in most
// tails. It is the place behind, 0 if a usual tail has something else there.
func (f *Framer) learnAttributes(s []byte, from int) int {
	same := &f.previous
	same.between = same.between[:0]
	minutes, k := parseBiasFast(s[from:])
	if k == 0 {
		return 0
	}
	at := skipLiteral(s, from+k, beforeDate)
	if at == 0 || at+dateLength > len(s) {
		return 0
	}
	if date := s[at : at+dateLength]; string(date) != same.date && !same.setDate(&f.dates, date) {
		return 0
	}
	if at = skipLiteral(s, at+dateLength, beforeComponent); at == 0 {
		return 0
	}
	if at = f.readComponent(s, at); at == 0 {
		return 0
	}
	if at = skipLiteral(s, at, beforeType); at == 0 {
		return 0
	}
	same.bias, same.between = minutes, append(same.between, s[from:at]...)
	return at
}

// parseThread reads a thread's number, up to nine digits at the head of s, and says how many they
// are.
func parseThread(s []byte) (thread uint32, n int) {
	if len(s) >= 8 {
		if thread, n = parseQuotedDecimal(s); n > 0 {
			return thread, n
		}
	}
	v, n := parseDigits(s, 9)
	return uint32(v), n
}

// skipLiteral returns the place behind a text that stands at a place of s, 0 if it does not.
func skipLiteral(s []byte, at int, text string) int {
	end := at + len(text)
	if end > len(s) || string(s[at:end]) != text {
		return 0
	}
	return end
}

// setDate takes another date.
func (k *lastAttributes) setDate(c *dateCache, date []byte) bool {
	st, ok := c.parseNativeTime([]byte("00:00:00.000+00"), date)
	if !ok || date[2] != '-' || date[5] != '-' {
		return false
	}
	k.date, k.day = string(date), st.wall
	return true
}

// readComponent reads a component's name, mostly the one before, and says where it ends; 0 if it is
// none.
func (f *Framer) readComponent(s []byte, at int) int {
	if end := at + len(f.previous.component); end > at && end < len(s) && s[end] == '"' && string(s[at:end]) == f.previous.component {
		return end
	}
	n := plainValueLen(s[at:])
	if n <= 0 {
		return 0
	}
	f.previous.component = f.internComponent(s[at : at+n])
	return at + n
}

// maxValueLen bounds the search for a value's end.
const maxValueLen = 256

// plainValueLen returns how long the value at the head of s is, -1 if there is a control character
// in it or no quotation mark behind it.
func plainValueLen(s []byte) int {
	at, plain := indexPlain(s[:min(len(s), maxValueLen)], '"')
	if !plain {
		return -1
	}
	return at
}

// parseClockFast returns HH:MM:SS.mmm, twelve bytes, in nanoseconds of the day.
func parseClockFast(s []byte) (nanos int64, ok bool) {
	const (
		zeros, fraction   = 0x30303a30303a3030, 0x3030302e // 00:00:00 and .000
		nines, threeNines = 0x76767f76767f7676, 0x7676767f // what lifts a digit above 9, and a separator above 0, to the highest bit
	)
	w, ms := load64(s)^zeros, uint32(load64(s[4:])>>32)^fraction
	if (w|(w+nines))&highBits != 0 || (ms|(ms+threeNines))&(highBits>>32) != 0 {
		return 0, false
	}
	w = w*10 + w>>8
	h, m, sec := w&0xff, w>>24&0xff, w>>48&0xff
	if h > 23 || m > 59 || sec > 60 {
		return 0, false
	}
	return int64(h*3600+m*60+sec)*1e9 + int64(ms>>8&0xff*100+ms>>16&0xff*10+ms>>24)*1e6, true
}

// parseBiasFast reads a bias that is surely usable, up to the quotation mark behind it; n is 0 if
// it is none.
func parseBiasFast(s []byte) (minutes int16, n int) {
	v, k := parseDigits(s[1:], 4)
	switch {
	case s[0] != '+' && s[0] != '-', k == 0, v == 0, v > 14*60:
		return 0, 0
	case s[0] == '-':
		v = -v
	}
	return int16(v), 1 + k
}
