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
	seen        map[int]*seenSet
	totals      map[int]int
	carry       map[string][]byte
	damaged     int
	heldUp      int
	late        int // records that were destroyed although they had not come
	states      map[string]string
	gaveUp      int
	generations int
	gaps        int
	arrived     time.Time
	complaints  []string
	news        chan struct{}
}

func newLossSink() *lossSink {
	return &lossSink{seen: map[int]*seenSet{}, totals: map[int]int{}, carry: map[string][]byte{}, states: map[string]string{}, news: make(chan struct{})}
}

func (t *lossSink) Chunk(c Chunk) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.arrived = time.Now()
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
	close(t.news)
	t.news = make(chan struct{})
}

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

func (t *lossSink) complain(c Chunk, line []byte) {
	t.damaged++
	if len(t.complaints) < 5 {
		t.complaints = append(t.complaints, fmt.Sprintf("%s generation %d of %s: %.80q", c.Log, c.Generation, c.File, line))
	}
}

func (t *lossSink) Status(s Status) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.states[s.Log] = fmt.Sprintf("%s generation %d offset %d: %v %v at %s", s.Log, s.Generation, s.Offset, s.State, s.Err, time.Now().Format(time.StampMilli))
}

func (t *lossSink) Idle(string) {}
func (t *lossSink) CaughtUp()   {}

// await returns when record n of a log was delivered, or it is clear that it
// will not be.
func (t *lossSink) await(log, n int) {
	limit := time.NewTimer(20 * time.Second)
	defer limit.Stop()
	for {
		t.mu.Lock()
		news := t.news
		done := t.seen[log] != nil && t.seen[log].has(n)
		t.mu.Unlock()
		if done {
			return
		}
		select {
		case <-news:
		case <-limit.C:
			t.mu.Lock()
			t.late++
			t.complaints = append(t.complaints, fmt.Sprintf("%s record %d was not delivered within 20 s; %s", logName(log), n, t.states[logName(log)]))
			t.mu.Unlock()
			return
		}
	}
}

// settle returns when all was delivered or nothing has come for a while.
func (t *lossSink) settle() {
	for log, n := range t.totals {
		t.await(log, n-1)
	}
}

func (t *lossSink) total(log, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.totals[log] = n
}

func (t *lossSink) held(up, gaveUp int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.heldUp += up
	t.gaveUp += gaveUp
}

func (t *lossSink) written() (sum int) {
	for _, n := range t.totals {
		sum += n
	}
	return sum
}

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
