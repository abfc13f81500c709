package tail

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// waitFor waits until n logs wait for their turns.
func (t *turns) waitFor(n int) {
	for {
		t.mu.Lock()
		got := len(t.waiting)
		t.mu.Unlock()
		if got == n {
			return
		}
	}
}

func TestTheLogWithTheMostLeftHasTheTurn(t *testing.T) {
	const much = 100 * fairly
	s := &turns{free: 1}
	s.take(much)
	got := make(chan int64)
	for i, left := range []int64{much - 3*fairly, much - 2*fairly, much} {
		go func() { s.take(left); got <- left }()
		s.waitFor(i + 1)
	}
	if s.due(much) || s.due(much-fairly) || !s.due(much-fairly-1) {
		t.Error("a turn is passed on to a log that has not much more left, or not to one that has")
	}
	mine := make(chan bool)
	go func() { s.pass(much - 2*fairly - 1); mine <- true }()
	for _, want := range []int64{much, much - 2*fairly} {
		if left := <-got; left != want {
			t.Errorf("the log with %d left has the turn, not that with %d", left, want)
		}
		s.give()
	}
	<-mine
	s.give()
	<-got
	s.give()
	if s.free != 1 || len(s.waiting) > 0 {
		t.Errorf("%d turns are free, %d logs wait", s.free, len(s.waiting))
	}
	s.take(1)
	if s.pass(1); s.free != 0 {
		t.Error("a turn was given away that no one waits for")
	}
}

// sums is a Sink that counts bytes, and how many logs are read at once.
type sums struct {
	bytes, now, most atomic.Int64
}

func (s *sums) Chunk(c Chunk) {
	s.most.Store(max(s.most.Load(), s.now.Add(1)))
	s.bytes.Add(int64(len(c.Bytes)))
	s.now.Add(-1)
}
func (*sums) Status(Status) {}
func (*sums) Idle(string)   {}
func (*sums) CaughtUp()     {}

// TestLargeLogsTakeTurns reads more of them than there are processors.
func TestLargeLogsTakeTurns(t *testing.T) {
	m := newMemFS()
	line := strings.Repeat("x", 1023) + "\n"
	var want int64
	for i, name := range []string{"a.log", "b.log", "c.log", "d.log"} {
		n := (2*fairly)>>10 - i
		m.write(filepath.Join("logs", name), strings.Repeat(line, n))
		want += int64(n) << 10
	}
	s := newSource("", "", Options{Files: m})
	if err := s.openFolder("logs"); err != nil {
		t.Fatal(err)
	}
	sink := &sums{}
	if err := s.Run(context.Background(), sink); err != nil || sink.bytes.Load() != want {
		t.Errorf("%d bytes of %d were read (%v)", sink.bytes.Load(), want, err)
	}
	if n := sink.most.Load(); n > int64(runtime.NumCPU()) {
		t.Errorf("%d logs were read at once", n)
	}
}
