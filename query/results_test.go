package query

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// growingLog is a client with one log, to which records are appended with times of any order.
type growingLog struct {
	store *store.Store
	file  *store.LogFile
}

func newGrowingLog() *growingLog {
	s := store.New()
	return &growingLog{s, s.AddFile("Test.log", "Test.log", 0)}
}

// add appends a record that was logged some time after the log was begun.
func (l *growingLog) add(after time.Duration, text string) {
	wall := time.Date(2026, 3, 17, 20, 0, 0, 0, time.UTC).Add(after)
	l.file.Append([]byte(text), []model.Frame{{Size: len(text), Wall: wall.UnixNano(), Format: model.FormatCCM}})
}

func (l *growingLog) records() *store.Records { return l.store.Records() }

func mustParse(t testing.TB, source string) Matcher {
	t.Helper()
	m, err := Parse(source, nil, parseClock)
	if err != nil {
		t.Fatalf("%q: %v", source, err)
	}
	return m
}

func applyAllSteps(r *Results) {
	for step := r.NextStep(); step != nil; step = r.NextStep() {
		step().Apply()
	}
}

func collect(r *Results) (ids []event.RecordID) {
	for i := range r.Len(r.Records().Len()) {
		ids = append(ids, r.At(i))
	}
	return ids
}

// checkWalk fails unless the results are those of a walk over all records.
func checkWalk(t *testing.T, r *Results) {
	t.Helper()
	var want []event.RecordID
	for row := range r.Records().Len() {
		if id := r.Records().ID(row); r.Matcher().Match(r.Records(), id) {
			want = append(want, id)
		}
	}
	if got := collect(r); !slices.Equal(got, want) {
		t.Fatalf("%d results, want %d", len(got), len(want))
	}
}

// TestResultsWhateverArrives: in whatever order records and steps come, the results are those of a
// walk.
func TestResultsWhateverArrives(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	yes := mustParse(t, "yes")
	for round := range 60 {
		log := newGrowingLog()
		var r Results
		r.Advance(log.records())
		r.setMatcher(yes)
		for range 40 {
			for range rng.IntN(30) * (1 + round/59*60) {
				log.add(time.Duration(rng.IntN(100000))*time.Millisecond, []string{"yes", "no"}[rng.IntN(2)])
			}
			r.Advance(log.records())
			for rng.IntN(3) > 0 {
				if step := r.NextStep(); step != nil {
					step().Apply()
				}
			}
			if rng.IntN(10) == 0 {
				r.setMatcher(yes)
			}
		}
		applyAllSteps(&r)
		checkWalk(t, &r)
	}
}

// TestSharedResultsStay: results that were shared stay as they are, whatever arrives before their
// last.
func TestSharedResultsStay(t *testing.T) {
	log := newGrowingLog()
	var r Results
	r.Advance(log.records())
	r.setMatcher(mustParse(t, "yes"))
	grow := func(from, to int) {
		for i := from; i < to; i++ {
			log.add(time.Duration(i)*2*time.Second, "yes")
		}
		r.Advance(log.records())
	}
	grow(0, 20)
	shared := r.Share()
	before := slices.Clone(shared.ordered)
	log.add(time.Second, "yes, late")
	grow(20, 40)
	if !slices.Equal(shared.ordered, before) {
		t.Errorf("what was shared has become %v", shared.ordered)
	}
	if got := string(r.Records().Message(r.At(1))); len(r.ordered) != 41 || got != "yes, late" {
		t.Errorf("of %d results the second is %q", len(r.ordered), got)
	}
}

// heldMatcher matches nothing; from one test on it does not answer before it is let go.
type heldMatcher struct {
	tests *atomic.Int64
	free  chan struct{}
}

func (h heldMatcher) Match(*store.Records, event.RecordID) bool {
	if h.tests.Add(1) > syncRows {
		<-h.free
	}
	return false
}

// TestAStepEndsWithItsMatcher: the step that is running ends when the matcher is replaced.
func TestAStepEndsWithItsMatcher(t *testing.T) {
	log := newGrowingLog()
	for i := range 3 * syncRows {
		log.add(time.Duration(i)*time.Millisecond, "x")
	}
	synctest.Test(t, func(t *testing.T) {
		var r Results
		r.Advance(log.records())
		held := heldMatcher{new(atomic.Int64), make(chan struct{})}
		r.setMatcher(held)
		step := r.NextStep()
		done := make(chan StepDone)
		go func() { done <- step() }()
		synctest.Wait() // all of its goroutines are held
		before := held.tests.Load()
		r.setMatcher(nil)
		close(held.free)
		(<-done).Apply()
		synctest.Wait()
		if n := held.tests.Load() - before; r.Matcher() != nil || len(r.ordered) > 0 || n > 4096*int64(runtime.GOMAXPROCS(0)) {
			t.Errorf("%d records were tested after all", n)
		}
	})
}

// TestEvictedResultsGo: what is evicted is no result any more, and what stays is that of a walk.
func TestEvictedResultsGo(t *testing.T) {
	s := store.NewWithBudget(store.NewBudget(1 << 20))
	log := &growingLog{s, s.AddFile("Test.log", "Test.log", 0)}
	var r Results
	var counts LevelCounts
	r.Advance(log.records())
	r.setMatcher(mustParse(t, "level:info"))
	for i := range 60 {
		for j := range 4000 {
			log.add(time.Duration(i*4000+j)*time.Millisecond, "x")
		}
		r.Advance(log.records())
		applyAllSteps(&r)
		checkWalk(t, &r)
		for _, row := range []int{0, r.Records().Len() / 3, r.Records().Len()} {
			var want [4]int
			for i := range row {
				want[r.Records().Level(r.Records().ID(i))&3]++
			}
			if got := counts.UpTo(r.Records(), row); got != want {
				t.Fatalf("levels before row %d: %v, want %v", row, got, want)
			}
		}
	}
	if n, _ := r.Records().EvictedUntil(); n == 0 || len(r.ordered) == 0 {
		t.Errorf("%d records have been evicted, %d results are left", n, len(r.ordered))
	}
}

// TestRefineSavesTests: what a base does not let through is not tested, and what is known is not
// tested again.
func TestRefineSavesTests(t *testing.T) {
	log := newGrowingLog()
	for i := range 3 * syncRows {
		log.add(time.Duration(i)*time.Millisecond, []string{"rare", "common", "common"}[min(i%300, 2)])
	}
	var tests atomic.Int64
	counted := countingMatcher{mustParse(t, "r"), &tests}
	rare := Term{No: 1, Matcher: mustParse(t, "rare")}
	both := []Term{rare, {No: 2, Matcher: counted}}
	var r Results
	var cache Cache
	r.Advance(log.records())
	r.setMatcher(rare.Matcher)
	applyAllSteps(&r)
	cache.Put([]Term{rare}, r.Retire())
	r.Refine(All{rare.Matcher, counted}, Viewpoint{}, cache.Best(both, r.Records()))
	applyAllSteps(&r)
	checkWalk(t, &Results{records: r.records, matcher: All{rare.Matcher, counted.Matcher}, ordered: r.ordered})
	if hits := int64(r.Len(r.Records().Len())); tests.Load() != hits {
		t.Errorf("%d tests of %d records that may match", tests.Load(), hits)
	}
	cache.Put(both, r.Retire())
	tests.Store(0)
	r.Refine(All{counted, rare.Matcher}, Viewpoint{}, cache.Best([]Term{both[1], rare}, r.Records()))
	if n := tests.Load(); n != 0 || r.NextStep() != nil {
		t.Errorf("%d tests of what is known", n)
	}
}

// countingMatcher counts how many times its matcher is asked.
type countingMatcher struct {
	Matcher
	tests *atomic.Int64
}

func (c countingMatcher) Match(records *store.Records, id event.RecordID) bool {
	c.tests.Add(1)
	return c.Matcher.Match(records, id)
}

// TestGapsBetweenResults: a gap is one between results, whatever else was logged meanwhile.
func TestGapsBetweenResults(t *testing.T) {
	log := newGrowingLog()
	for minute, text := range []string{"yes", "no", "no", "no", "no", "no", "no", "yes", "yes"} {
		log.add(time.Duration(minute)*time.Minute, text)
	}
	var r Results
	r.Advance(log.records())
	gap := AfterGap(&r)
	for i := range r.Len(9) {
		if got := r.GapBefore(i); got != 0 || gap.Match(r.Records(), r.At(i)) {
			t.Errorf("a gap of %v before record %d", got, i)
		}
	}
	r.setMatcher(mustParse(t, "yes"))
	gap = AfterGap(&r)
	for i, want := range []time.Duration{0, 7 * time.Minute, 0} {
		if got := r.GapBefore(i); got != want || gap.Match(r.Records(), r.At(i)) != (want > 0) {
			t.Errorf("a gap of %v before result %d, want %v", got, i, want)
		}
	}
	if next, _, found := r.Seek(t.Context(), gap, 0, 3, 1, 10); !found || next != 1 {
		t.Errorf("the gap is before result %d", next)
	}
	if next, _, found := r.Seek(t.Context(), gap, 2, 3, 1, 10); found || next != -1 {
		t.Errorf("another gap is before result %d", next)
	}
	if next, _, found := r.Seek(t.Context(), gap, 0, 3, 1, 1); found || next != 1 {
		t.Errorf("the search goes on at result %d", next)
	}
}
