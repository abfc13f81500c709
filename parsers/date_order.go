package parsers

import "bytes"

// dateOrder is the order of day and month in the dates of a file, or what one date says about it.
// The text that people copy has dates in the form of their computer, so the order is that of all
// dates of a file.
type dateOrder uint8

const (
	noOrder        dateOrder = iota // not known; the date is the same in either order
	ambiguousOrder                  // the date may have either order
	monthFirst
	dayFirst
)

// isProof reports whether a date of this order settles that of its file.
func (o dateOrder) isProof() bool { return o == monthFirst || o == dayFirst }

// orderOf returns what the first two numbers of a date say about its order.
func orderOf(a, b int) dateOrder {
	switch {
	case a > 12 && b <= 12:
		return dayFirst
	case a <= 12 && b > 12:
		return monthFirst
	case a == b:
		return noOrder
	}
	return ambiguousOrder
}

// parseNumericDate parses the date that s consists of: M/D/YYYY, M/D/YY or M-D-YYYY, or the same
// with the day first if the date or the file says so, D.M.YYYY, or YYYY-MM-DD with any of these
// separators. It returns the nanoseconds from 1970 to that day and the order that the date has.
func (c *dateCache) parseNumericDate(s []byte) (nanos int64, order dateOrder, ok bool) {
	if nanos, n := c.parseISODate(s); n > 0 && n == len(s) {
		return nanos, noOrder, true
	}
	a, i := parseDigits(s, 2)
	if i == 0 || i >= len(s) || bytes.IndexByte([]byte("/-."), s[i]) < 0 {
		return 0, noOrder, false
	}
	sep := s[i]
	s = s[i+1:]
	b, i := parseDigits(s, 2)
	if i == 0 || i >= len(s) || s[i] != sep {
		return 0, noOrder, false
	}
	y, n := parseDigits(s[i+1:], 4)
	if i+1+n != len(s) || n != 2 && n != 4 {
		return 0, noOrder, false
	}
	if n == 2 {
		y += 2000
	}
	if sep != '.' { // with dots, the day is first all over the world
		order = orderOf(a, b)
	}
	m, d := a, b
	if sep == '.' || order == dayFirst || order == ambiguousOrder && c.order == dayFirst {
		m, d = b, a
	}
	nanos, ok = c.dayStart(y, m, d)
	return nanos, order, ok
}

// maxOrderSearch is how many bytes are searched for a date that settles the order of a file, from
// its first date on that does not. It is more than a log has by default.
const maxOrderSearch = 256 << 10

// settleOrder sets the order of dates in the file by the first row in body that settles it; if there
// is none, by what all of them speak for. It returns false if that depends on text that is still to
// come. A native record ends the search: the text is not all copied from a table, and a file that is
// being written to must not wait.
func (f *Framer) settleOrder(body []byte, final bool) bool {
	whole := final && len(body) <= maxOrderSearch
	full := final || len(body) >= maxOrderSearch
	body = body[:min(len(body), maxOrderSearch)]
	for f.searchedForOrder < len(body) {
		line := body[f.searchedForOrder:]
		end := bytes.IndexByte(line, '\n')
		if end >= 0 {
			line = line[:end]
		}
		head := bytes.Index(line, headBytes)
		if head >= 0 {
			line = line[:head]
		} else if end < 0 && !whole {
			break
		}
		if f.dates.order = f.dates.provenOrder(bytes.TrimRight(line, "\r"), &f.order); f.dates.order.isProof() {
			f.orderSettled = true
			return true
		}
		if full = full || head >= 0; head >= 0 || end < 0 {
			break
		}
		f.searchedForOrder += end + 1
	}
	if full {
		f.dates.order = f.order.likely()
	}
	f.orderSettled = full
	return full
}

// provenOrder returns the order that the first row of a line proves which does so. The others it adds
// to what speaks for one.
func (c *dateCache) provenOrder(line []byte, hints *orderHints) dateOrder {
	for len(line) > 0 {
		row := line
		if n := c.firstRow(line); n > 0 {
			row = line[:n]
		}
		l, ok := c.parsePasted(row)
		switch {
		case !ok || !l.timed:
		case l.order.isProof():
			return l.order
		default:
			if order := hints.add(c, row, &l); order.isProof() {
				return order
			}
		}
		line = line[len(row):]
	}
	return noOrder
}

// parsePasted parses a row that was copied from a table.
func (c *dateCache) parsePasted(row []byte) (parsedLine, bool) {
	if l, ok := c.parsePastedComponentFirst(row); ok {
		return l, true
	}
	return c.parsePastedMessageFirst(row)
}
