package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// TestEveryChangeOfALongHistoryIsWritten has more steps than a history keeps, told at once and as
// they come.
func TestEveryChangeOfALongHistoryIsWritten(t *testing.T) {
	const steps = 9000
	line := store.NewTimeline()
	s := store.New()
	g := s.AddFile("RebootCoordinator.log", "RebootCoordinator.log", 0)
	add := func(from, to int) {
		for i := from; i < to; i++ {
			rec := g.Append([]byte("x\n"), []model.Frame{{Size: 2, Wall: int64(i) * 1e9, Lines: 1}})
			line.Add([]*event.Event{{Kind: event.WindowNotice, Texts: event.Texts{event.Name: []string{"START", "END"}[i%2]}, At: int64(i+1) * 100e9, Timed: true, Rec: rec, Log: event.LogNamed("x.log"), Line: int32(i + 1)}})
		}
	}
	picture := func() *store.Snapshot {
		return &store.Snapshot{Clients: []store.Client{{Name: "PC", Records: s.Records(), Events: line.Events()}}}
	}
	var inParts bytes.Buffer
	c := report.NewChangeWriter(&inParts, false, report.ChangeOptions{})
	for i := 0; i < steps; i += 500 {
		add(i, i+500)
		if err := c.WriteNew(picture(), time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	var atOnce bytes.Buffer
	if err := report.NewChangeWriter(&atOnce, false, report.ChangeOptions{}).WriteNew(picture(), time.Time{}); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{"in parts": inParts.String(), "at once": atOnce.String()} {
		if n := strings.Count(out, "\n"); n != steps {
			t.Errorf("%s: %d changes of %d", name, n, steps)
		}
		for _, i := range []int{1, steps / 2, steps} {
			if n := strings.Count(out, fmt.Sprintf(`"line":%d}`, i)); n != 1 {
				t.Errorf("%s: step %d is written %d times", name, i, n)
			}
		}
	}
}
