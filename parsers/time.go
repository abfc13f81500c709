package parsers

import (
	"bytes"
	"time"

	"ccmtail/model"
)

// recordTime is the time of a record on the client's clock.
type recordTime struct {
	wall  int64       // nanoseconds since 1970 on that clock
	bias  int16       // minutes to add to get UTC; 0 with model.Zoneless
	flags model.Flags // model.Zoneless if the record has no usable bias, otherwise 0
}

// parseDigits parses the decimal number that s begins with, at most limit digits, and returns its
// length.
func parseDigits(s []byte, limit int) (v, n int) {
	for n < len(s) && n < limit && s[n]-'0' < 10 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// dateCache converts dates and remembers the last one, since most records have the date of the one
// before. The functions that parse lines with a date are its methods.
type dateCache struct {
	y, m, d int   // the last date; y is 0 if there is none
	day     int64 // what dayStart returned for it

	order dateOrder // of day and month in the file, noOrder if no date has settled it yet
}

// The years whose times fit into nanoseconds since 1970, with room for a bias and what is added.
// Others occur: an unset FILETIME is of 1601, an unset date of year 1.
const minYear, maxYear = 1680, 2260

// dayStart returns the nanoseconds from 1970 to midnight of a date, and false if there is no such day
// or its year is out of range.
func (c *dateCache) dayStart(y, m, d int) (int64, bool) {
	if y != c.y || m != c.m || d != c.d || c.y == 0 {
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if y < minYear || y > maxYear || t.Day() != d || int(t.Month()) != m {
			return 0, false
		}
		c.day = t.UnixNano()
		c.y, c.m, c.d = y, m, d
	}
	return c.day, true
}

// parseClock parses the time that s begins with, H:MM:SS with or without a fraction after sep. It
// returns the nanoseconds since midnight and the length of the time, 0 if there is none.
func parseClock(s []byte, sep byte) (nanos int64, n int) {
	h, i := parseDigits(s, 2)
	if i == 0 || h > 23 || i >= len(s) || s[i] != ':' {
		return 0, 0
	}
	m, j := parseDigits(s[i+1:], 2)
	if i += 1 + j; j != 2 || m > 59 || i >= len(s) || s[i] != ':' {
		return 0, 0
	}
	sec, j := parseDigits(s[i+1:], 2)
	if i += 1 + j; j != 2 || sec > 60 {
		return 0, 0
	}
	nanos = int64(h*3600+m*60+sec) * 1e9
	if i < len(s) && s[i] == sep {
		fraction, digits := parseDigits(s[i+1:], 9)
		if digits > 0 {
			nanos += fractionNanos(fraction, digits)
			i += 1 + digits
		}
	}
	return nanos, i
}

// fractionNanos returns the nanoseconds for a fraction of a second with that many digits. One or
// two digits are milliseconds, since scripts write them without padding: ".7" is 7 ms.
func fractionNanos(fraction, digits int) int64 {
	if digits < 3 {
		return int64(fraction) * 1e6
	}
	nanos := int64(fraction)
	for ; digits < 9; digits++ {
		nanos *= 10
	}
	return nanos
}

// parseBias parses the bias after a native time: UTC = local time + bias, as records of 2013 and
// 2023 prove that contain both. It returns false if the bias is not usable. "+000" is not, since
// scripts write it whatever the zone (the client writes "+00"), nor is "+-300", whose sign is
// reversed.
func parseBias(s []byte) (minutes int16, ok bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	v, n := parseDigits(s[1:], 4)
	if n == 0 || n+1 != len(s) || v > 14*60 || v == 0 && n >= 3 {
		return 0, false
	}
	if s[0] == '-' {
		v = -v
	}
	return int16(v), true
}

// parseNativeTime parses the time and date attributes of a native record.
func (c *dateCache) parseNativeTime(t, date []byte) (recordTime, bool) {
	nanos, n := parseClock(t, '.')
	if n == 0 {
		return recordTime{}, false
	}
	m, i := parseDigits(date, 2)
	if i == 0 || i >= len(date) || date[i] != '-' {
		return recordTime{}, false
	}
	date = date[i+1:]
	d, i := parseDigits(date, 2)
	if i == 0 || i >= len(date) || date[i] != '-' {
		return recordTime{}, false
	}
	y, i := parseDigits(date[i+1:], 4)
	if i != 4 {
		return recordTime{}, false
	}
	day, ok := c.dayStart(y, m, d)
	if !ok {
		return recordTime{}, false
	}
	at := recordTime{wall: day + nanos}
	bias, usable := parseBias(t[n:])
	if !usable {
		at.flags = model.Zoneless
	}
	at.bias = bias
	return at, true
}

// parseISODate parses the date that s begins with, YYYY-MM-DD with the separator of any locale, and
// returns the nanoseconds from 1970 to that day. n is its length, 0 if there is none.
func (c *dateCache) parseISODate(s []byte) (nanos int64, n int) {
	if len(s) < 10 || !bytes.ContainsRune([]byte("-/."), rune(s[4])) || s[7] != s[4] {
		return 0, 0
	}
	y, a := parseDigits(s, 4)
	m, b := parseDigits(s[5:], 2)
	d, e := parseDigits(s[8:], 2)
	if a != 4 || b != 2 || e != 2 {
		return 0, 0
	}
	day, ok := c.dayStart(y, m, d)
	if !ok {
		return 0, 0
	}
	return day, 10
}
