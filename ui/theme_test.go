package ui

import (
	"image/color"
	"math"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
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

// What is drawn on a selected row in colours of its own must stand out from it, in the themes that give it a background.
func TestSelectedRowsCanBeRead(t *testing.T) {
	for _, th := range themes {
		_, back := brightness(th.selected)
		if back < 0 {
			continue // reversed
		}
		for name, st := range map[string]style{"text": th.text, "faint": th.faint, "strong": th.strong, "accent": th.accent, "bad": th.bad,
			"warn": th.warn, "good": th.good, "busy": th.busy, "wait": th.wait, "guid": th.guid, "code": th.code, "match": th.match} {
			if front, on := brightness(th.selected.and(st)); math.Abs(front-on) < 0.15 {
				t.Errorf("theme %s: %s on a selected row is %.2f bright on %.2f", th.name, name, front, on)
			}
		}
	}
}

// brightness is how bright a style's letters and their background are, from 0 to 1; -1 if it does not say.
func brightness(s style) (front, back float64) {
	front, back = -1, -1
	codes := strings.Split(string(s), ";")
	for i := 0; i < len(codes); i++ {
		n, _ := strconv.Atoi(codes[i])
		switch {
		case (n == 38 || n == 48) && i+2 < len(codes): // 38;5;N
			c, _ := strconv.Atoi(codes[i+2])
			if i += 2; n == 38 {
				front = luma(ansi.IndexedColor(c))
			} else {
				back = luma(ansi.IndexedColor(c))
			}
		case n >= 30 && n < 38:
			front = luma(ansi.BasicColor(n - 30))
		case n >= 90 && n < 98:
			front = luma(ansi.BasicColor(n - 90 + 8))
		case n >= 40 && n < 48:
			back = luma(ansi.BasicColor(n - 40))
		case n >= 100 && n < 108:
			back = luma(ansi.BasicColor(n - 100 + 8))
		}
	}
	return front, back
}

func luma(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return (0.299*float64(r) + 0.587*float64(g) + 0.114*float64(b)) / 0xffff
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
