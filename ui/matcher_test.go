package ui

import (
	"context"
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
)

func TestChips(t *testing.T) {
	w := story()
	snap := w.store.Records()
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
			n += btoi(k.want.Match(snap, snap.ID(i)))
		}
		if n != c.n {
			t.Errorf("%q lets %d records through, not %d", c.chip, n, c.n)
		}
	}
}

func timesOf(m *moment) query.TimeParser {
	return func(s string) (time.Time, error) { return m.typedTime(s, at("18:00:00"), at("21:15:00")) }
}

// TestLinesAnyArrival: whatever the order in which records and scans come, the filtered lines are those of a plain walk.
func TestLinesAnyArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for round := range 60 {
		w := newWorld("PC")
		var l lines
		yes, _ := query.Parse("yes", nil)
		l.take(w.store.Records())
		l.filter(yes)
		for range 40 {
			for range rng.IntN(30) * (1 + round/59*60) {
				w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(100000))*time.Millisecond), "C", 0, []string{"yes", "no"}[rng.IntN(2)])
			}
			l.take(w.store.Records())
			for rng.IntN(3) > 0 {
				if work := l.next(); work != nil {
					l.accept(work())
				}
			}
			if rng.IntN(10) == 0 {
				l.filter(yes)
			}
		}
		for work := l.next(); work != nil; work = l.next() {
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

// TestLinesLent: what somebody was lent stays as it is, whatever comes between.
func TestLinesLent(t *testing.T) {
	w := newWorld("PC")
	var l lines
	yes, _ := query.Parse("yes", nil)
	l.take(w.store.Records())
	l.filter(yes)
	come := func(from, to int) {
		for i := from; i < to; i++ {
			w.logAt(at("20:00:00").Add(time.Duration(i)*2*time.Second), "C", 0, "yes")
		}
		l.take(w.store.Records())
	}
	come(0, 20)
	lent := l.lend()
	was := slices.Clone(lent.ids)
	w.logAt(at("20:00:01"), "C", 0, "yes, late")
	come(20, 40)
	if !slices.Equal(lent.ids, was) {
		t.Errorf("what was lent has become %v", lent.ids)
	}
	if got := string(l.snap.Message(l.At(1))); len(l.ids) != 41 || got != "yes, late" {
		t.Errorf("of %d lines the second is %q", len(l.ids), got)
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
					text += pick(rng.IntN(3) > 0, s+" ", "")
				}
				w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(1000000))*time.Millisecond), "C", 0, text)
			}
		}
		some(rng.IntN(9000))
		c := newSession()
		p := c.log
		scan := func(most int) {
			for _, l := range []*lines{&p.lines, &p.found} {
				for range most {
					if work := l.next(); work != nil {
						l.accept(work())
					}
				}
			}
		}
		c.take(w.client())
		for range 25 {
			k, _ := parseChip(words[rng.IntN(len(words))], nil, nil)
			switch rng.IntN(7) {
			case 0, 1:
				p.add(k)
			case 2:
				p.sketch(&k)
			case 3:
				p.sketch(nil)
			case 4:
				at := rng.IntN(3)
				p.keep(func(c *chip) bool { at--; return at != 0 })
			case 5:
				p.seek(&k)
			case 6:
				some(rng.IntN(40))
				c.take(w.client())
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
		if p.find != nil {
			walked(t, &p.found, append(want, *p.find))
		}
	}
}

// walked fails unless the lines are those that a walk over all records finds for some chips.
func walked(t *testing.T, l *lines, chips []chip) {
	t.Helper()
	var want, have []event.RecordID
	for row := range l.snap.Len() {
		id, in := l.snap.ID(row), true
		for _, c := range chips {
			in = in && c.want.Match(l.snap, id)
		}
		if in {
			want = append(want, id)
		}
	}
	for i := range l.Len(l.snap.Len()) {
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
	some(3 * atOnce)
	c := newSession()
	c.take(w.client())
	p := c.log
	for round := range 24 {
		p.bound = p.lines.snap.Len()
		p.follow, p.hasSel, p.sel = round%3 == 0, true, event.RecordID(rng.IntN(p.lines.snap.Len()))
		word := words[rng.IntN(len(words))]
		for i := range len(word) {
			k, _ := parseChip(word[:i+1], nil, nil)
			p.sketch(&k)
			for range rng.IntN(4) {
				if work := p.lines.next(); work != nil {
					r := work()
					if rng.IntN(6) == 0 {
						some(rng.IntN(600))
						c.take(w.client())
					}
					p.lines.accept(r)
				}
			}
		}
		if rng.IntN(4) == 0 {
			k, _ := parseChip("pl", nil, nil)
			p.add(k)
		}
		for work := p.lines.next(); work != nil; work = p.lines.next() {
			p.lines.accept(work())
		}
		walked(t, &p.lines, slices.Concat(p.chips, []chip{*p.draft}))
		p.sketch(nil)
		if rng.IntN(3) == 0 {
			p.keep(func(*chip) bool { return false })
		}
	}
}

// TestASearchThatIsGivenUpEnds: what goes on off the event loop ends with the filter it was for.
func TestASearchThatIsGivenUpEnds(t *testing.T) {
	w := newWorld("PC")
	for i := range 3 * atOnce {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, "x")
	}
	synctest.Test(t, func(t *testing.T) {
		var l lines
		l.take(w.store.Records())
		h := held{new(atomic.Int64), make(chan struct{})}
		l.filter(h)
		work := l.next()
		done := make(chan scanned)
		go func() { done <- work() }()
		synctest.Wait() // all of its goroutines are held
		before := h.tried.Load()
		l.filter(nil)
		close(h.free)
		l.accept(<-done)
		synctest.Wait()
		if n := h.tried.Load() - before; l.want != nil || len(l.ids) > 0 || n > 4096*int64(runtime.GOMAXPROCS(0)) {
			t.Errorf("%d records were tried after all", n)
		}
	})
}

func TestWhatIsAddedToAFinishedFilterTriesItsHitsAlone(t *testing.T) {
	w := newWorld("PC")
	for i := range 30000 {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, pick(i%300 == 0, "rare", "common"))
	}
	c := newSession()
	c.take(w.client())
	all := func(l *lines) {
		for work := l.next(); work != nil; work = l.next() {
			l.accept(work())
		}
	}
	rare, _ := parseChip("rare", nil, nil)
	c.log.add(rare)
	all(&c.log.lines)
	var n atomic.Int64
	more, _ := parseChip("a", nil, nil)
	more.want = asked{more.want, &n}
	c.log.sketch(&more)
	all(&c.log.lines)
	if got := c.log.lines.Len(w.store.Records().Len()); got != 100 || n.Load() != 100 {
		t.Errorf("%d lines after %d questions about 100 hits", got, n.Load())
	}
	n.Store(0)
	c.log.seek(&more)
	all(&c.log.found)
	if got := c.log.found.Len(30000); got != 100 || n.Load() > 200 { // the draft asks too
		t.Errorf("%d matches after %d questions about 100 lines", got, n.Load())
	}
	c.log.seek(nil)
	n.Store(0)
	draft := *c.log.draft
	c.log.draft = nil
	c.log.add(draft)
	all(&c.log.lines)
	c.log.keep(func(k *chip) bool { return k.source == "rare" })
	all(&c.log.lines)
	c.log.add(draft)
	all(&c.log.lines)
	if n.Load() > 0 {
		t.Errorf("%d questions about what was known", n.Load())
	}
}

func TestFollowingAnIdFindsWhatAWalkFinds(t *testing.T) {
	w := story()
	c := newSession()
	c.take(w.client())
	c.look(&Playhead{}, at("21:15:05"), model.CurrentBranchRules, nil)
	for _, id := range []event.GUID{kbOK, kbFails, kbLoads, deployment, contentID, dtsJob} {
		k := c.linkTo(id)
		snap, n := c.client.Records, 0
		for rec := range event.RecordID(snap.Len()) {
			named := k.linked.set.Match(snap, rec) || k.linked.recs.Has(rec)
			if k.linked.kb != "" {
				named = named || query.NewArticle(k.linked.kb).Match(snap, rec)
			}
			if have := k.want.Match(snap, rec); have != named {
				t.Errorf("%s: record %d: %v, a walk says %v", k.source, rec, have, named)
			}
			n += btoi(named)
		}
		if got := query.Find(context.Background(), snap, k.want, query.RangeSet(0, snap.End())).Len(); got != n || n == 0 {
			t.Errorf("%s: %d records, not %d", k.source, got, n)
		}
	}
}

// held wants nothing, and is not answered before it is let go.
type held struct {
	tried *atomic.Int64
	free  chan struct{}
}

func (h held) Match(*store.Records, event.RecordID) bool {
	if h.tried.Add(1) > stretchAtOnce {
		<-h.free
	}
	return false
}

func TestASearchCanBeGivenUp(t *testing.T) {
	w := newWorld("PC")
	for i := range 3 * stretchAtOnce {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, "x")
	}
	sit(t, 100, 30, newFake(w), Options{}, func(d *desk) {
		h := held{new(atomic.Int64), make(chan struct{})}
		d.run(d.app.seekFor(h, -1, "it"))
		d.app.dirty = true
		d.has("searching… Esc gives it up")
		d.keys("4", "esc")
		d.has("given up")
		close(h.free)
		synctest.Wait()
		if n := h.tried.Load(); n > stretchAtOnce+2048 {
			t.Errorf("%d records were tried after all", n)
		}
		d.keys("esc")
		d.hasNot("no it above")
	})
}
