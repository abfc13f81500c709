package doctor_test

import (
	"testing"
	"testing/fstest"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/tail"
)

// TestUnknownWithoutComponent has rows without a component, in a log that has rules and in a file
// whose name says nothing.
func TestUnknownWithoutComponent(t *testing.T) {
	rows := []byte("Async searching completed. 3/18/2026 9:41:01 PM 6488 (0x1958)\nA wording that no rule fits 3/18/2026 9:41:02 PM 6488 (0x1958)\n")
	logs := fstest.MapFS{"WUAHandler.log": {Data: rows}, "copied.log": {Data: rows}}
	f := feed.New([]*tail.Source{tail.OpenFS("made up", logs, tail.Options{})}, feed.Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	wordings, known, all := doctor.FindUnknown(&f.Snapshot().Clients[0])
	if known != 1 || all != 2 || len(wordings) != 1 || wordings[0].Component != "WUAHandler" {
		t.Errorf("%d of %d known, %+v", known, all, wordings)
	}
}
