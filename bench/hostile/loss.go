//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// lossLogs is how many logs are written to.
const lossLogs = 6

// lossWriter writes numbered records to a log, and rolls it over, cuts it back and truncates it.
type lossWriter struct {
	path    string
	log, n  int
	rng     *rand.Rand
	rolled  time.Time
	first   int                   // the number of the first record in the file
	has     func(log, n int) bool // reports whether a record has been read
	mu      sync.Mutex            // held for each change of the file
	refused int                   // how often the file could not be changed
}

// change does something to the file, and counts if it cannot.
func (w *lossWriter) change(f func() error) {
	if err := f(); err != nil {
		w.refused++
	}
}

// keepName says that no log must be rolled over now: what is truncated then has been seen before. What is
// missing of a file that nobody has seen whole cannot be known.
var keepName atomic.Bool

// isSeen reports whether the file has been seen: some of it has been read.
func (w *lossWriter) isSeen() bool { return w.n > w.first && w.has(w.log, w.first) }

// awaitSeen waits until the file has been seen, but not for ever.
func (w *lossWriter) awaitSeen() {
	for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(50 * time.Millisecond) {
		w.mu.Lock()
		seen := w.isSeen()
		w.mu.Unlock()
		if seen {
			return
		}
	}
}

// step writes some records, or rolls the log over.
func (w *lossWriter) step() {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch p := w.rng.IntN(400); {
	case p < 20 && keepName.Load():
	case p == 0 && w.isSeen():
		w.change(w.cutBack)
	case p < 20 && time.Since(w.rolled) > 3*time.Second: // a .lo_ must not be overwritten before it can be read
		w.rolled = time.Now()
		to := strings.TrimSuffix(w.path, ".log") + ".lo_"
		if w.log%2 == 0 {
			to = strings.TrimSuffix(w.path, ".log") + time.Now().Format("-20060102-150405.log")
		}
		w.change(func() error {
			err := os.Rename(w.path, to)
			if err == nil {
				w.first = w.n
			}
			return err
		})
	default:
		w.append(1 + w.rng.IntN(200))
	}
}

// append appends n records.
func (w *lossWriter) append(n int) {
	var b bytes.Buffer
	now := time.Now().UTC()
	from := w.n
	for range n {
		fmt.Fprintf(&b, "<![LOG[number %d %d is %s]LOG]!><time=\"%s+000\" date=\"%s\" component=\"Worker\" context=\"\" type=\"1\" thread=\"1\" file=\"worker.cpp:1\">\r\n",
			w.log, w.n, strings.Repeat("x", w.n%50), now.Format("15:04:05.000"), now.Format("01-02-2006"))
		w.n++
	}
	f, err := os.OpenFile(w.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		w.refused++
		w.n = from
		return
	}
	defer f.Close()
	_, _ = f.Write(b.Bytes())
}

// cutBack truncates the log to about half, at the end of a line.
func (w *lossWriter) cutBack() error {
	text, err := os.ReadFile(w.path)
	if err != nil {
		return err
	}
	return os.Truncate(w.path, int64(1+bytes.LastIndexByte(text[:len(text)/2], '\n')))
}

// truncate empties the log, and appends to it at once every second time.
func (w *lossWriter) truncate() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.change(func() error { return os.Truncate(w.path, 0) })
	if w.rng.IntN(2) == 0 {
		w.append(50)
	}
}

// followed is what a follower has said of the logs.
type followed struct {
	mu   sync.Mutex
	seen [lossLogs]map[int]int
	gaps [lossLogs]int
	said []string
}

var (
	recordNumber = regexp.MustCompile(`"message":"number (\d+) (\d+) is x*"`)
	gapSaid      = regexp.MustCompile(`(\d+)\.log: records may be missing: (\d+) gap`)
)

// take takes the records and what is said of gaps.
func (f *followed) take(r io.Reader, done *sync.WaitGroup) {
	defer done.Done()
	for lines := bufio.NewScanner(r); lines.Scan(); {
		f.mu.Lock()
		if m := recordNumber.FindSubmatch(lines.Bytes()); m != nil {
			f.seen[number(m[1])][number(m[2])]++
		} else if m := gapSaid.FindSubmatch(lines.Bytes()); m != nil {
			f.gaps[number(m[1])] += number(m[2])
		} else if len(f.said) < 10 {
			f.said = append(f.said, lines.Text())
		}
		f.mu.Unlock()
	}
}

func number(b []byte) int {
	n, _ := strconv.Atoi(string(b))
	return n
}

// has reports whether a record has been seen.
func (f *followed) has(log, n int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen[log][n] > 0
}

// result returns how many of the records of a log are missing, in how many places, and how many came
// more than once.
func (f *followed) result(log, written int) (missing, places, doubled int) {
	before := true
	for n := range written {
		times := f.seen[log][n]
		if times == 0 {
			missing++
			if before {
				places++
			}
		}
		before = times > 0
		doubled += max(0, times-1)
	}
	return missing, places, doubled
}

// measureLoss follows logs that are written to, and stops the follower each minute while they are
// truncated twice. Nothing may come twice, and what is missing must have been said.
func measureLoss(program string, wine bool, d time.Duration, seed uint64) error {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var f followed
	var writers [lossLogs]*lossWriter
	for i := range writers {
		f.seen[i] = map[int]int{}
		writers[i] = &lossWriter{path: filepath.Join(dir, fmt.Sprintf("Log%d.log", i)), log: i, has: f.has, rng: rand.New(rand.NewPCG(seed, uint64(i)))}
		writers[i].append(10)
	}
	cmd := exec.Command(program, "export", "--follow", dir)
	if wine {
		cmd = exec.Command("wine", program, "export", "--follow", "Z:"+strings.ReplaceAll(dir, "/", `\`))
		cmd.Env = append(os.Environ(), "WINEDEBUG=-all")
	}
	out, _ := cmd.StdoutPipe()
	said, _ := cmd.StderrPipe()
	if err := cmd.Start(); err != nil {
		return err
	}
	var reading, writing sync.WaitGroup
	reading.Add(2)
	go f.take(out, &reading)
	go f.take(said, &reading)
	time.Sleep(3 * time.Second)
	end := time.Now().Add(d)
	for _, w := range writers {
		writing.Go(func() {
			for time.Now().Before(end) {
				w.step()
				time.Sleep(time.Duration(w.rng.IntN(200)) * time.Millisecond)
			}
		})
	}
	stops := stopAndTruncate(cmd.Process, writers[:], end)
	writing.Wait()
	for i, w := range writers { // the newest record of each
		for wait := time.Now(); !f.has(i, w.n-1) && time.Since(wait) < time.Minute; {
			time.Sleep(50 * time.Millisecond)
		}
	}
	_ = cmd.Process.Signal(syscall.SIGINT)
	kill := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	reading.Wait()
	_ = cmd.Wait()
	kill.Stop()
	return f.tell(writers[:], stops)
}

// stopAndTruncate stops a process each minute, and truncates the logs twice before it goes on.
func stopAndTruncate(p *os.Process, writers []*lossWriter, end time.Time) (stops int) {
	const every, away = time.Minute, 8 * time.Second
	for next := time.Now().Add(every / 2); next.Add(away).Before(end); next = next.Add(every) {
		time.Sleep(time.Until(next))
		keepName.Store(true)
		for _, w := range writers {
			w.awaitSeen()
		}
		time.Sleep(away / 3)
		_ = p.Signal(syscall.SIGSTOP)
		for range 2 {
			time.Sleep(away / 3)
			for _, w := range writers {
				w.truncate()
			}
		}
		time.Sleep(away / 3)
		_ = p.Signal(syscall.SIGCONT)
		stops++
		time.Sleep(away / 3)
		keepName.Store(false)
	}
	return stops
}

// tell prints the figures, and returns an error if anything is wrong.
func (f *followed) tell(writers []*lossWriter, stops int) (err error) {
	all := 0
	for i, w := range writers {
		missing, places, doubled := f.result(i, w.n)
		fmt.Printf("%s: %d records, %d missing in %d places, %d gaps said, %d twice, %d changes refused\n", filepath.Base(w.path), w.n, missing, places, f.gaps[i], doubled, w.refused)
		all += w.n
		if doubled > 0 || places > f.gaps[i] {
			err = cmp.Or(err, fmt.Errorf("%s: %d twice, %d places missing, %d gaps said", filepath.Base(w.path), doubled, places, f.gaps[i]))
		}
	}
	fmt.Printf("%d records, %d stops; also said: %q\n", all, stops, f.said)
	return err
}
