package tail

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// manualNotifier is a Notifier with which the test notifies.
type manualNotifier struct {
	mu      sync.Mutex
	changed func(name string, nameChanged bool)
	ended   func(error)
	err     error // if not nil, Watch fails with it
	watches int   // calls of Watch
	stopped int   // calls of stop
}

// Watch implements Notifier.
func (n *manualNotifier) Watch(_ string, changed func(string, bool), ended func(error)) (func(), error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.watches++
	if n.err != nil {
		return nil, n.err
	}
	n.changed, n.ended = changed, ended
	return func() { n.mu.Lock(); n.stopped++; n.mu.Unlock() }, nil
}

// setErr makes Watch fail, or succeed again.
func (n *manualNotifier) setErr(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.err = err
}

// counts returns the numbers of calls.
func (n *manualNotifier) counts() (watches, stopped int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.watches, n.stopped
}

func TestANotificationMakesTheFollowerLook(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Poll: time.Hour, Notify: n}, func(c *collector) {
		before := time.Now()
		m.write(worldLive, " two")
		n.changed("A.log", false)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q after a notification", got)
		}
		m.write(filepath.Join(worldDir, "New.log"), "new")
		n.changed("New.log", true)
		time.Sleep(lookSpacing)
		synctest.Wait()
		if got := c.text("New.log"); got != "new" || time.Since(before) > time.Second {
			t.Errorf("got %q of a new log after %v", got, time.Since(before))
		}
	})
}

func TestAWatchThatEndsIsStartedAgain(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		m.write(worldLive, " two") // without a notification
		settle()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q without a notification", got)
		}
		n.setErr(errors.New("share dropped"))
		n.ended(errors.New("share dropped"))
		settle()
		if watches, stopped := n.counts(); stopped != 1 || watches < 2 {
			t.Errorf("%d watches, %d stopped after an error", watches, stopped)
		}
		n.setErr(nil)
		settle()
		m.write(worldLive, " three")
		n.changed("", true)
		time.Sleep(lookSpacing)
		synctest.Wait()
		if got := c.text("A.log"); got != "one two three" {
			t.Errorf("got %q after the watch was started again", got)
		}
	})
	if n.stopped != 2 {
		t.Errorf("%d watches stopped at the end, want 2", n.stopped)
	}
}

func TestNameChangesDoNotDelayThePoll(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		m.write(worldLive, " two") // without a notification
		for range 1000 {
			n.changed("Other.log", true)
			time.Sleep(10 * time.Millisecond)
		}
		synctest.Wait()
		if got := c.text("A.log"); got != "one two" {
			t.Errorf("got %q while other names changed", got)
		}
	})
}

func TestAfterAnErrorTheFollowerTriesAgainByItself(t *testing.T) {
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
		n.changed("A.log", false)
		settle()
		m.setFault(nil)
		settle()
		if got := c.text("A.log"); got != "one two" || c.state("A.log") != StateFollowing {
			t.Errorf("got %q, %s", got, c.state("A.log"))
		}
	})
}

// TestIdleLogs counts the calls of the file system for an idle log, and then makes changes without a
// notification.
func TestIdleLogs(t *testing.T) {
	m, n := newMemFS(), &manualNotifier{}
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Notify: n}, func(c *collector) {
		time.Sleep(2 * idleAfter)
		checkIdleCalls(t, m)
		within := func(d time.Duration, log, want string) {
			t.Helper()
			time.Sleep(d)
			synctest.Wait()
			if got := c.text(log); got != want {
				t.Errorf("%s: got %q, want %q", log, got, want)
			}
		}
		m.write(worldLive, " two")
		within(6*time.Second, "A.log", "one two")
		m.write(filepath.Join(worldDir, "B.log"), "new")
		within(6*time.Second, "B.log", "new")
		m.rename(worldLive, filepath.Join(worldDir, "A.lo_"))
		m.write(worldLive, "three")
		within(2*trustSizeFor, "A.log", "one two|three")
		m.replace(worldLive, "seven") // of the same size
		within(2*trustSizeFor, "A.log", "one two|three|seven")
	})
}

// checkIdleCalls checks the number of calls of m in a minute in which nothing happens.
func checkIdleCalls(t *testing.T, m *memFS) {
	calls := map[string]int{}
	m.setFault(func(op, path string) error {
		calls[op]++
		return nil
	})
	time.Sleep(time.Minute)
	m.setFault(nil)
	maxReads, minSizes, maxSizes := 4, 11, 16
	if !notifiesAtWrite {
		maxReads, minSizes, maxSizes = int(time.Minute/trustSizeFor)*4, 50, 70
	}
	if reads := calls["read"]; reads == 0 || reads > maxReads {
		t.Errorf("an idle log is read %d times a minute, want 1 to %d", reads, maxReads)
	}
	if sizes := calls["fstat"]; sizes < minSizes || sizes > maxSizes {
		t.Errorf("the size of an idle log is asked for %d times a minute, want %d to %d", sizes, minSizes, maxSizes)
	}
	if lists := calls["list"]; lists == 0 || lists > 2 {
		t.Errorf("an idle folder is listed %d times a minute, want 1 or 2", lists)
	}
}
