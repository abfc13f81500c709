package tail

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func utf16le(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

func utf16be(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	return b.String()
}

var encodings = []struct{ name, raw, want string }{
	{"ASCII", "<![LOG[x]LOG]!>\r\n", "<![LOG[x]LOG]!>\r\n"},
	{"UTF-8", "Größe 日本 👍", "Größe 日本 👍"},
	{"UTF-8 with byte order mark", "\xEF\xBB\xBFabc ü", "\xEF\xBB\xBFabc ü"},
	{"UTF-16, little endian", "\xFF\xFE" + utf16le("Größe 日本 👍\r\n"), "\uFEFFGröße 日本 👍\r\n"},
	{"UTF-16, big endian", "\xFE\xFF" + utf16be("Größe 👍"), "\uFEFFGröße 👍"},
	{"truncated UTF-16", "\xFF\xFEa\x00b", "\uFEFFa\uFFFD"},
	{"code page", "Gr\xF6\xDFe: \x80 5", "Größe: € 5"},
	{"code page at the end", "caf\xE9", "café"},
	{"invalid bytes in UTF-8", "ü \xFF\xFE \xC3 x", "ü \uFFFD\uFFFD \uFFFD x"},
	{"truncated UTF-8", "ü \xE6\x97", "ü \uFFFD\uFFFD"},
	{"NUL", "a\x00\x00b", "a\x00\x00b"},
	{"one byte", "\xFF", "ÿ"},
	{"nothing", "", ""},
}

// TestEncodings decodes every text in pieces of every size.
func TestEncodings(t *testing.T) {
	for _, e := range encodings {
		for size := 1; size <= len(e.raw)+1; size++ {
			d := decoder{codePage: 1252}
			var got strings.Builder
			for rest := e.raw; rest != ""; {
				n := min(size, len(rest))
				got.Write(d.decode([]byte(rest[:n])))
				rest = rest[n:]
			}
			got.Write(d.flush())
			if got.String() != e.want {
				t.Errorf("%s in pieces of %d: got %q, want %q", e.name, size, got.String(), e.want)
			}
		}
	}
}

func TestCodePages(t *testing.T) {
	for page, want := range map[int]string{0: "é", 1252: "é", 1251: "й", 1250: "é", 932: "\uFFFD", 99: "é"} {
		d := decoder{codePage: page}
		got := string(d.decode([]byte("\xE9 ")))
		got += string(d.flush())
		if !strings.HasPrefix(got, want) {
			t.Errorf("code page %d: got %q, want %q", page, got, want)
		}
	}
}

// TestStretchesAreDecodedAsTheWhole compares text of which only stretches are decoded with that of
// the whole, in every code page and in pieces of every size.
func TestStretchesAreDecodedAsTheWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for page, e := range codePages {
		for range 200 {
			raw := []byte("\xE9 ") // no UTF-8
			for range rng.IntN(60) {
				raw = append(raw, byte(rng.IntN(0x100)), byte(0x20+rng.IntN(0x60)))
				raw = append(raw, "plain"[rng.IntN(5):]...)
			}
			want, err := e.NewDecoder().Bytes(raw)
			if err != nil {
				t.Fatal(err)
			}
			d := decoder{codePage: page}
			var got bytes.Buffer
			for size, rest := 1+rng.IntN(9), raw; len(rest) > 0; {
				n := min(size, len(rest))
				got.Write(d.decode(bytes.Clone(rest[:n])))
				d.release()
				rest = rest[n:]
			}
			got.Write(d.flush())
			if !bytes.Equal(got.Bytes(), want) {
				t.Fatalf("code page %d: %q became %q, want %q", page, raw, got.Bytes(), want)
			}
		}
	}
}

func FuzzDecoder(f *testing.F) {
	for _, e := range encodings {
		f.Add([]byte(e.raw), uint8(3))
	}
	f.Fuzz(func(t *testing.T, raw []byte, size uint8) {
		raw = raw[:min(len(raw), 64<<10)]
		whole := decoder{codePage: 1252}
		want := string(whole.decode(bytes.Clone(raw)))
		want += string(whole.flush())
		if !utf8.ValidString(want) {
			t.Fatalf("not UTF-8: %q", want)
		}
		if !whole.isUTF16 && utf8.Valid(raw) && want != string(raw) {
			t.Fatalf("UTF-8 was changed: %q to %q", raw, want)
		}
		cut := decoder{codePage: 1252}
		var got strings.Builder
		for rest := raw; len(rest) > 0; {
			n := min(int(size)+1, len(rest))
			got.Write(cut.decode(rest[:n:n]))
			rest = rest[n:]
		}
		got.Write(cut.flush())
		// Invalid text may be decoded in another way in pieces, since the decoder chooses between
		// UTF-8 and the code page by what it has seen.
		if utf8.Valid(raw) && got.String() != want {
			t.Fatalf("in pieces of %d: %q, whole: %q", int(size)+1, got.String(), want)
		}
	})
}

func TestFirstNonASCII(t *testing.T) {
	for size := range 200 {
		text := bytes.Repeat([]byte{'~'}, size)
		if at := firstNonASCII(text); at != size {
			t.Fatalf("got %d for %d bytes of ASCII", at, size)
		}
		for i := size - 1; i >= 0; i-- {
			text[i] = 0x80 + byte(i)%0x80
			if at := firstNonASCII(text); at != i {
				t.Fatalf("got %d of %d bytes, want %d", at, size, i)
			}
		}
	}
}
