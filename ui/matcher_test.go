package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ccmtail/model/filter"
)

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
			n += btoi(k.want.Match(snap, snap.ID(i)))
		}
		if n != c.n {
			t.Errorf("%q lets %d records through, not %d", c.chip, n, c.n)
		}
	}
}

func timesOf(m *moment) filter.Clock {
	return func(s string) (time.Time, error) { return m.typedTime(s, at("18:00:00"), at("21:15:00")) }
}

// TestLinesAnyArrival: whatever the order in which records and scans come, the filtered lines are those of a plain walk.
func TestLinesAnyArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for round := range 60 {
		w := newWorld("PC")
		var l lines
		yes, _ := filter.Parse("yes", nil)
		l.take(w.store.Snapshot())
		l.filter(yes)
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
				l.filter(yes)
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
