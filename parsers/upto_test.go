package parsers

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestUptoFindsWhatALookAtEachByteFinds: in texts of any length; nothing beyond the text is looked at.
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
		if a, p := upto(text, '!'); a != at || p != plain {
			t.Fatalf("in %q: at %d, plain %v; not at %d, plain %v", text, a, p, at, plain)
		}
	}
}

func BenchmarkUpto(b *testing.B) {
	text := []byte(strings.Repeat("x", 90) + "!")
	for b.Loop() {
		upto(text, '!')
	}
}
