package cell

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"ccmtail/internal/text"
)

// Text from a log is untrusted. The only way into a row of the screen is Builder.Put, and put lets
// nothing pass but printable cells of a known width: tabs become spaces; control characters,
// bidirectional overrides, zero-width characters and byte order marks become visible signs; bytes
// that are not UTF-8 become U+FFFD.

// tabStop is how far apart the stops of a tab are.
const tabStop = 4

// asciiRun returns how many bytes at the head of s are printable ASCII, up to max. The last one is
// left out where a character follows that might combine with it.
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

// grapheme returns the first character of s as a reader sees it: the bytes it takes, what is shown
// for it at a column, and in how many cells.
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

// combines reports whether two texts, one behind the other, are drawn as one character.
func combines(a, b string) bool {
	g, _ := ansi.FirstGraphemeCluster(a+b, ansi.GraphemeWidth)
	return len(g) != len(a)
}

// standsAlone reports whether s begins with a character that never is one with another such: ASCII,
// and the lines and blocks (U+2500 to U+259F) that most of what is not text on the screen is drawn
// with.
func standsAlone(s string) bool {
	return s[0] < utf8.RuneSelf || isBoxDrawing(s)
}

func isBoxDrawing(s string) bool {
	return len(s) >= 3 && s[0] == 0xe2 && s[2]&0xc0 == 0x80 && (s[1] == 0x94 || s[1] == 0x95 || s[1] == 0x96 && s[2] < 0xa0)
}

// maxClusterBytes is how many bytes of one character are looked at; what stands on more is taken
// apart.
const maxClusterBytes = 128

// validPrefix returns the head of s that is UTF-8, so that a character is the same whatever bytes
// follow it.
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

// firstRune returns the first rune of a cluster that cannot be shown whole.
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

// Fit returns how many bytes at the beginning of s fit into width cells, whole characters only, and
// how many cells these take.
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

// Fits reports whether s takes no more than width cells. However long s is, it reads no further than
// these.
func Fits(s string, width int) bool {
	n, _ := Fit(s, width)
	return n == len(s)
}

// Width returns how many cells s takes on the screen.
func Width(s string) int {
	_, n := Fit(s, 1<<30)
	return n
}

const blanks = "                                                                                                                                "

// Spaces returns n blanks.
func Spaces(n int) string {
	if n <= len(blanks) {
		return blanks[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}
