package ui

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// TestComponentsAreCountedPageByPage counts those of more records than a page holds one by one too.
func TestComponentsAreCountedPageByPage(t *testing.T) {
	w := newWorld("PC0147")
	for i := range store.PageRecords + 500 {
		w.logAt(at("21:00:00").Add(time.Duration(i)*time.Second), fmt.Sprint("Component", i%7), model.LevelInfo, "text")
	}
	records := w.store.Records()
	want := map[string]int{}
	for id := event.RecordID(0); id < records.End(); id++ {
		want[records.Component(id)]++
	}
	if got := countComponents(records); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
