package feed

import (
	"math"
	"slices"
	"sync"
)

// pace lets many logs be read in step. So many of them go on at a time as there are processors, and
// of those that wait the one goes first of which the oldest records come next.
type pace struct {
	mu      sync.Mutex
	slots   int
	waiting []waitingLog
	reached map[string]int64 // of the logs that are being read, the time of the newest record so far
}

type waitingLog struct {
	name string
	turn chan struct{}
}

// start begins with logs of which nothing has been read.
func (p *pace) start(logs []string, slots int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slots, p.reached = slots, make(map[string]int64, len(logs))
	for _, l := range logs {
		p.reached[l] = math.MinInt64
	}
}

// inStep reports whether there is more than one log.
func (p *pace) inStep() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.reached) > 1
}

// enter waits until it is the turn of a log, which leave ends.
func (p *pace) enter(log string) {
	p.mu.Lock()
	if p.slots > 0 {
		p.slots--
		p.mu.Unlock()
		return
	}
	w := waitingLog{log, make(chan struct{})}
	p.waiting = append(p.waiting, w)
	p.mu.Unlock()
	<-w.turn
}

// leave ends the turn of a log and begins that of another one.
func (p *pace) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) == 0 {
		p.slots++
		return
	}
	first := 0
	for i := range p.waiting {
		if p.reached[p.waiting[i].name] < p.reached[p.waiting[first].name] {
			first = i
		}
	}
	close(p.waiting[first].turn)
	p.waiting = slices.Delete(p.waiting, first, first+1)
}

// advance says that the records of a log up to a time have been stored, with their events.
func (p *pace) advance(log string, utc int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, isRead := p.reached[log]; isRead {
		p.reached[log] = max(at, utc)
	}
}

// done says that nothing more comes of a log.
func (p *pace) done(log string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.reached, log)
}

// oldest returns the time up to which all logs have been read.
func (p *pace) oldest() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	oldest := int64(math.MaxInt64)
	for _, at := range p.reached {
		oldest = min(oldest, at)
	}
	return oldest
}
