package tail

import (
	"context"
	"strings"
	"testing"
	"unicode/utf16"
)

// asUTF16 returns a text in UTF-16 LE with its byte order mark.
func asUTF16(text string) string {
	out := []byte("\xFF\xFE")
	for _, c := range utf16.Encode([]rune(text)) {
		out = append(out, byte(c), byte(c>>8))
	}
	return string(out)
}

// TestWhatIsLeftOfATruncatedLogIsNotDeliveredAgain cuts a log back in each encoding and appends to it.
func TestWhatIsLeftOfATruncatedLogIsNotDeliveredAgain(t *testing.T) {
	same := func(text string) string { return text }
	for name, encode := range map[string]func(string) string{
		"UTF-8": same, "UTF-16": asUTF16,
		"code page": func(text string) string { return strings.ReplaceAll(text, "ü", "\xfc") },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemFS()
			whole := "für " + numbered(0, 20)
			kept := whole[:strings.Index(whole, "line 10 ")]
			m.write(worldLive, encode(whole))
			inBubble(t, m, worldDir, Options{CodePage: 1252}, func(c *collector) {
				m.replace(worldLive, encode(kept+"für mehr\n"))
				settle()
				all := c.log("A.log").generations
				if len(all) != 2 || strings.TrimPrefix(all[0].String(), "\uFEFF") != whole {
					t.Fatalf("got %s", c)
				}
				g := all[1]
				if got := strings.TrimPrefix(g.String(), "\n"); got != "für mehr\n" || !g.gap {
					t.Errorf("got %q, gap %v", got, g.gap)
				}
				if got, want := g.lines+strings.Count(g.String(), "\n"), strings.Count(kept, "\n")+1; got != want {
					t.Errorf("the log has %d lines, want %d", got, want)
				}
			})
		})
	}
}

// TestSumsOfManyLinesAreThinnedOut takes more lines than are kept sums of.
func TestSumsOfManyLinesAreThinnedOut(t *testing.T) {
	m := newMemFS()
	text := numbered(0, maxLineSums+100)
	m.write(worldLive, text)
	var s lineSums
	for rest := text; rest != ""; {
		n := min(len(rest), 1000)
		s.add([]byte(rest[:n]))
		rest = rest[n:]
	}
	if s.every != 2 || len(s.sums) >= maxLineSums {
		t.Fatalf("%d sums, one for each %d lines", len(s.sums), s.every)
	}
	for _, lines := range []int{0, 1, 2, 40_001, maxLineSums + 99} {
		m.replace(worldLive, numbered(0, lines)+"another line\nand another\n")
		file, _ := m.Open(worldLive)
		got, err := s.keptIn(context.Background(), file)
		if want := int64(len(numbered(0, lines-lines%2))); got != want || err != nil {
			t.Errorf("%d lines kept: %d bytes, want %d (%v)", lines, got, want, err)
		}
		file.Close()
	}
}

func BenchmarkLineSums(b *testing.B) {
	text := []byte(strings.Repeat(strings.Repeat("x", 180)+"\r\n", 1440))
	b.SetBytes(int64(len(text)))
	var s lineSums
	for b.Loop() {
		s.add(text)
	}
}
