package ui

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// screen is a terminal in memory: what the program writes is drawn there, and kept.
type screen struct {
	mu  sync.Mutex
	emu *vt.Emulator
	raw bytes.Buffer
	// writes is how often the program has written.
	writes int
}

// Write maps line ends as a terminal's driver does; on Windows Bubble Tea tells the console not to.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw.Write(p)
	s.writes++
	end := []byte("\r\n")
	if runtime.GOOS == "windows" {
		end = end[1:]
	}
	if _, err := s.emu.Write(bytes.ReplaceAll(p, []byte("\n"), end)); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emu.String()
}

// onScreen runs the whole program in a bubble of fake time that begins on the story's evening.
func onScreen(t *testing.T, w, h int, src Source, o Options, f func(p *tea.Program, s *screen, show func())) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := emulated{w: w, h: h, show: 60 * time.Millisecond, prepare: func(*App) {}}
		r.run(t, src, o, func(p *tea.Program, s *screen, show func(), _ func() bool) { f(p, s, show) })
	})
}

// emulated is how the whole program runs on an emulated terminal.
type emulated struct {
	w, h    int
	in      *io.PipeReader // what is typed; nil: nothing
	show    time.Duration  // until what was done is on the screen
	prepare func(*App)
}

// run runs the program in a bubble of fake time while f goes on: show waits for the screen, ended says whether the program has ended by itself.
func (r emulated) run(t *testing.T, src Source, o Options, f func(p *tea.Program, s *screen, show func(), ended func() bool)) {
	t.Helper()
	begin := time.Now()
	o.Now = func() time.Time { return at("21:15:05").Add(time.Since(begin)) }
	s := &screen{emu: vt.NewEmulator(r.w, r.h)}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _, _ = io.Copy(io.Discard, s.emu) }() // what a terminal answers to questions
	a := newApp(ctx, src, o)
	r.prepare(a)
	var in io.Reader
	if r.in != nil {
		in = r.in
	}
	p := newProgram(a, o.fps(), tea.WithInput(in), tea.WithOutput(s), tea.WithWindowSize(r.w, r.h), tea.WithoutSignalHandler(),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	done := make(chan error, 1)
	go func() { _, err := p.Run(); done <- err; close(done) }()
	show := func() { time.Sleep(r.show); synctest.Wait() }
	show()
	f(p, s, show, func() bool { show(); return len(done) > 0 })
	p.Quit()
	if err := <-done; err != nil {
		t.Error(err)
	}
	cancel()
	if r.in != nil {
		r.in.Close()
	}
	_ = s.emu.Close()
	time.Sleep(2 * resyncEvery)
}

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
		want("PC0147", "KB969897", "OPEN  closes in 1 h 45 min", "restart by 22:09, in 0:54:2", "● LIVE  21:15:05")
		time.Sleep(5 * time.Second)
		show()
		want("● LIVE  21:15:10", "restart by 22:09, in 0:54:20")
		src.add(func() { src.worlds[0].log("21:15:09", "CcmExec", model.LevelError, "something new") })
		show()
		want("something new", "errors 2")
		p.Send(tea.KeyPressMsg{Code: '/', Text: "/"})
		for _, r := range "async" {
			p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		show()
		want("find › async", "PINNED", "21:00:20")
		p.Send(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
		show()
		want("LIVE")
	})
}

// TestTheLogInATerminal goes through what the log can do as a user would, in a whole program and a terminal.
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
		want("▸ 21:15:01.000   CcmExec                  a long one: word", "                                          and 界世 below", "── 6 min nothing ──")
		press("x", "down", "enter", "esc", "\\")
		want("▸ 21:15:01.000   +0:01.000    CcmExec                  a long one: word")
		press("]")
		want(" log:CcmExec.log  1 of 8 logs · ", "2 of 28", "── 2 h 47 min without a match ──")
		press(":w one.csv")
		want("2 records written to one.csv")
		press(":w one.csv")
		want("one.csv is there already; :w! one.csv writes over it")
		press("esc", "/")
		for _, r := range "finished" {
			p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		press("enter", "N")
		want("match 2 of 3")
		press("i", "v", "k")
		want("2 records in 0:02:00.000, 21:03:00 → 21:05:00")
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

// hostile is what a log may hold to do harm to a terminal.
var hostile = []string{
	"\x1b]52;c;ZXZpbA==\x07copies", "\x1b[2Jclears", "\x1b[31mcolours", "\u009b2Jclears in C1", "\x9b2J raw C1", "tab\there",
	"\u202eoverride", "\u200bzero\u200dwidth\ufeff", "bell\x07 back\x08 del\x7f nul\x00", "bad \xff\xfe utf", "\x1bPq#0~\x1b\\sixel",
	"\x1b]0;title\x1b\\", "\x1b[?1049l", "\r\rover", "\u2066isolate\u2069", "a\u0301\u0301\u0301combining", "👩\u200d👩\u200d👧 family 🇩🇪", "界世 wide",
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
		for _, k := range []string{"4", "enter", "p", "esc", "1", "enter", "esc", "5", "f", "f", "6", "7", "8", "9", "?", "esc", "&", "x", "esc", "1", "*"} {
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
func (g gone) News() <-chan struct{}     { c := make(chan struct{}); close(c); return c }

func TestSourceThatEnds(t *testing.T) {
	g := gone{}
	onScreen(t, 80, 24, g, Options{}, func(*tea.Program, *screen, func()) {})
}
