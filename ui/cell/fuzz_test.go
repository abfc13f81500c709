package cell

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"ccmtail/internal/text"
)

var hostile = []string{
	"\x1b]52;c;ZXZpbA==\x07copies", "\x1b[2Jclears", "\x1b[31mcolours", "\u009b2Jclears in C1", "\x9b2J raw C1", "tab\there",
	"\u202eoverride", "\u200bzero\u200dwidth\ufeff", "bell\x07 back\x08 del\x7f nul\x00", "bad \xff\xfe utf", "\x1bPq#0~\x1b\\sixel",
	"\x1b]0;title\x1b\\", "\x1b[?1049l", "\r\rover", "\u2066isolate\u2069", "a\u0301\u0301\u0301combining", "👩\u200d👩\u200d👧 family 🇩🇪", "界世 wide",
}

// FuzzCells: any text becomes printable cells of the width that was counted.
func FuzzCells(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, uint8(20))
	}
	f.Fuzz(func(t *testing.T, s string, width uint8) {
		s = s[:min(len(s), 16<<10)]
		l := NewBuilder(int(width), "")
		l.Put("31", s)
		l.Put("", s)
		out := l.Row().s
		if n := ansi.StringWidth(out); n != int(width) {
			t.Fatalf("%d cells for %d: %q of %q", n, width, out, s)
		}
		for _, r := range ansi.Strip(out) {
			if text.Hidden(r) || r == utf8.RuneError && utf8.ValidString(s) && !strings.ContainsRune(s, utf8.RuneError) {
				t.Fatalf("%q holds %q", out, r)
			}
		}
	})
}
