package parsers

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"ccmtail/model/event"
)

// A hole type reads a value at the head of s into its field and says how many bytes it took, -1 if
// there is none. The free types (text) are not here: how far they reach depends on what follows.
type holeFunc func(s []byte, f fieldSet, e *scratch) int

var holeFuncs = map[string]holeFunc{
	"guid": holeGUID, "int": holeInt, "hresult": holeCode, "sum": holeSum, "yesno": holeBool, "bool": holeBool,
	"word": holeWord, "mdy": holeTime, "notify": holeNotify, "epoch": holeEpoch, "length": holeLength,
	"files": holeFiles,
}

func holeGUID(s []byte, f fieldSet, e *scratch) int {
	g, n := event.ParseGUID(s)
	if n == 0 {
		return -1
	}
	if p := guidOf(&e.Event, f); p != nil {
		*p = g
	}
	return n
}

// holeSum returns Site_<GUID>/SUM_<guid>, where the site may be missing.
func holeSum(s []byte, f fieldSet, e *scratch) int {
	at, site := 0, event.GUID{}
	if bytes.HasPrefix(s, []byte("Site_")) {
		g, n := event.ParseGUID(s[5:])
		if at = 5 + n; n == 0 || at >= len(s) || s[at] != '/' {
			return -1
		}
		at++
		site = g
	}
	if !bytes.HasPrefix(s[at:], []byte("SUM_")) {
		return -1
	}
	at += 4
	n := holeGUID(s[at:], f, e)
	if n < 0 {
		return -1
	}
	if !site.IsZero() {
		e.Source = site
	}
	return at + n
}

func holeInt(s []byte, f fieldSet, e *scratch) int {
	v, k := integer(s)
	if k == 0 {
		return -1
	}
	e.setNumber(f, v)
	return k
}

// integer returns a number of up to 18 digits at the head of s, and how many bytes it takes; 0 if
// there is none.
func integer(s []byte) (v int64, taken int) {
	at := 0
	if len(s) > 0 && s[0] == '-' {
		at = 1
	}
	n := 0
	for at+n < len(s) && n < 18 && s[at+n]-'0' < 10 {
		v = v*10 + int64(s[at+n]-'0')
		n++
	}
	if n == 0 {
		return 0, 0
	}
	if at == 1 {
		v = -v
	}
	return v, at + n
}

// holeCode returns a result in any of the notations that logs use where a result is expected: 0x…,
// eight bare hexadecimal digits, or decimal.
func holeCode(s []byte, _ fieldSet, e *scratch) int {
	set := func(v uint64, n int) int {
		e.Code, e.HasCode = event.Code(v), true
		return n
	}
	if len(s) > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') {
		k := countHexDigits(s[2:])
		if v, err := strconv.ParseUint(string(s[2:2+k]), 16, 32); err == nil {
			return set(v, 2+k)
		}
		return -1
	}
	if k := countHexDigits(s); k == 8 {
		v, _ := strconv.ParseUint(string(s[:8]), 16, 32)
		return set(v, 8)
	}
	v, k := integer(s)
	if k == 0 || v < math.MinInt32 || v > math.MaxUint32 {
		return -1
	}
	return set(uint64(uint32(v)), k)
}

func countHexDigits(s []byte) int {
	k := 0
	for k < len(s) && k < 9 && (s[k]-'0' < 10 || s[k]|0x20-'a' < 6) {
		k++
	}
	return k
}

func holeBool(s []byte, _ fieldSet, e *scratch) int {
	for _, w := range [...]struct {
		word string
		is   event.Tri
	}{{"yes", event.Yes}, {"true", event.Yes}, {"1", event.Yes}, {"no", event.No}, {"false", event.No}, {"0", event.No}} {
		if len(s) >= len(w.word) && bytes.EqualFold(s[:len(w.word)], []byte(w.word)) {
			e.Answer = w.is
			return len(w.word)
		}
	}
	return -1
}

// holeWord returns letters, digits and the marks that names have.
func holeWord(s []byte, f fieldSet, e *scratch) int {
	k := 0
	for k < len(s) && (s[k]|0x20-'a' < 26 || s[k]-'0' < 10 || s[k] == '_' || s[k] == '-') {
		k++
	}
	if k == 0 {
		return -1
	}
	e.setText(f, s[:k])
	return k
}

// holeTime returns a local time inside a message, month first in all of them: "02/09/2014 07:15:00
// PM", "10/29/2019 10:00:00 PM", "02/12/14 22:00:00".
func holeTime(s []byte, _ fieldSet, e *scratch) int {
	blank := bytes.IndexByte(s, ' ')
	if blank < 0 {
		return -1
	}
	var c dateCache
	day, ok := c.parseSlashDate(s[:blank])
	if !ok {
		return -1
	}
	at := blank
	for at < len(s) && s[at] == ' ' {
		at++
	}
	nanos, k := parseClock(s[at:], '.')
	if k == 0 {
		return -1
	}
	at += k
	half := byte(0)
	if rest := s[at:]; len(rest) >= 3 && rest[0] == ' ' && rest[2] == 'M' && (rest[1] == 'A' || rest[1] == 'P') {
		half = rest[1]
		at += 3
	}
	e.Numbers[event.When] = day + from12Hour(nanos, half)
	return at
}

// holeNotify returns the local deadline of a restart notice: "Sunday, Feb 09, 2014. - 19:15:39".
func holeNotify(s []byte, _ fieldSet, e *scratch) int {
	const layout = "Monday, Jan 02, 2006. - 15:04:05"
	comma := bytes.IndexByte(s, ',')
	if comma < 0 || len(s) < comma+len(", Feb 09, 2014. - 19:15:39") {
		return -1
	}
	end := comma + len(", Feb 09, 2014. - 19:15:39")
	t, err := time.Parse(layout, string(s[:end]))
	if err != nil {
		return -1
	}
	e.Numbers[event.When] = t.UnixNano()
	return end
}

// holeEpoch returns seconds since 1970, UTC.
func holeEpoch(s []byte, _ fieldSet, e *scratch) int {
	v, k := integer(s)
	if k == 0 || v < 0 || v > 1<<33 {
		return -1
	}
	e.Numbers[event.When], e.WhenUTC = v*1e9, true
	return k
}

// holeLength returns days, hours, minutes and seconds with their words before or behind them, in
// seconds: "days: 0, hours: 07, mins: 00, secs: 00" or "1 days, 05 hours, 00 mins, 00 secs".
func holeLength(s []byte, f fieldSet, e *scratch) int {
	units := [...]int64{86400, 3600, 60, 1}
	total, at := int64(0), 0
	for _, u := range units {
		i := bytes.IndexAny(s[at:], "0123456789")
		if i < 0 || i > 12 {
			return -1
		}
		v, k := parseDigits(s[at+i:], 6)
		total += int64(v) * u
		at += i + k
	}
	if rest := bytes.TrimLeft(s[at:], " "); bytes.HasPrefix(rest, []byte("secs")) {
		at = len(s) - len(rest) + 4
	}
	e.setNumber(f, total)
	return at
}

// holeFiles returns the files of a content, <FileContent Name="…" Hash="…" HashAlgorithm="…"
// Size="1"/> one after the other: the first one's name goes into its field, the sum of the sizes
// into TotalBytes.
func holeFiles(s []byte, f fieldSet, e *scratch) int {
	at, sum := 0, int64(0)
	for bytes.HasPrefix(s[at:], []byte("<FileContent ")) {
		end := bytes.Index(s[at:], []byte("/>"))
		if end < 0 {
			break
		}
		file := s[at : at+end]
		if at == 0 {
			e.setText(f, quotedValue(file, `Name="`))
		}
		v, _ := strconv.ParseInt(string(quotedValue(file, `Size="`)), 10, 64)
		sum += v
		at += end + 2
	}
	if at == 0 {
		return -1
	}
	e.Numbers[event.TotalBytes] = sum
	return at
}

// quotedValue returns what stands between lead and the next quotation mark.
func quotedValue(s []byte, lead string) []byte {
	_, after, ok := bytes.Cut(s, []byte(lead))
	if !ok {
		return nil
	}
	value, _, _ := bytes.Cut(after, []byte{'"'})
	return value
}
