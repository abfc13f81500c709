package parsers

import (
	"bytes"

	"ccmtail/model"
	"ccmtail/model/event"
)

// reportingComponent is the component of the records of ReportingEvents.log, which name none.
const reportingComponent = "ReportingEvents"

// parseReporting parses a line of ReportingEvents.log: the record's id, the time with its zone, the
// number 1, and then the message, all separated by tabs.
func (c *dateCache) parseReporting(text []byte) (parsedLine, bool) {
	if len(text) == 0 || text[0] != '{' {
		return parsedLine{}, false
	}
	_, n := event.ParseGUID(text)
	if n == 0 || n >= len(text) || text[n] != '\t' {
		return parsedLine{}, false
	}
	t, k := c.parseReportingTime(text[n+1:])
	if k == 0 {
		return parsedLine{}, false
	}
	at := n + 1 + k
	number, digits := parseDigits(text[at:], 4)
	if at += digits; number != 1 || at >= len(text) || text[at] != '\t' {
		return parsedLine{}, false
	}
	l := parsedLine{
		head: at + 1, time: t, timed: true, component: []byte(reportingComponent), format: model.FormatReporting,
	}
	if isFailure(tabColumn(text[at+1:], 4)) {
		l.level = model.LevelError
	}
	return l, true
}

// parseReportingTime parses the time that s begins with and the tab behind it, such as "2026-03-17
// 21:40:12:385-0500" or "2026-03-17 21:40:12.385-0500". It returns their length, 0 if there is no
// such time. The sign is that of ISO 8601, the opposite of a native record's: a computer in Tokyo
// writes +0900.
func (c *dateCache) parseReportingTime(s []byte) (t recordTime, n int) {
	day, at := c.parseISODate(s)
	if at == 0 || at >= len(s) || s[at] != ' ' {
		return t, 0
	}
	at++
	nanos, k := parseClock(s[at:], ':')
	if k == len("21:40:12") {
		nanos, k = parseClock(s[at:], '.')
	}
	if at += k; k == 0 || at+len("-0500\t") > len(s) || s[at] != '+' && s[at] != '-' {
		return t, 0
	}
	hhmm, digits := parseDigits(s[at+1:], 4)
	hours, minutes := hhmm/100, hhmm%100
	if digits != 4 || hours > 14 || minutes > 59 || s[at+5] != '\t' {
		return t, 0
	}
	bias := int16(hours*60 + minutes)
	if s[at] == '+' {
		bias = -bias
	}
	return recordTime{wall: day + nanos, bias: bias}, at + len("-0500\t")
}

// tabColumn returns the column of a number, counted from 0, of those that tabs separate in s; nil if
// there are fewer.
func tabColumn(s []byte, number int) []byte {
	for ; number > 0; number-- {
		i := bytes.IndexByte(s, '\t')
		if i < 0 {
			return nil
		}
		s = s[i+1:]
	}
	column, _, _ := bytes.Cut(s, []byte{'\t'})
	return column
}

// isFailure reports whether the hexadecimal digits of a result code are those of a failure.
func isFailure(hex []byte) bool { return len(hex) == 8 && hex[0] >= '8' }
