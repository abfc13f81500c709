package ui

import (
	"strings"
	"testing"

	"ccmtail/ui/cell"
)

// TestTheHistogramShowsTheRange: the columns of the range, and only they, stand out; in a theme
// without colours too.
func TestTheHistogramShowsTheRange(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{NoColor: true}, func(d *desk) {
		bars := func() string {
			r := d.app.layout.histogram
			return strings.Join(strings.Split(d.app.View().Content, "\n")[r.y:r.y+r.h], "\n")
		}
		d.keys("4", "i")
		if strings.Contains(bars(), "\x1b[7m") {
			t.Errorf("something is selected: %q", bars())
		}
		d.keys("v", "k", "k", "k")
		t1 := timeScale{at("18:28:10"), at("21:15:05"), 120 - 20}
		want := t1.column(at("21:15:00")) - t1.column(at("21:08:00")) + 1
		for _, row := range strings.Split(bars(), "\n") {
			_, rest, ok := strings.Cut(row, "\x1b[7m")
			if !ok {
				t.Fatalf("no range in %q", row)
			}
			in, _, _ := strings.Cut(rest, "\x1b[")
			if n := cell.Width(in); n != want {
				t.Errorf("%d columns, not %d, in %q", n, want, row)
			}
		}
		d.keys("esc")
		if strings.Contains(bars(), "\x1b[7m") {
			t.Errorf("something is still selected: %q", bars())
		}
	})
}

// TestNoRecordsHaveNoScale: a histogram of nothing names no number.
func TestNoRecordsHaveNoScale(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("i")
		before := d.app.layout.histogram
		d.keys("4", "&", `"nothing like it"`, "enter")
		for _, row := range strings.Split(d.frame(), "\n")[before.y : before.y+before.h] {
			if strings.TrimSpace(row) != "" {
				t.Errorf("of nothing it says %q", row)
			}
		}
	})
}
