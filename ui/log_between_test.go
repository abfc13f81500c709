package ui

import (
	"testing"

	"ccmtail/model"
)

func TestWhatStandsBetweenTheRecords(t *testing.T) {
	w := newWorld("PC0147")
	w.log("20:00:00", "WUAHandler", model.LevelInfo, "the old file")
	w.log("20:01:00", "CcmExec", model.LevelInfo, "another log")
	w.roll("WUAHandler", `C:\Windows\CCM\Logs\WUAHandler.log`)
	w.log("20:30:00", "WUAHandler", model.LevelInfo, "the new file")
	old := newWorld("PC0148")
	old.segments["WUAHandler.log"] = old.store.AddFile("WUAHandler.log", `logs\WUAHandler.lo_`, 0)
	old.log("20:00:00", "WUAHandler", model.LevelInfo, "the old file")
	old.roll("WUAHandler", "WUAHandler.log")
	old.log("20:01:00", "WUAHandler", model.LevelInfo, "the new file")
	sit(t, 100, 30, newFake(w), Options{}, func(d *desk) {
		d.keys("4", "M", `"here it begins"`, "enter")
		d.has("── 29 min gap ──", "── WUAHandler.log: new file (rolled over or truncated) ──", "── here it begins ──")
		d.keys("4", "&", `"log:wua"`, "enter")
		d.has("── 30 min without matches ──")
	})
	sit(t, 100, 30, newFake(old), Options{}, func(d *desk) {
		d.keys("4", "&", `"log:wua"`, "enter")
		d.has("── WUAHandler.log rolled over: older records are in WUAHandler.lo_ ──")
		d.hasNot("nothing ──")
		d.keys("g", "enter")
		d.has("WUAHandler.lo_, line 1, byte 0")
	})
}
