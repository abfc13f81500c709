package ui

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
)

// TestBubbleTeaLetsUsHaveItsClock fails for a version that keeps its clock otherwise: then nothing
// breaks, but an idle screen costs more.
func TestBubbleTeaLetsUsHaveItsClock(t *testing.T) {
	p := tea.NewProgram(newApp(context.Background(), newFake(story()), Options{Now: time.Now}), tea.WithOutput(io.Discard))
	if !replaceTicker(p, make(chan time.Time)) {
		t.Error("the program has no field for it that is ours to set")
	}
	if replaceTicker(p, make(chan time.Time)) {
		t.Error("the clock of a program was taken twice")
	}
}

// writes runs the program in a bubble of fake time and gives f how often it has written to the
// terminal.
func writes(t *testing.T, src Source, o Options, f func(p *tea.Program, s *screen, writes func() int)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := emulated{w: 120, h: 35, show: time.Second / 2, prepare: func(*App) {}}
		r.run(t, src, o, func(p *tea.Program, s *screen, _ func(), _ func() bool) {
			f(p, s, func() int {
				synctest.Wait()
				s.mu.Lock()
				defer s.mu.Unlock()
				return s.writes
			})
		})
	})
}

func TestWhatAKeyDoesIsDrawnWithoutWaiting(t *testing.T) {
	writes(t, newFake(story()), Options{}, func(p *tea.Program, s *screen, writes func() int) {
		before, at := writes(), time.Now()
		p.Send(keyMsg("4"))
		if n := writes() - before; n != 1 || !strings.Contains(s.String(), "━ 4 Log ") || time.Since(at) != 0 {
			t.Errorf("%d frames after %v:\n%s", n, time.Since(at), s)
		}
	})
}

func TestFramesComeNoOftenerThanTheyMay(t *testing.T) {
	writes(t, newFake(story()), Options{FPS: 20}, func(p *tea.Program, _ *screen, writes func() int) {
		p.Send(keyMsg(":"))
		before := writes()
		for i := range 250 { // a second of typing
			p.Send(keyMsg(string(rune('a' + i%23))))
			time.Sleep(4 * time.Millisecond)
		}
		if n := writes() - before; n < 19 || n > 20+maxBurst {
			t.Errorf("%d frames in a second, at 20 a second", n)
		}
	})
}

func TestNoFrameWaitsForLongerThanTheTimeOfOne(t *testing.T) {
	writes(t, newFake(story()), Options{FPS: 20}, func(p *tea.Program, _ *screen, writes func() int) {
		p.Send(keyMsg(":"))
		for i := range 50 { // each key as soon as the frame of the one before has come
			before, at := writes(), time.Now()
			p.Send(keyMsg(string(rune('a' + i%23))))
			for writes() == before && time.Since(at) < time.Second {
				time.Sleep(time.Millisecond)
			}
			if waited := time.Since(at); waited > time.Second/20 {
				t.Errorf("frame %d came after %v, at 20 a second", i, waited)
			}
		}
	})
}

func TestNothingIsWrittenWhenNothingHappens(t *testing.T) {
	w := newWorld("PC0147")
	w.zoneless = true // so that the screen stands at the newest record
	src := newFake(tellStory(w))
	writes(t, src, Options{}, func(_ *tea.Program, s *screen, writes func() int) {
		before := writes()
		time.Sleep(time.Hour)
		if n := writes() - before; n != 0 {
			t.Errorf("%d times:\n%s", n, s)
		}
		src.add(func() { src.worlds[0].log("21:15:09", "CcmExec", model.LevelError, "something new") })
		time.Sleep(newsInterval)
		if n := writes() - before; n != 1 || !strings.Contains(s.String(), "something new") {
			t.Errorf("%d frames for one piece of news:\n%s", n, s)
		}
	})
}

func TestWhatIsAskedOfTheTerminalIsWrittenThoughNothingIsDrawn(t *testing.T) {
	writes(t, newFake(story()), Options{}, func(p *tea.Program, s *screen, writes func() int) {
		writes()
		s.raw.Reset()
		p.Send(tea.RawMsg{Msg: "\x1b[6n"})
		writes()
		p.Send(tea.SetClipboard("words")())
		time.Sleep(time.Second / 60)
		writes()
		if got := s.raw.String(); got != "\x1b[6n\x1b]52;c;d29yZHM=\x07" {
			t.Errorf("written: %q", got)
		}
	})
}

func TestAScreenThatComesBackIsDrawnAnew(t *testing.T) {
	writes(t, newFake(story()), Options{}, func(p *tea.Program, s *screen, writes func() int) {
		want := s.String()
		if err := p.ReleaseTerminal(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		if err := p.RestoreTerminal(); err != nil {
			t.Fatal(err)
		}
		p.Send(tea.ResumeMsg{})
		writes()
		if got := s.String(); strings.Count(got, "\n") != strings.Count(want, "\n") || !strings.Contains(got, "PC0147") || !strings.Contains(got, "LIVE") {
			t.Errorf("after ten minutes in the background:\n%s", got)
		}
	})
}
