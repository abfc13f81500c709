package ui

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

func TestProgramFromStartToQuit(t *testing.T) {
	src := newFake(story())
	onScreen(t, 120, 35, src, Options{}, func(p *tea.Program, s *screen, show func()) {
		want := func(texts ...string) {
			t.Helper()
			for _, text := range texts {
				if !strings.Contains(s.String(), text) {
					t.Errorf("the terminal does not show %q:\n%s", text, s)
				}
			}
		}
		want("PC0147", "KB969897", "OPEN  closes in 1 h 44 min", "Due 22:09, in 54 min 2", "● LIVE  21:15:05")
		time.Sleep(5 * time.Second)
		show()
		want("● LIVE  21:15:10", "Due 22:09, in 54 min 20 s")
		src.add(func() { src.worlds[0].log("21:15:09", "CcmExec", model.LevelError, "something new") })
		show()
		want("something new", "errors 2")
		p.Send(tea.KeyPressMsg{Code: '4', Text: "4"})
		p.Send(tea.KeyPressMsg{Code: '/', Text: "/"})
		for _, r := range "async" {
			p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		show()
		want("find › async", "LIVE", "▸ 21:00:20.000")
		p.Send(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
		show()
		want("LIVE")
	})
}

// TestTheLogInATerminal goes through what the log can do as a user would, in a whole program and a
// terminal.
func TestTheLogInATerminal(t *testing.T) {
	w, files := story(), newShelf()
	w.log("21:15:01", "CcmExec", model.LevelInfo, "a long one: "+strings.Repeat("word ", 60)+"its end\r\nand 界世 below")
	onScreen(t, 120, 35, newFake(w), Options{Files: files}, func(p *tea.Program, s *screen, show func()) {
		press := func(keys ...string) {
			for _, k := range keys {
				if text, ok := strings.CutPrefix(k, ":"); ok && text != "" {
					p.Send(keyMsg(":"))
					for _, r := range text {
						p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
					}
					k = "enter"
				}
				p.Send(keyMsg(k))
			}
			show()
		}
		want := func(texts ...string) {
			t.Helper()
			for _, text := range texts {
				if !strings.Contains(s.String(), text) {
					t.Errorf("the terminal does not show %q:\n%s", text, s)
				}
			}
		}
		press("4", "\\")
		want("▸ 21:15:01.000   CcmExec                  a long one: word", "                                          and 界世 below", "── 6 min gap ──")
		press("x", "down", "enter", "esc", "\\")
		want("▸ 21:15:01.000   +0:01.000    CcmExec                  a long one: word")
		press("]")
		want(" log:CcmExec.log  1 of 8 logs · ", "2 of 28", "── 2 h 47 min without matches ──")
		press(":w one.csv")
		want("2 records written to one.csv")
		press(":w one.csv")
		want("one.csv already exists; :w! one.csv overwrites it")
		press("esc", "4", "/")
		for _, r := range "finished" {
			p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		press("enter", "N")
		want("match 2 of 3")
		press("i", "v", "k")
		want("2 records in 2:00.000, 21:03:00 → 21:05:00")
		press("esc", ":details as markdown")
		want("━ Markdown ━", "# WUAHandler.log:7", "| component | WUAHandler |")
		s.raw.Reset()
		press("y")
		want("copied the page as Markdown")
		_, coded, _ := strings.Cut(s.raw.String(), "\x1b]52;c;")
		coded, _, _ = strings.Cut(coded, "\x07")
		if clip, err := base64.StdEncoding.DecodeString(coded); err != nil || !strings.HasPrefix(string(clip), "# WUAHandler.log:7\n") {
			t.Errorf("the terminal's clipboard got %q, %v", clip, err)
		}
		press(":w ticket.md")
		want("written to ticket.md")
		press(":report all.html")
		want("written to all.html")
	})
}

func TestLogTextCannotReachTheTerminal(t *testing.T) {
	w := story()
	for i, s := range hostile {
		id := event.GUID{15: byte(i + 1), 0: 0xee}
		w.logAt(at("21:15:00").Add(time.Duration(i+1)*time.Millisecond), "Comp"+s, model.LevelError, s+" in "+id.String(),
			event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: "Missing", event.Title: s, event.KB: "1" + s}},
			event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.Title: s}},
			event.Event{Kind: event.ScanBlocked, Texts: event.Texts{event.URL: s}})
	}
	w.name = "PC" + strings.Join(hostile, "")
	w.logs[0].Err = hostile[0] + hostile[1]
	onScreen(t, 160, 60, newFake(w), Options{Notice: hostile[1]}, func(p *tea.Program, s *screen, show func()) {
		for _, k := range []string{"4", "enter", "p", "esc", "1", "enter", "esc", "5", "f", "f", "6", "7", "8", "9", "?", "esc", "4", "&", "x", "esc", "1", "*"} {
			p.Send(keyMsg(k))
			show()
			for y := range 60 {
				for x := range 160 {
					if c := s.emu.CellAt(x, y); c != nil && strings.ContainsAny(c.Content, "\x1b\u009b\u202e\u200b\ufeff\u2066") {
						t.Fatalf("after %s cell %d,%d holds %q", k, x, y, c.Content)
					}
				}
			}
			if !strings.Contains(s.String(), "ccmtail") {
				t.Fatalf("after %s the screen is gone:\n%s", k, s)
			}
		}
		p.Send(keyMsg("esc"))
		p.Send(keyMsg("4"))
		show()
		for _, want := range []string{"␛[2Jclears", "‹009B›2J", "‹202E›override", "tab   here", "‹200B›zero", "bell␇ back␈ del␡ nul␀", "界世 wide"} {
			if !strings.Contains(s.String(), want) {
				t.Errorf("the terminal does not show %q:\n%s", want, s)
			}
		}
	})
}

func TestNothingHostileIsWritten(t *testing.T) {
	w := newWorld("PC")
	for i, s := range hostile {
		w.logAt(at("21:15:00").Add(time.Duration(i)*time.Millisecond), "C", model.LevelInfo, s)
	}
	sit(t, 100, 40, newFake(w), Options{}, func(d *desk) {
		frame := d.app.View().Content
		for _, bad := range []string{"\x1b]", "\x1b[2J", "\x1bP", "\u009b", "\u202e", "\t", "\r", "\x07", "\x08", "\x00", "\ufeff", "\u200b"} {
			if strings.Contains(frame, bad) {
				t.Errorf("the frame holds %q", bad)
			}
		}
		if !utf8.ValidString(frame) {
			t.Error("the frame is not UTF-8")
		}
	})
}

// gone is a source without clients, whose news have ended.
type gone struct{}

func (g gone) Snapshot() *store.Snapshot { return nil }

func (g gone) News() <-chan struct{} { c := make(chan struct{}); close(c); return c }

func TestSourceThatEnds(t *testing.T) {
	g := gone{}
	onScreen(t, 80, 24, g, Options{}, func(*tea.Program, *screen, func()) {})
}
