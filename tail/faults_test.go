package tail

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Tests with a file system that fails, which a local disk and Wine do not.

func TestAFileThatCannotBeOpenedIsReadLater(t *testing.T) {
	for _, c := range []struct {
		err  error
		want State
	}{
		{errLocked, StateLocked}, {errDenied, StateDenied}, {errShareLost, StateShareLost}, {errors.New("another"), StateFailed},
	} {
		t.Run(c.want.String(), func(t *testing.T) {
			openErr, want := c.err, c.want
			m := newMemFS()
			m.write(worldLive, "one")
			m.write(filepath.Join(worldDir, "B.log"), "other")
			m.setFault(func(op, path string) error {
				if op == "open" && path == worldLive {
					return openErr
				}
				return nil
			})
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				if s := c.log("A.log").status; s.State != want || !errors.Is(s.Err, openErr) {
					t.Errorf("state %v (%v), want %v", s.State, s.Err, want)
				}
				if c.text("B.log") != "other" || c.caughtUp != 1 {
					t.Errorf("the other log was not read%s", c)
				}
				m.setFault(nil)
				settle()
				if c.text("A.log") != "one" || c.state("A.log") != StateFollowing {
					t.Errorf("not read when it could be opened%s", c)
				}
			})
		})
	}
}

func TestShareGoesAwayAndComesBack(t *testing.T) {
	for _, op := range []string{"read", "open", "stat", "list", "all"} {
		t.Run(op, func(t *testing.T) {
			m := newMemFS()
			m.write(worldLive, "one")
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				m.write(worldLive, " two")
				m.setFault(func(o, path string) error {
					if o == op || op == "all" {
						return errShareLost
					}
					return nil
				})
				settle()
				if op == "all" && c.state("A.log") != StateShareLost {
					t.Errorf("state %v while the share is away", c.state("A.log"))
				}
				m.write(worldLive, " three")
				m.rename(worldLive, worldLo)
				m.write(worldLive, "four")
				m.setFault(nil)
				settle()
				if got := c.text("A.log"); got != "one two three|four" || c.state("A.log") != StateFollowing {
					t.Errorf("got %q%s", got, c)
				}
				if c.log("A.log").status.Gaps != 0 {
					t.Errorf("a gap although no text is missing%s", c)
				}
			})
		})
	}
}

func TestAServerWithACacheThatIsWrong(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one two three")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.mu.Lock()
		m.stale = 5 // the size is smaller than what was read
		m.mu.Unlock()
		time.Sleep(5 * time.Millisecond) // less than the grace period
		m.mu.Lock()
		m.stale = 0
		m.mu.Unlock()
		m.setFault(func(op, path string) error {
			if path == worldLive && op != "read" {
				return fs.ErrNotExist
			}
			return nil
		})
		settle()
		m.setFault(nil)
		m.write(worldLive, " four")
		settle()
		if got := c.text("A.log"); got != "one two three four" {
			t.Errorf("got %q%s", got, c)
		}
	})
}

func TestARolledFileThatCannotBeReadIsAGap(t *testing.T) {
	for name, err := range map[string]error{"denied": errDenied, "locked all the time": errLocked} {
		t.Run(name, func(t *testing.T) {
			m := newMemFS()
			m.write(worldRolled("01"), "one")
			m.write(worldRolled("02"), "two")
			m.write(worldLive, "three")
			m.setFault(func(op, path string) error {
				if op == "open" && path == worldRolled("01") {
					return err
				}
				return nil
			})
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				settle()
				if got := c.text("A.log"); got != "two|three" || !c.log("A.log").generations[0].gap {
					t.Errorf("got %q%s", got, c)
				}
			})
		})
	}
}

func TestSharesAreNotWatched(t *testing.T) {
	share := `\\pc0147\c$\Windows\CCM\Logs`
	m := newMemFS()
	m.write(filepath.Join(share, "A.log"), "one")
	inBubble(t, m, share, Options{Notify: nil}, func(c *collector) {
		m.write(filepath.Join(share, "A.log"), " two")
		settle()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q", got)
		}
	})
	d := newFolder(newSource("", share, Options{Files: m}), share, pickLogs)
	if d.startWatch(); d.closeWatch != nil {
		t.Error("a share is watched")
	}
	s, err := Open(share, Options{Files: m})
	if err != nil || s.Name() != "pc0147" || s.Path() != share {
		t.Errorf("%v %v", s, err)
	}
}

func TestASinkThatBlocksStopsTheReading(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, strings.Repeat("x", 5*readSize))
	synctest.Test(t, func(t *testing.T) {
		s, err := Open(worldDir, Options{Follow: true, Files: m, Notify: NoNotify{}})
		if err != nil {
			t.Fatal(err)
		}
		c := newCollector()
		release, taken := make(chan struct{}), 0
		c.onChunk = func(Chunk) { taken++; <-release }
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx, c) }()
		settle()
		if taken != 1 {
			t.Errorf("%d chunks while the sink blocks, want 1", taken)
		}
		close(release)
		settle()
		if got := len(c.text("A.log")); got != 5*readSize {
			t.Errorf("%d bytes, want %d", got, 5*readSize)
		}
		cancel()
		<-done
	})
}

func TestAStateIsReportedWhenItChanges(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.remove(worldLive)
		settle()
		m.write(worldLive, "two")
		settle()
		got := slices.Compact(c.log("A.log").states)
		if want := []State{StateOpening, StateFollowing, StateGone, StateFollowing}; !slices.Equal(got, want) {
			t.Errorf("states %v, want %v", got, want)
		}
		if n := len(c.log("A.log").states); n > 8 {
			t.Errorf("%d reports for three changes", n)
		}
		if c.log("A.log").status.Changed.IsZero() {
			t.Error("Changed is not set")
		}
	})
}

func TestWaitingForAShare(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one")
	m.setFault(func(string, string) error { return errShareLost })
	if _, err := Open(worldDir, Options{Files: m}); !errors.Is(err, errShareLost) {
		t.Errorf("error %v without waiting", err)
	}
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.setFault(nil)
		settle()
		if got := c.text("A.log"); got != "one" || c.caughtUp != 1 {
			t.Errorf("got %q%s", got, c)
		}
	})
}
