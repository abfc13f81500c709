package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"ccmtail/internal/text"
)

// Text from a log is untrusted. The only way into a row of the screen is line.put, and put lets nothing pass but
// printable cells of a known width: tabs become spaces; control characters, bidirectional overrides, zero-width
// characters and byte order marks become visible signs; bytes that are not UTF-8 become U+FFFD.

// tabStop is how far apart the stops of a tab are.
const tabStop = 4

// line builds one row of cells.
type line struct {
	b     []byte
	width int    // cells the row may have
	used  int    // cells it has
	base  style  // lies under every style of the row
	now   style  // what the terminal would be drawing with
	on    bool   // now is not the terminal's own style
	full  bool   // something was cut
	tail  string // the last character
}

// newLine is an empty row of width cells over a base style.
func newLine(width int, base style) *line {
	return &line{b: make([]byte, 0, width+64), width: max(width, 0), base: base}
}

// left is how many cells are free.
func (l *line) left() int { return l.width - l.used }

// put adds text in a style as far as there is room, and says whether all of it found room.
func (l *line) put(st style, s string) bool {
	if s == "" {
		return true
	}
	if l.full || l.used >= l.width {
		l.full = true
		return false
	}
	l.switchTo(st)
	for i := 0; i < len(s); {
		if n := plainRun(s[i:], l.width-l.used); n > 0 && !l.joins(s[i:i+1]) {
			l.b = append(l.b, s[i:i+n]...)
			l.used, i, l.tail = l.used+n, i+n, s[i+n-1:i+n]
			continue
		}
		size, shown, w := cell(s[i:], l.used)
		if l.joins(shown) {
			r, _ := utf8.DecodeRuneInString(shown)
			shown, w = sign(r)
		}
		if w > l.width-l.used {
			l.full = true
			return false
		}
		l.b = append(l.b, shown...)
		l.used, i, l.tail = l.used+w, i+size, lastOf(shown)
	}
	return true
}

// lastOf is the last character of what was put: a sign of several characters ends in one of its own.
func lastOf(shown string) string {
	if r, n := utf8.DecodeLastRuneInString(shown); r == '›' || r == ' ' {
		return shown[len(shown)-n:]
	}
	return shown
}

// joins says whether a terminal would draw what comes next and the last character as one.
func (l *line) joins(next string) bool {
	if l.tail == "" || alone(l.tail) && alone(next) {
		return false
	}
	return joined(l.tail, next)
}

// putIn adds text cut or padded to exactly n cells; a cut is shown by an ellipsis.
func (l *line) putIn(n int, st style, s string) {
	n = min(n, l.left())
	if n <= 0 {
		return
	}
	end := l.used + n
	fit, _ := fitting(s, n)
	if fit < len(s) && n > 1 {
		fit, _ = fitting(s, n-1)
		l.put(st, s[:fit])
		l.put(st, ellipsis)
	} else {
		l.put(st, s[:fit])
	}
	l.fill(st, end)
}

// fill adds spaces up to a column.
func (l *line) fill(st style, column int) {
	if column = min(column, l.width); column > l.used {
		l.switchTo(st)
		l.b = append(l.b, spaces(column-l.used)...)
		l.used, l.tail = column, " "
	}
}

// String is the row, padded to its width, with the terminal's own style behind it.
func (l *line) String() string {
	l.full = false
	l.fill("", l.width)
	if l.on {
		l.b = append(l.b, "\x1b[m"...)
		l.on = false
	}
	return string(l.b)
}

func (l *line) switchTo(st style) {
	if st = l.base.and(st); l.on && st == l.now || !l.on && st == "" {
		return
	}
	l.b = append(l.b, "\x1b["...)
	if l.on && st != "" {
		l.b = append(l.b, "0;"...)
	}
	l.b = append(append(l.b, st...), 'm')
	l.now, l.on = st, st != ""
}

// plainRun is how many bytes at the head of s are printable ASCII, up to max. The last one is left out where a
// character follows that might combine with it.
func plainRun(s string, max int) int {
	n := 0
	for n < len(s) && n < max && s[n]-0x20 < 0x5f {
		n++
	}
	if n > 0 && n < len(s) && s[n] >= utf8.RuneSelf {
		n--
	}
	return n
}

// cell is the first character of s as a reader sees it: the bytes it takes, what is shown for it at a column, and in
// how many cells.
func cell(s string, column int) (size int, shown string, width int) {
	c := s[0]
	switch {
	case c == '\t':
		n := tabStop - column%tabStop
		return 1, spaces(n), n
	case c == '\n':
		return 1, "↵", 1
	case c == '\r' && len(s) > 1 && s[1] == '\n':
		return 2, "↵", 1
	case c < 0x20:
		return 1, string(rune(0x2400 + int(c))), 1
	case c == 0x7f:
		return 1, "␡", 1
	case c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf):
		return 1, s[:1], 1
	case isBlock(s) && (len(s) == 3 || alone(s[3:])):
		return 3, s[:3], 1
	}
	if r, n := utf8.DecodeRuneInString(s); r == utf8.RuneError && n <= 1 {
		return 1, "\uFFFD", 1
	} else if text.Hidden(r) {
		shown, width = sign(r)
		return n, shown, width
	}
	g, w := ansi.FirstGraphemeCluster(valid(s), ansi.GraphemeWidth)
	if w > 0 && !strings.ContainsFunc(g, text.Hidden) && !joined(g, "x") {
		return len(g), g, w
	}
	return lone(s)
}

// joined says whether two texts, one behind the other, are drawn as one character.
func joined(a, b string) bool {
	g, _ := ansi.FirstGraphemeCluster(a+b, ansi.GraphemeWidth)
	return len(g) != len(a)
}

// alone says whether s begins with a character that never is one with another such: ASCII, and the lines and blocks (U+2500 to
// U+259F) that most of what is not text on the screen is drawn with.
func alone(s string) bool {
	return s[0] < utf8.RuneSelf || isBlock(s)
}

func isBlock(s string) bool {
	return len(s) >= 3 && s[0] == 0xe2 && s[2]&0xc0 == 0x80 && (s[1] == 0x94 || s[1] == 0x95 || s[1] == 0x96 && s[2] < 0xa0)
}

// longestCluster is how many bytes of one character are looked at; what stands on more is taken apart.
const longestCluster = 128

// valid is the head of s that is UTF-8, so that a character is the same whatever bytes follow it.
func valid(s string) string {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 || i+n > longestCluster {
			return s[:i]
		}
		i += n
	}
	return s
}

// lone is the first rune of a cluster that cannot be shown whole.
func lone(s string) (size int, shown string, width int) {
	r, n := utf8.DecodeRuneInString(s)
	w := ansi.StringWidth(s[:n])
	if w <= 0 || joined(s[:n], "x") {
		shown, width = sign(r)
		return n, shown, width
	}
	return n, s[:n], w
}

// sign makes a hidden character visible by its number.
func sign(r rune) (shown string, width int) {
	shown = fmt.Sprintf("‹%04X›", r)
	return shown, len(shown) - 4 // the two marks are three bytes each and a cell wide
}

// fitting is how many bytes of s fit into width cells, and the cells they take.
func fitting(s string, width int) (bytes, cells int) {
	for bytes < len(s) {
		if n := plainRun(s[bytes:], width-cells); n > 0 {
			bytes, cells = bytes+n, cells+n
			continue
		}
		size, _, w := cell(s[bytes:], cells)
		if cells+w > width {
			break
		}
		bytes, cells = bytes+size, cells+w
	}
	return bytes, cells
}

// cells is how many cells s takes.
func cells(s string) int {
	_, n := fitting(s, 1<<30)
	return n
}

const blanks = "                                                                                                                                "

func spaces(n int) string {
	if n <= len(blanks) {
		return blanks[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}
