package cell

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"ccmtail/internal/text"
)

// Text from a log is untrusted. The only way into a row of the screen is Builder.Put, and put lets nothing pass but
// printable cells of a known width: tabs become spaces; control characters, bidirectional overrides, zero-width
// characters and byte order marks become visible signs; bytes that are not UTF-8 become U+FFFD.

// tabStop is how far apart the stops of a tab are.
const tabStop = 4

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

// NewBuilder is an empty row of width cells over a base style.
func NewBuilder(width int, base Style) *Builder {
	return &Builder{buf: make([]byte, 0, width+64), width: max(width, 0), base: base}
}

// Room is how many cells are free.
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

// lastCluster is the last character of what was put: a sign of several characters ends in one of its own.
func lastCluster(shown string) string {
	if r, n := utf8.DecodeLastRuneInString(shown); r == '›' || r == ' ' {
		return shown[len(shown)-n:]
	}
	return shown
}

// joinsLast says whether a terminal would draw what comes next and the last character as one.
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
		l.Put(st, s[:fit])
		l.Put(st, Ellipsis)
	} else {
		l.Put(st, s[:fit])
	}
	l.FillTo(st, end)
}

// FillTo adds spaces up to a column.
func (l *Builder) FillTo(st Style, column int) {
	if column = min(column, l.width); column > l.used {
		l.setStyle(st)
		l.buf = append(l.buf, Spaces(column-l.used)...)
		l.used, l.last = column, " "
	}
}

// String is the row, padded to its width, with the terminal's own style behind it.
func (l *Builder) String() string {
	l.overflowed = false
	l.FillTo("", l.width)
	if l.styled {
		l.buf = append(l.buf, "\x1b[m"...)
		l.styled = false
	}
	return string(l.buf)
}

func (l *Builder) setStyle(st Style) {
	if st = l.base.With(st); l.styled && st == l.current || !l.styled && st == "" {
		return
	}
	l.buf = append(l.buf, "\x1b["...)
	if l.styled && st != "" {
		l.buf = append(l.buf, "0;"...)
	}
	l.buf = append(append(l.buf, st...), 'm')
	l.current, l.styled = st, st != ""
}

// asciiRun is how many bytes at the head of s are printable ASCII, up to max. The last one is left out where a
// character follows that might combine with it.
func asciiRun(s string, max int) int {
	n := 0
	for n < len(s) && n < max && s[n]-0x20 < 0x5f {
		n++
	}
	if n > 0 && n < len(s) && s[n] >= utf8.RuneSelf {
		n--
	}
	return n
}

// grapheme is the first character of s as a reader sees it: the bytes it takes, what is shown for it at a column, and in
// how many cells.
func grapheme(s string, column int) (size int, shown string, width int) {
	c := s[0]
	switch {
	case c == '\t':
		n := tabStop - column%tabStop
		return 1, Spaces(n), n
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
	case isBoxDrawing(s) && (len(s) == 3 || standsAlone(s[3:])):
		return 3, s[:3], 1
	}
	if r, n := utf8.DecodeRuneInString(s); r == utf8.RuneError && n <= 1 {
		return 1, "\uFFFD", 1
	} else if text.Hidden(r) {
		shown, width = runeNumber(r)
		return n, shown, width
	}
	g, w := ansi.FirstGraphemeCluster(validPrefix(s), ansi.GraphemeWidth)
	if w > 0 && !strings.ContainsFunc(g, text.Hidden) && !combines(g, "x") {
		return len(g), g, w
	}
	return firstRune(s)
}

// combines says whether two texts, one behind the other, are drawn as one character.
func combines(a, b string) bool {
	g, _ := ansi.FirstGraphemeCluster(a+b, ansi.GraphemeWidth)
	return len(g) != len(a)
}

// standsAlone says whether s begins with a character that never is one with another such: ASCII, and the lines and blocks (U+2500 to
// U+259F) that most of what is not text on the screen is drawn with.
func standsAlone(s string) bool {
	return s[0] < utf8.RuneSelf || isBoxDrawing(s)
}

func isBoxDrawing(s string) bool {
	return len(s) >= 3 && s[0] == 0xe2 && s[2]&0xc0 == 0x80 && (s[1] == 0x94 || s[1] == 0x95 || s[1] == 0x96 && s[2] < 0xa0)
}

// maxClusterBytes is how many bytes of one character are looked at; what stands on more is taken apart.
const maxClusterBytes = 128

// validPrefix is the head of s that is UTF-8, so that a character is the same whatever bytes follow it.
func validPrefix(s string) string {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 || i+n > maxClusterBytes {
			return s[:i]
		}
		i += n
	}
	return s
}

// firstRune is the first rune of a cluster that cannot be shown whole.
func firstRune(s string) (size int, shown string, width int) {
	r, n := utf8.DecodeRuneInString(s)
	w := ansi.StringWidth(s[:n])
	if w <= 0 || combines(s[:n], "x") {
		shown, width = runeNumber(r)
		return n, shown, width
	}
	return n, s[:n], w
}

// runeNumber makes a hidden character visible by its number.
func runeNumber(r rune) (shown string, width int) {
	shown = fmt.Sprintf("‹%04X›", r)
	return shown, len(shown) - 4 // the two marks are three bytes each and a cell wide
}

// Fit is how many bytes of s fit into width cells, and the cells they take.
func Fit(s string, width int) (bytes, cells int) {
	for bytes < len(s) {
		if n := asciiRun(s[bytes:], width-cells); n > 0 {
			bytes, cells = bytes+n, cells+n
			continue
		}
		size, _, w := grapheme(s[bytes:], cells)
		if cells+w > width {
			break
		}
		bytes, cells = bytes+size, cells+w
	}
	return bytes, cells
}

// Width is how many cells s takes.
func Width(s string) int {
	_, n := Fit(s, 1<<30)
	return n
}

const blanks = "                                                                                                                                "

func Spaces(n int) string {
	if n <= len(blanks) {
		return blanks[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}

// Used is how many cells there are.
func (l *Builder) Used() int { return l.used }

// Full says whether something found no room.
func (l *Builder) Full() bool { return l.overflowed }

// Text is what has been put so far, without padding and without the terminal's own style behind it.
func (l *Builder) Text() string { return string(l.buf) }
