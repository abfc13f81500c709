package query

import (
	"math/rand/v2"
	"testing"
)

// TestBytePairFindsTheFirst: in texts of any length, and no byte beyond them counts.
func TestBytePairFindsTheFirst(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	const bytes = "aAbBzZ{[@`0x\x00\x80\xe1\xc1"
	for range 200_000 {
		around := make([]byte, rng.IntN(300))
		most := 1 + rng.IntN(len(bytes))
		for i := range around {
			around[i] = bytes[rng.IntN(most)]
		}
		from := rng.IntN(len(around) + 1)
		text := around[from : from+rng.IntN(len(around)-from+1)]
		p := newBytePair("az0{\xe1"[rng.IntN(5)], "ab@x\x00"[rng.IntN(5)], rng.IntN(40)-20)
		at, want := max(-p.distance, 0)+rng.IntN(40), len(text)
		for i := at; i+max(p.distance, 0) < len(text) && want == len(text); i++ {
			if toLower(text[i]) == p.rare && toLower(text[i+p.distance]) == p.other {
				want = i
			}
		}
		if got := p.next(text, at); got != want {
			t.Fatalf("%+v in %q from %d: at %d, not %d", p, text, at, got, want)
		}
	}
}

func toLower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

func BenchmarkBytePair(b *testing.B) {
	text := make([]byte, 128<<10)
	for i := range text {
		text[i] = "<![LOG[Update 1 failed]LOG]!>"[i%29]
	}
	for name, p := range map[string]bytePair{"rare": newBytePair('x', '4', 8), "common": newBytePair('f', 'x', 1)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				p.next(text, 0)
			}
		})
	}
}
