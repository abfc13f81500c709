package parsers

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestIndexPlainIgnoresBytesBeyondTheText compares it with a loop over single bytes, on slices of a
// longer text.
func TestIndexPlainIgnoresBytesBeyondTheText(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	const special = "!\x1f\n\x00\x80\xff\"\x20\x7f"
	for range 300_000 {
		around := []byte(strings.Repeat("abc", 40))
		for range rng.IntN(6) {
			around[rng.IntN(len(around))] = special[rng.IntN(len(special))]
		}
		from := rng.IntN(len(around) + 1)
		text := around[from : from+rng.IntN(len(around)-from+1)]
		at, plain := strings.IndexByte(string(text), '!'), false
		if at >= 0 {
			plain = strings.IndexFunc(string(text[:at]), func(r rune) bool { return r < ' ' }) < 0
		}
		if a, p := indexPlain(text, '!'); a != at || p != plain {
			t.Fatalf("in %q: at %d, plain %v; not at %d, plain %v", text, a, p, at, plain)
		}
	}
}

// TestIsASCIIIgnoresBytesBeyondTheText compares it with a loop over single bytes, on slices of a
// longer text.
func TestIsASCIIIgnoresBytesBeyondTheText(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	for range 100_000 {
		around := []byte(strings.Repeat("a\x7f\x00", 40))
		for range rng.IntN(3) {
			around[rng.IntN(len(around))] = 0x80 | byte(rng.IntN(128))
		}
		from := rng.IntN(len(around) + 1)
		text := around[from : from+rng.IntN(len(around)-from+1)]
		if got, want := isASCII(text), bytes.IndexFunc(text, func(r rune) bool { return r > 0x7f }) < 0; got != want {
			t.Fatalf("%q: %v", text, got)
		}
	}
}

func BenchmarkIndexPlain(b *testing.B) {
	text := []byte(strings.Repeat("x", 90) + "!")
	for b.Loop() {
		indexPlain(text, '!')
	}
}

// TestEightBytesAtATimeGiveTheSameResults compares the functions of the fast path with those that
// read byte by byte, on random texts.
func TestEightBytesAtATimeGiveTheSameResults(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	text := func(n int, alphabet string) []byte {
		s := make([]byte, n)
		for i := range s {
			s[i] = alphabet[rng.IntN(len(alphabet))]
		}
		return s
	}
	numbers, values, times := 0, 0, 0
	for range 200_000 {
		s := text(8, "0123456789\"\"/:\x00\xb0\xff")
		if v, n := parseQuotedDecimal(s); n > 0 {
			numbers++
			if want, k := parseDigits(s, 9); int(v) != want || n != k || s[n] != '"' {
				t.Fatalf("%q is %d in %d bytes, want %d in %d", s, v, n, want, k)
			}
		}
		s = text(rng.IntN(30), "abcdefgh !#\x80\xff\"\n")
		want := bytes.IndexByte(s, '"')
		if want >= 0 && bytes.ContainsFunc(s[:want], func(r rune) bool { return r < ' ' }) {
			want = -1
		}
		if got := plainValueLen(s); got != want {
			t.Fatalf("the value in %q has %d bytes, want %d", s, got, want)
		} else if got >= 0 {
			values++
		}
		s = []byte("09:57:59.830")
		for range rng.IntN(3) {
			s[rng.IntN(len(s))] = "0123456789:.;/\x00\xff"[rng.IntN(16)]
		}
		nanos, ok := parseClockFast(s)
		wantNanos, n := parseClock(s, '.')
		if ok != (n == len(s)) || ok && nanos != wantNanos {
			t.Fatalf("%q is %d, %v, want %d in %d bytes", s, nanos, ok, wantNanos, n)
		} else if ok {
			times++
		}
	}
	if numbers < 10_000 || values < 10_000 || times < 10_000 {
		t.Errorf("only %d numbers, %d values and %d times were valid", numbers, values, times)
	}
}
