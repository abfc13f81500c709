package ui

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var sizes = [][2]int{{80, 24}, {120, 35}, {200, 60}}

// TestFrames keeps what every pane and state looks like, at three sizes.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		keys []string
	}{
		{name: "live"},
		{name: "grouped", keys: []string{"%"}},
		{name: "by-state", keys: []string{"%", "%", "f", "up", "enter"}},
		{name: "log", keys: []string{"4"}},
		{name: "wrapped", keys: []string{"4", "\\", "S", "m", "M", `"here it begins"`, "enter"}},
		{name: "range", keys: []string{"4", "i", "v", "k", "k", "k"}},
		{name: "columns", keys: []string{"4", "x", `"t"`}},
		{name: "all-columns", o: Options{Columns: LogColumns(), Wrap: true}, keys: []string{"4"}},
		{name: "reading", keys: []string{"4", "k", "k", "k", "k", "k", "k"}},
		{name: "pinned", keys: []string{"4", "k", "k", "k", "k", "k", "k", "r"}},
		{name: "paused", keys: []string{"="}},
		{name: "play", o: Options{Play: &Play{Paused: true, From: at("21:02:00")}}},
		{name: "playing", o: Options{Play: &Play{From: at("21:02:00")}}},
		{name: "messages", keys: []string{">", "n", "!"}},
		{name: "time", keys: []string{"t", `"21:04"`}},
		{name: "moved", keys: []string{"|", "|", "|", "^", "^"}},
		{name: "window", keys: []string{"2", "f"}},
		{name: "calendar-utc", keys: []string{"2", "f", "C"}},
		{name: "restarts", keys: []string{"3", "f"}},
		{name: "findings", keys: []string{"5", "f"}},
		{name: "deployments", keys: []string{"6"}},
		{name: "scans", keys: []string{"7"}},
		{name: "sources", keys: []string{"8"}},
		{name: "timeline", keys: []string{"9"}},
		{name: "record", keys: []string{"4", "E", "enter"}},
		{name: "raw", keys: []string{"4", "E", "p"}},
		{name: "update", keys: []string{"enter"}},
		{name: "deployment", keys: []string{"6", "enter"}},
		{name: "codes", keys: []string{"L"}},
		{name: "followed", keys: []string{"*"}},
		{name: "filtered", keys: []string{"4", "&", `"component:wua"`, "enter", "&", `"!missing"`, "enter"}},
		{name: "filtering", keys: []string{"4", "&", `"level:err"`}},
		{name: "finding", keys: []string{"4", "/", `"finished"`}},
		{name: "palette", keys: []string{":", `"theme"`}},
		{name: "help", keys: []string{"?"}},
		{name: "help-search", keys: []string{"?", `"copy"`}},
	} {
		for _, s := range sizes {
			name := fmt.Sprintf("%s-%dx%d", c.name, s[0], s[1])
			t.Run(name, func(t *testing.T) {
				sit(t, s[0], s[1], newFake(story()), c.o, func(d *desk) {
					d.keys(c.keys...)
					golden(t, name, d.frame())
				})
			})
		}
	}
}

// TestStyledFrame keeps the colours of one frame.
func TestStyledFrame(t *testing.T) {
	sit(t, 100, 30, newFake(story()), Options{}, func(d *desk) {
		golden(t, "styled-100x30", fmt.Sprintf("%q", d.app.View().Content))
	})
}

func TestASCIIFrameIsASCII(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{ASCII: true}, func(d *desk) {
		for _, keys := range [][]string{{}, {"9"}, {"enter"}, {"esc", "8"}, {"4", "*"}, {"4", "&", `"x"`}, {"esc", "?"}} {
			d.keys(keys...)
			for _, r := range d.frame() {
				if r >= 0x80 {
					t.Fatalf("%q on an ASCII screen:\n%s", r, d.frame())
				}
			}
		}
	})
}

func TestWithoutColourNoColour(t *testing.T) {
	sit(t, 100, 30, newFake(story()), Options{NoColor: true}, func(d *desk) {
		golden(t, "colourless-100x30", fmt.Sprintf("%q", d.app.View().Content))
		d.has("✗ KB969679", "failed", "▸")
	})
}

func TestEmptyLoadingBrokenSources(t *testing.T) {
	loading := newWorld("PC0147")
	loading.loading = true
	broken := newWorld("PC0148")
	broken.err = fmt.Errorf("open \\\\PC0148\\c$: access denied\x1b[2J")
	partly := story()
	partly.logs[0].Err = "open C:\\Windows\\CCM\\Logs\\CcmExec.log: access denied"
	for name, src := range map[string]*fake{"unreadable": newFake(partly), "nothing": newFake(), "empty": newFake(newWorld("PC")), "loading": newFake(loading), "broken": newFake(broken)} {
		for _, s := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", name, s[0], s[1]), func(t *testing.T) {
				sit(t, s[0], s[1], src, Options{}, func(d *desk) {
					for p := '1'; p <= '9'; p++ {
						d.keys(string(p), "enter", "*", "esc")
					}
					d.keys("4")
					golden(t, fmt.Sprintf("%s-%dx%d", name, s[0], s[1]), ansi.Strip(d.frame()))
				})
			})
		}
	}
}
