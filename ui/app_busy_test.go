package ui

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// busyWorld is a client of which many updates change again and again.
type busyWorld struct {
	*world
	updates, events int
	every           time.Duration // from one event to the next
	deployed        bool
}

// step appends the records of a moment: events about as many updates, one after the other.
func (w *busyWorld) step(events int) time.Time {
	var utc time.Time
	for range events {
		i, round := w.events%w.updates, w.events/w.updates
		utc = at("19:00:00").Add(time.Duration(w.events) * w.every)
		id := event.GUID{0x70, byte(i >> 8), byte(i), 15: 1}
		e := event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: [...]string{"Missing", "Installed"}[round%2], event.KB: fmt.Sprint(5000000 + i), event.Title: "Security Update"}}
		if w.deployed && round == 0 {
			e = event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.KB: fmt.Sprint(5000000 + i), event.Title: "Security Update"}}
		}
		w.logAt(utc, "WUAHandler", model.LevelInfo, "Update (Missing): "+id.String(), e)
		w.logAt(utc, "Worker", model.LevelInfo, "goes on with its work")
		w.events++
	}
	return utc
}

// fail appends that the installation of an update has failed.
func (w *busyWorld) fail(utc time.Time, i int) {
	id := event.GUID{0x70, byte(i >> 8), byte(i), 15: 1}
	w.logAt(utc, "UpdatesHandler", model.LevelError, "it failed", event.Event{Kind: event.UpdateInstallEnded, Update: id, Code: 0x80070643, HasCode: true})
}

// TestFollowingKnowsWhatALookAnewKnows follows a client of which events arrive late now and then: what
// the screen keeps from one look to the next is what one that looks for the first time finds.
func TestFollowingKnowsWhatALookAnewKnows(t *testing.T) {
	for _, every := range []time.Duration{time.Millisecond, 150 * time.Millisecond, 3 * time.Second} {
		w := &busyWorld{world: newWorld("PC0147"), updates: 20, every: every, deployed: true}
		now := w.step(50)
		src := &still{snap: &store.Snapshot{Clients: []store.Client{w.client()}}}
		o := Options{Now: func() time.Time { return now }}
		a := newApp(context.Background(), src, o)
		for i := range 60 {
			now = w.step(7)
			switch i % 10 {
			case 4:
				w.fail(now, i%20)
			case 8:
				w.fail(now.Add(-5*every), i%20)
			case 9:
				w.fail(now.Add(-100*every), i%20)
			}
			src.snap = &store.Snapshot{Clients: []store.Client{w.client()}}
			a.Update(newsArrived{})
			b := newApp(context.Background(), src, o)
			b.Update(newsArrived{})
			for _, most := range []int{fewChanges, maxChanges} {
				if got, want := a.client.asOf.newestChanges(most), b.client.asOf.newestChanges(most); !reflect.DeepEqual(got, want) {
					t.Fatalf("every %v, look %d: %d changes, want %d others", every, i, len(got), len(want))
				}
			}
			got, want := a.client.refreshChangeTimes(a.now(), 0), b.client.refreshChangeTimes(b.now(), 0)
			if !slices.Equal(got.steps.changes, want.steps.changes) || !slices.Equal(got.failures, want.failures) {
				t.Fatalf("every %v, look %d: changes at %v, want %v; failures at %v, want %v", every, i, got.steps.changes, want.steps.changes, got.failures, want.failures)
			}
			if got, want := a.client.changes.failed, b.client.changes.failed; got != want {
				t.Fatalf("every %v, look %d: %d have failed, want %d", every, i, got, want)
			}
		}
	}
}

// BenchmarkBusyFrame is the frame of each of the looks at a client of whose 3,000 updates 5,000
// events a second tell.
func BenchmarkBusyFrame(b *testing.B) {
	for _, deployed := range []bool{false, true} {
		b.Run(fmt.Sprintf("deployed=%t", deployed), func(b *testing.B) {
			w := &busyWorld{world: newWorld("PC0147"), updates: 3000, every: 200 * time.Microsecond, deployed: deployed}
			now := w.step(60_000)
			src := &still{snap: &store.Snapshot{Clients: []store.Client{w.client()}}}
			a := newApp(context.Background(), src, Options{Now: func() time.Time { return now }})
			a.Update(tea.WindowSizeMsg{Width: 120, Height: 35})
			a.Update(keyMsg("4"))
			a.View()
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				now = w.step(120)
				src.snap = &store.Snapshot{Clients: []store.Client{w.client()}}
				b.StartTimer()
				a.Update(newsArrived{})
				a.View()
			}
		})
	}
}
