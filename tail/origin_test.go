package tail

import (
	"bytes"
	"strings"
	"testing"
)

func TestReadOnceTextCanBeReadAgain(t *testing.T) {
	long := strings.Repeat("zwölf Kekse\n", 200_000) // a character lies across a block's end
	for name, c := range map[string]struct {
		bytes string
		again bool
	}{
		"UTF-8":                 {bytes: long, again: true},
		"UTF-8 with mark":       {bytes: "\xef\xbb\xbf" + long, again: true},
		"code page":             {bytes: strings.ReplaceAll(long, "ö", "\xf6")},
		"UTF-16":                {bytes: "\xff\xfea\x00b\x00"},
		"UTF-8 with a bad byte": {bytes: "ö" + strings.Repeat("x", 100) + "\xff"},
	} {
		m := newMemFS()
		m.write(worldLive, c.bytes)
		s, err := Open(worldDir, Options{Files: m})
		if err != nil {
			t.Fatal(err)
		}
		col := newCollector()
		var last Chunk
		var text []byte
		col.onChunk = func(ch Chunk) {
			last = ch
			text = append(text, ch.Bytes...)
		}
		if err := s.Run(t.Context(), col); err != nil {
			t.Fatal(err)
		}
		if (last.Origin != nil) != c.again {
			t.Errorf("%s: can be read again: %v", name, last.Origin != nil)
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
		held, err := last.Origin.(*origin).Hold()
		if err != nil {
			t.Fatal(err)
		}
		m.remove(worldLive)
		if _, err := held.ReadAt(again, 0); err != nil || !bytes.Equal(again, text[:1000]) {
			t.Errorf("%s: not held open: %v", name, err)
		}
		held.Close()
		if _, err := last.Origin.(*origin).Hold(); err == nil {
			t.Errorf("%s: held though it is gone", name)
		}
		if _, err := last.Origin.ReadAt(again, 0); err == nil {
			t.Errorf("%s: read though it is gone", name)
		}
		m.write(worldLive, c.bytes)
		if _, err := last.Origin.ReadAt(again, 0); err == nil {
			t.Errorf("%s: another file was read", name)
		}
	}
}

func TestFollowedTextIsNotReadAgain(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		c.onChunk = func(ch Chunk) {
			if ch.Origin != nil {
				t.Error("a file that may be rolled over is to be read again")
			}
		}
		m.write(worldLive, " two")
		settle()
	})
}
