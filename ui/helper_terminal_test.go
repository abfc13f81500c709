package ui

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
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

// run runs the program in a bubble of fake time while f goes on: show waits for the screen, ended
// says whether the program has ended by itself.
func (r emulated) run(t *testing.T, src Source, o Options, f func(p *tea.Program, s *screen, show func(), ended func() bool)) {
	t.Helper()
	r.runModel(t, o, func(ctx context.Context, o Options) screenModel {
		a := newApp(ctx, src, o)
		r.prepare(a)
		return a
	}, f)
}

// runModel does so with what a screen is made of.
func (r emulated) runModel(t *testing.T, o Options, newModel func(context.Context, Options) screenModel, f func(p *tea.Program, s *screen, show func(), ended func() bool)) {
	t.Helper()
	begin := time.Now()
	o.Now = func() time.Time { return at("21:15:05").Add(time.Since(begin)) }
	o.Markdown = tickets
	s := &screen{emu: vt.NewEmulator(r.w, r.h)}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _, _ = io.Copy(io.Discard, s.emu) }() // what a terminal answers to questions
	a := newModel(ctx, o)
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
	time.Sleep(2 * time.Second)
}

// hostile is what a log may hold to do harm to a terminal.
var hostile = []string{
	"\x1b]52;c;ZXZpbA==\x07copies", "\x1b[2Jclears", "\x1b[31mcolours", "\u009b2Jclears in C1", "\x9b2J raw C1", "tab\there",
	"\u202eoverride", "\u200bzero\u200dwidth\ufeff", "bell\x07 back\x08 del\x7f nul\x00", "bad \xff\xfe utf", "\x1bPq#0~\x1b\\sixel",
	"\x1b]0;title\x1b\\", "\x1b[?1049l", "\r\rover", "\u2066isolate\u2069", "a\u0301\u0301\u0301combining", "👩\u200d👩\u200d👧 family 🇩🇪", "界世 wide",
}
