package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model"
)

// cursor walks the columns of a line.
type cursor struct {
	s   []byte
	pos int
}

func (c *cursor) blank() {
	for c.pos < len(c.s) && (c.s[c.pos] == ' ' || c.s[c.pos] == '\t') {
		c.pos++
	}
}

// column is the next run of bytes that are not blank.
func (c *cursor) column() []byte {
	c.blank()
	from := c.pos
	for c.pos < len(c.s) && c.s[c.pos] != ' ' && c.s[c.pos] != '\t' {
		c.pos++
	}
	return c.s[from:c.pos]
}

// number is the next column as a number; ok is false if it is none.
func (c *cursor) number(base int) (n uint32, ok bool) {
	col := c.column()
	v, err := strconv.ParseUint(string(col), base, 32)
	return uint32(v), err == nil
}

// classicUpdate is a line of the WindowsUpdate.log of Windows 7 and 8: date, time with milliseconds
// behind a colon, process (decimal), thread (hexadecimal), component, text; the columns are tabs in
// the file and blanks where it was copied.
func (c *dates) classicUpdate(text []byte) (line, bool) {
	day, n := c.isoDate(text)
	if n == 0 || text[4] != '-' {
		return line{}, false
	}
	cur := cursor{text, n}
	t := cur.column()
	nanos, n := clock(t, ':')
	if n == 0 || n != len(t) || bytes.Count(t, []byte{':'}) != 3 {
		return line{}, false
	}
	return updateLine(&cur, day+nanos, 16, model.FormatWUClassic)
}

// decodedUpdate is a line of a WindowsUpdate.log that Get-WindowsUpdateLog made from the event trace:
// the date in the locale's form, seven digits of a second, process and thread in decimal, component, text.
func (c *dates) decodedUpdate(text []byte) (line, bool) {
	day, n := c.isoDate(text)
	if n == 0 {
		return line{}, false
	}
	cur := cursor{text, n}
	t := cur.column()
	nanos, n := clock(t, '.')
	if n < 15 || n != len(t) {
		return line{}, false
	}
	return updateLine(&cur, day+nanos, 10, model.FormatWUDecoded)
}

// updateLine reads the columns behind the time. The time has no zone.
func updateLine(cur *cursor, wall int64, threadBase int, format model.Format) (line, bool) {
	l := line{stamp: stamp{wall: wall, flags: model.Zoneless}, timed: true, format: format}
	if _, ok := cur.number(10); !ok {
		return l, false
	}
	thread, ok := cur.number(threadBase)
	if !ok {
		return l, false
	}
	l.thread = thread
	l.component = cur.column()
	cur.blank()
	l.head = cur.pos
	l.level = updateLevel(cur.s[cur.pos:])
	return l, len(l.component) > 0
}

// updateLevel is what the text of the update agent says of its weight.
func updateLevel(text []byte) model.Level {
	switch {
	case bytes.HasPrefix(text, []byte("FATAL:")), bytes.Contains(text, []byte("*FAILED*")):
		return model.LevelError
	case bytes.HasPrefix(text, []byte("WARNING:")):
		return model.LevelWarning
	}
	return model.LevelInfo
}

// servicing is a line of CBS.log: "YYYY-MM-DD HH:MM:SS, Info   CBS   text".
func (c *dates) servicing(text []byte) (line, bool) {
	day, n := c.isoDate(text)
	if n == 0 || len(text) < 20 || text[n] != ' ' {
		return line{}, false
	}
	nanos, k := clock(text[n+1:], '.')
	if at := n + 1 + k; k == 0 || at >= len(text) || text[at] != ',' {
		return line{}, false
	}
	cur := cursor{text, n + 1 + k + 1}
	l := line{stamp: stamp{wall: day + nanos, flags: model.Zoneless}, timed: true, format: model.FormatCBS}
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
	cur.blank()
	l.head = cur.pos
	return l, true
}
