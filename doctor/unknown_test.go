package doctor_test

import (
	"strings"
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
	u := doctor.FindUnknown(&f.Snapshot().Clients[0])
	if u.Known != 1 || u.All != 2 || len(u.Wordings) != 1 || u.Wordings[0].Component != "WUAHandler" {
		t.Errorf("%+v", u)
	}
}

// TestTheOtherLinesOfAnExcerptAreNotRead has a log of which only a few lines have rules.
func TestTheOtherLinesOfAnExcerptAreNotRead(t *testing.T) {
	rows := []byte("Task Sequence Manager failed to execute task sequence. Code 0x80004005 3/18/2026 9:41:01 PM 6488 (0x1958)\n" +
		"TSManager executing in non SMS, standalone mode 3/18/2026 9:41:02 PM 6488 (0x1958)\n" +
		"UEFI: true 3/18/2026 9:41:02 PM 6488 (0x1958)\n")
	f := feed.New([]*tail.Source{tail.OpenFS("made up", fstest.MapFS{"smsts.log": {Data: rows}}, tail.Options{})}, feed.Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	client := &f.Snapshot().Clients[0]
	u := doctor.FindUnknown(client)
	if u.Known != 0 || u.All != 0 || len(u.Wordings) != 0 || u.NotRead != 2 {
		t.Errorf("%+v", u)
	}
	var unknown, examined strings.Builder
	if err := doctor.WriteUnknown(&unknown, client, u); err != nil {
		t.Fatal(err)
	}
	if err := doctor.Write(&examined, client, doctor.Examine(client)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{unknown.String(), "not read, in logs of which only a few lines have rules: 2 records\n"},
		{examined.String(), "3 records,      1 known, the others not read\n"},
	} {
		if !strings.Contains(c.text, c.want) {
			t.Errorf("%q is not in\n%s", c.want, c.text)
		}
	}
}
