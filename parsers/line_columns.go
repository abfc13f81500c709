package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// columnScanner reads the columns of a line, which are separated by blanks and tabs.
type columnScanner struct {
	s   []byte
	pos int
}

// skipBlanks moves to the next column.
func (c *columnScanner) skipBlanks() {
	for c.pos < len(c.s) && (c.s[c.pos] == ' ' || c.s[c.pos] == '\t') {
		c.pos++
	}
}

// column returns the next column, which is empty at the end of the line.
func (c *columnScanner) column() []byte {
	c.skipBlanks()
	from := c.pos
	for c.pos < len(c.s) && c.s[c.pos] != ' ' && c.s[c.pos] != '\t' {
		c.pos++
	}
	return c.s[from:c.pos]
}

// number returns the next column as a number, and false if it is not one.
func (c *columnScanner) number(base int) (n uint32, ok bool) {
	col := c.column()
	v, err := strconv.ParseUint(string(col), base, 32)
	return uint32(v), err == nil
}

// parseWUClassic parses a line of the WindowsUpdate.log of Windows 7 and 8: date, time with
// milliseconds after a colon, process (decimal), thread (hexadecimal), component, text. The
// separators are tabs in the file and blanks in copied text.
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

// parseWUDecoded parses a line of a WindowsUpdate.log that Get-WindowsUpdateLog decoded from the
// event trace: date with the separators of the locale, time with seven decimals, process and thread
// (decimal), component, text.
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

// parseWUColumns parses the columns after the time. wall is the time, which has no bias.
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

// wuLevel returns the level that a text of the Windows Update Agent implies.
func wuLevel(text []byte) model.Level {
	switch {
	case bytes.HasPrefix(text, []byte("FATAL:")), bytes.Contains(text, []byte("*FAILED*")):
		return model.LevelError
	case bytes.HasPrefix(text, []byte("WARNING:")):
		return model.LevelWarning
	}
	return model.LevelInfo
}

// parseCBS parses a line of CBS.log, DISM.log or a log of Windows Setup: "YYYY-MM-DD HH:MM:SS, Info
// CBS   text". Errors may have a number in brackets before the component.
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
	if bytes.HasPrefix(l.component, []byte("[0x")) {
		l.component = cur.column()
	}
	cur.skipBlanks()
	l.head = cur.pos
	return l, true
}
