package tail

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// byteAt returns the byte of the file that an offset in the text of a chunk is at, by what the
// chunk says.
func (c *Chunk) byteAt(text int) int64 {
	at := c.Byte + int64(c.Unit*text)
	for _, p := range c.Places {
		if int(p.Text) > text {
			return min(at, c.Byte+int64(p.Byte))
		}
		at = c.Byte + int64(p.Byte) + int64(c.Unit*(text-int(p.Text)))
	}
	return at
}

// placeSink checks that each '<' and each byte behind a line feed in the text of a chunk is at a
// byte of the file where the same is.
type placeSink struct {
	*testing.T
	name    string
	raw     []byte
	checked int
	next    int64 // where the next chunk begins in the file at the earliest
}

func (p *placeSink) Status(Status) {}
func (p *placeSink) Idle(string)   {}
func (p *placeSink) CaughtUp()     {}

func (p *placeSink) Chunk(c Chunk) {
	p.Helper()
	if c.Byte < p.next {
		p.Fatalf("%s: the chunk at %d begins at byte %d, before the one before it ends", p.name, c.Offset, c.Byte)
	}
	for i, b := range c.Bytes {
		at := c.byteAt(i)
		p.next = max(p.next, at)
		if b != '<' && b != '\n' {
			continue
		}
		p.checked++
		if got := p.raw[at : at+int64(c.Unit)]; bytes.Trim(got, "\x00")[0] != b {
			p.Fatalf("%s: %q at %d of the text is said to be at byte %d, where %q is", p.name, b, c.Offset+int64(i), at, got)
		}
	}
}

// placeTexts returns random texts by encoding: each code page's, UTF-16's, and UTF-8 with invalid
// bytes. pages are the code pages to read them with.
func placeTexts(rng *rand.Rand) (texts map[string][]byte, pages map[string]int) {
	texts, pages = map[string][]byte{}, map[string]int{}
	for page := range codePages {
		raw := []byte("\xE9 ") // no UTF-8
		for range rng.IntN(200) {
			raw = append(raw, byte(rng.IntN(0x100)), byte(0x20+rng.IntN(0xE0)))
			raw = append(raw, []string{"<", "x<", "\r\n", "<\n<", "plain text"}[rng.IntN(5)]...)
		}
		texts[fmt.Sprint("code page ", page)], pages[fmt.Sprint("code page ", page)] = raw, page
	}
	bad := []byte("ü")
	little, big := []byte("\xFF\xFE"), []byte("\xFE\xFF")
	for range rng.IntN(200) {
		bad = append(bad, []string{"<", "é<", "\xFF<", "\xC3<", "\xE6\x97", "plain\n", "\uFFFD", "👍"}[rng.IntN(8)]...)
		for _, u := range [][]uint16{{'<'}, {'x', '<'}, {0xE9}, {0x65E5}, {0xD83D, 0xDC4D}, {0xD83D}, {0xDC4D, '<'}, {'\r', '\n'}}[rng.IntN(8)] {
			little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
		}
	}
	texts["invalid UTF-8"], texts["UTF-16, little endian"], texts["UTF-16, big endian"] = bad, little, big
	return texts, pages
}

// TestPlaces reads random text in every encoding in pieces of every size.
func TestPlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		texts, pages := placeTexts(rng)
		for name, raw := range texts {
			p := &placeSink{T: t, name: name, raw: raw}
			g, e := &generation{decoder: decoder{codePage: pages[name]}}, emitter{sink: p}
			for most, rest := 1+rng.IntN(40), raw; len(rest) > 0; {
				n := min(1+rng.IntN(most), len(rest))
				e.emit(g, bytes.Clone(rest[:n]), nil)
				rest = rest[n:]
			}
			e.emitEnd(g)
			if len(raw) > 500 && p.checked < 20 {
				t.Errorf("%s: only %d places are checked in %q", name, p.checked, raw)
			}
		}
	}
}

// TestTextInUTF8HasNoPlaces says what a log in UTF-8 costs.
func TestTextInUTF8HasNoPlaces(t *testing.T) {
	k := newChunkSink()
	g, e := &generation{decoder: decoder{codePage: 1252}}, emitter{sink: k, log: "A"}
	for range 3 {
		e.emit(g, []byte("a line\nGröße 日本 👍\n"), nil)
	}
	e.emitEnd(g)
	for _, c := range k.chunks["A"] {
		if c.Byte != c.Offset || len(c.Places) > 0 || c.Unit != 1 {
			t.Errorf("the chunk at %d begins at byte %d and has the places %v", c.Offset, c.Byte, c.Places)
		}
	}
}

// TestPlacesOfEnds reads the ends of logs in every encoding, and what is appended to them.
func TestPlacesOfEnds(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	dir := filepath.Join("c", "Logs")
	for range 10 {
		texts, pages := placeTexts(rng)
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			raw := slices.Concat(texts[name], texts[name][2:]) // UTF-16 has a mark of 2 bytes
			m := newMemFS()
			m.write(filepath.Join(dir, "A.log"), string(raw[:len(raw)/4*2]))
			p := &placeSink{T: t, name: name, raw: raw}
			_, e := openEnds(t, m, dir, int64(rng.IntN(len(raw))), Options{CodePage: pages[name]})
			e.Read(context.Background(), p)
			m.write(filepath.Join(dir, "A.log"), string(raw[len(raw)/4*2:]))
			e.Read(context.Background(), p)
		}
	}
}
