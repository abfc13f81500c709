package query

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"testing"
)

// TestLiteralFindsWhatASearchInLowerCaseFinds: where a text first stands, whatever the case of
// either.
func TestLiteralFindsWhatASearchInLowerCaseFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	const letters = "aAbBxX01-k"
	word := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = letters[rng.IntN(len(letters))]
		}
		return string(b)
	}
	for range 20000 {
		hay, needle := word(rng.IntN(40)), word(1+rng.IntN(4))
		want := bytes.Index(bytes.ToLower([]byte(hay)), bytes.ToLower([]byte(needle)))
		if got := newLiteral(needle).index([]byte(hay)); got != want {
			t.Fatalf("%q in %q: at %d, not at %d", needle, hay, got, want)
		}
	}
}

// TestLiteralsOfARegexpChangeNoMatch: what an expression is known to need, and to begin with, rules out
// no text that matches it.
func TestLiteralsOfARegexpChangeNoMatch(t *testing.T) {
	texts := []string{
		"Job failed with 0x80240022", "ERROR in thread", "an Error", "nothing", "", "kB969897 xx", "aab", "ab\nc",
		"a o\u212a x and ok", "ok ok x", "is an error", "iserror", "abab xyzzy", "xyzzy ab",
	}
	for _, p := range []string{
		"fail(ed|ure)|error", "0x8[0-9a-f]{7}", "(a+)b", "a?b*", "^an", "kb\\d+", "(?:x|y)z|job", "[ab]c", "err.*ead", "", "x{0,2}error{1,3}",
		"(fail|error).*0x8", "ok.*x", "ok+ x", "\\berror", "(\\berror|is)\\b", "error$", "(ab.*xyzzy|cd.*longer)", "(ab)+ x", "(?:ab|)b", "(nothing|)", "ab\nc",
	} {
		m, err := newRegexpMatcher(p)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile("(?i)" + p)
		for _, s := range texts {
			if plain.MatchString(s) && !m.mayMatch([]byte(s)) {
				t.Errorf("%q rules out %q for want of %v", p, s, m.literalGroups)
			}
			if got := m.matches([]byte(s)); got != plain.MatchString(s) && m.mayMatch([]byte(s)) {
				t.Errorf("%q matches %q: %v", p, s, got)
			}
		}
	}
}
