package ui

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ccmtail/ui/cell"
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

// TestOwnThemesAreChosen: from the configuration, and with :theme, which lists them.
func TestOwnThemesAreChosen(t *testing.T) {
	o := Options{Theme: "night", Themes: []OwnTheme{{Name: "night", Like: "light", Styles: map[string]string{"bad": "bold #ff0000", "base": "white on #101018"}}}}
	sit(t, 120, 35, newFake(story()), o, func(d *desk) {
		if th := d.app.th; th.Name != "night" || th.Bad != "1;38;2;255;0;0" || th.Good != cell.ThemeNamed("light").Good {
			t.Errorf("%+v", th)
		}
		if frame := d.app.View().Content; !strings.HasPrefix(frame, "\x1b[37;48;2;16;16;24m") {
			t.Errorf("the background is not painted: %.40q", frame)
		}
		d.keys(":", `"theme dark"`, "enter", ":", `"theme "`)
		d.has("theme night", "theme contrast")
		d.keys(`"ni"`, "enter")
		if d.app.th.Name != "night" {
			t.Errorf("%s", d.app.th.Name)
		}
	})
}
