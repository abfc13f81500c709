package cell

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Builder builds one row of cells.
type Builder struct {
	buf        []byte
	width      int    // cells the row may have
	used       int    // cells it has
	base       Style  // lies under every style of the row
	current    Style  // what the terminal would be drawing with
	styled     bool   // now is not the terminal's own style
	overflowed bool   // something was cut
	last       string // the last character
}

// NewBuilder returns an empty row of width cells over a base style.
func NewBuilder(width int, base Style) *Builder {
	return &Builder{buf: make([]byte, 0, width+64), width: max(width, 0), base: base}
}

// Room returns how many cells of the row are still free.
func (l *Builder) Room() int { return l.width - l.used }

// Put adds text in a style as far as there is room, and says whether all of it found room.
func (l *Builder) Put(st Style, s string) bool {
	if s == "" {
		return true
	}
	if l.overflowed || l.used >= l.width {
		l.overflowed = true
		return false
	}
	l.setStyle(st)
	for i := 0; i < len(s); {
		if n := asciiRun(s[i:], l.width-l.used); n > 0 && !l.joinsLast(s[i:i+1]) {
			l.buf = append(l.buf, s[i:i+n]...)
			l.used, i, l.last = l.used+n, i+n, s[i+n-1:i+n]
			continue
		}
		size, shown, w := grapheme(s[i:], l.used)
		if l.joinsLast(shown) {
			r, _ := utf8.DecodeRuneInString(shown)
			shown, w = runeNumber(r)
		}
		if w > l.width-l.used {
			l.overflowed = true
			return false
		}
		l.buf = append(l.buf, shown...)
		l.used, i, l.last = l.used+w, i+size, lastCluster(shown)
	}
	return true
}

// lastCluster returns the last character of what was put: a sign of several characters ends in one
// of its own.
func lastCluster(shown string) string {
	if r, n := utf8.DecodeLastRuneInString(shown); r == '›' || r == ' ' {
		return shown[len(shown)-n:]
	}
	return shown
}

// joinsLast reports whether a terminal would draw what comes next and the last character as one.
func (l *Builder) joinsLast(next string) bool {
	if l.last == "" || standsAlone(l.last) && standsAlone(next) {
		return false
	}
	return combines(l.last, next)
}

// PutIn adds text cut or padded to exactly n cells; a cut is shown by an ellipsis.
func (l *Builder) PutIn(n int, st Style, s string) {
	n = min(n, l.Room())
	if n <= 0 {
		return
	}
	end := l.used + n
	fit, _ := Fit(s, n)
	if fit < len(s) && n > 1 {
		fit, _ = Fit(s, n-1)
		fit = cutBeforeNumber(s, fit)
		l.Put(st, s[:fit])
		l.Put(st, Ellipsis)
	} else {
		l.Put(st, s[:fit])
	}
	l.FillTo(st, end)
}

// cutBeforeNumber returns where to cut a text at or before n so that no number loses digits or its unit:
// before the word, if that begins with a digit or is a KB number, else before the digits.
func cutBeforeNumber(s string, n int) int {
	if n <= 0 || n >= len(s) || s[n-1] == ' ' || s[n] == ' ' {
		return KeepUnit(s, len(strings.TrimRight(s[:max(n, 0)], " ")))
	}
	word := 1 + strings.LastIndexByte(s[:n], ' ')
	if text := strings.TrimPrefix(strings.TrimLeft(s[word:], "([{\"'"), "KB"); text != "" && isDigit(text[0]) {
		return KeepUnit(s, len(strings.TrimRight(s[:word], " ")))
	}
	if start := KeepUnit(s, len(strings.TrimRight(s[:word], " "))); unitBegins(s[word:]) && start < word-1 {
		return start
	}
	if isDigit(s[n]) {
		for n > 0 && isDigit(s[n-1]) {
			n--
		}
	}
	return n
}

// units are the words without which a number before them says something else.
var units = []string{"ms", "s", "min", "h", "d", "B", "kB", "MB", "GB", "TB", "%", "of"}

// unitBegins reports whether a text begins with a unit.
func unitBegins(s string) bool {
	end := strings.IndexAny(s, " ,;:.)")
	if end < 0 {
		end = len(s)
	}
	return slices.Contains(units, s[:end])
}

// KeepUnit returns where to cut a text that could be cut at n: before the number that ends there, if its
// unit would be cut off. "2 h 15" says enough.
func KeepUnit(s string, n int) int {
	for n > 0 && n < len(s) && s[n] == ' ' && isDigit(s[n-1]) && unitBegins(s[n+1:]) {
		before := strings.TrimRight(s[:1+strings.LastIndexByte(s[:n], ' ')], " ")
		if word := before[1+strings.LastIndexByte(before, ' '):]; word != "of" && slices.Contains(units, word) {
			break
		}
		n = len(before)
	}
	return n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// FillTo adds spaces up to a column.
func (l *Builder) FillTo(st Style, column int) {
	if column = min(column, l.width); column > l.used {
		l.setStyle(st)
		l.buf = append(l.buf, Spaces(column-l.used)...)
		l.used, l.last = column, " "
	}
}

// Row returns the row, padded to its width, with the terminal's own style behind it.
func (l *Builder) Row() Row {
	l.overflowed = false
	l.FillTo("", l.width)
	if l.styled {
		l.buf = append(l.buf, "\x1b[m"...)
		l.styled = false
	}
	return Row{string(l.buf)}
}

func (l *Builder) setStyle(st Style) {
	if st = l.base.under(st); l.styled && st == l.current || !l.styled && st == "" {
		return
	}
	l.buf = append(l.buf, "\x1b["...)
	if l.styled && st != "" {
		l.buf = append(l.buf, "0;"...)
	}
	l.buf = append(append(l.buf, st...), 'm')
	l.current, l.styled = st, st != ""
}

// Used returns how many cells of the row have been filled.
func (l *Builder) Used() int { return l.used }

// Full reports whether something found no room.
func (l *Builder) Full() bool { return l.overflowed }

// Text returns what has been put so far, without padding and without the terminal's own style
// behind it.
func (l *Builder) Text() string { return string(l.buf) }
