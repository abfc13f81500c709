package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ccmtail/feed"
	"ccmtail/report"
)

// reported is what the test looks at in a report.
type reported struct {
	Clients []struct {
		Name    string
		Updates []struct {
			KB, State, Result string
		}
		Findings []struct {
			ID      string
			Cleared any
		}
	}
}

// reportOf returns the JSON report of a folder.
func reportOf(t *testing.T, folder string) (r reported) {
	t.Helper()
	f, err := feed.Open([]string{folder}, feed.Options{EventsOnly: true})
	if err == nil {
		err = f.Run(t.Context())
	}
	var b bytes.Buffer
	if err == nil {
		err = report.JSON(&b, f.Snapshot(), report.Options{})
	}
	if err == nil {
		err = json.Unmarshal(b.Bytes(), &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readTruth returns what is true of a fleet that was written to a folder.
func readTruth(t *testing.T, dir string) (truth fleetTruth) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err == nil {
		err = json.Unmarshal(text, &truth)
	}
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// mustFind is the finding that a fate must lead to.
var mustFind = map[string]string{"no distribution point": "F13", "scan failing": "F06", "failed": "F20"}

func TestReportsOfAFleetAgreeWithItsTruth(t *testing.T) {
	t.Chdir("..") // where the log lines of the quiet records are found
	dir := t.TempDir()
	if err := writeFleet(dir, 20, 600<<10, 7); err != nil {
		t.Fatal(err)
	}
	truth := readTruth(t, dir)
	if len(truth.Clients) != 20 || len(truth.Fates) != len(fates) || len(truth.Stuck) == 0 || len(truth.Silent) == 0 {
		t.Fatalf("%d clients, fates %v, stuck %v, silent %v", len(truth.Clients), truth.Fates, truth.Stuck, truth.Silent)
	}
	sums := map[string]map[string]int{}
	for _, want := range truth.Clients {
		c := reportOf(t, filepath.Join(dir, want.Client)).Clients[0]
		got := map[string]string{}
		for _, u := range c.Updates {
			if u.KB == "" {
				continue // the driver, which has no article
			}
			got[u.KB] = u.State
			if sums[u.KB] == nil {
				sums[u.KB] = map[string]int{}
			}
			sums[u.KB][u.State]++
			if u.State == "failed" && u.Result != want.Code {
				t.Errorf("%s (%s): KB%s failed with %s, want %s", want.Client, want.Fate, u.KB, u.Result, want.Code)
			}
		}
		if c.Name != want.Client || !maps.Equal(got, want.Updates) {
			t.Errorf("%s (%s): got  %v\nwant %v", c.Name, want.Fate, got, want.Updates)
		}
		var open []string
		for _, f := range c.Findings {
			if f.Cleared == nil {
				open = append(open, f.ID)
			}
		}
		if id := mustFind[want.Fate]; id != "" && !slices.Contains(open, id) {
			t.Errorf("%s (%s): findings %v, want %s", want.Client, want.Fate, open, id)
		}
	}
	for kb, states := range truth.Updates {
		if !maps.Equal(states, sums[kb]) {
			t.Errorf("KB%s: reported %v, truth %v", kb, sums[kb], states)
		}
	}
	if all := reportOf(t, dir); len(all.Clients) != 20 {
		t.Errorf("the folder is %d clients, want 20", len(all.Clients))
	}
}

func TestAFleetIsTheSameForTheSameSeed(t *testing.T) {
	t.Chdir("..")
	var truths []string
	for _, seed := range []uint64{3, 3, 4} {
		dir := t.TempDir()
		if err := writeFleet(dir, 14, 500<<10, seed); err != nil {
			t.Fatal(err)
		}
		truth, _ := os.ReadFile(filepath.Join(dir, "truth.json"))
		log, _ := os.ReadFile(filepath.Join(dir, "PC0014", "Logs", "WUAHandler.log"))
		truths = append(truths, string(truth)+string(log))
	}
	if truths[0] != truths[1] || truths[0] == truths[2] {
		t.Error("the seed does not decide")
	}
}
