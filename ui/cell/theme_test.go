package cell

import (
	"image/color"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestThemesAreWhole(t *testing.T) {
	for _, th := range themes {
		if th.Name == "none" {
			continue
		}
		for name, st := range map[string]Style{"bad": th.Bad, "warn": th.Warn, "good": th.Good, "selected": th.Selected, "live": th.Live, "match": th.Match, "rule": th.Rule} {
			if st == "" || strings.Trim(string(st), "0123456789;") != "" {
				t.Errorf("theme %s: %s is %q", th.Name, name, st)
			}
		}
	}
}

// TestSelectedRowsCanBeRead is drawn on a selected row in colours of its own must stand out from
// it, in the themes that give it a background.
func TestSelectedRowsCanBeRead(t *testing.T) {
	for _, th := range themes {
		_, back := brightness(th.Selected)
		if back < 0 {
			continue // reversed
		}
		for name, st := range map[string]Style{"text": th.Text, "faint": th.Faint, "strong": th.Strong, "accent": th.Accent, "bad": th.Bad,
			"warn": th.Warn, "good": th.Good, "busy": th.Busy, "wait": th.Waiting, "guid": th.ID, "code": th.Code, "match": th.Match} {
			if front, on := brightness(th.Selected.With(st)); math.Abs(front-on) < 0.15 {
				t.Errorf("theme %s: %s on a selected row is %.2f bright on %.2f", th.Name, name, front, on)
			}
		}
	}
}

// brightness returns how bright a style's letters and their background are, from 0 to 1; -1 if it
// does not say.
func brightness(s Style) (front, back float64) {
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
