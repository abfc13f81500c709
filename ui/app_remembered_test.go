package ui

import (
	"reflect"
	"slices"
	"testing"
)

func TestTheScreenIsLaidOutAsItWas(t *testing.T) {
	var kept Remembered
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("a", "x", "%", "C", "4", "&", `"level:error"`, "enter", "&", `"kb:969897"`, "enter", "&", `"level:error"`, "enter", "x", "enter", "esc", ":", `"theme"`, "enter", "2", "f")
		kept = d.app.remembered()
	})
	want := Remembered{Theme: "light", Columns: []string{"level", "component", "message"}, Sort: "by state", Group: "by deployment", AllUpdates: true, Clock: "utc", Filters: []string{"kb:969897", "level:error"}, Commands: []string{"theme"}}
	if !reflect.DeepEqual(kept, want) {
		t.Fatalf("kept %+v", kept)
	}
	sit(t, 140, 40, newFake(story()), Options{Remembered: kept}, func(d *desk) {
		d.has("━ 1 Updates", "02:15:05 UTC", "4 Log", "↓ KB5081612", "▾ Deployment")
		d.hasNot("02:15:00.000")
		if d.app.th.Name != "light" {
			t.Errorf("the theme is %s", d.app.th.Name)
		}
		d.keys("4", "&", "up", "up")
		d.has("› kb:969897")
	})
}

func TestAMemoryThatIsNotKnownIsNone(t *testing.T) {
	plain := ""
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) { plain = d.frame() })
	sit(t, 140, 40, newFake(story()), Options{Remembered: Remembered{Theme: "\x1b[2J", Columns: []string{"x"}, Sort: "x", Clock: "moon"}}, func(d *desk) {
		if d.frame() != plain {
			t.Errorf("the screen is\n%s", d.frame())
		}
	})
}

func TestEachPaneHasACommand(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		for _, p := range allPanes() {
			if !slices.ContainsFunc(actionTable, func(a *action) bool { return a.id == p.action() }) {
				t.Errorf("no command is called %q", p)
			}
		}
	})
}

func TestTheClockThatIsSetIsStrongerThanTheOneKept(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{Clock: "utc", Remembered: Remembered{Clock: "own"}}, func(d *desk) {
		d.has("02:15:05 UTC")
		if kept := d.app.remembered().Clock; kept != "own" {
			t.Errorf("kept is %q", kept)
		}
		d.keys("C", "C")
		if kept := d.app.remembered().Clock; kept != "client" {
			t.Errorf("kept is %q", kept)
		}
	})
	if Clocks()[1] != "utc" || Themes()[0] != "dark" {
		t.Errorf("%q, %q", Clocks(), Themes())
	}
}
