package ui

import (
	"strings"
	"testing"

	"ccmtail/ui/cell"
)

func TestChipsAreClicked(t *testing.T) {
	chip := func(d *desk, text string) (x, y int) {
		d.t.Helper()
		y = d.line(text)
		if y < 0 {
			d.t.Fatalf("no chip %q:\n%s", text, d.frame())
		}
		row := strings.Split(d.frame(), "\n")[y]
		return cell.Width(row[:strings.Index(row, text)]), y
	}
	sit(t, 120, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "&", `"level:info"`, "enter", "&", `"component:wua"`, "enter")
		d.has(" level:info ×   component:wua × ", "8 of 27")
		x, y := chip(d, "level:info")
		d.do(press(x+3, y))
		d.has("filter › level:info", "8 of 27", " component:wua ×   level:info… ")
		d.keys(`"x"`, "enter")
		d.has("level: use error, warning, info or debug", "filter › level:infox", " component:wua × ")
		d.keys("esc")
		d.has(" level:info ×   component:wua × ")
		d.do(press(x, y))
		d.keys("ctrl+u", `"level:error"`, "enter")
		d.has(" level:error ×   component:wua × ", "1 of 27") // in its old place
		x, y = chip(d, "level:error")
		d.do(press(x, y))
		d.keys("esc")
		d.has(" level:error ×   component:wua × ")
		d.do(press(x, y))
		d.keys("ctrl+u", "enter")
		d.hasNot("level:error")
		d.has(" component:wua × ", "9 of 27")
		x, y = chip(d, "component:wua")
		d.do(press(x+cell.Width("component:wua "), y))
		d.hasNot("component:wua", "of 27")
		d.do(press(x, y))
		d.hasNot("filter ›")
		d.keys("A")
		d.has("no filter to edit")
		d.keys("1", "*", "4", "&", `"finished"`, "enter", "A")
		d.has("filter › finished")
		d.keys("esc")
		x, y = chip(d, "* KB969679")
		d.do(press(x, y))
		d.hasNot("* KB969679")
		d.has(" finished × ")
	})
	preview := story()
	preview.since = at("20:00:00")
	sit(t, 140, 40, newFake(preview), Options{}, func(d *desk) {
		d.keys("4", "&", `"level:info"`, "enter")
		x, y := chip(d, "level:info")
		d.do(press(x+cell.Width("level:info "), y))
		d.hasNot("level:info ×")
	})
}
