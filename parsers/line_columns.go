package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// columnScanner walks the columns of a line.
type columnScanner struct {
	s   []byte
	pos int
}

func (c *columnScanner) skipBlanks() {
	for c.pos < len(c.s) && (c.s[c.pos] == ' ' || c.s[c.pos] == '\t') {
		c.pos++
	}
}

// column returns the next run of bytes that are not blank.
func (c *columnScanner) column() []byte {
	c.skipBlanks()
	from := c.pos
	for c.pos < len(c.s) && c.s[c.pos] != ' ' && c.s[c.pos] != '\t' {
		c.pos++
	}
	return c.s[from:c.pos]
}

// number returns the next column as a number; ok is false if it is none.
func (c *columnScanner) number(base int) (n uint32, ok bool) {
	col := c.column()
	v, err := strconv.ParseUint(string(col), base, 32)
	return uint32(v), err == nil
}

// parseWUClassic returns a line of the WindowsUpdate.log of Windows 7 and 8: date, time with
// milliseconds behind a colon, process (decimal), thread (hexadecimal), component, text; the
// columns are tabs in the file and blanks where it was copied.
func (c *dateCache) parseWUClassic(text []byte) (parsedLine, bool) {
	day, n := c.parseISODate(text)
	if n == 0 || text[4] != '-' {
		return parsedLine{}, false
	}
	cur := columnScanner{text, n}
	t := cur.column()
	nanos, n := parseClock(t, ':')
	if n == 0 || n != len(t) || bytes.Count(t, []byte{':'}) != 3 {
		return parsedLine{}, false
	}
	return parseWUColumns(&cur, day+nanos, 16, model.FormatWUClassic)
}

// parseWUDecoded returns a line of a WindowsUpdate.log that Get-WindowsUpdateLog made from the
// event trace: the date in the locale's form, seven digits of a second, process and thread in
// decimal, component, text.
func (c *dateCache) parseWUDecoded(text []byte) (parsedLine, bool) {
	day, n := c.parseISODate(text)
	if n == 0 {
		return parsedLine{}, false
	}
	cur := columnScanner{text, n}
	t := cur.column()
	nanos, n := parseClock(t, '.')
	if n < 15 || n != len(t) {
		return parsedLine{}, false
	}
	return parseWUColumns(&cur, day+nanos, 10, model.FormatWUDecoded)
}

// parseWUColumns reads the columns behind the time. The time has no zone.
func parseWUColumns(cur *columnScanner, wall int64, threadBase int, format model.Format) (parsedLine, bool) {
	l := parsedLine{time: recordTime{wall: wall, flags: model.Zoneless}, timed: true, format: format}
	if _, ok := cur.number(10); !ok {
		return l, false
	}
	thread, ok := cur.number(threadBase)
	if !ok {
		return l, false
	}
	l.thread = thread
	l.component = cur.column()
	cur.skipBlanks()
	l.head = cur.pos
	l.level = wuLevel(cur.s[cur.pos:])
	return l, len(l.component) > 0
}

// wuLevel returns what the text of the update agent says of its weight.
func wuLevel(text []byte) model.Level {
	switch {
	case bytes.HasPrefix(text, []byte("FATAL:")), bytes.Contains(text, []byte("*FAILED*")):
		return model.LevelError
	case bytes.HasPrefix(text, []byte("WARNING:")):
		return model.LevelWarning
	}
	return model.LevelInfo
}

// parseCBS returns a line of CBS.log: "YYYY-MM-DD HH:MM:SS, Info   CBS   text".
func (c *dateCache) parseCBS(text []byte) (parsedLine, bool) {
	day, n := c.parseISODate(text)
	if n == 0 || len(text) < 20 || text[n] != ' ' {
		return parsedLine{}, false
	}
	nanos, k := parseClock(text[n+1:], '.')
	if at := n + 1 + k; k == 0 || at >= len(text) || text[at] != ',' {
		return parsedLine{}, false
	}
	cur := columnScanner{text, n + 1 + k + 1}
	l := parsedLine{time: recordTime{wall: day + nanos, flags: model.Zoneless}, timed: true, format: model.FormatCBS}
	switch string(cur.column()) {
	case "Info":
	case "Warning":
		l.level = model.LevelWarning
	case "Error":
		l.level = model.LevelError
	default:
		return l, false
	}
	l.component = cur.column()
	cur.skipBlanks()
	l.head = cur.pos
	return l, true
}
