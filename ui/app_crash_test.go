package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/internal/crash"
	"ccmtail/store"
)

// panics is a message of our own that App cannot take.
type panics struct{}

func (panics) handle(*App) tea.Cmd { panic("text of a log") }

// TestPanicsOnTheScreenAreHandled panics in the event loop, in a command, and in one of several
// commands.
func TestPanicsOnTheScreenAreHandled(t *testing.T) {
	fails := func() tea.Msg { panic("text of a log") }
	app := &clockedApp{screenModel: newApp(t.Context(), &still{snap: &store.Snapshot{}}, Options{Now: time.Now})}
	for name, f := range map[string]func(){
		"message": func() { app.Update(panics{}) },
		"command": func() { guardedCmd(fails)() },
		"batch": func() {
			for _, cmd := range guardedCmd(tea.Batch(fails, fails))().(tea.BatchMsg) {
				cmd()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var reports []crash.Report
			defer crash.Handle(func(r crash.Report) { reports = append(reports, r) })()
			f()
			if len(reports) == 0 || !strings.Contains(string(reports[0].Stack), "app_crash_test.go") {
				t.Errorf("reports: %v", reports)
			}
		})
	}
}
