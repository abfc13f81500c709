package ui

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// million returns a client with a million records and twenty thousand events.
func million() *world {
	w := story()
	g := w.store.AddFile("Big.log", "Big.log", 0)
	const tail = "]LOG]!>\r\n"
	base := at("18:30:00")
	var offset int64
	for chunk := range 1000 {
		var text []byte
		frames := make([]model.Frame, 1000)
		var events []*event.Event
		for i := range frames {
			n := chunk*1000 + i
			msg := fmt.Sprintf("Record %d of a long night: the job {%08X-3C4E-4D48-9323-39EAE4C78DA0} goes on with its work on content, nothing special in it", n, n)
			if n%100000 == 77 {
				msg += " but a needle 0x80240022"
			}
			from := len(text)
			text = append(append(append(text, "<![LOG["...), msg...), tail...)
			utc := base.Add(time.Duration(n) * 10 * time.Millisecond)
			frames[i] = model.Frame{Size: len(text) - from, Head: 7, Tail: len(tail), Lines: 1, Wall: utc.Add(-5 * time.Hour).UnixNano(), Bias: 300, Component: "Worker", Level: model.Level(n % 50 / 49 * 2), Format: model.FormatCCM}
			if n%50 == 0 {
				events = append(events, &event.Event{Kind: event.UpdateProgress, Rec: event.RecordID(i), At: utc.UnixNano(), Timed: true, Log: event.LogNamed("Big.log"), Offset: offset + int64(from),
					Update: event.GUID{1, 15: byte(n / 50 % 200)}, Texts: event.Texts{event.State: [...]string{"Downloading", "WaitInstall", "Installing"}[n/50%3]}})
			}
		}
		offset += int64(len(text))
		first := g.Append(text, frames, events...)
		for _, e := range events {
			e.Rec += first
		}
		w.line.Add(events)
	}
	return w
}

// bigApp returns the screen over a million records. Its source's snapshot is taken once.
func bigApp(o Options) (*App, *still) {
	w := million()
	src := &still{snap: &store.Snapshot{Clients: []store.Client{w.client()}}}
	if o.Now == nil {
		o.Now = func() time.Time { return at("21:30:00") }
	}
	a := newApp(context.Background(), src, o)
	a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	a.View()
	return a, src
}

type still struct{ snap *store.Snapshot }

func (s *still) Snapshot() *store.Snapshot { return s.snap }
func (s *still) News() <-chan struct{}     { return nil }

// tellSlowest puts durations in order and tells the slowest in a hundred.
func tellSlowest(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}

// BenchmarkKeyToFrame is from a key to its frame, a million records behind it; it tells the slowest
// in a hundred.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, keys := range [][]string{{"k"}, {"pgup"}, {"g", "G"}, {"*", "*"}, {"(", ")"}, {"1", "4"}} {
		b.Run(fmt.Sprint(keys), func(b *testing.B) {
			a, _ := bigApp(Options{})
			a.Update(keyMsg("4"))
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				a.Update(keyMsg(keys[i%len(keys)]))
				a.View()
				took = append(took, time.Since(start))
			}
			tellSlowest(b, took)
		})
	}
}

// BenchmarkEveryKey presses each key of the table in turn, a million records behind it: it tells
// the slowest in a hundred of them all, and the five slowest keys.
func BenchmarkEveryKey(b *testing.B) {
	a, _ := bigApp(Options{})
	a.writeClipboard = func(string) error { return nil }
	took := map[actionID][]time.Duration{}
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		act := actionTable[i%len(actionTable)]
		if len(act.Keys()) == 0 || act.group == groupProgram && (act.id == "quit" || act.id == "quit at once") {
			continue
		}
		k := act.Keys()[i/len(actionTable)%len(act.Keys())]
		start := time.Now()
		a.Update(keyMsg(k))
		a.View()
		d := time.Since(start)
		took[act.id], all = append(took[act.id], d), append(all, d)
		a.rest()
	}
	tellSlowest(b, all)
	b.ReportMetric(float64(all[len(all)-1].Microseconds()), "µs-max")
	worst := slices.SortedFunc(maps.Keys(took), func(x, y actionID) int { return cmp.Compare(slices.Max(took[y]), slices.Max(took[x])) })
	for _, name := range worst[:min(5, len(worst))] {
		slices.Sort(took[name])
		b.Logf("%s: median %v, at most %v", name, took[name][len(took[name])/2], slices.Max(took[name]))
	}
}

// rest leaves what a key opened, and lets what it started off the loop come to its end, so that the
// next key meets a screen at rest.
func (a *App) rest() {
	for a.prompt != nil || len(a.pages) > 0 {
		a.Update(keyMsg("esc"))
	}
	a.playhead.goLive()
	log := a.client.log
	for len(log.chips) > 3 {
		log.removeNewestChip(nil)
	}
	for work := log.lines.NextStep(); work != nil; work = log.lines.NextStep() {
		work().Apply()
	}
}

// BenchmarkFrame is one full frame of 200×60 cells.
func BenchmarkFrame(b *testing.B) {
	a, _ := bigApp(Options{})
	b.ReportAllocs()
	for b.Loop() {
		a.stale = frameChanged
		a.View()
	}
}

// BenchmarkSeek stands the screen at random times of a million records and twenty thousand events.
func BenchmarkSeek(b *testing.B) {
	a, _ := bigApp(Options{Play: &Play{Paused: true}})
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		a.seekTo(at("18:30:00").Add(time.Duration(i*7919%10000) * time.Second))
		a.stale = frameChanged
		a.View()
		took = append(took, time.Since(start))
	}
	tellSlowest(b, took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
}

// BenchmarkPin scrolls through a live log, so that each screenful pins the state of an earlier
// time, now and then far away.
func BenchmarkPin(b *testing.B) {
	a, _ := bigApp(Options{})
	a.Update(keyMsg("4"))
	keys := slices.Concat(slices.Repeat([]string{"pgup"}, 50), slices.Repeat([]string{"k"}, 20), []string{"g"}, slices.Repeat([]string{"pgdown"}, 50), []string{"G"})
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		a.Update(keyMsg(keys[i%len(keys)]))
		a.View()
		took = append(took, time.Since(start))
	}
	tellSlowest(b, took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
}

// BenchmarkFilterFirst is from a typed filter to its first frame; BenchmarkFilterAll until all is
// searched.
func BenchmarkFilterFirst(b *testing.B) {
	a, _ := bigApp(Options{})
	for b.Loop() {
		a.session().log.chips = nil
		a.addChip("0x80240022")
		a.stale = frameChanged
		a.View()
	}
}

func BenchmarkFilterAll(b *testing.B) {
	for _, f := range []string{"0x80240022", "needle", "level:error", "re:needle|thread", "kb:961501", "guid:0d841d92-dcfd-42d0-99cc-da46abbfb86c"} {
		b.Run(f, func(b *testing.B) {
			a, _ := bigApp(Options{})
			for b.Loop() {
				a.session().log.chips = nil
				a.addChip(f)
				for l := &a.session().log.lines; ; {
					work := l.NextStep()
					if work == nil {
						break
					}
					work().Apply()
				}
			}
		})
	}
}
