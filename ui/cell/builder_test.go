package cell

import (
	"slices"
	"testing"
)

// TestACutLeavesNumbersWhole: no number is shown with fewer digits than it has, or without its unit.
func TestACutLeavesNumbersWhole(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells int
		want  string
	}{
		{"needs 480 min", 8, "needs…  "},
		{"needs 480 min", 10, "needs…    "},
		{"needs 480 min", 12, "needs…      "},
		{"opens in 2 h 14 min", 17, "opens in 2 h 14… "},
		{"opens in 2 h 14 min", 12, "opens in…   "},
		{"23:00 (2 h)", 9, "23:00…   "},
		{"5 of 14 updates", 5, "5 of…"},
		{"5 of 14 updates", 9, "5 of 14… "},
		{"KB5024150", 6, "…     "},
		{"see KB5024150", 9, "see…     "},
		{"16:25 and more", 4, "…   "},
		{"at 1,246 more", 6, "at…   "},
		{"failed (0x8024000b)", 12, "failed…     "},
		{"UpdatesDeployment-20260317.log", 21, "UpdatesDeployment-…  "},
		{"Windows 11 for x64", 9, "Windows… "},
		{"no number at all", 9, "no numbe…"},
		{"whole 480", 9, "whole 480"},
	} {
		l := NewBuilder(c.cells, "")
		l.PutIn(c.cells, "", c.text)
		if got := l.Text(); got != c.want {
			t.Errorf("%q in %d cells is %q, not %q", c.text, c.cells, got, c.want)
		}
	}
}

// TestWordsThatFitARowAreNotBroken: an id stands whole in a row of its own.
func TestWordsThatFitARowAreNotBroken(t *testing.T) {
	const id = "951e12fd-4c6f-4d2e-8f00-351d298ffaa0"
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"x " + id + " y", 37, []string{"x ", id + " ", "y"}},
		{"x " + id + " y", 20, []string{"x 951e12fd-4c6f-4d2e", "-8f00-351d298ffaa0 y"}},
		{"one two three", 8, []string{"one two ", "three"}},
	} {
		if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d cells is %q, not %q", c.text, c.width, got, c.want)
		}
	}
}
