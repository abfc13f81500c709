package feed

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"ccmtail/store"
	"ccmtail/tail"
)

// foreignLog is a log of random records in an encoding, in two files: a rolled one and the live
// one.
type foreignLog struct {
	name     string
	codePage int
	files    [2][]byte
	begins   map[int]int64 // the byte of its file at which a record begins, by number
}

// foreignNumber finds the number of a record of a foreignLog in its message.
var foreignNumber = regexp.MustCompile(`1b1b0a0d-52a8-4c14-9c0e-(\d{12})`)

// newForeignLog returns a log in an encoding: noise makes random bytes, text encodes ASCII.
func newForeignLog(rng *rand.Rand, name string, codePage int, noise func() string, text func(string) string) *foreignLog {
	l := &foreignLog{name: name, codePage: codePage, begins: map[int]int64{}}
	for n := range 120 {
		file := &l.files[n/60]
		if n%60 == 0 {
			*file = []byte(noise())
			if mark := name[:min(len(name), 6)]; mark == "UTF-16" {
				*file = []byte(text("\uFEFF"))
			} else if len(*file) > 0 {
				*file = append(*file, text("  \r\n")...)
			}
		}
		l.begins[n] = int64(len(*file))
		if n%60 == 0 && len(*file) < 3 {
			l.begins[n] = 0 // a byte order mark is part of the first record
		}
		id := fmt.Sprintf("1b1b0a0d-52a8-4c14-9c0e-%012d", n)
		begin, end := "Update (Missing): ", "  (KB5000001) ("+id+", 101)"
		if rng.IntN(3) == 0 {
			begin, end = "no event  \n", " \r\n "+id
		}
		*file = append(*file, text("<![LOG["+begin)+noise()+text(end+fmt.Sprintf(recordTail, fmt.Sprintf("10:%02d:%02d.000", n/60, n%60), "WUAHandler"))...)
		if n%60 < 59 && rng.IntN(3) == 0 {
			*file = bytes.TrimSuffix(*file, []byte(text("\r\n")))
			if rng.IntN(2) == 0 {
				*file = append(*file, text("x")+strings.TrimRight(noise(), " ")...)
			}
		}
	}
	return l
}

// foreignLogs returns a log in each code page, in UTF-16 and in UTF-8 with invalid bytes.
func foreignLogs(rng *rand.Rand) (all []*foreignLog) {
	some := func(f func() string) func() string {
		return func() string {
			var b strings.Builder
			for range rng.IntN(12) {
				b.WriteString(f())
			}
			return b.String()
		}
	}
	plain := func(s string) string { return s }
	for _, page := range []int{874, 932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258} {
		all = append(all, newForeignLog(rng, fmt.Sprint("code page ", page), page, some(func() string {
			return "\xE9 " + string([]byte{byte(0x80 + rng.IntN(0x80)), byte(0x61 + rng.IntN(0x9E))}) + "  "
		}), plain))
	}
	all = append(all, newForeignLog(rng, "invalid UTF-8", 1252, some(func() string { return []string{"ü", "ü\xFF", "日\xC3 ", "\uFFFD"}[rng.IntN(4)] }), plain))
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		encode := func(units ...uint16) string {
			var b []byte
			for _, u := range units {
				b = order.AppendUint16(b, u)
			}
			return string(b)
		}
		all = append(all, newForeignLog(rng, fmt.Sprint("UTF-16 ", order), 1252,
			some(func() string {
				return encode([][]uint16{{0xE9}, {0x65E5, 'x'}, {0xD83D, 0xDC4D}, {0xD83D, 'x'}}[rng.IntN(4)]...)
			}),
			func(s string) string { return encode(utf16.Encode([]rune(s))...) }))
	}
	return all
}

// check checks where the records and events of a client are said to be. pipe says that both files
// are one.
func (l *foreignLog) check(t *testing.T, how string, c *store.Client, pipe bool) {
	t.Helper()
	want := func(n int) int64 {
		if pipe && n >= 60 {
			return l.begins[n] + int64(len(l.files[0]))
		}
		return l.begins[n]
	}
	if c.Events.Len() < 50 {
		t.Errorf("%s, %s: only %d events", how, l.name, c.Events.Len())
	}
	for i := range c.Events.Len() {
		e := c.Events.At(i)
		m := foreignNumber.FindStringSubmatch(strings.ToLower(e.Update.String()))
		if m == nil {
			t.Fatalf("%s, %s: the event %+v", how, l.name, e)
		}
		if n, _ := strconv.Atoi(m[1]); e.Offset != want(n) {
			t.Fatalf("%s, %s: the event of record %d is at byte %d, want %d", how, l.name, n, e.Offset, want(n))
		}
	}
	found := 0
	for row := range c.Records.Len() {
		r := c.Records.Record(c.Records.ID(row))
		m := foreignNumber.FindStringSubmatch(r.Message)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if found++; r.Offset != want(n) {
			t.Fatalf("%s, %s: record %d is at byte %d, want %d", how, l.name, n, r.Offset, want(n))
		}
	}
	if how != "visited" && found != len(l.begins) {
		t.Errorf("%s, %s: %d records, want %d", how, l.name, found, len(l.begins))
	}
}

const (
	foreignLive   = "WUAHandler.log"
	foreignRolled = "WUAHandler-20260317-100130.log"
)

// write writes both files to a folder.
func (l *foreignLog) write(t *testing.T, dir string) {
	t.Helper()
	for i, name := range []string{foreignRolled, foreignLive} {
		if err := os.WriteFile(filepath.Join(dir, name), l.files[i], 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// grow writes the files in random pieces, rolls the first one over, and calls look after each
// piece.
func (l *foreignLog) grow(t *testing.T, rng *rand.Rand, dir string, look func()) {
	t.Helper()
	live := filepath.Join(dir, foreignLive)
	for i, rest := range l.files {
		if i > 0 {
			if err := os.Rename(live, filepath.Join(dir, foreignRolled)); err != nil {
				t.Fatal(err)
			}
		}
		for len(rest) > 0 {
			f, err := os.OpenFile(live, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
			if err != nil {
				t.Fatal(err)
			}
			n := min(len(rest), 1+rng.IntN(4000))
			if _, err := f.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			f.Close()
			rest = rest[n:]
			look()
		}
	}
}

// readForeign reads a source to its end.
func readForeign(t *testing.T, path string, o tail.Options) *store.Client {
	t.Helper()
	s, err := tail.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	f := New([]*tail.Source{s}, Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &f.Snapshot().Clients[0]
}

// TestOffsetsAreBytesOfTheFile reads logs in every encoding whose files are there, from a folder,
// an archive and a pipe.
func TestOffsetsAreBytesOfTheFile(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for _, l := range foreignLogs(rng) {
		dir, archive := t.TempDir(), filepath.Join(t.TempDir(), "a.zip")
		l.write(t, dir)
		f, err := os.Create(archive)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		for _, err := range []error{z.AddFS(os.DirFS(dir)), z.Close(), f.Close()} {
			if err != nil {
				t.Fatal(err)
			}
		}
		o := tail.Options{CodePage: l.codePage}
		l.check(t, "folder", readForeign(t, dir, o), false)
		l.check(t, "archive", readForeign(t, archive, o), false)
		if strings.HasPrefix(l.name, "UTF-16") {
			continue // one after the other they are no UTF-16
		}
		o.Stdin = io.MultiReader(bytes.NewReader(l.files[0]), bytes.NewReader(l.files[1]))
		l.check(t, "pipe", readForeign(t, "-", o), true)
	}
}

// piecesMayComeLate makes no piece of a line count as whole, however long the next one takes to
// come.
func piecesMayComeLate(t *testing.T) {
	before := wholeAfter
	wholeAfter = time.Hour
	t.Cleanup(func() { wholeAfter = before })
}

// TestOffsetsOfVisitsAreBytesOfTheFile visits logs in every encoding that grow by random pieces.
func TestOffsetsOfVisitsAreBytesOfTheFile(t *testing.T) {
	piecesMayComeLate(t)
	rng := rand.New(rand.NewPCG(10, 11))
	for _, l := range foreignLogs(rng) {
		dir := t.TempDir()
		v := &Visited{client: newUnopened("PC", dir, Options{EventsOnly: true}, store.NewBudget(0), 1, func() {})}
		v.client.open = func() (*tail.Source, error) {
			return tail.Open(dir, tail.Options{Follow: true, Wait: true, CodePage: l.codePage})
		}
		l.grow(t, rng, dir, func() {
			if _, err := v.Visit(t.Context(), time.Now()); err != nil {
				t.Fatal(err)
			}
		})
		c := v.Snapshot()
		l.check(t, "visited", &c, false)
	}
}

// TestOffsetsOfAFollowerAreBytesOfTheFile follows logs in every encoding that grow by random
// pieces.
func TestOffsetsOfAFollowerAreBytesOfTheFile(t *testing.T) {
	piecesMayComeLate(t)
	rng := rand.New(rand.NewPCG(12, 13))
	for _, l := range foreignLogs(rng) {
		dir := t.TempDir()
		s, err := tail.Open(dir, tail.Options{Follow: true, Wait: true, CodePage: l.codePage, Poll: time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		f := New([]*tail.Source{s}, Options{Follow: true})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- f.Run(ctx) }()
		l.grow(t, rng, dir, func() { time.Sleep(time.Duration(rng.IntN(3)) * time.Millisecond) })
		whole := readForeign(t, dir, tail.Options{CodePage: l.codePage})
		awaitRecords(t, f, whole.Records.Len())
		cancel()
		<-done // the events of the last records come behind them
		c := f.Snapshot().Clients[0]
		l.check(t, "followed", &c, false)
		if got, want := c.Records.Len(), whole.Records.Len(); got != want {
			t.Errorf("%s: %d records, want %d", l.name, got, want)
		}
	}
}
