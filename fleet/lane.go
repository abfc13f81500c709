package fleet

import (
	"container/heap"
	"context"
	"runtime"
	"sync"
	"time"

	"ccmtail/internal/crash"
)

const (
	// remoteSlots is how many clients on other computers are visited at a time: they take long to
	// answer, and little else.
	remoteSlots = 64
	// maxWaiting is how many visits of a lane wait for an answer at most.
	maxWaiting = 64
	// stalledAfter is when a visit that does not go on lets others go ahead.
	stalledAfter = 50 * time.Millisecond
)

// answerWithin is when a visit that does not go on counts as unanswered.
var answerWithin = 10 * time.Second

// localSlots returns how many clients on this computer are visited at a time.
func localSlots() int { return 2 * runtime.GOMAXPROCS(0) }

// lane visits some clients, each when it is due, and only so many at a time. A visit that stalls makes
// room for others.
type lane struct {
	slots   chan struct{} // taken by visits that go on
	waiting chan struct{} // taken by visits that have not ended
	wake    chan struct{} // of capacity 1; receives when the queue has changed

	mu    sync.Mutex
	queue queue // the members that are not being visited
}

func newLane(slots int) *lane {
	return &lane{slots: make(chan struct{}, slots), waiting: make(chan struct{}, maxWaiting), wake: make(chan struct{}, 1)}
}

// add adds a member, which is due at once.
func (l *lane) add(m *member) { heap.Push(&l.queue, m) }

// run visits the members that are due until ctx ends.
func (l *lane) run(ctx context.Context) {
	var visits sync.WaitGroup
	defer visits.Wait()
	for {
		m := l.next(ctx)
		if m == nil || !take(ctx, l.waiting) {
			return
		}
		if !take(ctx, l.slots) {
			return
		}
		visits.Go(crash.Guarded(func() { l.visit(ctx, m) }))
	}
}

func take(ctx context.Context, from chan struct{}) bool {
	select {
	case from <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// next waits until a member is due and takes it from the queue; nil if ctx has ended.
func (l *lane) next(ctx context.Context) *member {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		l.mu.Lock()
		wait := time.Hour
		if len(l.queue) > 0 {
			m := l.queue[0]
			if wait = time.Until(m.due); wait <= 0 {
				heap.Pop(&l.queue)
				m.again = false
				l.mu.Unlock()
				return m
			}
		}
		l.mu.Unlock()
		timer.Reset(wait)
		select {
		case <-ctx.Done():
			return nil
		case <-l.wake:
		case <-timer.C:
		}
	}
}

// visit visits a member and puts it back into the queue. If the visit stalls it gives its slot back,
// and if no answer comes it is not waited for.
func (l *lane) visit(ctx context.Context, m *member) {
	giveSlot := sync.OnceFunc(func() { <-l.slots })
	giveUp := sync.OnceFunc(func() { giveSlot(); <-l.waiting })
	ended := make(chan struct{})
	m.hasAnswered.Store(false)
	go crash.Guarded(func() {
		defer close(ended)
		m.visit(ctx)
	})()
	defer giveUp()
	progress, since := m.visited.BytesRead(), time.Now()
	timer := time.NewTimer(stalledAfter)
	defer timer.Stop()
	for {
		select {
		case <-ended:
			l.putBack(m)
			return
		case <-ctx.Done():
			select {
			case <-ended:
			case <-time.After(stalledAfter): // a computer that does not answer keeps nobody waiting
			}
			return
		case <-timer.C:
		}
		now, last := time.Now(), progress
		if progress = m.visited.BytesRead(); progress != last {
			since = now
		}
		switch quiet := now.Sub(since); {
		case quiet >= answerWithin && !m.hasAnswered.Load():
			m.noAnswer()
			go crash.Guarded(func() { <-ended; l.putBack(m) })()
			return
		case quiet >= stalledAfter:
			giveSlot()
		}
		timer.Reset(stalledAfter)
	}
}

// putBack puts a member into the queue again, unless nothing more will come.
func (l *lane) putBack(m *member) {
	l.mu.Lock()
	due, more := m.pace.next(m.isNudged.Load())
	if m.again {
		due, more = time.Time{}, true
	}
	if more {
		m.due = due
		heap.Push(&l.queue, m)
	}
	m.isIdle = !more
	l.mu.Unlock()
	l.wakeUp()
}

// nudge makes a member be visited soon, because its logs have changed.
func (l *lane) nudge(m *member) {
	l.mu.Lock()
	m.isNudged.Store(true)
	if due := m.pace.soonest(); m.index >= 0 && due.Before(m.due) {
		m.due = due
		heap.Fix(&l.queue, m.index)
	}
	l.mu.Unlock()
	l.wakeUp()
}

// hurry makes a member be visited now, or again if it is being visited.
func (l *lane) hurry(m *member) {
	l.mu.Lock()
	now := time.Now()
	switch {
	case m.index >= 0:
		m.due = now
		heap.Fix(&l.queue, m.index)
	case m.isIdle:
		m.due, m.isIdle = now, false
		heap.Push(&l.queue, m)
	default:
		m.again = true
	}
	l.mu.Unlock()
	l.wakeUp()
}

func (l *lane) wakeUp() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// order puts those that deployed updates last before others that are due at the same time.
func (l *lane) order(hot map[*member]time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range l.queue {
		m.hot = hot[m]
	}
	heap.Init(&l.queue)
}

// queue is a heap of members, the one that is due first on top; of those that are due at the same
// time the one that deployed updates last.
type queue []*member

func (q queue) Len() int { return len(q) }

func (q queue) Less(i, k int) bool {
	a, b := q[i], q[k]
	switch {
	case !a.due.Equal(b.due):
		return a.due.Before(b.due)
	case !a.hot.Equal(b.hot):
		return a.hot.After(b.hot)
	}
	return a.number < b.number
}

func (q queue) Swap(i, k int) {
	q[i], q[k] = q[k], q[i]
	q[i].index, q[k].index = i, k
}

// Push implements heap.Interface.
func (q *queue) Push(m any) {
	m.(*member).index = len(*q)
	*q = append(*q, m.(*member))
}

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	n := len(*q) - 1
	m := (*q)[n]
	m.index = -1
	(*q)[n] = nil
	*q = (*q)[:n]
	return m
}
