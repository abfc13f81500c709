package ui

import (
	"slices"
	"strings"
	"testing"

	"ccmtail/model/event"
	"ccmtail/summary"
)

// everyUpdateOf returns the updates that can be selected in the pane or page in front, in its order.
func (d *desk) everyUpdateOf() (ids []event.GUID) {
	d.t.Helper()
	seen := map[event.GUID]bool{}
	note := func(s subject) {
		if u := d.app.session().asOf.FindUpdate(s.id); u != nil && !seen[u.ID] {
			seen[u.ID] = true
			ids = append(ids, u.ID)
		}
	}
	var items []item
	switch p := d.app.activePane().(type) {
	case *page:
		items = p.items
	case *list:
		items = p.items
	default:
		d.keys("g")
		for range 2 * len(d.app.session().asOf.State.Updates()) { // with the headings of groups
			_, s := d.app.selection()
			note(s)
			d.keys("j")
		}
	}
	for _, it := range items {
		if !it.unselectable {
			note(it.subject)
		}
	}
	return ids
}

// TestFindSelectsAnUpdateWhereverUpdatesAreListed: by its KB, in each pane and on each page, at each
// size; what is selected then is that update, in sight, and the log is left alone.
func TestFindSelectsAnUpdateWhereverUpdatesAreListed(t *testing.T) {
	for name, c := range map[string]struct {
		open  []string
		least int
	}{
		"updates": {[]string{"1"}, 5}, "updates alone": {[]string{"1", "f"}, 5}, "updates by state": {[]string{"1", "%", "%"}, 5}, "timeline": {[]string{"9"}, 3},
		"windows": {[]string{"2"}, 1}, "restarts": {[]string{"3"}, 1}, "restarts alone": {[]string{"3", "f"}, 1}, "changes": {[]string{"D"}, 5},
		"findings": {[]string{"5", "f"}, 0}, "deployment": {[]string{"6", "enter"}, 5}, "finding": {[]string{"5", "f", "g", "enter"}, 0},
	} {
		for _, size := range screenSizes {
			t.Run(name, func(t *testing.T) {
				sit(t, size[0], size[1], newFake(story()), Options{}, func(d *desk) {
					d.keys(c.open...)
					pages := len(d.app.pages)
					all := d.everyUpdateOf()
					if len(all) < c.least {
						t.Fatalf("%d updates are listed:\n%s", len(all), d.frame())
					}
					for _, id := range all {
						kb := summary.UpdateLabel(d.app.session().asOf.FindUpdate(id))
						d.keys("/", `"`+kb+`"`)
						d.hasNot("no match")
						d.keys("enter")
						if _, s := d.app.selection(); s.id != id {
							t.Fatalf("%s is not selected:\n%s", kb, d.frame())
						}
						if len(d.app.pages) != pages {
							t.Fatalf("the page was left:\n%s", d.frame())
						}
						if !slices.ContainsFunc(strings.Split(d.frame(), "\n"), func(row string) bool {
							_, selected, ok := strings.Cut(row, "▸")
							return ok && strings.Contains(selected, kb)
						}) {
							t.Fatalf("the cursor is not on %s:\n%s", kb, d.frame())
						}
						d.hasNot("AS OF")
						if !d.app.session().log.following {
							t.Fatal("the log has moved")
						}
					}
				})
			})
		}
	}
}

// TestFindOnAPage of 169 updates that one finding explains, and on the page of their deployment.
func TestFindOnAPage(t *testing.T) {
	for name, open := range map[string][]string{"finding": {"5", "enter"}, "deployment": {"6", "enter"}} {
		t.Run(name, func(t *testing.T) {
			sit(t, 120, 35, newFake(withoutContent(169)), Options{}, func(d *desk) {
				d.keys(open...)
				d.keys("/", `"502534"`)
				d.has("find on this page › 502534", "match 1 of 10")
				d.keys("enter", "n", "n")
				d.has("match 3 of 10")
				d.keys("N")
				d.has("match 2 of 10")
				d.keys("/", `"5025353"`, "enter", "enter")
				d.has("━ Update ━ KB5025353")
				d.keys("esc", "/", `"kb1"`)
				d.has("no match")
				d.keys("esc", "esc")
				d.hasNot("match ", "find on")
			})
		})
	}
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) { // a record's page lists none: the log is searched
		d.keys("4", "enter", "/", `"async"`)
		d.has("find › async", "▸ 21:00:20.000")
	})
}
