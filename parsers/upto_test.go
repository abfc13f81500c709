package parsers

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestUptoFindsWhatALookAtEachByteFinds: in texts of any length, on any processor; nothing beyond the text is looked at.
func TestUptoFindsWhatALookAtEachByteFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	const odd = "!\x1f\n\x00\x80\xff\"\x20\x7f"
	for range 300_000 {
		around := []byte(strings.Repeat("abc", 40))
		for range rng.IntN(6) {
			around[rng.IntN(len(around))] = odd[rng.IntN(len(odd))]
		}
		from := rng.IntN(len(around) + 1)
		text := around[from : from+rng.IntN(len(around)-from+1)]
		at, plain := strings.IndexByte(string(text), '!'), false
		if at >= 0 {
			plain = strings.IndexFunc(string(text[:at]), func(r rune) bool { return r < ' ' }) < 0
		}
		for name, f := range map[string]func([]byte, byte) (int, bool){"upto": upto, "uptoAnywhere": uptoAnywhere} {
			if a, p := f(text, '!'); a != at || p != plain {
				t.Fatalf("%s in %q: at %d, plain %v; not at %d, plain %v", name, text, a, p, at, plain)
			}
		}
	}
}

func BenchmarkUpto(b *testing.B) {
	text := []byte(strings.Repeat("x", 90) + "!")
	b.Run("any processor", func(b *testing.B) {
		for b.Loop() {
			uptoAnywhere(text, '!')
		}
	})
	b.Run("this one", func(b *testing.B) {
		for b.Loop() {
			upto(text, '!')
		}
	})
}
