package tail

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Trouble that Wine and a local disk cannot show: a file layer that fails.

func TestFileThatCannotBeOpenedIsReadWhenItCan(t *testing.T) {
	for _, trouble := range []struct {
		err  error
		want State
	}{
		{errLocked, StateLocked}, {errDenied, StateDenied}, {errShareLost, StateShareLost}, {errors.New("odd"), StateFailed},
	} {
		t.Run(trouble.want.String(), func(t *testing.T) {
			m := newMemFS()
			m.write(worldLive, "one")
			m.write(filepath.Join(worldDir, "B.log"), "other")
			m.setFault(func(op, path string) error {
				if op == "open" && path == worldLive {
					return trouble.err
				}
				return nil
			})
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				if s := c.log("A.log").status; s.State != trouble.want || !errors.Is(s.Err, trouble.err) {
					t.Errorf("state %v (%v), want %v", s.State, s.Err, trouble.want)
				}
				if c.text("B.log") != "other" || c.caughtUp != 1 {
					t.Errorf("the other log was held up%s", c)
				}
				m.setFault(nil)
				settle()
				if c.text("A.log") != "one" || c.state("A.log") != StateFollowing {
					t.Errorf("not read once it could be%s", c)
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
					t.Errorf("a gap, though the file was found again%s", c)
				}
			})
		})
	}
}

func TestServerRemembersAnOldSizeOrAMissingName(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one two three")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.mu.Lock()
		m.stale = 5 // as after reopening: the size is behind what was read
		m.mu.Unlock()
		time.Sleep(m.wait())
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

// wait returns less than the time after which a smaller size is believed.
func (m *memFS) wait() time.Duration { return 5 * time.Millisecond }

func TestRolledFileThatCannotBeReadIsAGap(t *testing.T) {
	for name, err := range map[string]error{"denied": errDenied, "locked for good": errLocked} {
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

// manualNotifier is a Notifier whose news the test tells.
type manualNotifier struct {
	mu      sync.Mutex
	hint    func(string, bool)
	lost    func(error)
	fail    error
	watches int
	stopped int
}

func (n *manualNotifier) Watch(_ string, hint func(string, bool), lost func(error)) (func(), error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.watches++
	if n.fail != nil {
		return nil, n.fail
	}
	n.hint, n.lost = hint, lost
	return func() { n.mu.Lock(); n.stopped++; n.mu.Unlock() }, nil
}

func (n *manualNotifier) failing(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.fail = err
}

func (n *manualNotifier) counts() (watches, stopped int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.watches, n.stopped
}

func TestNotificationBringsBytesAtOnce(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Poll: time.Hour, Notify: n}, func(c *collector) {
		before := time.Now()
		m.write(worldLive, " two")
		n.hint("A.log", false)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q after a notification", got)
		}
		m.write(filepath.Join(worldDir, "New.log"), "new")
		n.hint("New.log", true)
		time.Sleep(lookSpacing)
		synctest.Wait()
		if got := c.text("New.log"); got != "new" || time.Since(before) > time.Second {
			t.Errorf("got %q of a new log after %v", got, time.Since(before))
		}
	})
}

func TestLostNotificationsAreMadeUpForAndWatchedAnew(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		m.write(worldLive, " two") // nobody tells
		settle()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q without a notification", got)
		}
		n.failing(errors.New("share dropped"))
		n.lost(errors.New("share dropped"))
		settle()
		if watches, stopped := n.counts(); stopped != 1 || watches < 2 {
			t.Errorf("%d watches, %d stopped after an error", watches, stopped)
		}
		n.failing(nil)
		settle()
		m.write(worldLive, " three")
		n.hint("", true)
		time.Sleep(lookSpacing)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two three" {
			t.Errorf("got %q after the watch was made anew", got)
		}
	})
	if n.stopped != 2 {
		t.Errorf("%d watches stopped at the end, want 2", n.stopped)
	}
}

func TestThePollIsNotPutOffByNamesThatChangeAllTheTime(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		m.write(worldLive, " two") // nobody tells
		for range 1000 {
			n.hint("Other.log", true)
			time.Sleep(10 * time.Millisecond)
		}
		synctest.Wait()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q while other names changed", got)
		}
	})
}

func TestWhatFailedIsTriedAgainWithoutBeingTold(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Poll: time.Hour, Notify: n}, func(c *collector) {
		m.setFault(func(op, path string) error {
			if path == worldLive && op != "stat" {
				return errLocked
			}
			return nil
		})
		m.write(worldLive, " two")
		n.hint("A.log", false)
		settle()
		m.setFault(nil)
		settle()
		if got := c.text("A.log"); got != "one two" || c.state("A.log") != StateFollowing {
			t.Errorf("got %q, %s", got, c.state("A.log"))
		}
	})
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

func TestReceiverHoldsBackTheReading(t *testing.T) {
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
			t.Errorf("%d chunks were read ahead of the receiver", taken)
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

func TestStatesAreToldOnce(t *testing.T) {
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
			t.Error("the time of the last bytes is not told")
		}
	})
}

func TestShareThatIsAwayAtTheStartIsWaitedFor(t *testing.T) {
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

// TestRolloverBetweenTheReadAndTheLookAtTheName has the log finish a half
// written record, roll over, and begin the next file with the same bytes, all
// between two steps of one look.
func TestRolloverBetweenTheReadAndTheLookAtTheName(t *testing.T) {
	for name, change := range layers {
		t.Run(name, func(t *testing.T) {
			m := newMemFS()
			change(m)
			m.write(worldLive, "<11 0")
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				m.once(func() {
					m.write(worldLive, "one>")
					m.rename(worldLive, worldLo)
					m.write(worldLive, "<11 0two>")
				})
				settle()
				if got := c.text("A.log"); got != "<11 0one>|<11 0two>" {
					t.Errorf("got %q%s", got, c)
				}
			})
		})
	}
}

// TestIdleLogsAreHardlyLookedAt counts what is asked, and lets happen what notifications do not
// tell of.
func TestIdleLogsAreHardlyLookedAt(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		time.Sleep(2 * idleAfter)
		asked := map[string]int{}
		m.setFault(func(op, path string) error {
			asked[op]++
			return nil
		})
		time.Sleep(time.Minute)
		m.setFault(nil)
		mostReads, leastSizes, mostSizes := 4, 11, 16
		if !notifiesAtWrite {
			mostReads, leastSizes, mostSizes = int(time.Minute/trustSizeFor)*4, 50, 70
		}
		if reads := asked["read"]; reads == 0 || reads > mostReads {
			t.Errorf("an idle log is read %d times a minute, at most %d wanted", reads, mostReads)
		}
		if sizes := asked["ask"]; sizes < leastSizes || sizes > mostSizes {
			t.Errorf("an idle log is asked for its size %d times a minute, %d to %d wanted", sizes, leastSizes, mostSizes)
		}
		if lists := asked["list"]; lists == 0 || lists > 2 {
			t.Errorf("an idle folder is listed %d times a minute, 1 or 2 wanted", lists)
		}
		m.write(worldLive, " two")
		time.Sleep(6 * time.Second)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q of a log that grew", got)
		}
		m.write(filepath.Join(worldDir, "B.log"), "new")
		time.Sleep(6 * time.Second)
		synctest.Wait()
		if got := c.text("B.log"); got != "new" {
			t.Errorf("got %q of a new log", got)
		}
		m.rename(worldLive, filepath.Join(worldDir, "A.lo_"))
		m.write(worldLive, "three")
		time.Sleep(2 * trustSizeFor)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two|three" {
			t.Errorf("got %q of a log that was rolled", got)
		}
		m.replace(worldLive, "seven") // as long, in the same place
		time.Sleep(2 * trustSizeFor)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two|three|seven" {
			t.Errorf("got %q of a log that was written anew", got)
		}
	})
}

// rollOnOpen lets the live file take the rolled one's name, and another be made, just before the
// rolled one is opened next.
func (m *memFS) rollOnOpen(text string) {
	done := false
	m.setFault(func(op, path string) error { // asked under m's lock
		if op == "open" && path == worldLo && !done {
			done = true
			m.files[worldLo].links = 0
			m.files[worldLo] = m.files[worldLive]
			m.next++
			m.files[worldLive] = &memNode{index: m.next, links: 1, data: []byte(text)}
		}
		return nil
	})
}

func TestARolloverWhileAKnownFileIsLookedAt(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one"+longText)
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.rollOnOpen("three" + longText)
		m.rename(worldLive, worldLo)
		m.write(worldLive, "two"+longText)
		settle()
		if want := "one" + longText + "|two" + longText + "|three" + longText; c.text("A.log") != want {
			t.Errorf("something is lost, or comes twice%s", c)
		}
	})
}

func TestARolloverWhileARolledFileIsOpened(t *testing.T) {
	m := newMemFS()
	m.write(worldLo, "one"+longText)
	m.write(worldLive, "two"+longText)
	m.rollOnOpen("three" + longText)
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		if want := "two" + longText + "|three" + longText; c.text("A.log") != want {
			t.Errorf("something comes twice%s", c)
		}
		if !c.log("A.log").generations[0].gap {
			t.Errorf("the lost file is not said to be%s", c)
		}
	})
}
