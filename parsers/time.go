package parsers

import (
	"bytes"
	"time"

	"ccmtail/model"
)

// recordTime is a time as a record prints it: on the client's clock, with the bias if it is usable.
type recordTime struct {
	wall  int64 // nanoseconds since 1970 on the client's clock
	bias  int16
	flags model.Flags // Zoneless or nothing
}

// parseDigits reads up to most digits at the head of s.
func parseDigits(s []byte, most int) (v, n int) {
	for n < len(s) && n < most && s[n]-'0' < 10 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// dateCache turns calendar days into nanoseconds, remembering the last one: a log rarely changes
// its date.
type dateCache struct {
	y, m, d int
	day     int64
}

func (c *dateCache) dayStart(y, m, d int) (int64, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	if y != c.y || m != c.m || d != c.d || c.y == 0 {
		c.day = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).UnixNano()
		c.y, c.m, c.d = y, m, d
	}
	return c.day, true
}

// parseClock reads H:MM:SS and the fraction behind it, in nanoseconds of the day. sep is what
// stands before the fraction. n is 0 where there is no time.
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
		f, k := parseDigits(s[i+1:], 9)
		if k > 0 {
			nanos += fractionNanos(f, k)
			i += 1 + k
		}
	}
	return nanos, i
}

// fractionNanos returns f, printed with k digits, in nanoseconds. Script writers print milliseconds
// unpadded: ".7" is 7 ms.
func fractionNanos(f, k int) int64 {
	if k < 3 {
		return int64(f) * 1e6
	}
	v := int64(f)
	for ; k < 9; k++ {
		v *= 10
	}
	return v
}

// parseBias reads the minutes behind a native time: UTC = local + bias (proven inside single
// records of 2013 and 2023). "+000" is what scripts write and says nothing, where the client itself
// writes "+00"; "+-300" has its sign the other way round: neither is usable.
func parseBias(s []byte) (minutes int16, known bool) {
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

// parseNativeTime reads the time and date attributes of a native record.
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
	st := recordTime{wall: day + nanos}
	b, known := parseBias(t[n:])
	if !known {
		st.flags = model.Zoneless
	}
	st.bias = b
	return st, true
}

// parseISODate reads YYYY-MM-DD with any of the separators that a locale puts there.
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
