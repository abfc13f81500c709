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

// Random scripts. A script is a string of bytes, two for each step, that writes numbered lines,
// rolls, truncates and deletes the log, and makes the file system fail. All lines must be delivered
// in order, each once. Steps that destroy text wait before until it has been read; in careless
// scripts they do not, and then lines may be missing.

// scripted is the state of a script.
type scripted struct {
	m     *memFS
	n     int      // the number of the next line
	stamp int      // the number of rollovers to a file with a time in its name
	steps []string // the steps so far, for messages
}

// lines returns the next k lines.
func (s *scripted) lines(k int) string {
	var b strings.Builder
	for range k {
		b.WriteString(scriptLine(s.n) + "\n")
		s.n++
	}
	return b.String()
}

// scriptLine returns line n.
func scriptLine(n int) string { return fmt.Sprintf("line %d %s.", n, strings.Repeat("x", n*37%90)) }

// step does one step. It calls careful before it destroys text.
func (s *scripted) step(op, arg byte, careful func()) {
	s.steps = append(s.steps, fmt.Sprintf("%d:%d(%d)", op%12, arg, s.n))
	switch op % 12 {
	case 0, 1, 2:
		s.m.write(worldLive, s.lines(1+int(arg)%20))
	case 3: // a part of a line, and the rest after a pause
		text := s.lines(1 + int(arg)%3)
		cut := int(arg) % len(text)
		s.m.write(worldLive, text[:cut])
		time.Sleep(time.Duration(arg) * 3 * time.Millisecond)
		s.m.write(worldLive, text[cut:])
	case 4:
		s.m.rename(worldLive, s.nextRolled())
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
		if arg%3 == 0 {
			s.rollDuringALook(1 + int(arg)%5)
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

// nextRolled returns the path of the next rolled file.
func (s *scripted) nextRolled() string {
	s.stamp++
	return worldRolled(fmt.Sprintf("%02d", s.stamp%100))
}

// rollDuringALook writes a line, rolls the log and writes k lines, all between the steps of a look.
func (s *scripted) rollDuringALook(k int) {
	path := s.nextRolled()
	s.m.beforeNextStat(func() {
		s.m.write(worldLive, s.lines(1))
		s.m.rename(worldLive, path)
		s.m.write(worldLive, s.lines(k))
	})
	settle()
	s.m.cancelBefore()
}

// runScript runs a script and returns how many lines are missing.
func runScript(t *testing.T, script []byte, careless bool, read func(*Source, context.Context, Sink) error) (missing int) {
	m := newMemFS()
	// If text is destroyed as well, a file of which few bytes were read cannot be distinguished from
	// another one with the same index and the same first bytes.
	m.reuse = len(script) > 0 && script[0]%2 == 0 && !careless
	inBubbleRead(t, m, worldDir, Options{}, read, func(c *collector) {
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
			t.Logf("script %q, steps %s%s", script, s.steps, c)
		}
	})
	return missing
}

// compare checks the lines that were delivered, and returns how many are missing.
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

func TestRandomScripts(t *testing.T) { testRandomScripts(t, (*Source).Run) }

func testRandomScripts(t *testing.T, read func(*Source, context.Context, Sink) error) {
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
		if runScript(t, script, i%4 == 3, read); t.Failed() {
			t.Fatalf("script %d", i)
		}
	}
}

func FuzzScripts(f *testing.F) {
	f.Add([]byte("\x00\x05\x04\x00\x00\x05\x04\x00\x00\x01"), false)
	f.Add([]byte("\x00\x05\x05\x00\x00\x05\x06\x00\x07\x09\x08\x00\x03\x44"), false)
	f.Add([]byte("00A00,A00A90"), false) // a new file has the index and the size of a deleted one
	f.Add([]byte("\x00\x05\x05\x00\x00\x05\x05\x00\x00\x05\x0a\x02\x05\x00\x00\x01"), true)
	f.Fuzz(func(t *testing.T, script []byte, careless bool) {
		if len(script) <= 400 {
			runScript(t, script, careless, (*Source).Run)
		}
	})
}

// TestCancellation ends the context after each of the first chunks.
func TestCancellation(t *testing.T) {
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
			chunksLeft := i
			c.onChunk = func(Chunk) {
				if chunksLeft--; chunksLeft <= 0 {
					cancel()
				}
			}
			if err := s.Run(ctx, c); err != nil {
				t.Error(err)
			}
			c.check(t)
			if m.opened != 0 {
				t.Errorf("%d files are open at the end", m.opened)
			}
		})
	}
}
