package ui

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// filteredAtOnce is how many records a filter is tested on before it takes steps.
const filteredAtOnce = 16 << 10

func TestChips(t *testing.T) {
	w := story()
	snap := w.store.Records()
	m := &clientAsOf{AsOf: summary.Of(&store.Client{Records: snap}, model.NewState(), at("21:15:00"), model.FitRules{}, nil)}
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

// TestNarrowedLines: chips come and go, records arrive meanwhile, and what is known of some chips
// is used for others; the lines, and the matches counted among them, are those of a plain walk.
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
			for _, l := range []*query.Results{&p.lines, &p.matches} {
				for range most {
					if work := l.NextStep(); work != nil {
						work().Apply()
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
func walked(t *testing.T, l *query.Results, chips []chip) {
	t.Helper()
	var want, have []event.RecordID
	for row := range l.Records().Len() {
		id, in := l.Records().ID(row), true
		for _, c := range chips {
			in = in && c.matcher.Match(l.Records(), id)
		}
		if in {
			want = append(want, id)
		}
	}
	for i := range l.Len(l.Records().Len()) {
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

// TestATypedFilterGoesOnFromWhatIsKnown types filters letter by letter, among more records than one
// step tries, and looks on in the middle of them; searches are given up half way, and records come
// meanwhile, some of them late.
func TestATypedFilterGoesOnFromWhatIsKnown(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	w := newWorld("PC")
	words := []string{"apple", "applet", "appeal", "pear", "pearl", "peat", "plum", "plume"}
	some := func(n int) {
		for range n {
			w.logAt(at("20:00:00").Add(time.Duration(rng.IntN(10_000_000))*time.Millisecond), "C", 0, words[rng.IntN(len(words))]+" "+words[rng.IntN(len(words))])
		}
	}
	some(3 * filteredAtOnce)
	c := newSession()
	c.setClient(w.client())
	p := c.log
	for round := range 24 {
		p.drawnRows = p.lines.Records().Len()
		p.following, p.hasSelected, p.selected = round%3 == 0, true, event.RecordID(rng.IntN(p.lines.Records().Len()))
		word := words[rng.IntN(len(words))]
		for i := range len(word) {
			k, _ := parseChip(word[:i+1], nil, nil)
			p.setDraft(&k)
			for range rng.IntN(4) {
				if work := p.lines.NextStep(); work != nil {
					r := work()
					if rng.IntN(6) == 0 {
						some(rng.IntN(600))
						c.setClient(w.client())
					}
					r.Apply()
				}
			}
		}
		if rng.IntN(4) == 0 {
			k, _ := parseChip("pl", nil, nil)
			p.addChip(k)
		}
		for work := p.lines.NextStep(); work != nil; work = p.lines.NextStep() {
			work().Apply()
		}
		walked(t, &p.lines, slices.Concat(p.chips, []chip{*p.draft}))
		p.setDraft(nil)
		if rng.IntN(3) == 0 {
			p.keepChips(func(*chip) bool { return false })
		}
	}
}

func TestWhatIsAddedToAFinishedFilterTriesItsHitsAlone(t *testing.T) {
	w := newWorld("PC")
	for i := range 30000 {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, either(i%300 == 0, "rare", "common"))
	}
	c := newSession()
	c.setClient(w.client())
	all := func(l *query.Results) {
		for work := l.NextStep(); work != nil; work = l.NextStep() {
			work().Apply()
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
