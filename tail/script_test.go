package tail

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Random scripts against an oracle. A script is a string of bytes, two for a
// step. Whatever it does, what was delivered must be what was written, in
// order, each line once. What destroys bytes first lets them be read; without
// that ("careless") lines may be missing, but still none comes twice or early.

type scripted struct {
	m     *memFS
	n     int // next line
	stamp int
	told  []string
}

func (s *scripted) lines(k int) string {
	var b strings.Builder
	for range k {
		b.WriteString(scriptLine(s.n) + "\n")
		s.n++
	}
	return b.String()
}

func scriptLine(n int) string { return fmt.Sprintf("line %d %s.", n, strings.Repeat("x", n*37%90)) }

func (s *scripted) step(op, arg byte, careful func()) {
	s.told = append(s.told, fmt.Sprintf("%d:%d(%d)", op%12, arg, s.n))
	switch op % 12 {
	case 0, 1, 2:
		s.m.write(worldLive, s.lines(1+int(arg)%20))
	case 3: // half a line, and the rest after a pause
		text := s.lines(1 + int(arg)%3)
		cut := int(arg) % len(text)
		s.m.write(worldLive, text[:cut])
		time.Sleep(time.Duration(arg) * 3 * time.Millisecond)
		s.m.write(worldLive, text[cut:])
	case 4:
		s.stamp++
		s.m.rename(worldLive, worldRolled(fmt.Sprintf("%02d", s.stamp%100)))
	case 5:
		careful()
		s.m.rename(worldLive, worldLo)
	case 6:
		careful()
		s.m.replace(worldLive, "")
	case 7:
		careful()
		s.m.replace(worldLive, s.lines(1+int(arg)%40))
	case 8:
		careful()
		s.m.remove(worldLive)
	case 9:
		if arg%3 == 0 { // a rollover in the middle of a look
			s.stamp++
			name := worldRolled(fmt.Sprintf("%02d", s.stamp%100))
			s.m.once(func() {
				s.m.write(worldLive, s.lines(1))
				s.m.rename(worldLive, name)
				s.m.write(worldLive, s.lines(1+int(arg)%5))
			})
			settle()
			s.m.never()
		}
		s.m.mu.Lock()
		s.m.short = arg%2 == 0
		s.m.mu.Unlock()
	case 10:
		s.m.setFault(func(op, path string) error {
			if arg%4 == 0 && op == "open" || arg%4 == 1 && op == "read" || arg%4 == 2 {
				return []error{errLocked, errShareLost}[arg%2]
			}
			return nil
		})
	default:
		time.Sleep(time.Duration(arg) * time.Duration(arg) * 100 * time.Microsecond)
	}
}

// runScript carries out a script and returns how many lines are missing.
func runScript(t *testing.T, script []byte, careless bool) (missing int) {
	m := newMemFS()
	// Where text is lost as well, nothing tells a file of which a few bytes were
	// read from one that has got its index and begins like it.
	m.reuse = len(script) > 0 && script[0]%2 == 0 && !careless
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		s := &scripted{m: m}
		careful := func() {
			if !careless {
				m.setFault(nil)
				settle()
			}
		}
		for i := 0; i+1 < len(script) && s.stamp < 99; i += 2 {
			s.step(script[i], script[i+1], careful)
		}
		m.setFault(nil)
		settle()
		missing = s.compare(t, c.text("A.log"), careless)
		if t.Failed() {
			t.Logf("script %q, steps %s%s", script, s.told, c)
		}
	})
	return missing
}

// compare checks the order of the lines and counts the missing ones.
func (s *scripted) compare(t *testing.T, text string, careless bool) (missing int) {
	next := 0
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '|' }) {
		var n int
		if _, err := fmt.Sscanf(line, "line %d", &n); err != nil || line != scriptLine(n) {
			if !careless {
				t.Errorf("damaged line %q", line)
			}
			continue
		}
		if n < next {
			t.Errorf("line %d after line %d", n, next-1)
		}
		missing += max(0, n-next)
		next = n + 1
	}
	missing += s.n - next
	if missing > 0 && !careless {
		t.Errorf("%d lines missing of %d", missing, s.n)
	}
	return missing
}

func TestRandomScripts(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 60
	}
	if os.Getenv("CCMTAIL_LOSS") != "" {
		rounds = 20_000
	}
	for i := range rounds {
		rng := rand.New(rand.NewPCG(7, uint64(i)))
		script := make([]byte, 2*(1+rng.IntN(40)))
		for k := range script {
			script[k] = byte(rng.IntN(256))
		}
		if runScript(t, script, i%4 == 3); t.Failed() {
			t.Fatalf("script %d", i)
		}
	}
}

func FuzzScripts(f *testing.F) {
	f.Add([]byte("\x00\x05\x04\x00\x00\x05\x04\x00\x00\x01"), false)
	f.Add([]byte("\x00\x05\x05\x00\x00\x05\x06\x00\x07\x09\x08\x00\x03\x44"), false)
	f.Add([]byte("00A00,A00A90"), false) // a new file has the index and the size of one that was read
	f.Add([]byte("\x00\x05\x05\x00\x00\x05\x05\x00\x00\x05\x0a\x02\x05\x00\x00\x01"), true)
	f.Fuzz(func(t *testing.T, script []byte, careless bool) {
		if len(script) <= 400 {
			runScript(t, script, careless)
		}
	})
}

// TestClosingInTheMiddle ends the context at random moments of a long read.
func TestClosingInTheMiddle(t *testing.T) {
	for i := range 12 {
		synctest.Test(t, func(t *testing.T) {
			m := newMemFS()
			for _, p := range []string{worldLo, worldRolled("01"), worldLive} {
				m.write(p, strings.Repeat("0123456789abcdef", 100_000))
			}
			s, err := Open(worldDir, Options{Follow: i%2 == 0, Files: m, Notify: NoNotify{}})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			defer time.AfterFunc(time.Minute, cancel).Stop()
			c := newCollector()
			left := i
			c.onChunk = func(k Chunk) {
				if left--; left <= 0 {
					cancel()
				}
			}
			if err := s.Run(ctx, c); err != nil {
				t.Error(err)
			}
			c.check(t)
			if m.opened != 0 {
				t.Errorf("%d handles left open", m.opened)
			}
		})
	}
}
