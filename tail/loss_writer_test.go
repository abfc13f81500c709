package tail

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// writerMain is a process that writes logs as a client does, and in worse ways. On standard output it
// asks for records to be delivered, before it destroys them, and reads the answers from standard
// input.
func writerMain() {
	var run lossRun
	if err := json.Unmarshal([]byte(os.Getenv("CCMTAIL_TEST_ARG")), &run); err != nil {
		panic(err)
	}
	answers := map[int]chan struct{}{}
	var goroutines sync.WaitGroup
	for _, log := range run.Logs {
		w := &lossWriter{run: run, log: log, rng: rand.New(rand.NewPCG(run.Seed, uint64(log))), answers: make(chan struct{}, 1)}
		answers[log] = w.answers
		goroutines.Go(w.write)
	}
	go func() {
		for in := bufio.NewScanner(os.Stdin); in.Scan(); {
			log, _ := strconv.Atoi(in.Text())
			answers[log] <- struct{}{}
		}
	}()
	goroutines.Wait()
}

// writtenFile is a rolled file.
type writtenFile struct {
	path string
	last int // the number of its last record
}

// lossWriter writes one log.
type lossWriter struct {
	run     lossRun
	log     int
	rng     *rand.Rand
	answers chan struct{} // receives when the records that were asked for have been delivered
	file    *os.File      // nil if it is not open at present
	n       int           // the number of the next record
	retried int           // operations that did not succeed at once
	gaveUp  int           // of these, those that did not succeed
	rolled  []writtenFile // oldest first
	stamp   int           // the number of rollovers
}

// write does random steps until the time is over.
func (w *lossWriter) write() {
	end := time.Now().Add(time.Duration(w.run.Seconds * float64(time.Second)))
	for time.Now().Before(end) {
		switch p := w.rng.IntN(100); {
		case p < 72:
			w.burst()
		case p < 90:
			w.rollover()
		case p < 94:
			w.truncate()
		case p < 97:
			w.recreate()
		default: // several rollovers between two looks
			for range 1 + w.rng.IntN(3) {
				w.burst()
				w.rollover()
			}
		}
		w.pause()
	}
	w.close()
	fmt.Printf("total %d %d\nretried %d %d\ngaveup %d %d\n", w.log, w.n, w.log, w.retried, w.log, w.gaveUp)
}

// pause sleeps, mostly for less than the time between two polls, sometimes for more.
func (w *lossWriter) pause() {
	limit := []int{0, 2, 20, 100, 400}[w.rng.IntN(5)]
	if limit > 0 {
		time.Sleep(time.Duration(w.rng.IntN(limit*1000)) * time.Microsecond)
	}
}

// burst appends some records.
func (w *lossWriter) burst() {
	if w.file == nil && !w.try(func() (err error) {
		w.file, err = os.OpenFile(w.run.path(w.log), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		return err
	}) {
		return
	}
	var b strings.Builder
	for range 1 + w.rng.IntN([]int{3, 30, 300}[w.rng.IntN(3)]) {
		b.WriteString(record(w.log, w.n))
		w.n++
	}
	text := b.String()
	if w.rng.IntN(3) == 0 { // in two writes
		cut := w.rng.IntN(len(text))
		w.put(text[:cut])
		w.pause()
		text = text[cut:]
	}
	w.put(text)
	if w.rng.IntN(2) == 0 {
		w.close()
	}
}

// put writes text to the open file.
func (w *lossWriter) put(text string) {
	if _, err := w.file.WriteString(text); err != nil {
		panic(err)
	}
}

func (w *lossWriter) close() {
	if w.file != nil {
		w.file.Close()
		w.file = nil
	}
}

// rollover renames the live file. Logs with even numbers keep one .lo_ file, the others up to three
// files with a time in their names.
func (w *lossWriter) rollover() {
	w.close()
	if _, err := os.Stat(w.run.path(w.log)); err != nil {
		return
	}
	keep, name := 3, filepath.Join(w.run.Dir, fmt.Sprintf("Log%02d-20260316-%06d.log", w.log, w.stamp))
	if w.log%2 == 0 {
		keep, name = 1, filepath.Join(w.run.Dir, fmt.Sprintf("Log%02d.lo_", w.log))
	} else if w.rng.IntN(4) == 0 {
		name = strings.TrimSuffix(name, ".log") + "-1.log"
	}
	w.stamp++
	for len(w.rolled) >= keep {
		w.need(w.rolled[0].last)
		if !w.try(func() error { return os.Remove(w.rolled[0].path) }) {
			return
		}
		w.rolled = w.rolled[1:]
	}
	if w.try(func() error { return os.Rename(w.run.path(w.log), name) }) {
		w.rolled = append(w.rolled, writtenFile{name, w.n - 1})
	}
}

// truncate empties the live file.
func (w *lossWriter) truncate() {
	w.need(w.n - 1)
	if _, err := os.Stat(w.run.path(w.log)); err == nil {
		w.try(func() error { return os.Truncate(w.run.path(w.log), 0) })
	}
	if w.rng.IntN(2) == 0 {
		w.burst() // which may be more than there was
	}
}

// recreate deletes the live file.
func (w *lossWriter) recreate() {
	w.need(w.n - 1)
	w.close()
	if os.Remove(w.run.path(w.log)) == nil && w.awaitRemoval() && w.rng.IntN(2) == 0 {
		w.burst()
	}
}

// awaitRemoval waits until a deleted file has no name any more. On Windows it keeps it while a reader has it
// open, and under Wine what is written to that name meanwhile goes with it.
func (w *lossWriter) awaitRemoval() bool {
	for range 1000 {
		if _, err := os.Lstat(w.run.path(w.log)); errors.Is(err, fs.ErrNotExist) {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}

// need waits until record n has been delivered.
func (w *lossWriter) need(n int) {
	if n < 0 {
		return
	}
	fmt.Printf("need %d %d\n", w.log, n)
	<-w.answers
}

// try calls f until it succeeds, for a second at most, and reports whether it did. On Windows an
// operation may fail while a reader has the file open.
func (w *lossWriter) try(f func() error) bool {
	for i := range 200 {
		if f() == nil {
			return true
		}
		if i == 0 {
			w.retried++
		}
		time.Sleep(5 * time.Millisecond)
	}
	w.gaveUp++
	return false
}
