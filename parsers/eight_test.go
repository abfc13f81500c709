package parsers

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestEightBytesAtOnceSayWhatOneByOneDo reads texts of few different bytes both ways.
func TestEightBytesAtOnceSayWhatOneByOneDo(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	text := func(n int, of string) []byte {
		s := make([]byte, n)
		for i := range s {
			s[i] = of[rng.IntN(len(of))]
		}
		return s
	}
	numbers, values, times := 0, 0, 0
	for range 200_000 {
		s := text(8, "0123456789\"\"/:\x00\xb0\xff")
		if v, n := decimal(s); n > 0 {
			numbers++
			if want, k := digits(s, 9); int(v) != want || n != k || s[n] != '"' {
				t.Fatalf("%q is %d in %d bytes, want %d in %d", s, v, n, want, k)
			}
		}
		s = text(rng.IntN(30), "abcdefgh !#\x80\xff\"\n")
		want := bytes.IndexByte(s, '"')
		if want >= 0 && bytes.ContainsFunc(s[:want], func(r rune) bool { return r < ' ' }) {
			want = -1
		}
		if got := plainValue(s); got != want {
			t.Fatalf("%q has a value of %d bytes, want %d", s, got, want)
		} else if got >= 0 {
			values++
		}
		s = []byte("09:57:59.830")
		for range rng.IntN(3) {
			s[rng.IntN(len(s))] = "0123456789:.;/\x00\xff"[rng.IntN(16)]
		}
		nanos, ok := clockOf(s)
		wantNanos, n := clock(s, '.')
		if ok != (n == len(s)) || ok && nanos != wantNanos {
			t.Fatalf("%q is %d, %v, want %d in %d bytes", s, nanos, ok, wantNanos, n)
		} else if ok {
			times++
		}
	}
	if numbers < 10_000 || values < 10_000 || times < 10_000 {
		t.Errorf("%d numbers, %d values, %d times", numbers, values, times)
	}
}
