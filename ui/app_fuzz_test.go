package ui

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ccmtail/model"
	"ccmtail/model/event"
)

// pressable is what a fuzzer may press.
var pressable = func() []string {
	keys := []string{"enter", "esc", "tab", "shift+tab", "backspace", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "delete", "f1", "f2", "f3", "f5",
		"shift+left", "shift+right", "shift+up", "shift+down", "ctrl+d", "ctrl+u", "ctrl+w", "ctrl+a", "ctrl+e", "ctrl+l", "space",
		"ctrl+k", "alt+b", "alt+f", "alt+d", "alt+backspace"}
	for c := rune(0x21); c < 0x7f; c++ {
		keys = append(keys, string(c))
	}
	return append(keys, "界", "é", "👩")
}()

// FuzzScreen presses any keys on any screen over any text: no panic, and no row wider than the
// screen. It takes a few keys and a text of a few rows: go test ends an input that takes 10 seconds
// as one that hangs, on a machine however busy.
func FuzzScreen(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, uint64(i), uint8(80), uint8(24), []byte("4kkk&x\n*/y"))
	}
	f.Add(strings.Repeat("w界e\u0301", 500), uint64(1), uint8(200), uint8(60), []byte{1, 2, 3})
	f.Add("", uint64(2), uint8(1), uint8(1), []byte("?:&/tM"))
	f.Fuzz(func(t *testing.T, text string, seed uint64, w, h uint8, keys []byte) {
		text, keys = text[:min(len(text), 4<<10)], keys[:min(len(keys), 32)]
		rng := rand.New(rand.NewPCG(seed, 1))
		world := fuzzWorld(rng, text)
		now := at("21:15:05")
		o := Options{Now: func() time.Time { return now }, ASCII: seed%5 == 0, NoColor: seed%7 == 0}
		if seed%3 == 0 {
			o.Play = &Play{Speed: float64(seed % 4000), Paused: seed%2 == 0}
		}
		a := newApp(context.Background(), newFake(world), o)
		a.writeClipboard = func(string) error { return nil }
		a.Update(tea.WindowSizeMsg{Width: int(w), Height: int(h)})
		checkFrame(t, a, int(w), int(h))
		for _, k := range keys {
			now = now.Add(time.Duration(rng.IntN(3000)) * time.Millisecond)
			fuzzStep(t, a, rng, world, k, text)
			checkFrame(t, a, a.layout.w, a.layout.h)
		}
	})
}

func fuzzWorld(rng *rand.Rand, text string) *world {
	w := story()
	for range rng.IntN(20) {
		id := event.GUID{byte(rng.IntN(5)), 15: 1}
		w.logAt(at("21:15:00").Add(time.Duration(rng.IntN(100000))*time.Millisecond), pieceOf(rng, text), model.Level(rng.IntN(4)), pieceOf(rng, text),
			event.Event{Kind: event.Kind(rng.IntN(int(event.Kinds))), Update: id, Deployment: deployment, Content: contentID, Job: dtsJob, Window: windowID, Numbers: event.Numbers{event.Seconds: int64(rng.IntN(9000)), event.DoneBytes: int64(rng.IntN(9000)), event.TotalBytes: int64(rng.IntN(9)), event.WindowType: int64(rng.IntN(9))},
				Texts: event.Texts{event.State: pieceOf(rng, text), event.Name: pieceOf(rng, text), event.Title: pieceOf(rng, text), event.KB: pieceOf(rng, text), event.URL: pieceOf(rng, text), event.Schedule: pieceOf(rng, text)}, Code: event.Code(rng.Uint32()), HasCode: true})
	}
	return w
}

func pieceOf(rng *rand.Rand, s string) string {
	if len(s) < 2 {
		return s
	}
	from := rng.IntN(len(s))
	return s[from : from+rng.IntN(len(s)-from)]
}

// fuzzStep is one thing that happens to the App; it runs what starts no clock.
func fuzzStep(t *testing.T, a *App, rng *rand.Rand, w *world, k byte, text string) {
	t.Helper()
	var msg tea.Msg
	switch k % 16 {
	case 0:
		msg = tea.WindowSizeMsg{Width: rng.IntN(220), Height: rng.IntN(70)}
	case 1:
		msg = tea.MouseClickMsg{X: rng.IntN(a.layout.w + 1), Y: rng.IntN(a.layout.h + 1), Button: tea.MouseLeft}
	case 2:
		msg = tea.MouseWheelMsg{X: rng.IntN(a.layout.w + 1), Y: rng.IntN(a.layout.h + 1), Button: tea.MouseWheelUp}
	case 3:
		w.logAt(at("21:15:00").Add(time.Duration(rng.IntN(200000))*time.Millisecond), "New", model.Level(rng.IntN(4)), pieceOf(rng, text))
		msg = newsArrived{}
	case 4:
		msg = clockTick{a.clockSerial}
	case 5:
		msg = tea.PasteMsg{Content: pieceOf(rng, text)}
	case 6:
		msg = []tea.Msg{
			tea.MouseMotionMsg{X: rng.IntN(a.layout.w + 1), Y: rng.IntN(a.layout.h + 1), Button: tea.MouseLeft}, tea.MouseReleaseMsg{Button: tea.MouseLeft},
		}[rng.IntN(4)/3]
	case 7:
		msg = keyMsg(pressable[rng.IntN(len(pressable))])
	default:
		msg = keyMsg(pressable[int(k)%len(pressable)])
	}
	_, _ = a.Update(msg)
	if work := a.client.log.lines.NextStep(); work != nil {
		a.Update(work())
	}
}

func checkFrame(t *testing.T, a *App, w, h int) {
	t.Helper()
	content := a.View().Content
	if w == 0 || h == 0 {
		return
	}
	if !utf8.ValidString(content) {
		t.Fatal("not UTF-8")
	}
	rows := strings.Split(content, "\n")
	if len(rows) != h {
		t.Fatalf("%d rows on a screen of %d", len(rows), h)
	}
	for i, r := range rows {
		if n := ansi.StringWidth(r); n != w {
			t.Fatalf("row %d has %d cells on a screen of %dx%d: %q", i, n, w, h, r)
		}
	}
	checkCursor(t, a)
}

// TestRandomScreens is a short walk of FuzzScreen that every run of the tests takes.
func TestRandomScreens(t *testing.T) {
	for seed := range uint64(60 / fewerWithRace) {
		rng := rand.New(rand.NewPCG(seed, 7))
		world := fuzzWorld(rng, strings.Join(hostile, "\r\n")+strings.Repeat("long ", 12000))
		now := at("21:15:05")
		sizes := Layout{rng.IntN(3000) - 1000, rng.IntN(3000) - 1000, rng.IntN(3000) - 1000, rng.IntN(3000) - 1000}
		a := newApp(context.Background(), newFake(world), Options{Now: func() time.Time { return now }, ASCII: seed%5 == 0, Remembered: Remembered{Layout: sizes}})
		a.writeClipboard = func(string) error { return nil }
		w, h := rng.IntN(210), rng.IntN(65)
		a.Update(tea.WindowSizeMsg{Width: w, Height: h})
		checkFrame(t, a, w, h)
		for range 60 {
			now = now.Add(time.Duration(rng.IntN(3000)) * time.Millisecond)
			fuzzStep(t, a, rng, world, byte(rng.IntN(256)), hostile[rng.IntN(len(hostile))])
			checkFrame(t, a, a.layout.w, a.layout.h)
		}
	}
}

// TestEveryPaneFitsAnyScreen draws each pane and page over hostile text at sizes around those where
// the layout changes.
func TestEveryPaneFitsAnyScreen(t *testing.T) {
	now := at("21:15:05")
	src := newFake(fuzzWorld(rand.New(rand.NewPCG(5, 7)), strings.Join(hostile, " ")+strings.Repeat("界e\u0301👩\u200d👩\u200d👧", 6000)))
	src.worlds[0].logs[0].Err = strings.Join(hostile, "")
	for i, w := range []int{1, 2, 7, 25, 43, 59, 60, 64, 80, 99, 130, 200} {
		for j, h := range []int{1, 3, 5, 9, 14, 16, 24, 35, 60} {
			if (i+j)%fewerWithRace != 0 {
				continue
			}
			a := newApp(context.Background(), src, Options{Now: func() time.Time { return now }, ASCII: w%2 == 0, FirstRun: true, Remembered: Remembered{Layout: Layout{Upper: w * 4, Side: h * 9}}})
			a.Update(tea.WindowSizeMsg{Width: w, Height: h})
			checkFrame(t, a, w, h)
			for _, k := range strings.Fields("1 % % up enter down f 2 C C f 3 4 A & x 界 enter A esc 5 6 enter esc 7 8 9 ! esc i ? esc * T \\") {
				a.Update(keyMsg(k))
				checkFrame(t, a, w, h)
			}
		}
	}
}
