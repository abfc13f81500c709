package tail

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// chunkSink is a Sink that keeps the chunks of each log.
type chunkSink struct {
	mu     sync.Mutex
	chunks map[string][]Chunk
}

func (k *chunkSink) Status(Status) {}
func (k *chunkSink) Idle(string)   {}
func (k *chunkSink) CaughtUp()     {}

func (k *chunkSink) Chunk(c Chunk) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(c.Bytes) > 0 {
		c.Bytes = bytes.Clone(c.Bytes)
		k.chunks[c.Log] = append(k.chunks[c.Log], c)
	}
}

// take returns the chunks since the last call, a line "log generation@offset [gap] text" for each.
func (k *chunkSink) take() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var b strings.Builder
	for _, log := range sortedKeys(k.chunks) {
		for _, c := range k.chunks[log] {
			fmt.Fprintf(&b, "%s %d@%d", c.Log, c.Generation, c.Offset)
			if c.Gap {
				b.WriteString(" gap")
			}
			fmt.Fprintf(&b, " %q\n", c.Bytes)
		}
	}
	k.chunks = map[string][]Chunk{}
	return b.String()
}

func newChunkSink() *chunkSink { return &chunkSink{chunks: map[string][]Chunk{}} }

// openEnds opens a folder of m and the last bytes of each of its logs, that many of each.
func openEnds(t *testing.T, m *memFS, dir string, bytesPerLog int64, o Options) (*Source, *Ends) {
	t.Helper()
	o.Files = m
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	e := s.Ends(1)
	e.bytesPerLog = bytesPerLog
	return s, e
}

// endTexts holds functions that encode a text, by encoding.
var endTexts = map[string]func(string) string{
	"UTF-8":                    func(s string) string { return s },
	"UTF-8 with a mark":        func(s string) string { return "\uFEFF" + s },
	"UTF-16, little endian":    func(s string) string { return "\xFF\xFE" + utf16le(s) },
	"UTF-16, big endian":       func(s string) string { return "\xFE\xFF" + utf16be(s) },
	"code page 1252":           func(s string) string { return encoded(charmap.Windows1252.NewEncoder().String(s)) },
	"code page 932":            func(s string) string { return encoded(japanese.ShiftJIS.NewEncoder().String(s)) },
	"ASCII, one line of UTF-8": func(s string) string { return strings.Repeat("plain\r\n", 40) + s },
}

// encoded returns s if there is no error.
func encoded(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

func TestEndsBeginWithALine(t *testing.T) {
	for name, encode := range endTexts {
		t.Run(name, func(t *testing.T) {
			word, o := "Größe 日本 👍", Options{}
			switch name {
			case "code page 1252":
				word = "Größe für älteste"
			case "code page 932":
				word, o.CodePage = "日本ソ表示", 932 // ソ ends with the byte of a backslash
			}
			var text strings.Builder
			for i := range 30 {
				fmt.Fprintf(&text, "line %d %s\r\n", i, strings.Repeat(word, i%3))
			}
			m := newMemFS()
			m.write(worldLive, encode(text.String()))
			whole := readAll(t, worldDir, Options{Files: m, CodePage: o.CodePage}).text("A.log")
			size := int64(len(encode(text.String())))
			isUTF8 := !strings.Contains(name, "code page") && !strings.Contains(name, "16")
			for n := range size + 3 {
				_, e := openEnds(t, m, worldDir, n, o)
				k := newChunkSink()
				e.Read(context.Background(), k)
				checkEnd(t, whole, n, size, k.chunks["A.log"], isUTF8)
			}
			if m.opened != 0 {
				t.Errorf("%d files are open at the end", m.opened)
			}
		})
	}
}

// checkEnd checks the chunks for the last n bytes of a file of a size, whose text is whole.
func checkEnd(t *testing.T, whole string, n, size int64, chunks []Chunk, isUTF8 bool) {
	t.Helper()
	var got []byte
	for _, c := range chunks {
		got = append(got, c.Bytes...)
	}
	before, ok := strings.CutSuffix(whole, string(got))
	if !ok || before != "" && !strings.HasSuffix(before, "\n") {
		t.Fatalf("%d of %d bytes: %.60q is not the last lines of the text", n, size, got)
	}
	if n >= size && before != "" {
		t.Fatalf("%.60q is missing although the text is shorter than %d bytes", before, n)
	}
	// A line and an incomplete one may be left out, and no encoding here needs more than three times
	// as many bytes as UTF-8.
	if n > 300 && int64(len(got))*3 < n-300 {
		t.Fatalf("%d of %d bytes: only %d bytes of text", n, size, len(got))
	}
	if len(chunks) > 0 && chunks[0].Gap != (before != "") {
		t.Fatalf("%d of %d bytes: gap %v, with %d bytes before", n, size, chunks[0].Gap, len(before))
	}
	if len(chunks) > 0 && isUTF8 && chunks[0].Offset != int64(len(before)) {
		t.Fatalf("%d of %d bytes: offset %d, want %d", n, size, chunks[0].Offset, len(before))
	}
}

func TestEndsReadWhatIsAppended(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "0123456789\nabc\ndef\n")
	_, e := openEnds(t, m, worldDir, 10, Options{})
	k := newChunkSink()
	step := func(want string) {
		t.Helper()
		e.Read(context.Background(), k)
		if got := k.take(); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
	step("A.log 0@11 gap \"abc\\ndef\\n\"\n")
	step("")
	m.write(worldLive, "half \xE2\x82")
	step("A.log 0@19 \"half \"\n")
	m.write(worldLive, "\xAC\nmore\n")
	step("A.log 0@24 \"€\\nmore\\n\"\n")
	m.rename(worldLive, worldLo)
	step("")
	m.write(worldLive, "new 1\nnew 2\nnew 3\n")
	step("A.log 1@12 gap \"new 3\\n\"\n")
	m.replace(worldLive, "cut\n")
	step("A.log 2@0 gap \"cut\\n\"\n")
	m.replace(worldLive, "another\n") // the same file, truncated and grown
	step("A.log 3@0 gap \"another\\n\"\n")
	if m.opened != 0 {
		t.Errorf("%d files are open at the end", m.opened)
	}
}

func TestEndsOfSmallLogsReachIntoRolledFiles(t *testing.T) {
	m := newMemFS()
	m.write(worldRolled("01"), "oldest\n")
	m.write(worldRolled("02"), "older\n")
	m.write(worldLo, "one\ntwo\nthree\n")
	m.write(worldLive, "four\n")
	m.write(filepath.Join(worldDir, "B.lo_"), "rolled\nalone\n")
	m.write(filepath.Join(worldDir, "C.log"), strings.Repeat("x", 100))
	_, e := openEnds(t, m, worldDir, 12, Options{})
	k := newChunkSink()
	e.Read(context.Background(), k)
	want := "A.log 2@8 gap \"three\\n\"\nA.log 3@0 \"four\\n\"\nB.log 0@7 gap \"alone\\n\"\n"
	if got := k.take(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	m.write(filepath.Join(worldDir, "C.log"), "x\nyes\n") // only now does a line begin
	e.Read(context.Background(), k)
	if got, want := k.take(), "C.log 0@102 gap \"yes\\n\"\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestEndsHaveTheNamesOfRun(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		m := newMemFS()
		names := []string{
			"A.log", "a.log", "A.lo_", "A-20260316-010000.log", "B.log", "b.lo_", "C-20260316-010000.log", "notes.txt", ".hidden.log",
		}
		rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for i, n := range names[:1+rng.IntN(len(names))] {
			m.write(filepath.Join(worldDir, n), strings.Repeat(fmt.Sprintf("%d: a line\n", i), 1+rng.IntN(20)))
		}
		m.write(filepath.Join(worldDir, "Z.log"), "z\n")
		s, e := openEnds(t, m, worldDir, 64, Options{})
		k := newChunkSink()
		e.Read(context.Background(), k)
		c := runToEnd(t, s)
		if got, want := sortedKeys(k.chunks), sortedKeys(c.logs); !slices.Equal(got, want) {
			t.Fatalf("ends of %v, logs %v", got, want)
		}
		for log, chunks := range k.chunks {
			last := chunks[len(chunks)-1]
			if last.Generation >= len(c.logs[log].generations) {
				t.Fatalf("%s: end %d of %s in %v; whole %v", log, last.Generation, last.File, names, c)
			}
			g := c.logs[log].generations[last.Generation]
			if g.file != last.File || !bytes.HasSuffix(g.Bytes(), last.Bytes) {
				t.Errorf("%s %d: end of %s is %.40q, the log ends with %s %.40q",
					log, last.Generation, last.File, last.Bytes, g.file, g.String())
			}
		}
	}
}

func TestEndsDivideTheSize(t *testing.T) {
	m := newMemFS()
	for i := range 400 {
		m.write(filepath.Join(worldDir, fmt.Sprintf("L%d.log", i)), "x\n")
	}
	s, err := Open(worldDir, Options{Files: m})
	if err != nil {
		t.Fatal(err)
	}
	for size, want := range map[int64]int64{1: minEnd, 4 << 20: 4 << 20 / 400, 1 << 30: maxEnd} {
		if got := s.Ends(size).bytesPerLog; got != want {
			t.Errorf("of %d bytes: %d of each log, want %d", size, got, want)
		}
	}
}

func TestArchivesAndPipesHaveNoEnds(t *testing.T) {
	s, err := Open("-", Options{Stdin: strings.NewReader("x\n")})
	if err != nil {
		t.Fatal(err)
	}
	if s.Ends(1<<20) != nil {
		t.Error("standard input has ends")
	}
}
