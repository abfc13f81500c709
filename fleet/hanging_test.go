package fleet

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/store"
	"ccmtail/summary"
)

// fakeClient is a client of which a visit takes some time, or hangs until it is let go.
type fakeClient struct {
	name    string
	takes   time.Duration
	hangs   chan struct{} // nil: it does not hang
	visits  int
	records *store.Records

	unchanged bool // visits find nothing new
	modified  time.Time
	visited   func(name string)
}

func (c *fakeClient) Name() string        { return c.name }
func (c *fakeClient) Path() string        { return c.name }
func (c *fakeClient) BytesRead() int64    { return 0 }
func (c *fakeClient) Ended() bool         { return false }
func (c *fakeClient) Watchable() []string { return nil }
func (c *fakeClient) Modified() time.Time { return c.modified }
func (c *fakeClient) Snapshot() store.Client {
	return store.Client{Name: c.name, Path: c.name, Records: c.records}
}

func (c *fakeClient) Visit(context.Context, time.Time) (changed bool, err error) {
	c.visits++
	if c.visited != nil {
		c.visited(c.name)
	}
	if c.hangs != nil {
		<-c.hangs
	}
	time.Sleep(c.takes)
	return !c.unchanged, nil
}

// TestClientsThatHangDelayNobody has 50 clients of 1,000 that never answer. Time is that of a bubble, so
// what is compared is how long the visits wait for each other.
func TestClientsThatHangDelayNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const hanging = 50
		without := visitsOf(t, 0)
		with := visitsOf(t, hanging)
		slots := localSlots()
		rounds := (hanging + slots - 1) / slots   // in which all slots are taken by clients that hang
		abreast := min(slots, maxWaiting-hanging) // visits of others from then on
		most := without*time.Duration(slots)/time.Duration(abreast) + time.Duration(rounds+1)*stalledAfter
		if with > most {
			t.Errorf("950 clients take %s beside %d that hang, %s without, and may take %s", with, hanging, without, most)
		}
	})
}

// visitsOf returns how long it takes until all of 950 clients have been visited beside some that hang.
func visitsOf(t *testing.T, hanging int) time.Duration {
	f := newFleet(Options{Now: time.Now})
	records, hangs := store.New().Records(), make(chan struct{})
	for i := range 950 + hanging {
		c := &fakeClient{name: fmt.Sprintf("PC%04d", i), takes: 5 * time.Millisecond, records: records}
		if i < hanging {
			c.hangs = hangs
		}
		f.add(c)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done, start := make(chan struct{}), time.Now()
	go func() { defer close(done); f.runLanes(ctx) }() // without notifications, which no bubble awaits
	read := func() (n int) {
		for _, row := range rows(f) {
			if !row.Loading && row.Error == "" {
				n++
			}
		}
		return n
	}
	for read() < 950 {
		time.Sleep(10 * time.Millisecond)
	}
	took := time.Since(start)
	if hanging > 0 {
		<-f.Loaded()
		if row := rows(f)[0]; row.State != summary.ClientUnreadable || row.Error == "" {
			t.Errorf("a client that hangs is %s, %q", row.State, row.Error)
		}
		close(hangs)
		time.Sleep(time.Minute)
		if row := rows(f)[0]; row.Error != "" {
			t.Errorf("a client that answers again has the error %q", row.Error)
		}
	}
	cancel()
	<-done
	return took
}

// TestAClientThatAnswersAgainIsReadable has a visit that finds nothing new after one that was not answered
// for long.
func TestAClientThatAnswersAgainIsReadable(t *testing.T) {
	f := newFleet(Options{Now: time.Now})
	c := &fakeClient{name: "PC0001", records: store.New().Records(), unchanged: true}
	f.add(c)
	m := f.members[0]
	m.visit(t.Context())
	m.noAnswer()
	if row := rows(f)[0]; row.Error == "" {
		t.Fatal("a client that does not answer has no error")
	}
	m.visit(t.Context())
	if row := rows(f)[0]; row.Error != "" || row.State == summary.ClientUnreadable {
		t.Errorf("a client that answers again is %s, %q", row.State, row.Error)
	}
}

// TestABusyComputerIsNotTheOthersSilence: what a visit has read may take long to be summed up.
func TestABusyComputerIsNotTheOthersSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		f := newFleet(Options{Now: func() time.Time {
			if asked.Add(1) == 2 { // the visit has been made
				time.Sleep(3 * answerWithin)
			}
			return time.Now()
		}})
		f.add(&fakeClient{name: "PC0001", records: store.New().Records()})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.runLanes(ctx) }()
		time.Sleep(2 * answerWithin)
		if row := rows(f)[0]; row.Error != "" || !row.Loading {
			t.Errorf("while it is summed up: %q, loading %v", row.Error, row.Loading)
		}
		<-f.Loaded()
		if row := rows(f)[0]; row.Error != "" || row.Loading {
			t.Errorf("then: %q, loading %v", row.Error, row.Loading)
		}
		cancel()
		<-done
	})
}

// TestAVisitAloneIsNoNews: of a client that was visited and is as before nothing has changed.
func TestAVisitAloneIsNoNews(t *testing.T) {
	f := newFleet(Options{Now: time.Now})
	f.add(&fakeClient{name: "PC0001", records: store.New().Records()})
	s := summary.ClientSummary{Name: "PC0001", Visited: time.Unix(1, 0), State: summary.ClientDone}
	f.publish(f.members[0], s)
	<-f.News()
	_, before := f.Changed(0)
	s.Visited = time.Unix(2, 0)
	f.publish(f.members[0], s)
	if changed, version := f.Changed(before); len(changed) > 0 || version != before || len(f.News()) > 0 {
		t.Errorf("%d clients have changed, version %d after %d", len(changed), version, before)
	}
	if all, _ := f.Changed(0); !all[0].Visited.Equal(s.Visited) {
		t.Errorf("it was visited at %v", all[0].Visited)
	}
	s.Said = "21:15"
	f.publish(f.members[0], s)
	if changed, _ := f.Changed(before); len(changed) != 1 || len(f.News()) != 1 {
		t.Error("what it says anew is no news")
	}
}

// TestTheFirstVisitsGoToHotClients: but for those that are under way by then.
func TestTheFirstVisitsGoToHotClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFleet(Options{Now: time.Now})
		var mu sync.Mutex
		var order []string
		begun, start := 0, time.Now() // begun: how many are visited before clients are asked how hot they are
		for i := range 200 {
			f.add(&fakeClient{name: fmt.Sprintf("PC%04d", i), takes: time.Second, records: store.New().Records(), unchanged: true, modified: time.Unix(int64(i), 0), visited: func(name string) {
				mu.Lock()
				defer mu.Unlock()
				order = append(order, name)
				if time.Since(start) <= heatAfter {
					begun++
				}
			}})
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.runLanes(ctx) }()
		<-f.Loaded()
		cancel()
		<-done
		mu.Lock()
		defer mu.Unlock()
		late := begun + localSlots() // visits side by side may change places
		// By then each slot has been given up some times, and one more visit waits for room.
		most := min(maxWaiting, localSlots()*int(heatAfter/stalledAfter+1)+localSlots()) + 1
		if begun > most || slices.Index(order, "PC0199") > late || slices.Index(order, "PC0150") > late+50 || slices.Index(order, "PC0100") > late+100 {
			t.Errorf("visited in the order %v", order)
		}
	})
}
