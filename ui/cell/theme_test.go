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

// TestBarsInAWindowCanBeSeen: what the time line draws over the band of a window stands out from it.
func TestBarsInAWindowCanBeSeen(t *testing.T) {
	for _, th := range themes {
		if _, back := brightness(th.WindowBand); back < 0 {
			continue // underlined
		}
		for name, st := range map[string]Style{"bad": th.Bad, "warn": th.Warn, "good": th.Good, "busy": th.Busy, "wait": th.Waiting, "bar": th.Bar, "rest": th.BarRest} {
			if front, on := brightness(th.WindowBand.With(st)); math.Abs(front-on) < 0.08 {
				t.Errorf("theme %s: %s in a window is %.2f bright on %.2f", th.Name, name, front, on)
			}
		}
	}
}

// TestReversedRowsHaveNoPatches: on them nothing has a colour, but what is bold or underlined stays so.
func TestReversedRowsHaveNoPatches(t *testing.T) {
	for _, st := range []Style{"1;31", "33", "90", "30;43", "38;5;117;1", "1;4", "7"} {
		l := NewBuilder(20, "7")
		l.Put("", "a")
		l.Put(st, "b")
		for _, code := range strings.FieldsFunc(l.Row().s, func(r rune) bool { return r != ';' && (r < '0' || r > '9') }) {
			for one := range strings.SplitSeq(code, ";") {
				if !strings.Contains(" 0 1 4 7 ", " "+one+" ") && one != "" {
					t.Errorf("%s on a reversed row is %q", st, l.Row().s)
				}
			}
		}
	}
	if have := Style("7").under("1;4"); have != "7;1;4" {
		t.Errorf("bold and underlined is %s", have)
	}
	if have := Style("48;5;24").under("31"); have != "48;5;24;31" {
		t.Errorf("in colour it is %s", have)
	}
}

// TestPaintedFrames: each cell has the base under it, and no row leaves it behind.
func TestPaintedFrames(t *testing.T) {
	l := NewBuilder(6, "")
	l.Put("", "a")
	l.Put("1;31", "b")
	l.Put("32", "c")
	l.Put("", "d")
	frame := Painted(Frame([]Row{l.Row(), {}}, 6, false), "48;5;231")
	want := "\x1b[48;5;231ma\x1b[1;31mb\x1b[0;48;5;231;32mc\x1b[m\x1b[48;5;231md  \x1b[m\n\x1b[48;5;231m      \x1b[m"
	if frame != want {
		t.Errorf("%q, not %q", frame, want)
	}
	if Painted("x", "") != "x" {
		t.Error("painted without a base")
	}
}

func TestFramesWithoutTrailingBlanks(t *testing.T) {
	l := NewBuilder(4, "7")
	l.Put("", "a")
	frame := Frame([]Row{Blank(4), l.Row(), Blank(4).Beside(Row{"b "}), {}}, 4, false)
	want := "\n\x1b[7ma   \x1b[m\n    b\n"
	if got := WithoutTrailingBlanks(frame); got != want {
		t.Errorf("%q becomes %q, not %q", frame, got, want)
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
