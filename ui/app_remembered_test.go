package ui

import (
	"reflect"
	"slices"
	"testing"
)

func TestTheScreenIsLaidOutAsItWas(t *testing.T) {
	var kept Remembered
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("a", "x", "%", "C", "&", `"level:error"`, "enter", "&", `"kb:969897"`, "enter", "&", `"level:error"`, "enter", "2", "f")
		kept = d.app.remembered()
	})
	want := Remembered{Pane: "maintenance window", Full: true, Sort: "by state", Group: "by deployment", AllUpdates: true, Clock: "utc", Filters: []string{"kb:969897", "level:error"}}
	if !reflect.DeepEqual(kept, want) {
		t.Fatalf("kept %+v", kept)
	}
	sit(t, 140, 40, newFake(story()), Options{Remembered: kept}, func(d *desk) {
		d.has("━ 2 Maintenance window", "02:15:05 UTC")
		d.hasNot("4 Log")
		d.keys("f")
		d.has("4 Log", "↓ KB5081612", "▾ Deployment")
		d.keys("&", "up", "up")
		d.has("› kb:969897")
	})
}

func TestAMemoryThatIsNotKnownIsNone(t *testing.T) {
	plain := ""
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) { plain = d.frame() })
	sit(t, 140, 40, newFake(story()), Options{Remembered: Remembered{Pane: "\x1b[2J", Sort: "x", Clock: "moon"}}, func(d *desk) {
		if d.frame() != plain {
			t.Errorf("the screen is\n%s", d.frame())
		}
	})
}

func TestEachPaneAndClockIsKept(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		for _, p := range allPanes() {
			if !slices.ContainsFunc(actionTable, func(a *action) bool { return a.id == p.action() }) {
				t.Errorf("no command is called %q", p)
			}
			d.app.restore(Remembered{Pane: string(p)})
			if d.app.focus != p {
				t.Errorf("%s: pane %s", p, d.app.focus)
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
