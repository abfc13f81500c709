package main

import (
	"io"
	"maps"
	"slices"
	"testing"
	"time"

	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// fleetReported returns the sums of a folder of clients as of a moment, zero for the end.
func fleetReported(t *testing.T, folder string, at time.Time) *summary.Fleet {
	t.Helper()
	clients := feed.FindClients([]string{folder})
	r, _ := report.New("json", io.Discard, report.Options{At: at}, clients.Len())
	if err := clients.Each(t.Context(), feed.Options{EventsOnly: true}, func(c *store.Client) error { return r.Add(c) }); err != nil {
		t.Fatal(err)
	}
	return r.Fleet()
}

// TestSumsOfAFleetAgreeWithItsTruth: updates by state and code, and who is stuck on what.
func TestSumsOfAFleetAgreeWithItsTruth(t *testing.T) {
	t.Chdir("..")
	dir := t.TempDir()
	if err := writeFleet(dir, 20, 1, 5); err != nil {
		t.Fatal(err)
	}
	truth := readTruth(t, dir)
	f := fleetReported(t, dir, time.Time{})
	states, codes := map[string]map[string]int{}, map[string]map[string]int{}
	for i := range f.KBs {
		u := &f.KBs[i]
		if u.KB == "" {
			continue // the driver, which has no article
		}
		states[u.KB] = map[string]int{}
		for _, c := range u.StateCounts() {
			states[u.KB][c.State.String()] = c.N
		}
		for _, c := range u.Codes {
			if codes[u.KB] == nil {
				codes[u.KB] = map[string]int{}
			}
			codes[u.KB][c.Code] = c.N
		}
	}
	if !maps.EqualFunc(states, truth.Updates, maps.Equal) {
		t.Errorf("updates %v\nwant    %v", states, truth.Updates)
	}
	if !maps.EqualFunc(codes, truth.Codes, maps.Equal) {
		t.Errorf("codes %v, want %v", codes, truth.Codes)
	}
	checkStuck(t, f, &truth)
	checkSilent(t, fleetReported(t, dir, time.Date(2026, 3, 18, 3, 10, 0, 0, time.UTC)), &truth, "21:10")
}

// checkStuck compares who is stuck on what.
func checkStuck(t *testing.T, f *summary.Fleet, truth *fleetTruth) {
	t.Helper()
	on := map[string][]string{} // by client
	for _, v := range f.Stuck {
		what := "KB" + v.KB
		if v.Kind == model.StuckRestart || v.Kind == model.StuckScan {
			what = v.Kind.String()
		}
		on[v.Client] = append(on[v.Client], what)
		if v.Evidence.File == "" || v.Evidence.Line == 0 || v.Since.IsZero() {
			t.Errorf("%s: %q has no evidence", v.Client, v.Why)
		}
	}
	if got := slices.Sorted(maps.Keys(on)); !slices.Equal(got, truth.Stuck) {
		t.Errorf("stuck %v, want %v", got, truth.Stuck)
	}
	for _, c := range truth.Clients {
		want := c.Stuck
		if want != "" && want != "restart" && want != "scan" {
			want = "KB" + want
		}
		if want != "" && !slices.Contains(on[c.Client], want) {
			t.Errorf("%s (%s) is stuck on %v, want %s", c.Client, c.Fate, on[c.Client], want)
		}
	}
}

// checkSilent compares who is silent while the window is open: those whose logs end before a clock, an
// hour before the moment of the report.
func checkSilent(t *testing.T, f *summary.Fleet, truth *fleetTruth, before string) {
	t.Helper()
	ends := map[string]string{}
	for _, fate := range fates {
		ends[fate.Name] = fate.Until
		if fate.AliveUntil != "" {
			ends[fate.Name] = fate.AliveUntil
		}
	}
	var want, got []string
	for _, c := range truth.Clients {
		if end := ends[c.Fate]; end != "" && end < before {
			want = append(want, c.Client)
		}
	}
	for _, c := range f.InState(summary.ClientSilent) {
		got = append(got, c.Name)
	}
	if !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("silent %v, want %v", got, want)
	}
	for _, name := range truth.Silent {
		if !slices.Contains(got, name) {
			t.Errorf("%s is not silent", name)
		}
	}
}
