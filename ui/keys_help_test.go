package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// Names and texts of the help stand apart, in columns wherever there is room for them.
func TestHelpHasColumns(t *testing.T) {
	for _, w := range []int{40, 80, 120, 200} {
		sit(t, w, 24, newFake(story()), Options{}, func(d *desk) {
			c := d.app.renderContext(true)
			columns := map[int]int{}
			for _, it := range helpItems(&c.look, "", w) {
				if it.unselectable || len(it.text) < 2 {
					continue
				}
				name := it.text[0].Text
				if !strings.HasSuffix(name, "  ") {
					t.Errorf("%d cells: no distance behind %q", w, name)
				}
				columns[cell.Width(name)]++
			}
			if w >= 120 && len(columns) != 1 {
				t.Errorf("%d cells: texts begin at %v", w, columns)
			}
		})
	}
}

// What is typed into the search beyond its room is not drawn, so that Ctrl-C need not wait for it.
func TestTheSearchOfTheHelpIsBounded(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("?")
		drawn := 0
		for range 10_000 {
			d.app.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
			drawn += btoi(d.app.stale != frameCurrent)
			d.app.View()
		}
		if drawn > maxSearch || drawn < maxSearch/2 {
			t.Errorf("drawn %d times", drawn)
		}
		d.keys("backspace")
		d.has(strings.Repeat("x", 20), "No matching key or command")
	})
}
