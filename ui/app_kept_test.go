package ui

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestKeptRowsAreThoseThatWouldBeDrawn: whatever has happened before, a frame for which only the time of
// day has changed is the one that is drawn from nothing.
func TestKeptRowsAreThoseThatWouldBeDrawn(t *testing.T) {
	for seed := range uint64(40 / fewerWithRace) {
		rng := rand.New(rand.NewPCG(seed, 11))
		text := strings.Join(hostile, "\r\n")
		world := fuzzWorld(rng, text)
		now := at("21:15:05")
		a := newApp(context.Background(), newFake(world), Options{Now: func() time.Time { return now }})
		a.writeClipboard = func(string) error { return nil }
		a.Update(tea.WindowSizeMsg{Width: 60 + rng.IntN(150), Height: 20 + rng.IntN(45)})
		for range 30 {
			fuzzStep(t, a, rng, world, byte(rng.IntN(256)), text)
			a.View()
			now = now.Add(time.Duration(1+rng.IntN(90)) * time.Second)
			a.Update(clockTick{a.clockSerial})
			kept := a.View().Content
			a.stale = frameChanged
			if drawn := a.View().Content; kept != drawn {
				t.Fatalf("seed %d: kept\n%s\nbut drawn\n%s", seed, kept, drawn)
			}
		}
	}
}

// TestTheLogIsNotDrawnForTheTimeOfDay: a second later its rows are the same ones, and those of other
// panes are not.
func TestTheLogIsNotDrawnForTheTimeOfDay(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		before := d.app.View().Content
		rows := d.app.logRows.rows
		d.now = d.now.Add(time.Second)
		d.do(clockTick{d.app.clockSerial})
		if after := d.app.View().Content; after == before {
			t.Error("the clock stands still")
		}
		if len(rows) == 0 || &d.app.logRows.rows[0] != &rows[0] {
			t.Error("the log was drawn anew")
		}
		d.keys("4")
		d.app.View()
		if &d.app.logRows.rows[0] == &rows[0] {
			t.Error("the log was not drawn anew after a key")
		}
	})
}
