package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// manyLines returns a log of messages of all lengths, the last of them 60 kB long.
func manyLines(n int) *world {
	rng := rand.New(rand.NewPCG(5, 8))
	w := newWorld("PC0147")
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "no %d begins", i)
		for range rng.IntN(1 << rng.IntN(7)) {
			text.WriteString([]string{" word", "\r\n", " 界世界", " a\u0301", "\t", " https://sup01.contoso.com/no/place/to/break/it", " 👩\u200d👩\u200d👧"}[rng.IntN(7)])
		}
		w.logAt(at("20:00:00").Add(time.Duration(i*i)*time.Second), "CcmExec", model.LevelInfo, text.String())
	}
	w.logAt(at("21:15:00"), "CcmExec", model.LevelInfo, "the long one "+strings.Repeat("0123456789 ", 60<<10/11)+"its end")
	return w
}

// cursors returns how many rows of the log begin with the sign of the selection.
func cursors(d *desk) int {
	n := 0
	for _, row := range strings.Split(d.frame(), "\n") {
		n += btoi(strings.HasPrefix(row, "▸"))
	}
	return n
}

func TestWrappedMessagesAreMovedThroughByRecord(t *testing.T) {
	const n = 60
	for _, size := range [][2]int{{80, 24}, {120, 35}, {61, 12}, {40, 7}, {200, 60}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			sit(t, size[0], size[1], newFake(manyLines(n)), Options{Wrap: true}, func(d *desk) {
				d.keys("4", "f")
				d.has("the long one", " kB more: Ente")
				log := d.app.session().log
				for _, walk := range []struct {
					key string
					by  int
				}{{"k", -1}, {"j", 1}} {
					for range n + 3 {
						before := log.selectedLine(n + 1)
						d.keys(walk.key)
						if now := log.selectedLine(n + 1); now != min(max(before+walk.by, 0), n) {
							t.Fatalf("%s went from line %d to %d", walk.key, before, now)
						}
						if cursors(d) != 1 {
							t.Fatalf("%d rows are selected:\n%s", cursors(d), d.frame())
						}
					}
				}
				d.keys("g")
				seen := map[int]bool{}
				for range 4 * n {
					for _, line := range log.rowLines {
						seen[line] = true
					}
					d.keys("pgdown")
				}
				if len(seen) != n+1 {
					t.Errorf("paging showed %d of %d lines", len(seen), n+1)
				}
			})
		})
	}
}

func TestTheScreenIsFullOfWrappedLines(t *testing.T) {
	sit(t, 80, 24, newFake(manyLines(60)), Options{}, func(d *desk) {
		rng := rand.New(rand.NewPCG(3, 3))
		d.keys("4")
		for range 300 {
			d.keys([]string{"j", "k", "b", "space", "g", "G", "\\", "f", "s", "S", "t"}[rng.IntN(10)])
			if rng.IntN(9) == 0 {
				d.do(tea.WindowSizeMsg{Width: 60 + rng.IntN(80), Height: 12 + rng.IntN(30)})
			}
			d.frame()
			log := d.app.session().log
			if len(log.rowLines) != log.height {
				t.Fatalf("%d of %d rows are used:\n%s", len(log.rowLines), log.height, d.frame())
			}
			if cursors(d) == 0 {
				t.Fatalf("nothing is selected:\n%s", d.frame())
			}
		}
	})
}

// counting wants everything and counts how many messages it was asked to mark.
type counting struct{ n *int }

func (c counting) Match(*store.Records, event.RecordID) bool { return true }
func (c counting) Highlights(_ string, at []int) []int       { *c.n++; return at }

func TestOnlyLinesInSightAreFormatted(t *testing.T) {
	sit(t, 120, 35, newFake(manyLines(2000)), Options{Wrap: true}, func(d *desk) {
		n := 0
		log := d.app.session().log
		log.findChip = &chip{source: "all", matcher: counting{&n}}
		for _, key := range []string{"4", "g", "G", "k", "b", "t"} {
			n = 0
			d.keys(key)
			d.frame()
			if n == 0 || n > 4*log.height {
				t.Errorf("%s formatted %d lines for %d rows", key, n, log.height)
			}
		}
	})
}

func TestAClickOnAnyRowOfALineSelectsIt(t *testing.T) {
	w := newWorld("PC")
	for i := range 5 {
		w.logAt(at("21:15:00").Add(time.Duration(i)*time.Second), "CcmExec", model.LevelInfo, fmt.Sprintf("line %d %s", i, strings.Repeat("word ", 30)))
	}
	sit(t, 80, 24, newFake(w), Options{Wrap: true}, func(d *desk) {
		d.keys("4", "f")
		rows := strings.Split(d.frame(), "\n")
		log := d.app.session().log
		for y := range rows {
			row := y - d.app.layout.body.y - 1
			if row < 0 || row >= len(log.rowLines) {
				continue
			}
			want := log.rowLines[row]
			d.do(tea.MouseClickMsg{X: 20, Y: y, Button: tea.MouseLeft})
			d.keys("esc") // the second click on a line opens it
			d.do(tea.MouseClickMsg{X: 20, Y: y, Button: tea.MouseLeft})
			if len(d.app.pages) > 0 {
				d.keys("esc")
			}
			if have := log.selectedLine(5); have != want {
				t.Errorf("row %d selects line %d, not %d", row, have, want)
			}
		}
	})
}
