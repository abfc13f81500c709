package parsers

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"ccmtail/model/event"
)

// A holeFunc reads the value that s begins with into field f of e. It returns the length of the
// value, -1 if s does not begin with a value of its type.
type holeFunc func(s []byte, f fieldSet, e *scratch) int

// holeType is a type of hole.
type holeType struct {
	read   holeFunc // nil for free text, which ends where the next element of its pattern matches
	fields fieldSet // the fields that holes of this type may name
	always fieldSet // the fields that they fill whichever field they name
	// derive reads more out of a free text than the text itself; nil if there is nothing more.
	derive func(value []byte, e *scratch)
}

// holeTypes holds the types by the names that holes use.
var holeTypes = map[string]holeType{
	"guid":    {read: holeGUID, fields: guidFields},
	"sum":     {read: holeSum, fields: guidFields, always: fieldSource},
	"int":     {read: holeInt, fields: numberFields},
	"length":  {read: holeLength, fields: numberFields},
	"text":    {fields: textFields},
	"url":     {fields: textFields, always: fieldContent, derive: readContentOfURL},
	"word":    {read: holeWord, fields: textFields},
	"gateway": {read: holeGateway, fields: textFields},
	"files":   {read: holeFiles, fields: textFields, always: fieldTotalBytes},
	"column":  {read: holeColumn, fields: textFields},
	"about":   {read: holeAbout, fields: textFields},
	"hresult": {read: holeCode, fields: fieldCode, always: fieldCode},
	"failure": {read: holeFailure, fields: fieldCode, always: fieldCode},
	"hex":     {read: holeHex, fields: fieldCode},
	"win32":   {read: holeWin32, fields: fieldCode, always: fieldCode},
	"counter": {read: holeCounter},
	"yesno":   {read: holeBool, fields: fieldAnswer, always: fieldAnswer},
	"bool":    {read: holeBool, fields: fieldAnswer, always: fieldAnswer},
	"mdy":     {read: holeMDY, fields: fieldWhen, always: fieldWhen},
	"notify":  {read: holeNotify, fields: fieldWhen, always: fieldWhen},
	"epoch":   {read: holeEpoch, fields: fieldWhen, always: fieldWhen},

	"function":    {read: holeFunction},
	"nolocations": {read: holeNoLocations},
}

// holeGUID reads a GUID, with or without braces.
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

// holeSum reads the model name of an update, Site_<GUID>/SUM_<guid>, into f, and the id of its site
// into Source. The part before the slash may be missing.
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

// holeInt reads a decimal number.
func holeInt(s []byte, f fieldSet, e *scratch) int {
	v, n := parseInt(s)
	if n == 0 {
		return -1
	}
	e.setNumber(f, v)
	return n
}

// parseInt parses the decimal number of up to 18 digits that s begins with, with or without a minus
// sign. It returns its length, 0 if s does not begin with a number.
func parseInt(s []byte) (v int64, n int) {
	sign := 0
	if len(s) > 0 && s[0] == '-' {
		sign = 1
	}
	digits := 0
	for sign+digits < len(s) && digits < 18 && s[sign+digits]-'0' < 10 {
		v = v*10 + int64(s[sign+digits]-'0')
		digits++
	}
	if digits == 0 {
		return 0, 0
	}
	if sign == 1 {
		v = -v
	}
	return v, sign + digits
}

// holeCode reads a result code in one of the notations that logs use where a result is expected:
// 0x…, eight hexadecimal digits without prefix, or decimal.
func holeCode(s []byte, _ fieldSet, e *scratch) int {
	set := func(v uint64, n int) int {
		e.Code, e.HasCode = event.Code(v), true
		return n
	}
	if len(s) > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') {
		n := countHexDigits(s[2:])
		if v, err := strconv.ParseUint(string(s[2:2+n]), 16, 32); err == nil {
			return set(v, 2+n)
		}
		return -1
	}
	if countHexDigits(s) == 8 {
		v, _ := strconv.ParseUint(string(s[:8]), 16, 32)
		return set(v, 8)
	}
	v, n := parseInt(s)
	if n == 0 || v < math.MinInt32 || v > math.MaxUint32 {
		return -1
	}
	return set(uint64(uint32(v)), n)
}

// countHexDigits returns the number of hexadecimal digits that s begins with, at most 9.
func countHexDigits(s []byte) int {
	n := 0
	for n < len(s) && n < 9 && (s[n]-'0' < 10 || s[n]|0x20-'a' < 6) {
		n++
	}
	return n
}

// holeBool reads yes, no, true, false, 1 or 0 in any case.
func holeBool(s []byte, _ fieldSet, e *scratch) int {
	for _, w := range [...]struct {
		word   string
		answer event.Tri
	}{{"yes", event.Yes}, {"true", event.Yes}, {"1", event.Yes}, {"no", event.No}, {"false", event.No}, {"0", event.No}} {
		if len(s) >= len(w.word) && bytes.EqualFold(s[:len(w.word)], []byte(w.word)) {
			e.Answer = w.answer
			return len(w.word)
		}
	}
	return -1
}

// maxWordLen is the longest word in bytes, and the longest name of a function. Like all such limits it
// bounds the time for hostile messages: behind a free text, a hole is tried at each byte.
const maxWordLen = 1 << 8

// holeWord reads ASCII letters, digits, underscores and hyphens.
func holeWord(s []byte, f fieldSet, e *scratch) int {
	n := 0
	for n < len(s) && n <= maxWordLen && (s[n]|0x20-'a' < 26 || s[n]-'0' < 10 || s[n] == '_' || s[n] == '-') {
		n++
	}
	if n == 0 || n > maxWordLen {
		return -1
	}
	e.setText(f, s[:n])
	return n
}

// maxDateLen is the longest date in bytes, and the longest name of a day of the week.
const maxDateLen = 1 << 4

// holeMDY reads a date and time, month first, on the client's clock: "02/09/2014 07:15:00 PM",
// "02/12/14 22:00:00".
func holeMDY(s []byte, _ fieldSet, e *scratch) int {
	blank := bytes.IndexByte(s[:min(len(s), maxDateLen)], ' ')
	if blank < 0 {
		return -1
	}
	var dates dateCache
	day, _, ok := dates.parseNumericDate(s[:blank])
	if !ok {
		return -1
	}
	at := blank
	for at < len(s) && s[at] == ' ' {
		at++
	}
	nanos, n := parseClock(s[at:], '.')
	if n == 0 {
		return -1
	}
	at += n
	half := byte(0)
	if rest := s[at:]; len(rest) >= 3 && rest[0] == ' ' && rest[2] == 'M' && (rest[1] == 'A' || rest[1] == 'P') {
		half = rest[1]
		at += 3
	}
	e.Numbers[event.When] = day + from12Hour(nanos, half)
	return at
}

// holeNotify reads the deadline of a restart notice.
func holeNotify(s []byte, _ fieldSet, e *scratch) int {
	at, n := parseNotifyTime(s)
	if n > 0 {
		e.Numbers[event.When] = at
	}
	return n
}

// parseNotifyTime parses the time that s begins with, on the client's clock: "Sunday, Feb 09, 2014. -
// 19:15:39". It returns the nanoseconds since 1970 and the length of the time, -1 if there is none.
func parseNotifyTime(s []byte) (nanos int64, n int) {
	const layout = "Monday, Jan 02, 2006. - 15:04:05"
	comma := bytes.IndexByte(s[:min(len(s), maxDateLen)], ',')
	if comma < 0 || len(s) < comma+len(", Feb 09, 2014. - 19:15:39") {
		return 0, -1
	}
	end := comma + len(", Feb 09, 2014. - 19:15:39")
	t, err := time.Parse(layout, string(s[:end]))
	if err != nil || t.Year() < minYear || t.Year() > maxYear {
		return 0, -1
	}
	return t.UnixNano(), end
}

// holeEpoch reads a time in seconds since 1970, UTC.
func holeEpoch(s []byte, _ fieldSet, e *scratch) int {
	v, n := parseInt(s)
	if n == 0 || v < 0 || v > 1<<33 {
		return -1
	}
	e.Numbers[event.When], e.WhenUTC = v*1e9, true
	return n
}

// holeLength reads a duration and stores it in seconds: "days: 0, hours: 07, mins: 00, secs: 00" or
// "1 days, 05 hours, 00 mins, 00 secs".
func holeLength(s []byte, f fieldSet, e *scratch) int {
	const maxBetween = 12 // bytes between the numbers
	units := [...]int64{86400, 3600, 60, 1}
	seconds, at := int64(0), 0
	for _, unit := range units {
		i := bytes.IndexAny(s[at:min(len(s), at+maxBetween+1)], "0123456789")
		if i < 0 {
			return -1
		}
		v, n := parseDigits(s[at+i:], 6)
		seconds += int64(v) * unit
		at += i + n
	}
	if rest := bytes.TrimLeft(s[at:], " "); bytes.HasPrefix(rest, []byte("secs")) {
		at = len(s) - len(rest) + 4
	}
	e.setNumber(f, seconds)
	return at
}

// holeFiles reads the list of a content's files, <FileContent Name="…" Hash="…" HashAlgorithm="…"
// Size="1"/> one after the other. It stores the name of the first file in f and the sum of the
// sizes in TotalBytes.
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

// quotedValue returns the text between prefix, which includes the opening quotation mark, and the
// next quotation mark; nil if prefix is not in s.
func quotedValue(s []byte, prefix string) []byte {
	_, after, ok := bytes.Cut(s, []byte(prefix))
	if !ok {
		return nil
	}
	value, _, _ := bytes.Cut(after, []byte{'"'})
	return value
}
