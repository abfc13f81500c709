package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// TestCountsOfAnUpdate: states with the same sign are one count, and what has no room is not left out
// without a word.
func TestCountsOfAnUpdate(t *testing.T) {
	s := newFleetScreen(fatedFleet(1), Options{Now: fleetNow})
	d := s.look(false)
	u := &summary.FleetUpdate{KB: "5081905"}
	for state, n := range map[model.UpdateState]int{model.Installed: 53, model.Failed: 14, model.Downloading: 18, model.Downloaded: 21} {
		u.States[state] = n
	}
	for w, want := range map[int]string{40: "53 ✓ · 14 ✗ · 39 ↓", 18: "53 ✓ · 14 ✗ · 39 ↓", 17: "53 ✓ · 14 ✗…", 12: "53 ✓ · 14 ✗…", 11: "53 ✓…", 4: "…"} {
		l := cell.NewBuilder(w, "")
		all := putCounts(&d, l, bySign(u.DoneFirst()))
		if got := strings.TrimSpace(ansi.Strip(cell.Frame([]cell.Row{l.Row()}, w, false))); got != want || all != !strings.HasSuffix(want, "…") {
			t.Errorf("in %d cells %q, %v, want %q", w, got, all, want)
		}
	}
}
