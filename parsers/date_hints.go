package parsers

import (
	"bytes"
	"strconv"
	"time"
)

// oneDay is a day in nanoseconds.
const oneDay = int64(24 * time.Hour)

// orderHints is what the rows of a text say together about the order of their dates, none of which
// proves it.
type orderHints struct {
	month, day inTurn
	rows       int  // with a date that may have either order
	halves     bool // some row has a clock with AM and PM, or the form of the articles
}

// inTurn is whether the rows of a text follow each other, in one reading of their dates.
type inTurn struct {
	last        int64 // midnight of the last row's day
	back, forth bool  // some row is of an earlier or a later day than the one before
}

// add takes a row. Threads mix their rows at midnight, which is no step back.
func (t *inTurn) add(wall int64, first bool) {
	day := wall / oneDay * oneDay
	if !first {
		t.back, t.forth = t.back || day < t.last-oneDay, t.forth || day > t.last+oneDay
	}
	t.last = day
}

// orderly is how much the rows look as if the reading were right: 2 where each follows the one before
// it, 1 where the newest stand first, 0 where they go back and forth.
func (t *inTurn) orderly() int {
	switch {
	case !t.back:
		return 2
	case !t.forth:
		return 1
	}
	return 0
}

// add takes a row whose date proves nothing, and returns the order that a time in its message proves.
func (h *orderHints) add(c *dateCache, row []byte, l *parsedLine) dateOrder {
	other := dateCache{order: dayFirst}
	swapped, _ := other.parsePasted(row)
	first := h.rows == 0
	h.month.add(l.time.wall, first)
	h.day.add(swapped.time.wall, first)
	h.rows++
	h.halves = h.halves || l.head > 0
	for word := range bytes.FieldsSeq(row[len(row)-l.tail:]) {
		h.halves = h.halves || halfOfDay(word) != 0
	}
	if l.order != ambiguousOrder {
		return noOrder
	}
	return c.toldOrder(row[l.head:len(row)-l.tail], l.time.wall, swapped.time.wall)
}

// likely returns the order that the rows speak for: the one in which they follow each other, else
// that of whoever has a clock of 24 hours; noOrder, which leaves the month first, if neither tells.
func (h *orderHints) likely() dateOrder {
	switch month, day := h.month.orderly(), h.day.orderly(); {
	case month > day:
		return monthFirst
	case day > month, !h.halves:
		return dayFirst
	}
	return noOrder
}

// nearby is how far a time that a message names may be from the message's own where it tells the
// order: the two readings of a date are at least four weeks apart.
const nearby = 7 * oneDay

// toldOrder returns the order in which the date of a row is near a time in its message: the client
// writes dates there with the month first, or by its name, or in seconds since 1970.
func (c *dateCache) toldOrder(message []byte, month, day int64) dateOrder {
	near := func(told, at int64) bool { return max(told-at, at-told) <= nearby }
	order := noOrder
	for told := range c.timesIn(message) {
		switch m, d := near(told, month), near(told, day); {
		case m && !d:
			order = monthFirst
		case d && !m:
			order = dayFirst
		}
	}
	return order
}

// timesIn yields the times that a message names, in nanoseconds since 1970.
func (c *dateCache) timesIn(message []byte) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		plain := dateCache{}
		if _, rest, ok := bytes.Cut(message, []byte("Rebootby = ")); ok {
			digits := rest[:len(rest)-len(bytes.TrimLeft(rest, "0123456789"))]
			if n, err := strconv.ParseInt(string(digits), 10, 33); err == nil && !yield(n*int64(time.Second)) {
				return
			}
		}
		if _, rest, ok := bytes.Cut(message, []byte("deadline = ")); ok {
			if at, n := parseNotifyTime(rest); n > 0 && !yield(at) {
				return
			}
		}
		for word := range bytes.FieldsFuncSeq(message, func(r rune) bool { return r == ' ' || r == '=' || r == ',' }) {
			if day, order, ok := plain.parseNumericDate(word); ok && order != dayFirst && !yield(day) {
				return
			}
		}
	}
}
