package ui

import (
	"fmt"
	"strings"
	"testing"
)

// marking is some rules of each kind; the story has what they match.
var marking = []Highlight{
	{Filter: "kb:969679", Colour: "bright-magenta", Style: "bold"},
	{Filter: "re:0x8[0-9a-f]{7}", Colour: "green", MatchOnly: true},
	{Filter: "component:wua", Colour: "cyan"},
	{Filter: "log:reboot", Style: "reverse"},
	{Filter: "DTSJob", Colour: "yellow", MatchOnly: true},
}

func TestHighlightedFrame(t *testing.T) {
	for name, o := range map[string]Options{"highlights-100x30": {}, "highlights-colourless-100x30": {NoColor: true}} {
		o.Highlights = marking
		sit(t, 100, 30, newFake(story()), o, func(d *desk) {
			d.keys("4", "f", "k", "esc")
			golden(t, name, strings.ReplaceAll(fmt.Sprintf("%q", d.app.View().Content), `\n`, "\\n\n"))
		})
	}
}

// drawnRow returns the first row of the screen, styles and all, that says something.
func drawnRow(t *testing.T, d *desk, text string) string {
	t.Helper()
	for _, row := range strings.Split(d.app.View().Content, "\n") {
		if strings.Contains(stripANSI(row), text) {
			return row
		}
	}
	t.Fatalf("no row says %q", text)
	return ""
}

func TestHighlightsAreDrawn(t *testing.T) {
	for _, c := range []struct {
		name string
		rule Highlight
		o    Options
		keys []string
		row  string
		has  []string
		not  []string
	}{
		{name: "a row in its colour", rule: Highlight{Filter: "DTSJob", Colour: "red"}, row: "DTSJob {", has: []string{"31m  DataTransferService      DTSJob {"}},
		{name: "no other row", rule: Highlight{Filter: "DTSJob", Colour: "red"}, row: "Async installation", not: []string{"31m"}},
		{name: "what matches", rule: Highlight{Filter: "DTSJob", Colour: "red", MatchOnly: true}, row: "DTSJob {", has: []string{"31mDTSJob\x1b["}},
		{name: "an error keeps its letter", rule: Highlight{Filter: "level:error", Colour: "green"}, row: "Update 3 (", has: []string{"E"}},
		{name: "what is found is seen on top", rule: Highlight{Filter: "DTSJob", Colour: "red", MatchOnly: true}, keys: []string{"4", "&", `"DTS | finished"`, "enter", "4", "k"}, row: "DTSJob {", has: []string{"48;5;221mDTS\x1b"}, not: []string{"31mDTSJob"}},
		{name: "on the selection without its colour", rule: Highlight{Filter: "enumerate", Colour: "red"}, row: "EnumerateUpdates", has: []string{"\x1b[48;5;24;38;5;255;1m"}, not: []string{"31m"}},
		{name: "without colours bold", rule: Highlight{Filter: "DTSJob", Colour: "red"}, o: Options{Theme: "none"}, row: "DTSJob {", has: []string{"\x1b[1m"}, not: []string{"31m"}},
		{name: "or underlined", rule: Highlight{Filter: "DTSJob", Colour: "red", MatchOnly: true}, o: Options{NoColor: true}, row: "DTSJob {", has: []string{"4mDTSJob"}, not: []string{"31m"}},
		{name: "or in its own style", rule: Highlight{Filter: "DTSJob", Colour: "red", Style: "reverse italic"}, o: Options{NoColor: true}, row: "DTSJob {", has: []string{"7;3m"}, not: []string{"31m"}},
		{name: "wrapped too", rule: Highlight{Filter: "re:5242880 of", Colour: "red", MatchOnly: true}, o: Options{Wrap: true}, row: "DTSJob {", has: []string{"31m5242880"}},
		{name: "a saved filter", rule: Highlight{Filter: "@mine", Colour: "red"}, o: Options{Filters: map[string][]string{"mine": {"DTSJob"}}}, row: "DTSJob {", has: []string{"31m  DataTransferService      DTSJob {"}},
		{name: "a time on the screen's day", rule: Highlight{Filter: "after:21:08 before:21:08:30", Colour: "red"}, row: "DTSJob {", has: []string{"31m  DataTransferService      DTSJob {"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Highlights = []Highlight{c.rule}
			sit(t, 140, 40, newFake(story()), c.o, func(d *desk) {
				d.keys(append([]string{"4"}, c.keys...)...)
				row := drawnRow(t, d, c.row)
				for _, s := range c.has {
					if !strings.Contains(row, s) {
						t.Errorf("no %q in %q", s, row)
					}
				}
				for _, s := range c.not {
					if strings.Contains(row, s) {
						t.Errorf("%q in %q", s, row)
					}
				}
			})
		})
	}
}

func TestAHighlightThatCannotBeReadHereIsSaid(t *testing.T) {
	o := Options{Highlights: []Highlight{{Filter: "after:someday", Style: "bold"}, {Filter: "DTSJob", Colour: "red"}}}
	sit(t, 140, 40, newFake(story()), o, func(d *desk) {
		d.has(`highlight "after:someday": not a time: "someday"`)
		if len(d.app.logOptions.highlighters) != 1 {
			t.Errorf("%d rules", len(d.app.logOptions.highlighters))
		}
	})
}
