package parsers

import "ccmtail/model"

// The fast path for attributes. Clients write them in one order and form (10,000 of 10,000 records
// measured), and all but the time, the level, the thread and the source file are mostly the same as
// in the record before. So those are compared with the ones before, and parsed only if they differ.
// Attributes in any other form are left to parseAttributes, which parses these to the same values.

// The texts around the values on the fast path.
const (
	beforeTime      = `<time="`
	beforeDate      = `" date="`
	beforeComponent = `" component="`
	beforeType      = `" context="" type="`
	beforeThread    = `" thread="`
	beforeFile      = `" file="`
	afterFile       = `">`
)

// lastAttributes holds attributes of the last record on the fast path.
type lastAttributes struct {
	between   []byte // the text between the time and the level: bias, date, component and context
	bias      int16  // in minutes
	component string

	date string // MM-DD-YYYY
	day  int64  // its midnight on the client's clock, in nanoseconds since 1970
}

// The lengths of the values of fixed length.
const (
	timeLength = len("22:20:42.915")
	dateLength = len("05-23-2017")
)

// fastAttributes parses the attributes that s begins with on the fast path, and returns their
// length, 0 if they are incomplete or have another form. The bias and the component are in
// f.previous afterwards. There are no line breaks in the attributes.
func (f *Framer) fastAttributes(s []byte) (n int, wall int64, thread uint32, level model.Level) {
	const from = len(beforeTime) + timeLength // where the bias begins
	if len(s) < from+len("+300")+len(beforeDate)+dateLength || string(s[:len(beforeTime)]) != beforeTime {
		return 0, 0, 0, 0
	}
	nanos, ok := parseClockFast(s[len(beforeTime):from])
	if !ok {
		return 0, 0, 0, 0
	}
	previous := &f.previous
	at := from + len(previous.between)
	if at == from || at > len(s) || string(s[from:at]) != string(previous.between) {
		if at = f.learnAttributes(s, from); at == 0 {
			return 0, 0, 0, 0
		}
	}
	const untilThread = 1 + len(beforeThread)
	if at+untilThread > len(s) || s[at]-'0' > 9 || string(s[at+1:at+untilThread]) != beforeThread {
		return 0, 0, 0, 0
	}
	level = levelOf(s[at : at+1])
	at += untilThread
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
	return at + len(afterFile), previous.day + nanos, thread, level
}

// learnAttributes parses the attributes from the bias at s[from] to the level into f.previous. It
// returns the index of the level's value, 0 if the attributes have another form.
func (f *Framer) learnAttributes(s []byte, from int) int {
	previous := &f.previous
	previous.between = previous.between[:0]
	bias, k := parseBiasFast(s[from:])
	if k == 0 {
		return 0
	}
	at := skipLiteral(s, from+k, beforeDate)
	if at == 0 || at+dateLength > len(s) {
		return 0
	}
	if date := s[at : at+dateLength]; string(date) != previous.date && !previous.setDate(&f.dates, date) {
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
	previous.bias, previous.between = bias, append(previous.between, s[from:at]...)
	return at
}

// parseThread parses the thread number of up to nine digits that s begins with, and returns its
// length.
func parseThread(s []byte) (thread uint32, n int) {
	if len(s) >= 8 {
		if thread, n = parseQuotedDecimal(s); n > 0 {
			return thread, n
		}
	}
	v, n := parseDigits(s, 9)
	return uint32(v), n
}

// skipLiteral returns the index after the literal if s has it at index at, otherwise 0.
func skipLiteral(s []byte, at int, literal string) int {
	end := at + len(literal)
	if end > len(s) || string(s[at:end]) != literal {
		return 0
	}
	return end
}

// setDate sets the date and reports whether it is valid.
func (a *lastAttributes) setDate(dates *dateCache, date []byte) bool {
	midnight, ok := dates.parseNativeTime([]byte("00:00:00.000+00"), date)
	if !ok || date[2] != '-' || date[5] != '-' {
		return false
	}
	a.date, a.day = string(date), midnight.wall
	return true
}

// readComponent stores the component that begins at s[at] in f.previous, and returns the index of
// its end, 0 if it is empty or not plain.
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

// maxValueLen is the longest value in bytes on the fast path, with its closing quotation mark.
const maxValueLen = 256

// plainValueLen returns the length of the value that s begins with, -1 if it has control characters
// or no closing quotation mark.
func plainValueLen(s []byte) int {
	at, plain := indexPlain(s[:min(len(s), maxValueLen)], '"')
	if !plain {
		return -1
	}
	return at
}

// parseClockFast parses HH:MM:SS.mmm, which s consists of, and returns the nanoseconds since
// midnight.
func parseClockFast(s []byte) (nanos int64, ok bool) {
	const (
		zeros, fraction = 0x30303a30303a3030, 0x3030302e // 00:00:00 and .000
		// Added to the difference from zeros, these set the highest bit of each byte that is a
		// digit above 9 or another separator.
		nines, threeNines = 0x76767f76767f7676, 0x7676767f
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

// parseBiasFast parses the bias that s begins with, in minutes, and returns its length. n is 0 for
// a bias that parseBias may treat in another way.
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
