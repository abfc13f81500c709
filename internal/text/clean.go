package text

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Clean makes a text from a log safe for a terminal: controls, direction marks and what has no
// width become visible, tabs become blanks, bytes that are no text become the replacement
// character.
func Clean(s string) string {
	if !needsCleaning(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r == utf8.RuneError:
			b.WriteRune(utf8.RuneError)
		case Hidden(r):
			fmt.Fprintf(&b, "<%02X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func needsCleaning(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return true
		}
	}
	return false
}
