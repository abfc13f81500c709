package query

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestWithinIsSeenAndNeverWrong(t *testing.T) {
	snap := randomRecords(rand.New(rand.NewPCG(5, 5)), 3000)
	sources := []string{
		"update", "updat", "update failed", "failed", "re", "reboot", "kb:961501", "kb:KB961501", "kb:96150", "961501", "level:error", "level:warning+", "level:error reboot",
		"level:error | level:warning", "!re", "!reboot", "!level:warning+", "thread:2", "thread:3", "log:log2", "log:log", "component:wua", "component:wuahandler", "id:" + sampleID, "re:0x8",
		"re:0x80", "after:21:00", "after:22:00", "before:23:00", "after:22:00 before:22:30", "reboot | failed", "boot | fail", "log:log2 reboot level:error", "!reboot | failed",
	}
	within := map[[2]string]bool{}
	all := RangeSet(0, snap.End())
	for _, a := range sources {
		for _, b := range sources {
			m, _ := Parse(a, parseClock)
			o, _ := Parse(b, parseClock)
			if !Implies(m, o) {
				continue
			}
			within[[2]string{a, b}] = true
			left := Find(context.Background(), snap, m, all)
			left.RemoveUnless(Find(context.Background(), snap, o, all), nil)
			if n := left.Len(); n > 0 {
				t.Errorf("%q is not within %q: %d records", a, b, n)
			}
		}
	}
	for _, pair := range [][2]string{
		{"update", "updat"}, {"reboot", "re"}, {"level:error", "level:warning+"}, {"level:error reboot", "re"}, {"!re", "!reboot"}, {"log:log2", "log:log"}, {"kb:961501", "kb:KB961501"},
		{"component:wuahandler", "component:wua"}, {"after:22:00", "after:21:00"}, {"after:22:00 before:22:30", "before:23:00"}, {"reboot | failed", "boot | fail"},
		{"log:log2 reboot level:error", "level:error reboot"}, {"level:error", "level:error | level:warning"},
	} {
		if !within[pair] {
			t.Errorf("%q is not seen to be within %q", pair[0], pair[1])
		}
	}
	for _, s := range sources {
		if !within[[2]string{s, s}] {
			t.Errorf("%q is not seen to be within itself", s)
		}
	}
}

func TestAFindGivenUpEnds(t *testing.T) {
	snap := randomRecords(rand.New(rand.NewPCG(5, 5)), 20_000)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	m, _ := Parse("re", nil)
	if n := Find(ctx, snap, m, RangeSet(0, snap.End())).Len(); n > 0 {
		t.Errorf("%d records were found after all", n)
	}
}

// TestWhatIsLookedForAmongSome: a search among records that another one left finds what one among all would of them.
func TestWhatIsLookedForAmongSome(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	snap := randomRecords(rng, 12_000)
	for _, source := range []string{"update", "re", "kb:961501", "level:error reboot", "re:(?:KB|failed)9", "!failed", "wua | 0x8"} {
		m, _ := Parse(source, parseClock)
		want := Find(context.Background(), snap, m, RangeSet(0, snap.End()))
		for _, most := range []int{2, 3, 40} {
			var some, both Set
			for id := range RangeSet(0, snap.End()).All {
				if rng.IntN(most) == 0 {
					some.Add(id)
					if want.Has(id) {
						both.Add(id)
					}
				}
			}
			if have := Find(context.Background(), snap, m, some); !slices.Equal(slices.Collect(have.All), slices.Collect(both.All)) {
				t.Errorf("%q among one of %d: %d records, not %d", source, most, have.Len(), both.Len())
			}
		}
	}
}
