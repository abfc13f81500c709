package ui

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

func TestThemeFollowsTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		msgs []tea.Msg
		want string
	}{
		{"nothing known", Options{}, nil, "dark"},
		{"a light background", Options{}, []tea.Msg{tea.BackgroundColorMsg{Color: color.White}}, "light"},
		{"a dark one", Options{}, []tea.Msg{tea.BackgroundColorMsg{Color: color.Black}}, "dark"},
		{"sixteen colours", Options{}, []tea.Msg{tea.ColorProfileMsg{Profile: colorprofile.ANSI}, tea.BackgroundColorMsg{Color: color.White}}, "16"},
		{"no colours", Options{}, []tea.Msg{tea.ColorProfileMsg{Profile: colorprofile.ASCII}}, "none"},
		{"true colours", Options{}, []tea.Msg{tea.ColorProfileMsg{Profile: colorprofile.TrueColor}}, "dark"},
		{"chosen", Options{Theme: "contrast"}, []tea.Msg{tea.BackgroundColorMsg{Color: color.White}, tea.ColorProfileMsg{Profile: colorprofile.ANSI}}, "contrast"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sit(t, 100, 30, newFake(story()), c.o, func(d *desk) {
				for _, m := range c.msgs {
					d.do(m)
				}
				if d.app.th.name != c.want {
					t.Errorf("theme %s, not %s", d.app.th.name, c.want)
				}
			})
		})
	}
}

func TestThemesAreWhole(t *testing.T) {
	for _, th := range themes {
		if th.name == "none" {
			continue
		}
		for name, st := range map[string]style{"bad": th.bad, "warn": th.warn, "good": th.good, "selected": th.selected, "live": th.live, "match": th.match, "rule": th.rule} {
			if st == "" || strings.Trim(string(st), "0123456789;") != "" {
				t.Errorf("theme %s: %s is %q", th.name, name, st)
			}
		}
	}
}

func TestNoneThemeHasNoColours(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{NoColor: true}, func(d *desk) {
		d.keys("4", "E", "m", "&", `"level:error"`)
		for _, bad := range []string{"38;5", "48;5", "[31", ";31", "[32", "[33"} {
			if strings.Contains(d.app.View().Content, bad) {
				t.Errorf("a colour without colours: %s", bad)
			}
		}
	})
}
