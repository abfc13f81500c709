package ui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
)

// statePart returns what a terminal shows of the client's state: the verdict, the panes beside the log,
// the row of the newest changes. The glyphs of the panes' titles say which has the focus.
func (s *screen) statePart(a *App) string {
	rows, l := strings.Split(s.String(), "\n"), a.layout
	state := append([]string(nil), rows[l.verdict.y:l.panes[paneLog].y]...) // the log is below all others
	if l.changes.h > 0 {
		state = append(state, rows[l.changes.y])
	}
	return strings.NewReplacer("━", "─", "┯", "┬").Replace(strings.Join(state, "\n"))
}

// reading is every way to move about in the log, on the keyboard and with the mouse.
func reading(a *App) map[string][]tea.Msg {
	keys := func(names ...string) (all []tea.Msg) {
		for _, k := range names {
			if typed, ok := strings.CutPrefix(k, `"`); ok {
				for _, r := range strings.TrimSuffix(typed, `"`) {
					all = append(all, tea.KeyPressMsg{Code: r, Text: string(r)})
				}
				continue
			}
			all = append(all, keyMsg(k))
		}
		return all
	}
	l := a.layout.panes[paneLog]
	x, y := l.x+l.w/2, l.y+1+l.h/2
	wheel := func(b tea.MouseButton) tea.Msg { return tea.MouseWheelMsg{X: x, Y: y, Button: b} }
	return map[string][]tea.Msg{
		"wheel": {wheel(tea.MouseWheelUp), wheel(tea.MouseWheelUp), wheel(tea.MouseWheelUp), wheel(tea.MouseWheelDown), wheel(tea.MouseWheelUp)},
		"click": {tea.MouseClickMsg{X: x, Y: l.y + 1, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x, Y: l.y + 1}, tea.MouseClickMsg{X: x, Y: l.y + 5, Button: tea.MouseLeft},
			tea.MouseMotionMsg{X: x, Y: l.y + 3, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x, Y: l.y + 3}},
		"rows": keys("4", "k", "k", "up", "down", "k"), "pages": keys("4", "b", "pgup", "space", "ctrl+u", "ctrl+d"), "ends": keys("4", "g", "G", "home", "j"),
		"find": keys("4", "/", `"finished"`, "enter", "N", "N", "n"), "typing": keys("4", "/", `"async"`), "errors": keys("4", "E", "W", "e"), "gaps": keys("4", "S", "S", "s"),
		"of an id": keys("4", "E", "O", "o"), "single logs": keys("4", "]", "k", "[", "k"), "filter": keys("4", "&", `"missing"`, "enter", "k", "k"),
		"range": keys("4", "k", "v", "k", "k"), "marks": keys("4", "k", "m", "k", "k", "u", "U"), "columns": keys("4", "k", "T", "right", "\\"),
		"details and back": keys("4", "k", "k", "enter", "esc"),
	}
}

// TestReadingTheLogLeavesTheStateAlone reads the log of a live client in every way there is, in a whole
// program and a terminal: what the panes say stays what they say beside it to somebody who does not
// touch anything, also of what happens meanwhile.
func TestReadingTheLogLeavesTheStateAlone(t *testing.T) {
	for _, size := range screenSizes {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				untouched := readBeside(t, size, nil)
				for name := range reading(&App{}) {
					touched := readBeside(t, size, func(a *App) []tea.Msg { return reading(a)[name] })
					for i := range untouched {
						if untouched[i] != touched[i] {
							t.Errorf("%s, look %d: the panes said\n%s\nuntouched they say\n%s", name, i+1, touched[i], untouched[i])
						}
					}
				}
			})
		})
	}
}

// readBeside runs a program that somebody reads in while the client goes on, and returns what the panes
// said: after reading, after a failure, later.
func readBeside(t *testing.T, size [2]int, read func(*App) []tea.Msg) (looks []string) {
	t.Helper()
	w := story()
	src := newFake(w)
	var app *App
	r := emulated{w: size[0], h: size[1], show: 60 * time.Millisecond, prepare: func(a *App) { app = a }}
	r.run(t, src, Options{}, func(p *tea.Program, s *screen, show func(), _ func() bool) {
		begin := time.Now()
		look := func(after time.Duration) {
			time.Sleep(time.Until(begin.Add(after)))
			show()
			if !strings.Contains(s.String(), "● LIVE") {
				t.Errorf("it is not live:\n%s", s)
			}
			looks = append(looks, s.statePart(app))
		}
		if read != nil {
			for _, msg := range read(app) {
				p.Send(msg)
				show()
			}
		}
		look(5 * time.Second)
		src.add(func() { failUpdate(w, "21:15:10", kbWaits) })
		look(6 * time.Second)
		src.add(func() {
			for i := range 300 {
				w.logAt(at("21:15:12").Add(time.Duration(i)*time.Millisecond), "CcmExec", model.LevelInfo, "more")
			}
		})
		look(20 * time.Second)
	})
	return looks
}
