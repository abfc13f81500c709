package query

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestImpliesIsSeenAndNeverWrong: a matcher that implies another one finds nothing that the other
// does not.
func TestImpliesIsSeenAndNeverWrong(t *testing.T) {
	records := randomRecords(rand.New(rand.NewPCG(5, 5)), 3000)
	sources := []string{
		"update", "updat", "update failed", "failed", "re", "reboot", "kb:961501", "kb:KB961501", "kb:96150", "961501", "level:error", "level:warning+", "level:error reboot",
		"level:error | level:warning", "!re", "!reboot", "!level:warning+", "thread:2", "thread:3", "log:log2", "log:log", "component:wua", "component:wuahandler", "id:" + sampleID, "re:0x8",
		"re:0x80", "after:21:00", "after:22:00", "before:23:00", "after:22:00 before:22:30", "reboot | failed", "boot | fail", "log:log2 reboot level:error", "!reboot | failed",
	}
	seen := map[[2]string]bool{}
	all := rangeSet(0, records.End())
	for _, a := range sources {
		for _, b := range sources {
			m, _ := Parse(a, nil, parseClock)
			o, _ := Parse(b, nil, parseClock)
			if !implies(m, o) {
				continue
			}
			seen[[2]string{a, b}] = true
			left := Find(context.Background(), records, m, all)
			left.subtract(Find(context.Background(), records, o, all))
			if n := left.Len(); n > 0 {
				t.Errorf("%q does not imply %q: %d records", a, b, n)
			}
		}
	}
	for _, pair := range [][2]string{
		{"update", "updat"}, {"reboot", "re"}, {"level:error", "level:warning+"}, {"level:error reboot", "re"}, {"!re", "!reboot"}, {"log:log2", "log:log"}, {"kb:961501", "kb:KB961501"},
		{"component:wuahandler", "component:wua"}, {"after:22:00", "after:21:00"}, {"after:22:00 before:22:30", "before:23:00"}, {"reboot | failed", "boot | fail"},
		{"log:log2 reboot level:error", "level:error reboot"}, {"level:error", "level:error | level:warning"},
	} {
		if !seen[pair] {
			t.Errorf("%q is not seen to imply %q", pair[0], pair[1])
		}
	}
	for _, c := range []struct {
		m, o Matcher
		want bool
	}{
		{InLog("Log2.log"), InLog("Log2.log"), true}, {InLog("Log2.log"), mustParse(t, "log:LOG2"), true}, {InLog("Log2.log"), InLog("Log1.log"), false},
		{InLog("Log2.log"), mustParse(t, "log:log1"), false}, {InLog("Log2.log"), mustParse(t, "component:log"), false}, {mustParse(t, "log:log2.log"), InLog("Log2.log"), false},
	} {
		if got := implies(c.m, c.o); got != c.want {
			t.Errorf("%v implies %v: %v", c.m, c.o, got)
		}
	}
	for _, s := range sources {
		if !seen[[2]string{s, s}] {
			t.Errorf("%q is not seen to imply itself", s)
		}
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	records := randomRecords(rand.New(rand.NewPCG(5, 5)), 20_000)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	m, _ := Parse("re", nil, nil)
	if n := Find(ctx, records, m, rangeSet(0, records.End())).Len(); n > 0 {
		t.Errorf("%d records were found after all", n)
	}
}

// TestFindAmongFewCandidates: a search among some records finds those of them that one among all
// would.
func TestFindAmongFewCandidates(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	records := randomRecords(rng, 12_000)
	for _, source := range []string{"update", "re", "kb:961501", "level:error reboot", "re:(?:KB|failed)9", "!failed", "wua | 0x8"} {
		m, _ := Parse(source, nil, parseClock)
		want := Find(context.Background(), records, m, rangeSet(0, records.End()))
		for _, oneIn := range []int{2, 3, 40} {
			var candidates, both Set
			for id := range rangeSet(0, records.End()).All {
				if rng.IntN(oneIn) == 0 {
					candidates.Add(id)
					if want.Has(id) {
						both.Add(id)
					}
				}
			}
			if got := Find(context.Background(), records, m, candidates); !slices.Equal(slices.Collect(got.All), slices.Collect(both.All)) {
				t.Errorf("%q among one in %d: %d records, want %d", source, oneIn, got.Len(), both.Len())
			}
		}
	}
}
