package fleet

import (
	"testing"
	"time"

	"ccmtail/store"
)

// TestVisitsSpread: clients that were read at the same time are not visited again at the same time.
func TestVisitsSpread(t *testing.T) {
	f := newFleet(Options{Now: time.Now})
	var due [4]int // by quarter of the time in which they are due
	for i := range 1000 {
		f.add(&fakeClient{records: store.New().Records()})
		m := f.members[i]
		m.setPace(cold)
		at, _ := m.pace.next(false)
		after := at.Sub(m.pace.visited)
		if after < coldPace*3/4 || after >= coldPace*5/4 {
			t.Fatalf("client %d is visited again after %v", i, after)
		}
		due[(after-coldPace*3/4)*4/(coldPace/2)]++
	}
	for _, n := range due {
		if n < 200 {
			t.Errorf("so many are due in each quarter: %v", due)
		}
	}
}
