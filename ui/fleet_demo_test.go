package ui

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/tail"
)

// demoFleet is the demo's fleet, summed up at once for any moment.
type demoFleet struct {
	found   *feed.Clients
	read    []store.Client
	rows    []summary.ClientSummary
	version uint64
}

func newDemoFleet(t *testing.T) *demoFleet {
	t.Helper()
	var found []tail.ClientSource
	for _, c := range demo.Fleet() {
		one := tail.ClientSource{Name: c.Name, Path: c.Name, Err: c.Err}
		if c.Err == nil {
			one = tail.ClientFS(c.Name, c.Logs)
		}
		found = append(found, one)
	}
	f := &demoFleet{found: feed.ClientsOf(found)}
	for _, v := range f.found.Visited(feed.Options{Follow: true}) {
		_, _ = v.Visit(t.Context(), fleetNow())
		c := v.Snapshot()
		f.read = append(f.read, c)
	}
	f.SetAt(time.Time{})
	return f
}

func (f *demoFleet) SetAt(t time.Time) {
	f.rows = make([]summary.ClientSummary, len(f.read))
	for i := range f.read {
		c := &f.read[i]
		_, at := c.TimeRange()
		if !t.IsZero() && t.Before(at) {
			at = t
		}
		f.rows[i] = summary.ClientAt(c, at, model.FitRules{}).ClientSummary(nil)
		f.rows[i].Number = i
		f.rows[i].History, _ = summary.History(c.Events)
	}
	f.version++
}

func (f *demoFleet) Len() int { return f.found.Len() }

func (f *demoFleet) Changed(since uint64) ([]summary.ClientSummary, uint64) {
	if since == f.version {
		return nil, f.version
	}
	return f.rows, f.version
}

func (f *demoFleet) News() <-chan struct{} { return nil }

func (f *demoFleet) Progress() FleetProgress { return FleetProgress{Clients: f.Len()} }

func (f *demoFleet) OpenClient(number int) (Source, func(), error) {
	client, err := f.found.Open(number, feed.Options{})
	if err != nil {
		return nil, nil, err
	}
	return client, func() {}, client.Run(context.Background())
}

// sitAtDemoFleet runs f at a desk before the demo's fleet, once all of it has been read.
func sitAtDemoFleet(t *testing.T, w, h int, play *Play, f func(*fleetDesk)) {
	t.Helper()
	of := newDemoFleet(t)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		d := &fleetDesk{t: t, now: fleetNow().AddDate(0, 6, 0), w: w, h: h}
		clock := func() time.Time { return d.now }
		d.app = newFleetApp(ctx, of, Options{Now: clock, Zone: time.FixedZone("", -5*3600), Markdown: tickets, Play: play})
		d.do(tea.WindowSizeMsg{Width: w, Height: h})
		d.run(d.app.screen.startPlayback())
		d.run(d.app.screen.sumUp())
		f(d)
		cancel()
		time.Sleep(2 * time.Second) // let what still sleeps end
	})
}

// passPlaying lets time go by in the beats of a clock that plays.
func (d *fleetDesk) passPlaying(by time.Duration) {
	for end := d.now.Add(by); d.now.Before(end); {
		d.pass(fleetFrameTime(d.app.fleet.Len()))
	}
}

// demoStates are how many clients of the demo's fleet are in which state in the end.
var demoStates = []string{
	"9 done", "2 unreadable", "2 silent", "8 stuck", "6 failed", "4 pending restart", "9 waiting for window", "3 installing", "3 in progress",
}

// demoStuck are the ways in which something does not go on.
var demoStuck = []string{
	"the restart has been overdue for", "have been installing for", "fit into the open maintenance window and do not install",
	"no scan has succeeded for", "have got no byte for", "nothing written for 2 h 40 min",
}

func TestDemoFleetShowsEachState(t *testing.T) {
	sitAtDemoFleet(t, 200, 60, &Play{Paused: true, From: demo.FleetEnd}, func(d *fleetDesk) {
		d.has(demoStates...)
		d.has(demoStuck...)
		d.has("0x80070643", "0x800f0922", "0x8024200b", "0x80070005", "permission denied", "the computer does not answer", "needs 90 min")
		d.hasNot("again in")
	})
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"120x35", 120, 35}} {
		sitAtDemoFleet(t, size.w, size.h, &Play{Paused: true, From: demo.FleetEnd}, func(d *fleetDesk) {
			golden(t, "fleet demo "+size.name, d.frame())
		})
	}
}

func TestDemoFleetIsPlayed(t *testing.T) {
	sitAtDemoFleet(t, 160, 40, &Play{Speed: 60, From: demo.FleetStart}, func(d *fleetDesk) {
		d.has("▶ PLAY ×60", "20:45:00 -05:00", "waiting for window", "= pause")
		d.has("2 stuck", "3 unknown", "20 in progress")
		d.hasNot("✗ 0x", "9 done", "back to now")
		d.passPlaying(16 * time.Second)
		d.has("installing KB", "window open on 20")
		d.keys("=")
		at := d.app.screen.at
		d.has("‖ PAUSED ×60", "= resume")
		d.passPlaying(time.Second)
		if !d.app.screen.at.Equal(at) {
			t.Errorf("paused at %v, now at %v", at, d.app.screen.at)
		}
		d.keys("esc", "F")
		d.has("PAUSED")
		d.keys(".")
		if next := d.app.screen.at; !next.After(at) {
			t.Errorf("the next change after %v is %v", at, next)
		}
		d.keys(",", ",")
		if before := d.app.screen.at; !before.Before(at) {
			t.Errorf("the change before %v is %v", at, before)
		}
		d.keys(">", ">", ">", "=")
		d.has("PLAY ×600")
		d.passPlaying(12 * time.Second)
		d.has("■ END", "22:25", "9 of 46 clients are done")
		d.keys("=")
		d.has("PLAY ×600", "20:45:00")
		if d.quit {
			t.Error("the program has ended")
		}
	})
}

// TestAClientIsPlayedAsItsFleet: Enter opens it at the fleet's moment, and Esc takes the fleet to its.
func TestAClientIsPlayedAsItsFleet(t *testing.T) {
	sitAtDemoFleet(t, 160, 40, &Play{Speed: 60, From: demo.FleetStart, Paused: true}, func(d *fleetDesk) {
		open := func(name string) {
			d.t.Helper()
			d.keys("/", `"`+name+`"`, "enter", "enter")
			d.arrive()
			d.has(name)
		}
		open("DEN-0207")
		d.has("PAUSED ×60", "19:45:00 -06:00")
		d.hasNot("AS OF")
		d.keys(">", "=")
		d.has("PLAY ×120", "19:45:00 -06:00")
		d.app.shown.app.playhead.seek(demo.FleetStart.Add(10*time.Minute), demo.FleetEnd)
		d.keys("=", "esc")
		d.has("FLEET", "PAUSED ×120", "20:55:00 -05:00")

		d.app.screen.seek(demo.FleetEnd)
		open("CHI-0254") // whose logs end long before
		d.has("19:44:34")
		d.keys("K")
		d.has("FLEET", "22:25:00")
	})
}

// arrive lets the client that is open be read.
func (d *fleetDesk) arrive() {
	d.t.Helper()
	c := d.app.shown
	for range 3 {
		synctest.Wait()
		d.do(clientMsg{c, newsArrived{}})
	}
}

func TestALiveFleetIsPlayedFromThePast(t *testing.T) {
	sitAtFleet(t, 160, 40, fatedFleet(50), Options{}, func(d *fleetDesk) {
		d.keys(">")
		d.has("already live")
		d.keys(",", ",", ",", ">")
		from := d.app.screen.at
		d.has("PLAY ×60")
		d.pass(time.Second)
		if got := d.app.screen.at; !got.After(from) || !d.fleet.at.Equal(got) {
			t.Errorf("from %v a second of playing leads to %v, the fleet is at %v", from, got, d.fleet.at)
		}
		d.keys("=")
		d.has("AS OF", "back to now")
		d.keys("=", ">", ">", ">", ">", ">", ">")
		d.pass(time.Minute)
		d.has("LIVE")
		if !d.fleet.at.IsZero() {
			t.Errorf("live, the fleet is at %v", d.fleet.at)
		}
		d.keys("=")
		d.has("AS OF")
		d.keys("F")
		d.has("LIVE")
		if !strings.Contains(d.frame(), "50 clients") {
			t.Error(d.frame())
		}
	})
}
