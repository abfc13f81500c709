package tail

import (
	"bytes"
	"strings"
	"testing"
)

// longUTF8 has a character across the end of a read.
var longUTF8 = strings.Repeat("zwölf Kekse\n", 200_000)

// readWithOrigin reads the live file of m to its end, and returns its text and last chunk.
func readWithOrigin(t *testing.T, m *memFS) (text []byte, last Chunk) {
	t.Helper()
	s, err := Open(worldDir, Options{Files: m})
	if err != nil {
		t.Fatal(err)
	}
	c := newCollector()
	c.onChunk = func(chunk Chunk) {
		last = chunk
		text = append(text, chunk.Bytes...)
	}
	if err := s.Run(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return text, last
}

func TestTheOriginReadsTheTextAgain(t *testing.T) {
	for name, c := range map[string]struct {
		bytes     string
		hasOrigin bool
	}{
		"UTF-8":                      {bytes: longUTF8, hasOrigin: true},
		"UTF-8 with a mark":          {bytes: "\xef\xbb\xbf" + longUTF8, hasOrigin: true},
		"code page":                  {bytes: strings.ReplaceAll(longUTF8, "ö", "\xf6")},
		"UTF-16":                     {bytes: "\xff\xfea\x00b\x00"},
		"UTF-8 with an invalid byte": {bytes: "ö" + strings.Repeat("x", 100) + "\xff"},
	} {
		m := newMemFS()
		m.write(worldLive, c.bytes)
		text, last := readWithOrigin(t, m)
		if (last.Origin != nil) != c.hasOrigin {
			t.Errorf("%s: has an origin: %v", name, last.Origin != nil)
		}
		if last.Origin == nil {
			continue
		}
		again := make([]byte, 1000)
		for _, off := range []int{0, len(text) / 2, len(text) - 1000} {
			if _, err := last.Origin.ReadAt(again, int64(off)); err != nil || !bytes.Equal(again, text[off:off+1000]) {
				t.Errorf("%s: other text at %d: %v", name, off, err)
			}
		}
	}
}

func TestTheOriginOfAFileThatIsGone(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, longUTF8)
	text, last := readWithOrigin(t, m)
	again := make([]byte, 1000)
	held, err := last.Origin.(*origin).Hold()
	if err != nil {
		t.Fatal(err)
	}
	m.remove(worldLive)
	if _, err := held.ReadAt(again, 0); err != nil || !bytes.Equal(again, text[:1000]) {
		t.Errorf("the file was not kept open: %v", err)
	}
	held.Close()
	if _, err := last.Origin.(*origin).Hold(); err == nil {
		t.Error("Hold opened a file that is gone")
	}
	if _, err := last.Origin.ReadAt(again, 0); err == nil {
		t.Error("ReadAt read a file that is gone")
	}
	m.write(worldLive, longUTF8)
	if _, err := last.Origin.ReadAt(again, 0); err == nil {
		t.Error("ReadAt read another file")
	}
}

func TestFollowedFilesHaveNoOrigin(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		c.onChunk = func(chunk Chunk) {
			if chunk.Origin != nil {
				t.Error("an origin of a file that may be rolled")
			}
		}
		m.write(worldLive, " two")
		settle()
	})
}
