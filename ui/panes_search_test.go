package ui

import (
	"fmt"
	"strings"
	"testing"
)

// selectedRow returns the row with the cursor among the panes.
func (d *desk) selectedRow() string {
	for _, row := range strings.Split(d.frame(), "\n") {
		if strings.HasPrefix(row, "▸") {
			return row
		}
	}
	return ""
}

// TestFindSelectsAnUpdate of 169 by its KB, from each pane that lists updates.
func TestFindSelectsAnUpdate(t *testing.T) {
	for _, pane := range []string{"1", "9"} {
		sit(t, 120, 35, newFake(withoutContent(169)), Options{}, func(d *desk) {
			d.keys(pane, "/", `"5025353"`)
			if row := d.selectedRow(); !strings.Contains(row, "KB5025353") {
				t.Fatalf("selected is %q:\n%s", row, d.frame())
			}
			d.has("match 1 of 1")
			d.keys("enter", "enter")
			d.has("━ Update ━ KB5025353")
			d.keys("esc", "esc")
			d.hasNot("match 1 of 1", "AS OF")
		})
	}
	for _, pane := range []string{"5", "6", "D"} {
		sit(t, 120, 35, newFake(withoutContent(169)), Options{}, func(d *desk) {
			d.keys(pane, "/", `"kb5025353"`)
			d.has("match 1 of ")
			d.keys("esc", "/", `"kb1"`)
			d.has("no match")
		})
	}
}

func TestFindGoesOnRoundTheList(t *testing.T) {
	sit(t, 120, 35, newFake(withoutContent(12)), Options{}, func(d *desk) {
		d.keys("/", `"kb502535"`)
		d.has("match 1 of 4", "find in updates › kb502535")
		d.keys("enter", "n", "n")
		d.has("match 3 of 4")
		d.keys("n", "n")
		d.has("match 1 of 4")
		d.keys("N")
		d.has("match 4 of 4")
		d.keys("k")
		d.has("match 3 of 4")
		d.keys("/", `"kb5025342"`, "esc")
		if row := d.selectedRow(); !strings.Contains(row, "KB5025352") {
			t.Errorf("after Esc %q is selected", row)
		}
		d.keys("/", `"nothing"`)
		d.has("no match")
	})
}

// TestFindNamesWhatIsNotShown: an update that the list leaves out is not simply missing.
func TestFindNamesWhatIsNotShown(t *testing.T) {
	w := story()
	w.log("21:00:00", "WUAHandler", 0, "Update (Missing): not deployed", missing("5099999"))
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("/", `"5099999"`)
		d.has("only among those not shown: <a> shows them")
		d.keys("enter", "a", "n")
		if row := d.selectedRow(); !strings.Contains(row, "KB5099999") {
			t.Errorf("selected is %q:\n%s", row, d.frame())
		}
	})
}

// TestFilterNarrowsTheList in focus, as it is typed, and leaves the log alone.
func TestFilterNarrowsTheList(t *testing.T) {
	for _, s := range sizes {
		sit(t, s[0], s[1], newFake(story()), Options{}, func(d *desk) {
			d.keys("&", `"office"`)
			golden(t, fmt.Sprintf("narrowing-%dx%d", s[0], s[1]), d.frame())
			d.has("KB969679", " office… ", "1 of 5")
			d.hasNot("✓ KB961501")
			d.keys("esc")
			d.has("KB970238")
			d.keys("&", `"kb96"`, "enter", "&", `"!failed"`, "enter")
			d.has(" kb96 ", "2 of 5")
			d.hasNot("✗ KB969679")
			d.keys("backspace")
			d.has("3 of 5", "✗ KB969679")
			d.keys("esc")
			d.hasNot(" kb96 ", "of 5")
			d.has("27 records", "following")
			d.keys("&", `"nobody"`, "enter")
			d.has("No updates match the filter", "0 of 5")
		})
	}
}

func TestListsAreFilteredByWhatTheySay(t *testing.T) {
	for _, c := range []struct {
		keys []string
		has  string
	}{
		{[]string{"1", "&", `"waiting"`, "enter"}, "1 of 5"},             // a state
		{[]string{"1", "&", `"0x80070643"`, "enter"}, "1 of 5"},          // a code
		{[]string{"1", "&", `"65282e3e"`, "enter"}, "1 of 5"},            // an id
		{[]string{"1", "&", `"652"`, "enter"}, "0 of 5"},                 // not a piece of one
		{[]string{"1", "&", `"windows xp"`, "enter"}, "2 of 5"},          // a title
		{[]string{"5", "&", `"kb969679"`, "enter"}, "1 of 2"},            // what a finding is about
		{[]string{"5", "&", `"installer's"`, "enter"}, "1 of 2"},         // its advice
		{[]string{"6", "&", `"kb969679"`, "enter"}, "1 of 1"},            // an update of a deployment
		{[]string{"7", "&", `"nothing"`, "enter"}, "No rows match"},      // of scans
		{[]string{"8", "&", `"wua"`, "enter"}, "1 of 8"},                 // logs
		{[]string{"D", "&", `"restart"`, "enter"}, "of "},                // changes
		{[]string{"1", "&", `"office"`, "enter", "&", "enter"}, "of 27"}, // an empty one takes all off; the log counts itself
	} {
		sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
			d.keys(c.keys...)
			if c.has == "of 27" {
				d.hasNot("of 5")
				return
			}
			d.has(c.has)
		})
	}
}
