package ui

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestLiteralFindsWhatAPlainSearchFinds(t *testing.T) {
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

func TestExpressionDismissesNothingThatMatches(t *testing.T) {
	texts := []string{"Job failed with 0x80240022", "ERROR in thread", "an Error", "nothing", "", "kB969897 xx", "aab", "ab\nc"}
	for _, p := range []string{"fail(ed|ure)|error", "0x8[0-9a-f]{7}", "(a+)b", "a?b*", "^an", "kb\\d+", "(?:x|y)z|job", "[ab]c", "err.*ead", "", "x{0,2}error{1,3}"} {
		e, err := newExpression(p)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile("(?i)" + p)
		for _, s := range texts {
			if plain.MatchString(s) && !e.may([]byte(s)) {
				t.Errorf("%q dismisses %q for want of %v", p, s, e.need)
			}
		}
	}
}

func TestChips(t *testing.T) {
	w := story()
	snap := w.store.Snapshot()
	m := &moment{at: at("21:15:00"), records: snap}
	for _, c := range []struct {
		chip string
		n    int
	}{
		{"update", 18}, {"UPDATE", 18}, {"!update", 9}, {"service window", 2}, {"window service", 0}, {"level:error", 1}, {"level:warning+", 2}, {"level:e", 1},
		{"kb:961501", 2}, {"kb:KB961501", 2}, {"kb:96150", 0}, {"log:wua component:wua", 9}, {"log:wua !missing", 4}, {"log:wua missing", 5},
		{"level:error | level:warning", 2}, {"!level:error | level:warning", 25}, {"re:reboot required\\? yes", 1}, {"re:(", -1}, {"level:bad", -1}, {"thread:x", -1},
		{"after:21:09", 3}, {"before:18:30", 3}, {"after:nonsense", -1}, {"guid:0d841d92", 3}, {"guid:{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}", 3}, {"!", -1}, {"   ", -1},
		{"0x80070643", 1}, {"re:0x8007064[0-9]", 1},
	} {
		k, err := parseChip(c.chip, timesOf(m))
		if (err != nil) != (c.n < 0) {
			t.Errorf("%q: %v", c.chip, err)
			continue
		}
		if err != nil {
			continue
		}
		n := 0
		for i := range snap.Len() {
			n += btoi(k.want.match(snap, snap.ID(i)))
		}
		if n != c.n {
			t.Errorf("%q lets %d records through, not %d", c.chip, n, c.n)
		}
	}
}

func timesOf(m *moment) when {
	return func(s string) (time.Time, error) { return m.typedTime(s, at("18:00:00"), at("21:15:00")) }
}

// TestLinesAnyArrival: whatever the order in which records and scans come, the filtered lines are those of a plain walk.
func TestLinesAnyArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for round := range 60 {
		w := newWorld("PC")
		var l lines
		l.take(w.store.Snapshot())
		l.filter(text{newLiteral("yes")})
		for range 40 {
			for range rng.IntN(30) * (1 + round/59*60) {
				w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(100000))*time.Millisecond), "C", 0, []string{"yes", "no"}[rng.IntN(2)])
			}
			l.take(w.store.Snapshot())
			for rng.IntN(3) > 0 {
				if work := l.next(0); work != nil {
					l.accept(work())
				}
			}
			if rng.IntN(10) == 0 {
				l.filter(text{newLiteral("yes")})
			}
		}
		for work := l.next(0); work != nil; work = l.next(0) {
			l.accept(work())
		}
		var want []string
		for i := range l.snap.Len() {
			if string(l.snap.Message(l.snap.ID(i))) == "yes" {
				want = append(want, l.snap.Time(l.snap.ID(i)).String())
			}
		}
		var got []string
		for i := range l.Len(l.snap.Len()) {
			got = append(got, l.snap.Time(l.At(i)).String())
		}
		if strings.Join(want, " ") != strings.Join(got, " ") {
			t.Fatalf("round %d: %d lines, not %d", round, len(got), len(want))
		}
	}
}
