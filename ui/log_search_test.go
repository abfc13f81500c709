package ui

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// held wants nothing, and is not answered before it is let go.
type held struct {
	tried *atomic.Int64
	free  chan struct{}
}

func (h held) Match(*store.Records, event.RecordID) bool {
	if h.tried.Add(1) > syncSearchLines {
		<-h.free
	}
	return false
}

func TestASearchCanBeGivenUp(t *testing.T) {
	w := newWorld("PC")
	for i := range 3 * syncSearchLines {
		w.logAt(at("20:00:00").Add(time.Duration(i)*time.Millisecond), "C", 0, "x")
	}
	sit(t, 100, 30, newFake(w), Options{}, func(d *desk) {
		h := held{new(atomic.Int64), make(chan struct{})}
		d.run(d.app.do(goToMatch{h, -1, "it"}))
		d.app.stale = frameChanged
		d.has("searching… Esc cancels")
		d.keys("4", "esc")
		d.has("search cancelled")
		close(h.free)
		synctest.Wait()
		if n := h.tried.Load(); n > syncSearchLines+2048 {
			t.Errorf("%d records were tried after all", n)
		}
		d.keys("esc")
		d.hasNot("no it above")
	})
}
