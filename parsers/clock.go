package parsers

import (
	"bytes"
	"time"

	"ccmtail/model"
)

// stamp is a time as a record prints it: on the client's clock, with the bias if it is usable.
type stamp struct {
	wall  int64 // nanoseconds since 1970 on the client's clock
	bias  int16
	flags model.Flags // Zoneless or nothing
}

// digits reads up to most digits at the head of s.
func digits(s []byte, most int) (v, n int) {
	for n < len(s) && n < most && s[n]-'0' < 10 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// dates turns calendar days into nanoseconds, remembering the last one: a log rarely changes its date.
type dates struct {
	y, m, d int
	day     int64
}

func (c *dates) nanos(y, m, d int) (int64, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	if y != c.y || m != c.m || d != c.d || c.y == 0 {
		c.day = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).UnixNano()
		c.y, c.m, c.d = y, m, d
	}
	return c.day, true
}

// clock reads H:MM:SS and the fraction behind it, in nanoseconds of the day. sep is what stands before
// the fraction. n is 0 where there is no time.
func clock(s []byte, sep byte) (nanos int64, n int) {
	h, i := digits(s, 2)
	if i == 0 || h > 23 || i >= len(s) || s[i] != ':' {
		return 0, 0
	}
	m, j := digits(s[i+1:], 2)
	if i += 1 + j; j != 2 || m > 59 || i >= len(s) || s[i] != ':' {
		return 0, 0
	}
	sec, j := digits(s[i+1:], 2)
	if i += 1 + j; j != 2 || sec > 60 {
		return 0, 0
	}
	nanos = int64(h*3600+m*60+sec) * 1e9
	if i < len(s) && s[i] == sep {
		f, k := digits(s[i+1:], 9)
		if k > 0 {
			nanos += fraction(f, k)
			i += 1 + k
		}
	}
	return nanos, i
}

// fraction is f, printed with k digits, in nanoseconds. Script writers print milliseconds unpadded:
// ".7" is 7 ms.
func fraction(f, k int) int64 {
	if k < 3 {
		return int64(f) * 1e6
	}
	v := int64(f)
	for ; k < 9; k++ {
		v *= 10
	}
	return v
}

// bias reads the minutes behind a native time: UTC = local + bias (proven inside single records of 2013
// and 2023). "+000" is what scripts write and says nothing, where the client itself writes "+00";
// "+-300" has its sign the other way round: neither is usable.
func bias(s []byte) (minutes int16, known bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	v, n := digits(s[1:], 4)
	if n == 0 || n+1 != len(s) || v > 14*60 || v == 0 && n >= 3 {
		return 0, false
	}
	if s[0] == '-' {
		v = -v
	}
	return int16(v), true
}

// nativeStamp reads the time and date attributes of a native record.
func (c *dates) nativeStamp(t, date []byte) (stamp, bool) {
	nanos, n := clock(t, '.')
	if n == 0 {
		return stamp{}, false
	}
	m, i := digits(date, 2)
	if i == 0 || i >= len(date) || date[i] != '-' {
		return stamp{}, false
	}
	date = date[i+1:]
	d, i := digits(date, 2)
	if i == 0 || i >= len(date) || date[i] != '-' {
		return stamp{}, false
	}
	y, i := digits(date[i+1:], 4)
	if i != 4 {
		return stamp{}, false
	}
	day, ok := c.nanos(y, m, d)
	if !ok {
		return stamp{}, false
	}
	st := stamp{wall: day + nanos}
	b, known := bias(t[n:])
	if !known {
		st.flags = model.Zoneless
	}
	st.bias = b
	return st, true
}

// isoDate reads YYYY-MM-DD with any of the separators that a locale puts there.
func (c *dates) isoDate(s []byte) (nanos int64, n int) {
	if len(s) < 10 || !bytes.ContainsRune([]byte("-/."), rune(s[4])) || s[7] != s[4] {
		return 0, 0
	}
	y, a := digits(s, 4)
	m, b := digits(s[5:], 2)
	d, e := digits(s[8:], 2)
	if a != 4 || b != 2 || e != 2 {
		return 0, 0
	}
	day, ok := c.nanos(y, m, d)
	if !ok {
		return 0, 0
	}
	return day, 10
}
