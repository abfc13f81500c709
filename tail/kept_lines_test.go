package tail

import (
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
	const most = 1 << 10
	s := lineSums{most: most}
	addInParts(&s, numbered(0, most+100))
	if s.every != 2 || len(s.sums) >= most {
		t.Fatalf("%d sums, one for each %d lines", len(s.sums), s.every)
	}
	for _, lines := range []int{0, 1, 2, 401, most + 99} {
		if got, want := keptOf(t, &s, numbered(0, lines)+"another line\nand another\n"), len(numbered(0, lines-lines%2)); got != want {
			t.Errorf("%d lines kept: %d bytes, want %d", lines, got, want)
		}
	}
}

// TestLinesOfALongFileAreSummedTogether cuts a file back that has more lines than are summed one by one.
func TestLinesOfALongFileAreSummedTogether(t *testing.T) {
	var s lineSums
	whole := numbered(0, singleLines+4000)
	addInParts(&s, whole)
	if n := len(s.sums); n <= singleLines || n > singleLines+4000/50 {
		t.Fatalf("%d sums", n)
	}
	for _, lines := range []int{singleLines - 1, singleLines, singleLines + 1, singleLines + 1000, singleLines + 3999} {
		left := numbered(0, lines)
		got := keptOf(t, &s, left+"another line\nand another\n")
		if got > len(left) || got <= len(left)-2*stretchBytes || lines <= singleLines && got < len(left) {
			t.Errorf("%d lines kept: %d bytes of %d", lines, got, len(left))
		}
		if got > 0 && whole[got-1] != '\n' {
			t.Errorf("%d lines kept: what is kept ends within a line, at %d", lines, got)
		}
	}
}

// addInParts adds a text that comes in small parts.
func addInParts(s *lineSums, text string) {
	for rest := text; rest != ""; {
		n := min(len(rest), 1000)
		s.add([]byte(rest[:n]))
		rest = rest[n:]
	}
}

// keptOf returns how many bytes of a file with this text are whole lines that have been read.
func keptOf(t *testing.T, s *lineSums, text string) int {
	t.Helper()
	m := newMemFS()
	m.write(worldLive, text)
	file, _ := m.Open(worldLive)
	defer file.Close()
	got, err := s.keptIn(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	return int(got)
}

func BenchmarkLineSums(b *testing.B) {
	text := []byte(strings.Repeat(strings.Repeat("x", 180)+"\r\n", 1440))
	b.SetBytes(int64(len(text)))
	var s lineSums
	for b.Loop() {
		s.add(text)
	}
}
