package feed

import (
	"strings"
	"testing"

	"ccmtail/tail"
)

func TestALimitOfTheSystemIsInTheSnapshotOnce(t *testing.T) {
	f := newFeed()
	before := f.Snapshot()
	if len(before.Limits) != 0 {
		t.Errorf("%q", before.Limits)
	}
	for range 3 {
		f.limits.add(tail.LimitFiles)
	}
	select {
	case <-f.News():
	default:
		t.Error("the limit is no news")
	}
	f.limits.add(tail.LimitWatches)
	got := f.Snapshot().Limits
	if len(got) != 2 || !strings.Contains(got[0], "opens no more files") || !strings.Contains(got[1], "watches no more folders") {
		t.Errorf("%q", got)
	}
	if last := f.Snapshot(); last != f.Snapshot() {
		t.Error("snapshots differ though nothing is new")
	}
}
