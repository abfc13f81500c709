package ui

import (
	"fmt"
	"strings"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestWhatIsStuckComesBehindWhatHasFailed: before all that only waits its turn, so that its reason is on
// the first screen at any size.
func TestWhatIsStuckComesBehindWhatHasFailed(t *testing.T) {
	w := withoutContent(2)
	for i := range 60 {
		id := event.GUID{0x70, byte(i), 15: 1}
		title := fmt.Sprintf("Security Update (KB%d)", 4000000+i)
		w.log("20:00:00", "WUAHandler", model.LevelInfo, "Update (Missing): "+title,
			event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: "Missing", event.Title: title, event.KB: fmt.Sprint(4000000 + i)}})
		w.log("20:00:01", "UpdatesDeploymentAgent", model.LevelInfo, "Update ("+title+") added to the targeted list",
			event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.Title: title, event.KB: fmt.Sprint(4000000 + i)}})
	}
	failed := event.GUID{0x70, 0, 15: 1}
	w.log("20:10:00", "WUAHandler", model.LevelError, "failed", event.Event{Kind: event.UpdateInstallEnded, Update: failed, Code: 0x80070643, HasCode: true, Answer: event.No})
	for _, size := range screenSizes {
		sit(t, size[0], size[1], newFake(w), Options{}, func(d *desk) {
			var rows []string
			for _, row := range strings.Split(d.frame(), "\n")[2:] {
				if row, _, _ = strings.Cut(row, "│"); strings.Contains(row, " KB") {
					rows = append(rows, row)
				}
			}
			reason := either(size[0] < 200, "no DP", "waits for a distribution point")
			if len(rows) < 4 || !strings.Contains(rows[0], "KB4000000") || !strings.Contains(rows[1], "KB5025352") || !strings.Contains(rows[2], "KB5025353") ||
				!strings.Contains(rows[1], reason) || !strings.Contains(rows[3], "KB4000001") {
				t.Errorf("at %v the updates are\n%s", size, strings.Join(rows, "\n"))
			}
		})
	}
}
