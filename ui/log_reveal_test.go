package ui

import (
	"strings"
	"testing"

	"ccmtail/model"
)

// TestAMatchIsBroughtIntoSight: what is found right of the edge is scrolled to, and what begins the
// message scrolls back.
func TestAMatchIsBroughtIntoSight(t *testing.T) {
	w := story()
	w.log("21:14:00", "WUAHandler", model.LevelInfo, strings.Repeat("padding ", 30)+"needle at 0x80071234 here")
	w.log("21:14:30", "WUAHandler", model.LevelInfo, "needle first "+strings.Repeat("padding ", 30))
	for _, width := range []int{80, 120} {
		atTerminal(t, width, 24, newFake(w), Options{}, func(s *screen, press func(...string), _ func() bool) {
			press("4", "f", "g", "/", "0x80071234")
			if !strings.Contains(s.String(), "needle at 0x80071234") {
				t.Errorf("%d: not in sight while it is typed:\n%s", width, s)
			}
			press("enter", "g", "/", "ctrl+u", "needle", "enter", "n")
			if !strings.Contains(s.String(), " needle first") {
				t.Errorf("%d: not scrolled back:\n%s", width, s)
			}
			press("N")
			if !strings.Contains(s.String(), "needle at") {
				t.Errorf("%d: not in sight:\n%s", width, s)
			}
		})
	}
}
