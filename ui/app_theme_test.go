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
				if d.app.th.Name != c.want {
					t.Errorf("theme %s, not %s", d.app.th.Name, c.want)
				}
			})
		})
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
