package ui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func press(x, y int) tea.Msg  { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }
func moveTo(x, y int) tea.Msg { return tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft} }
func release() tea.Msg        { return tea.MouseReleaseMsg{Button: tea.MouseLeft} }

// column returns the column of the line between the upper panes, line the row of a pane's title.
func (d *desk) column() int {
	return slices.Index([]rune(strings.Split(d.frame(), "\n")[2]), '┬')
}

func (d *desk) line(title string) int {
	for y, row := range strings.Split(d.frame(), "\n") {
		if strings.Contains(row, title) {
			return y
		}
	}
	return -1
}

func TestDividersAreDrawnWithTheMouse(t *testing.T) {
	sit(t, 120, 40, newFake(story()), Options{}, func(d *desk) {
		x, y := d.column(), d.line(" 4 Log ")
		d.do(press(x, 5))
		d.do(moveTo(x-20, 9))
		d.do(release())
		if d.column() != x-20 {
			t.Errorf("the side stands at %d, not %d:\n%s", d.column(), x-20, d.frame())
		}
		d.do(moveTo(x, 9))
		if d.column() != x-20 {
			t.Error("it moves though it is let go")
		}
		d.do(press(30, y))
		d.do(moveTo(30, y+6))
		d.do(release())
		if got := d.line(" 4 Log "); got != y+6 {
			t.Errorf("the log begins at %d, not %d:\n%s", got, y+6, d.frame())
		}
		restarts, findings := d.line(" 3 Restarts "), d.line(" 5 Findings ")
		d.do(press(110, restarts))
		d.do(moveTo(110, restarts+2))
		d.do(release())
		d.do(press(110, findings+2))
		d.do(release())
		if got := d.line(" 3 Restarts "); got != restarts+2 {
			t.Errorf("the restarts begin at %d, not %d:\n%s", got, restarts+2, d.frame())
		}
	})
}

func TestADoubleClickPutsADividerBack(t *testing.T) {
	sit(t, 120, 40, newFake(story()), Options{}, func(d *desk) {
		x := d.column()
		d.do(press(x, 5))
		d.do(moveTo(x-20, 9))
		d.do(release())
		d.do(press(x-20, 5))
		d.do(release())
		d.now = d.now.Add(time.Second)
		d.do(press(x-20, 5))
		d.do(release())
		if d.column() != x-20 {
			t.Errorf("two slow clicks moved it to %d", d.column())
		}
		d.do(press(x-20, 5))
		d.do(release())
		if d.column() != x {
			t.Errorf("it stands at %d, not %d", d.column(), x)
		}
	})
}

func TestDividersByKeys(t *testing.T) {
	sit(t, 120, 60, newFake(story()), Options{}, func(d *desk) {
		x, y := d.column(), d.line(" 4 Log ")
		is := func(keys string, wantX, wantY int) {
			t.Helper()
			d.keys(strings.Fields(keys)...)
			if d.column() != x+wantX || d.line(" 4 Log ") != y+wantY {
				t.Errorf("after %s the dividers are off by %d, %d; want %d, %d", keys, d.column()-x, d.line(" 4 Log ")-y, wantX, wantY)
			}
		}
		is("1 | |", 8, 0)
		is("H", 4, 0)
		is("2 shift+right", 0, 0)
		is("shift+left", 4, 0)
		is("1 ^ ^", 4, 2)
		is("4 ^", 4, 1)
		is("_ _", 4, 3)
		is("1 shift+up", 4, 2)
		is("0", 0, 0)
		restarts := d.line(" 3 Restarts ")
		d.keys("2", "^", "^")
		if got := d.line(" 3 Restarts "); got != restarts+2 {
			t.Errorf("the window pane grew to %d, not %d", got, restarts+2)
		}
		findings := d.line(" 5 Findings ")
		d.keys("5", "^")
		if got := d.line(" 5 Findings "); got != findings-1 {
			t.Errorf("the findings begin at %d, not %d", got, findings-1)
		}
		d.keys("3", "^", "^")
		if got := d.line(" 5 Findings "); got != findings+1 {
			t.Errorf("the findings begin at %d, not %d", got, findings+1)
		}
		d.keys("4", "|")
		d.has("the log is already full width")
		d.keys("f", "^")
		d.has("only one pane is shown")
		d.keys("f", ":", `"reset layout"`, "enter")
		d.has("layout reset")
	})
}

func TestDividersAreKeptInThousandths(t *testing.T) {
	for n := 1; n < 500; n++ {
		for cells := range n + 1 {
			if got := fromThousandths(toThousandths(cells, n), n); got != cells {
				t.Fatalf("%d of %d becomes %d", cells, n, got)
			}
		}
	}
	var kept Remembered
	sit(t, 120, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("1", "|", "|", "|", "^", "2", "^", "3", "_")
		kept = d.app.remembered()
	})
	if kept.Layout == (Layout{}) {
		t.Fatal("nothing is kept")
	}
	var before, after string
	sit(t, 120, 40, newFake(story()), Options{}, func(d *desk) {
		before = d.frame()
		d.keys("1", "|", "|", "|", "^", "2", "^", "3", "_", "1", "esc")
		after = d.frame()
	})
	sit(t, 120, 40, newFake(story()), Options{Remembered: Remembered{Layout: kept.Layout}}, func(d *desk) {
		if d.frame() == before || d.frame() != after {
			t.Errorf("laid out again it is\n%s\nnot\n%s", d.frame(), after)
		}
	})
}

// What a few updates do not need is the log's.
func TestAFewUpdatesLeaveTheRowsToTheLog(t *testing.T) {
	upper := func(h, updates int) int {
		l := newLayout(200, h, layoutRequest{focus: paneUpdates, updates: updates})
		return l.panes[paneUpdates].h
	}
	for _, h := range []int{24, 35, 60, 90} {
		unknown, none, few, some, many := upper(h, -1), upper(h, 0), upper(h, 7), upper(h, 17), upper(h, 46)
		if none != few || few > some || some > many || many != unknown {
			t.Errorf("%d rows: %d without updates, %d for 7, %d for 17, %d for 46, %d unknown", h, none, few, some, many, unknown)
		}
		if empty := few - 7 - updatesAround; h >= 60 && empty > enoughForSides-7-updatesAround {
			t.Errorf("%d rows: %d stay empty below 7 updates", h, empty)
		}
	}
}

// TestAnyLayoutLeavesEachPaneRoom: whatever a file says, the panes tile the body and none is too
// small.
func TestAnyLayoutLeavesEachPaneRoom(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		w, h := 60+rng.IntN(200), 14+rng.IntN(60)
		any := func() int { return rng.IntN(2400) - 700 }
		l := newLayout(w, h, layoutRequest{focus: paneUpdates, sizes: Layout{any(), any(), any(), any()}, updates: rng.IntN(60) - 1})
		if l.splitColumn == 0 {
			continue
		}
		area := 0
		for p, r := range l.panes {
			area += r.w * r.h
			if r.h > 0 && (r.h < minPaneHeight || r.w < minPaneWidth-1) || r.h < 0 || r.w < 0 {
				t.Fatalf("%dx%d: pane %s has %+v", w, h, p, r)
			}
		}
		upper := l.panes[paneUpdates].h
		if area+upper != l.body.w*l.body.h {
			t.Fatalf("%dx%d: %+v", w, h, l)
		}
	}
}
