package tail

import (
	"bytes"
	"fmt"
	"sync"
	"time"
)

// lossSink is the Sink of the loss test.
type lossSink struct {
	mu          sync.Mutex
	seen        map[int]*seenSet  // the records that were delivered, by log
	totals      map[int]int       // how many records were written, by log
	carry       map[string][]byte // the line at the end of a log that is not complete
	damaged     int               // lines that are not records
	retried     int               // operations of writers that did not succeed at once
	gaveUp      int               // operations of writers that did not succeed
	late        int               // records that were destroyed before they were delivered
	states      map[string]string // the last status of each log
	generations int
	gaps        int
	complaints  []string      // the first errors
	delivered   chan struct{} // closed and replaced after each chunk
}

func newLossSink() *lossSink {
	return &lossSink{
		seen: map[int]*seenSet{}, totals: map[int]int{}, carry: map[string][]byte{}, states: map[string]string{},
		delivered: make(chan struct{}),
	}
}

func (t *lossSink) Chunk(c Chunk) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c.Gap {
		t.gaps++
	}
	text := append(t.carry[c.Log], c.Bytes...)
	for {
		line, rest, ok := bytes.Cut(text, []byte("\n"))
		if !ok {
			break
		}
		t.take(c, append(line, '\n'))
		text = rest
	}
	t.carry[c.Log] = bytes.Clone(text)
	if c.Final {
		t.generations++
		if len(text) > 0 {
			t.complain(c, text)
		}
		delete(t.carry, c.Log)
	}
	close(t.delivered)
	t.delivered = make(chan struct{})
}

// take counts a line.
func (t *lossSink) take(c Chunk, line []byte) {
	log, n, ok := parseRecord(line)
	if !ok || logName(log) != c.Log {
		t.complain(c, line)
		return
	}
	if t.seen[log] == nil {
		t.seen[log] = &seenSet{}
	}
	before := t.seen[log].doubled
	if t.seen[log].add(n); t.seen[log].doubled > before && len(t.complaints) < 5 {
		t.complaints = append(t.complaints, fmt.Sprintf("%s generation %d of %s: record %d again", c.Log, c.Generation, c.File, n))
	}
}

// complain counts a line that is not a record of the log.
func (t *lossSink) complain(c Chunk, line []byte) {
	t.damaged++
	if len(t.complaints) < 5 {
		t.complaints = append(t.complaints, fmt.Sprintf("%s generation %d of %s: %.80q", c.Log, c.Generation, c.File, line))
	}
}

func (t *lossSink) Status(s Status) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.states[s.Log] = fmt.Sprintf("%s generation %d offset %d: %v %v at %s",
		s.Log, s.Generation, s.Offset, s.State, s.Err, time.Now().Format(time.StampMilli))
}

func (t *lossSink) Idle(string) {}
func (t *lossSink) CaughtUp()   {}

// await waits until record n of a log has been delivered, for patience at most.
func (t *lossSink) await(log, n int) {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		t.mu.Lock()
		delivered := t.delivered
		done := t.seen[log] != nil && t.seen[log].has(n)
		t.mu.Unlock()
		if done {
			return
		}
		select {
		case <-delivered:
		case <-limit.C:
			t.mu.Lock()
			t.late++
			t.complaints = append(t.complaints,
				fmt.Sprintf("%s record %d was not delivered within %v; %s", logName(log), n, patience, t.states[logName(log)]))
			t.mu.Unlock()
			return
		}
	}
}

// settle waits until the last record of each log has been delivered.
func (t *lossSink) settle() {
	for log, n := range t.totals {
		t.await(log, n-1)
	}
}

// setTotal sets how many records were written to a log.
func (t *lossSink) setTotal(log, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.totals[log] = n
}

// addFailures adds operations of a writer that did not succeed at once, or at all.
func (t *lossSink) addFailures(retried, gaveUp int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.retried += retried
	t.gaveUp += gaveUp
}

// written returns how many records were written in all.
func (t *lossSink) written() (sum int) {
	for _, n := range t.totals {
		sum += n
	}
	return sum
}

// result returns how many records are missing, were delivered twice, and are damaged.
func (t *lossSink) result() (missing, doubled, damaged int) {
	for log, n := range t.totals {
		if s := t.seen[log]; s != nil {
			missing += n - s.count()
			doubled += s.doubled
		} else {
			missing += n
		}
	}
	return missing, doubled, t.damaged
}
