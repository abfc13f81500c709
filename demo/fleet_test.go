package demo

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// nativeTime matches when a native record was written.
var nativeTime = regexp.MustCompile(`\]LOG\]!><time="(\d\d:\d\d:\d\d\.\d{3})\+(\d+)" date="([\d-]+)"`)

func TestFleetEndsAtOneMoment(t *testing.T) {
	names, failed := map[string]bool{}, 0
	for _, c := range Fleet() {
		if names[c.Name] {
			t.Errorf("%s occurs twice", c.Name)
		}
		names[c.Name] = true
		if c.Err != nil {
			failed++
			continue
		}
		var newest time.Time
		logs := c.Logs()
		all, _ := fs.Glob(logs, "*")
		for _, name := range all {
			text, _ := fs.ReadFile(logs, name)
			for _, m := range nativeTime.FindAllSubmatch(text, -1) {
				at, err := time.Parse("01-02-2006 15:04:05.000", string(m[3])+" "+string(m[1]))
				bias, _ := time.ParseDuration(string(m[2]) + "m")
				if err != nil || at.Add(bias).After(FleetEnd) {
					t.Fatalf("%s, %s: %s", c.Name, name, m[0])
				}
				if at = at.Add(bias); at.After(newest) {
					newest = at
				}
			}
			if strings.Contains(string(text), Client) {
				t.Errorf("%s, %s: names %s", c.Name, name, Client)
			}
		}
		if age := FleetEnd.Sub(newest); age > time.Minute && age < 2*time.Hour {
			t.Errorf("%s wrote its last record %v before the end", c.Name, age)
		}
	}
	if len(names) < 40 || failed != len(unreadable) {
		t.Errorf("%d computers, %d of them unreadable", len(names), failed)
	}
}

// TestAtHomeNothingChanges: without a fate of its own, at home, the client is the demo's.
func TestAtHomeNothingChanges(t *testing.T) {
	have := render((&Fate{}).tell(evening(), home, ""))
	if !maps.EqualFunc(have, renderLogs(), slices.Equal) {
		t.Error("the logs are others")
	}
}

func TestASiteMovesWhatTheRecordsSay(t *testing.T) {
	at := site{client: "DEN-1", city: "Denver", bias: 360, pace: 0.5}
	for _, c := range []struct{ clock, text, wantClock, want string }{
		{"20:59:59.000", "PC0147", "20:59:59.000", "DEN-1"},
		{"21:38:31.414", "ActiveServiceWindow has 4888 seconds left", "21:19:15.707", "ActiveServiceWindow has 6044 seconds left"},
		{"21:38:31.159", "set Rebootby = 1773802711.", "21:19:15.579", "set Rebootby = 1773804555."},
		{"21:38:31.229", "03/17/2026 09:58:31 PM, 21:58:31", "21:19:15.614", "03/17/2026 09:29:15 PM, 21:29:15"},
		{"22:02:24.0001234", "Current AD site of machine is Chicago", "21:32:24.0001234", "Current AD site of machine is Denver"},
		{"18:41:54.000", `DateTime = "20260317234154.225000+000"`, "18:41:54.000", `DateTime = "20260318004154.225000+000"`},
	} {
		r := record{clock: c.clock, text: c.text}
		at.move(&r)
		if r.clock != c.wantClock || r.text != c.want {
			t.Errorf("%s %s:\nhave %s %s\nwant %s %s", c.clock, c.text, r.clock, r.text, c.wantClock, c.want)
		}
	}
}

func TestWriteFleet(t *testing.T) {
	dir := t.TempDir()
	if err := WriteFleet(dir); err != nil {
		t.Fatal(err)
	}
	all, _ := os.ReadDir(dir)
	if len(all) != len(Fleet())-len(unreadable) {
		t.Errorf("%d folders", len(all))
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteFleet(file); err == nil || !strings.Contains(err.Error(), "make the demo's folder") {
		t.Errorf("have error %v", err)
	}
}
