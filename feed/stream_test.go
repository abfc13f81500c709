package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ccmtail/model/event"
)

// TestARecordIsFoundByTheIDThatItsThreadGivesIt reads more events at once than a batch holds: a job
// that is named, then its errors, which do not name it.
func TestARecordIsFoundByTheIDThatItsThreadGivesIt(t *testing.T) {
	const rounds, errors = 60, 50
	job := func(i int) event.GUID { return event.MustGUID(fmt.Sprintf("11111111-0000-0000-0000-%012d", i)) }
	var text strings.Builder
	add := func(message string) {
		fmt.Fprintf(&text, "<![LOG["+message+recordTail, "10:00:00.000", "DataTransferService")
	}
	for i := range rounds {
		add("Execute called for DTS job '{" + job(i).String() + "}'. Current state: 'RetrievingManifest'")
		for range errors {
			add("Error retrieving manifest (0x80072ee7). Will attempt retry 1 in 60 seconds")
			add("nothing that any rule knows")
		}
	}
	c := readCapture(t, fstest.MapFS{"DataTransferService.log": {Data: []byte(text.String())}})
	if n := c.Events.Len(); n != rounds*errors || n < 2*maxBatch {
		t.Fatalf("%d events", n)
	}
	for i, e := range c.Events.All() {
		line := i/errors*(2*errors+1) + i%errors*2 + 2
		r := c.Records.Record(e.Rec)
		if r.Line != line || int(e.Line) != line || e.Offset != r.Offset || !e.Time().Equal(r.Time) || e.Job != job(i/errors) {
			t.Fatalf("event %d is %+v of %+v, not of line %d", i, e, r, line)
		}
	}
	for i := range rounds {
		first := event.RecordID(i * (2*errors + 1))
		implying := slices.Sorted(c.Records.Implying(job(i)))
		if len(implying) != errors || implying[0] != first+1 || implying[errors-1] != first+2*errors-1 {
			t.Errorf("job %d is implied by %d records, %v", i, len(implying), implying)
		}
		if naming := slices.Collect(c.Records.Mentioning(job(i))); !slices.Equal(naming, []event.RecordID{first}) {
			t.Errorf("job %d is named by %v", i, naming)
		}
	}
}
