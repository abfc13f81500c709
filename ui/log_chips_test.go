package ui

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

func TestChips(t *testing.T) {
	w := story()
	snap := w.store.Records()
	m := &clientAsOf{AsOf: summary.Of(&store.Client{Records: snap}, nil, at("21:15:00"), model.FitRules{}, nil), at: at("21:15:00"), records: snap}
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
		k, err := parseChip(c.chip, nil, timesOf(m))
		if (err != nil) != (c.n < 0) {
			t.Errorf("%q: %v", c.chip, err)
			continue
		}
		if err != nil {
			continue
		}
		n := 0
		for i := range snap.Len() {
			n += btoi(k.matcher.Match(snap, snap.ID(i)))
		}
		if n != c.n {
			t.Errorf("%q lets %d records through, not %d", c.chip, n, c.n)
		}
	}
}

func timesOf(m *clientAsOf) query.TimeParser {
	return func(s string) (time.Time, error) { return m.parseTime(s, at("18:00:00"), at("21:15:00")) }
}

// TestLinesAnyArrival: whatever the order in which records and scans come, the filtered lines are those of a plain walk.
func TestLinesAnyArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for round := range 60 {
		w := newWorld("PC")
		var l results
		yes, _ := query.Parse("yes", nil)
		l.advance(w.store.Records())
		l.setMatcher(yes)
		for range 40 {
			for range rng.IntN(30) * (1 + round/59*60) {
				w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(100000))*time.Millisecond), "C", 0, []string{"yes", "no"}[rng.IntN(2)])
			}
			l.advance(w.store.Records())
			for rng.IntN(3) > 0 {
				if work := l.nextStep(); work != nil {
					l.accept(work())
				}
			}
			if rng.IntN(10) == 0 {
				l.setMatcher(yes)
			}
		}
		for work := l.nextStep(); work != nil; work = l.nextStep() {
			l.accept(work())
		}
		var want []string
		for i := range l.records.Len() {
			if string(l.records.Message(l.records.ID(i))) == "yes" {
				want = append(want, l.records.Time(l.records.ID(i)).String())
			}
		}
		var got []string
		for i := range l.Len(l.records.Len()) {
			got = append(got, l.records.Time(l.At(i)).String())
		}
		if strings.Join(want, " ") != strings.Join(got, " ") {
			t.Fatalf("round %d: %d lines, not %d", round, len(got), len(want))
		}
	}
}

// TestLinesLent: what somebody was lent stays as it is, whatever comes between.
func TestLinesLent(t *testing.T) {
	w := newWorld("PC")
	var l results
	yes, _ := query.Parse("yes", nil)
	l.advance(w.store.Records())
	l.setMatcher(yes)
	come := func(from, to int) {
		for i := from; i < to; i++ {
			w.logAt(at("20:00:00").Add(time.Duration(i)*2*time.Second), "C", 0, "yes")
		}
		l.advance(w.store.Records())
	}
	come(0, 20)
	lent := l.share()
	was := slices.Clone(lent.ordered)
	w.logAt(at("20:00:01"), "C", 0, "yes, late")
	come(20, 40)
	if !slices.Equal(lent.ordered, was) {
		t.Errorf("what was lent has become %v", lent.ordered)
	}
	if got := string(l.records.Message(l.At(1))); len(l.ordered) != 41 || got != "yes, late" {
		t.Errorf("of %d lines the second is %q", len(l.ordered), got)
	}
}

// TestNarrowedLines: chips come and go, records arrive meanwhile, and what is known of some chips is used for others; the
// lines, and the matches counted among them, are those of a plain walk.
func TestNarrowedLines(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	words := []string{"apple", "pear", "plum", "fig"}
	for range 12 {
		w := newWorld("PC")
		some := func(n int) {
			for range n {
				text := ""
				for _, s := range words {
					text += either(rng.IntN(3) > 0, s+" ", "")
				}
				w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(1000000))*time.Millisecond), "C", 0, text)
			}
		}
		some(rng.IntN(9000))
		c := newSession()
		p := c.log
		scan := func(most int) {
			for _, l := range []*results{&p.lines, &p.matches} {
				for range most {
					if work := l.nextStep(); work != nil {
						l.accept(work())
					}
				}
			}
		}
		c.setClient(w.client())
		for range 25 {
			k, _ := parseChip(words[rng.IntN(len(words))], nil, nil)
			switch rng.IntN(7) {
			case 0, 1:
				p.addChip(k)
			case 2:
				p.setDraft(&k)
			case 3:
				p.setDraft(nil)
			case 4:
				at := rng.IntN(3)
				p.keepChips(func(c *chip) bool { at--; return at != 0 })
			case 5:
				p.setFind(&k)
			case 6:
				some(rng.IntN(40))
				c.setClient(w.client())
			}
			scan(rng.IntN(3))
		}
		scan(30)
		want := []chip{}
		want = append(want, p.chips...)
		if p.draft != nil {
			want = append(want, *p.draft)
		}
		walked(t, &p.lines, want)
		if p.findChip != nil {
			walked(t, &p.matches, append(want, *p.findChip))
		}
	}
}

// walked fails unless the lines are those that a walk over all records finds for some chips.
func walked(t *testing.T, l *results, chips []chip) {
	t.Helper()
	var want, have []event.RecordID
	for row := range l.records.Len() {
		id, in := l.records.ID(row), true
		for _, c := range chips {
			in = in && c.matcher.Match(l.records, id)
		}
		if in {
			want = append(want, id)
		}
	}
	for i := range l.Len(l.records.Len()) {
		have = append(have, l.At(i))
	}
	if !slices.Equal(want, have) {
		t.Fatalf("%d lines, not %d", len(have), len(want))
	}
}

// asked counts how many records a matcher is asked about.
type asked struct {
	query.Matcher
	n *atomic.Int64
}

func (a asked) Match(s *store.Records, id event.RecordID) bool {
	a.n.Add(1)
	return a.Matcher.Match(s, id)
}

// TestATypedFilterGoesOnFromWhatIsKnown types filters letter by letter, among more records than one step tries, and looks on
// in the middle of them; searches are given up half way, and records come meanwhile, some of them late.
func TestATypedFilterGoesOnFromWhatIsKnown(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	w := newWorld("PC")
	words := []string{"apple", "applet", "appeal", "pear", "pearl", "peat", "plum", "plume"}
	some := func(n int) {
		for range n {
			w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(10_000_000))*time.Millisecond), "C", 0, words[rng.IntN(len(words))]+" "+words[rng.IntN(len(words))])
		}
	}
	some(3 * syncRows)
	c := newSession()
	c.setClient(w.client())
	p := c.log
	for round := range 24 {
		p.drawnRows = p.lines.records.Len()
		p.following, p.hasSelected, p.selected = round%3 == 0, true, event.RecordID(rng.IntN(p.lines.records.Len()))
		word := words[rng.IntN(len(words))]
		for i := range len(word) {
			k, _ := parseChip(word[:i+1], nil, nil)
			p.setDraft(&k)
			for range rng.IntN(4) {
				if work := p.lines.nextStep(); work != nil {
					r := work()
					if rng.IntN(6) == 0 {
						some(rng.IntN(600))
						c.setClient(w.client())
					}
					p.lines.accept(r)
				}
			}
		}
		if rng.IntN(4) == 0 {
			k, _ := parseChip("pl", nil, nil)
			p.addChip(k)
		}
		for work := p.lines.nextStep(); work != nil; work = p.lines.nextStep() {
			p.lines.accept(work())
		}
		walked(t, &p.lines, slices.Concat(p.chips, []chip{*p.draft}))
		p.setDraft(nil)
		if rng.IntN(3) == 0 {
			p.keepChips(func(*chip) bool { return false })
		}
	}
}

// TestASearchThatIsGivenUpEnds: what goes on off the event loop ends with the filter it was for.
func TestASearchThatIsGivenUpEnds(t *testing.T) {
	w := newWorld("PC")
	for i := range 3 * syncRows {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, "x")
	}
	synctest.Test(t, func(t *testing.T) {
		var l results
		l.advance(w.store.Records())
		h := held{new(atomic.Int64), make(chan struct{})}
		l.setMatcher(h)
		work := l.nextStep()
		done := make(chan stepDone)
		go func() { done <- work() }()
		synctest.Wait() // all of its goroutines are held
		before := h.tried.Load()
		l.setMatcher(nil)
		close(h.free)
		l.accept(<-done)
		synctest.Wait()
		if n := h.tried.Load() - before; l.matcher != nil || len(l.ordered) > 0 || n > 4096*int64(runtime.GOMAXPROCS(0)) {
			t.Errorf("%d records were tried after all", n)
		}
	})
}

func TestWhatIsAddedToAFinishedFilterTriesItsHitsAlone(t *testing.T) {
	w := newWorld("PC")
	for i := range 30000 {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, either(i%300 == 0, "rare", "common"))
	}
	c := newSession()
	c.setClient(w.client())
	all := func(l *results) {
		for work := l.nextStep(); work != nil; work = l.nextStep() {
			l.accept(work())
		}
	}
	rare, _ := parseChip("rare", nil, nil)
	c.log.addChip(rare)
	all(&c.log.lines)
	var n atomic.Int64
	more, _ := parseChip("a", nil, nil)
	more.matcher = asked{more.matcher, &n}
	c.log.setDraft(&more)
	all(&c.log.lines)
	if got := c.log.lines.Len(w.store.Records().Len()); got != 100 || n.Load() != 100 {
		t.Errorf("%d lines after %d questions about 100 hits", got, n.Load())
	}
	n.Store(0)
	c.log.setFind(&more)
	all(&c.log.matches)
	if got := c.log.matches.Len(30000); got != 100 || n.Load() > 200 { // the draft asks too
		t.Errorf("%d matches after %d questions about 100 lines", got, n.Load())
	}
	c.log.setFind(nil)
	n.Store(0)
	draft := *c.log.draft
	c.log.draft = nil
	c.log.addChip(draft)
	all(&c.log.lines)
	c.log.keepChips(func(k *chip) bool { return k.source == "rare" })
	all(&c.log.lines)
	c.log.addChip(draft)
	all(&c.log.lines)
	if n.Load() > 0 {
		t.Errorf("%d questions about what was known", n.Load())
	}
}
