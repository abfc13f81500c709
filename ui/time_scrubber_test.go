package ui

import (
	"strings"
	"testing"
)

func TestTicksOfTheScrubberAreClicked(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		y := d.app.layout.scrubber.y
		row := []rune(strings.Split(d.frame(), "\n")[y])
		tick := -1
		for x, r := range row {
			if r == '×' {
				tick = x
			}
		}
		d.do(press(tick, y))
		d.has("AS OF 03-17 21:07:30 -05:00")
		d.do(moveTo(3, 0)) // held, it goes on above the scrubber
		d.has("18:28:10 -05:00")
		d.do(release())
		d.do(moveTo(tick, y))
		d.has("18:28:10 -05:00")
	})
}
