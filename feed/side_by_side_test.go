package feed

import (
	"bytes"
	"runtime"
	"testing"
	"testing/fstest"

	"ccmtail/demo"
	"ccmtail/store"
)

// TestALargeLogReadSideBySideIsTheSame reads a log large enough to be read side by side, with letters of
// a code page and a record that spans chunks, and holds it against the same one read in one goroutine.
func TestALargeLogReadSideBySideIsTheSame(t *testing.T) {
	evening := captureFiles(t, demo.Capture())["UpdatesDeployment.log"]
	night := bytes.Replace(evening, []byte("<![LOG["), []byte("<![LOG[gepr\xfcft: "), 1)
	text := bytes.Repeat(append(bytes.Repeat(evening, 20), night...), 3*sideBySideFrom/(21*len(evening)))
	long := bytes.Repeat([]byte("a line of a long record\r\n"), 40_000)
	text = bytes.Replace(text, []byte("gepr"), append(long, "gepr"...), 3)
	capture := fstest.MapFS{"UpdatesDeployment.log": {Data: append(text, evening[:len(evening)/2]...)}}

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := readCapture(t, capture)
	runtime.GOMAXPROCS(4)
	got := readCapture(t, capture)
	if got.Records.Len() != want.Records.Len() || got.Events.Len() != want.Events.Len() || got.BytesRead != want.BytesRead {
		t.Fatalf("%d records, %d events, %d bytes, want %d, %d, %d", got.Records.Len(), got.Events.Len(), got.BytesRead,
			want.Records.Len(), want.Events.Len(), want.BytesRead)
	}
	for i := range want.Events.Len() {
		if got, want := *got.Events.At(i), *want.Events.At(i); got != want {
			t.Fatalf("event %d is %+v, want %+v", i, got, want)
		}
	}
	compareRecords(t, got.Records, want.Records)
	if got, want := describeState(got, finalState(got)), describeState(want, finalState(want)); got != want {
		t.Errorf("the state is\n%s\nwant\n%s", got, want)
	}
}

// compareRecords compares the texts, lines and bytes of records in their order.
func compareRecords(t *testing.T, got, want *store.Records) {
	t.Helper()
	for i := range want.Len() {
		g, w := got.ID(i), want.ID(i)
		if got.Line(g) != want.Line(w) || !bytes.Equal(got.Raw(g), want.Raw(w)) {
			t.Fatalf("record %d is\n%s\nof line %d, want\n%s\nof line %d", i, got.Raw(g), got.Line(g), want.Raw(w), want.Line(w))
		}
		if got, want := got.Record(g).Offset, want.Record(w).Offset; got != want {
			t.Fatalf("record %d is at byte %d, want %d", i, got, want)
		}
	}
}
