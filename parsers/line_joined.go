package parsers

import (
	"bytes"

	"ccmtail/model"
)

// maxJoined is the length in bytes up to which a line is searched for joined rows. It is more than
// a log has by default.
const maxJoined = 1 << 20

// firstRow returns the length of the first of several rows in a line, whose line breaks were lost
// when they were copied. It is 0 if the line has only one. Where a row ends or begins, there are a
// time and a thread in both its notations, or all columns of a WindowsUpdate.log or CBS.log:
// nothing else in a log looks like that.
func (c *dateCache) firstRow(line []byte) int {
	if len(line) > maxJoined {
		return 0
	}
	if n := c.nextDated(line); n > 0 {
		return n
	}
	for at := 0; ; {
		i := bytes.Index(line[at:], []byte("(0"))
		if i < 0 {
			return 0
		}
		from := at + i
		at = from + 2
		n := hexThreadLen(line[from:])
		if n == 0 {
			continue
		}
		n = c.rowBoundary(line, from+n)
		if n > 0 && len(bytes.Trim(line[:n], blanks)) > 0 && len(bytes.Trim(line[n:], blanks)) > 0 {
			return n
		}
	}
}

// nextDated returns where the second line of a WindowsUpdate.log or CBS.log begins in a line that
// begins as one, 0 if there is none. Both are of the same year.
func (c *dateCache) nextDated(line []byte) int {
	const year = len("2026-")
	if len(line) < year || line[0]-'0' > 9 || line[year-1]-'0' < 10 {
		return 0
	}
	for at := year; ; at += year {
		i := bytes.Index(line[at:], line[:year])
		if i < 0 {
			return 0
		}
		if at += i; blankLen(line[:at]) == 0 || !c.isDated(line[at:]) {
			continue
		}
		if !c.isDated(line) { // asked once, for its first column may be as long as the line
			return 0
		}
		return at
	}
}

// isDated reports whether a line has the columns of a WindowsUpdate.log or CBS.log.
func (c *dateCache) isDated(line []byte) bool {
	for _, grammar := range [...]func(*dateCache, []byte) (parsedLine, bool){
		(*dateCache).parseWUClassic, (*dateCache).parseWUDecoded, (*dateCache).parseCBS,
	} {
		if _, ok := grammar(c, line); ok {
			return true
		}
	}
	return false
}

// maxColumns is the most bytes that the columns of a row take up besides its message, with the
// blanks between them.
const maxColumns = 256

// rowBoundary returns where a row ends or begins to which the thread belongs that ends at
// line[end], 0 if there is no such row.
func (c *dateCache) rowBoundary(line []byte, end int) int {
	from := max(0, end-maxColumns)
	if isTimedRow(c.parsePastedMessageFirst(line[from:end])) {
		return end
	}
	n := timeLen(line[end:min(len(line), end+maxColumns)])
	if n > 0 && isTimedRow(c.parsePastedMessageFirst(line[from:end+n])) {
		return end + n
	}
	if end < len(line) && line[end] == '>' {
		if _, ok := c.parseLegacy(line[from : end+1]); ok {
			return end + 1
		}
	}
	r := reverseScanner{s: line[from:end]}
	if r.takeThread() == 0 {
		return 0
	}
	for range 3 { // component, time, date
		r.drop(r.lastWord())
	}
	begin := from + len(r.s)
	if _, ok := c.parsePastedComponentFirst(line[begin:end]); ok {
		return begin
	}
	return 0
}

// isTimedRow reports whether a parsed line has a time and a thread.
func isTimedRow(l parsedLine, ok bool) bool {
	return ok && l.timed && l.thread != 0 && l.format == model.FormatCMTrace
}

// timeLen returns the length of the date and time that s begins with, after blanks, 0 if there is
// none. Whether they are a date and a time is left to who parses them.
func timeLen(s []byte) int {
	cur := columnScanner{s, 0}
	date, clock := cur.column(), cur.column()
	if len(date) < len("1/1/00") || len(clock) < len("1:00:00") || date[0]-'0' > 9 || clock[0]-'0' > 9 {
		return 0
	}
	end := cur.pos
	if halfOfDay(cur.column()) != 0 {
		end = cur.pos
	}
	return end
}
