package ui

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones wherever they run

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// rowOf returns the row of the screen that says something.
func (d *desk) rowOf(s string) string {
	for _, row := range strings.Split(d.frame(), "\n") {
		if strings.Contains(row, s) {
			return row
		}
	}
	d.t.Fatalf("no row with %q:\n%s", s, d.frame())
	return ""
}

func berlin(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestCalendarOnTheClientsClock(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("2", "f")
		if row := d.rowOf("Tue 03-24"); row != " Tue 03-24 "+strings.Repeat("·", 84)+"████████····"+cell.Spaces(13) {
			t.Errorf("%q", row)
		}
		if row := d.rowOf("Wed 03-25"); strings.Contains(row, "█") {
			t.Errorf("%q", row)
		}
		d.has("21:00 → 23:00 (2 h)     too short for KB969897", "Mon 03-30")
		d.hasNot("Tue 03-31", "clock. When")
	})
}

// TestCalendarOverAChangeOfTheClock: on the viewer's clock the window of Tuesday evening is that of
// Wednesday morning, and on the last Sunday of March the hour from two to three is left out.
func TestCalendarOverAChangeOfTheClock(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{Zone: berlin(t)}, func(d *desk) {
		d.keys("2", "f", "C", "C")
		if row := d.rowOf("Wed 03-25"); !strings.HasPrefix(row, " Wed 03-25 "+strings.Repeat("·", 12)+"████████····") {
			t.Errorf("%q", row)
		}
		if row := d.rowOf("Sun 03-29"); !strings.HasPrefix(row, " Sun 03-29 "+strings.Repeat("·", 8)+"    "+strings.Repeat("·", 84)) {
			t.Errorf("%q", row)
		}
		d.has("03:00 → 05:00 (2 h)", "Windows follow the client's local time.")
	})
}

func TestInstantsOfAClock(t *testing.T) {
	zone := berlin(t)
	for _, c := range []struct {
		wall string
		want []string
	}{
		{"2026-03-29 01:30", []string{"00:30"}},
		{"2026-03-29 02:30", nil},
		{"2026-03-29 03:30", []string{"01:30"}},
		{"2026-10-25 02:30", []string{"00:30", "01:30"}},
		{"2026-10-25 03:30", []string{"02:30"}},
	} {
		wall, _ := time.Parse("2006-01-02 15:04", c.wall)
		var got []string
		for _, t := range instants(wall, zone) {
			got = append(got, t.UTC().Format("15:04"))
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: %q, want %q", c.wall, got, c.want)
		}
	}
}

// TestCalendarInventsNothing: what no line tells is called unknown.
func TestCalendarInventsNothing(t *testing.T) {
	listed := func(e ...event.Event) *world {
		w := newWorld("PC")
		w.log("21:00:00", "ServiceWindowManager", model.LevelInfo, "windows", append([]event.Event{{Kind: event.WindowListingStarted}}, e...)...)
		return w
	}
	once := []event.Event{{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}}, {Kind: event.WindowStartTime, Window: windowID, Numbers: event.Numbers{event.When: evening.Add(27 * time.Hour).UnixNano()}},
		{Kind: event.WindowDuration, Window: windowID, Numbers: event.Numbers{event.Seconds: 7200}}}
	named := newWorld("PC")
	named.log("21:00:00", "ServiceWindowManager", model.LevelInfo, "next", event.Event{Kind: event.WindowNext, Window: windowID, Numbers: event.Numbers{event.When: evening.Add(27 * time.Hour).UnixNano()}, Answer: event.Yes})
	for name, c := range map[string]struct {
		w    *world
		has  []string
		not  []string
		zone bool
	}{
		"no line":        {newWorld("PC"), []string{"UNKNOWN"}, []string{"Tue 03-17"}, false},
		"not restricted": {listed(), []string{"NOT RESTRICTED"}, []string{"Tue 03-17"}, false},
		"no schedule":    {listed(once...), []string{"03:00 → 05:00 (2 h)", "Later windows are unknown"}, nil, false},
		"no end":         {named, []string{"03:00 → ?", "end unknown", "?···"}, []string{"█"}, false},
		"on a clock":     {named, []string{"09:00 → ?", "end unknown"}, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			sit(t, 120, 35, newFake(c.w), Options{Zone: berlin(t)}, func(d *desk) {
				d.keys("2", "f")
				if c.zone {
					d.keys("C", "C")
				}
				d.has(c.has...)
				d.hasNot(c.not...)
			})
		})
	}
}

func TestCalendarOfManyWindowsFitsEveryWidth(t *testing.T) {
	w := story()
	w.log("21:14:00", "ServiceWindowManager", model.LevelInfo, "hourly", event.Event{Kind: event.WindowListed, Window: dtsJob, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "0034394008100100"}})
	for _, width := range []int{10, 24, 26, 40, 60, 61, 99, 240} {
		sit(t, width, 40, newFake(w), Options{}, func(d *desk) {
			d.keys("2", "f")
			if width > 60 {
				d.has("23:00", "(")
			}
			d.keys("G", "g", "C", "C")
		})
	}
}

func TestARunTimeThatIsNotLoggedIsNotWeighed(t *testing.T) {
	w := newWorld("PC")
	w.log("20:00:00", "ServiceWindowManager", model.LevelInfo, "windows", event.Event{Kind: event.WindowListingStarted}, event.Event{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02A61E00101B2000"}})
	w.log("20:01:00", "UpdatesDeploymentAgent", model.LevelInfo, "targeted", event.Event{Kind: event.UpdateTargeted, Update: kbWaits, Deployment: deployment, Texts: event.Texts{event.KB: "969897"}}, event.Event{Kind: event.UpdateBatched, Update: kbWaits})
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("2", "f")
		d.has("fits: 1 of 1 (1 with assumed run time)", "21:00 → 23:00 (2 h)     1 run time unknown")
	})
}
