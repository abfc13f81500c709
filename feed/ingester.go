package feed

import (
	"sync"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/tail"
)

// ingester is text on its way to records and events. It is the sink of a source: chunks of one log
// come one after the other, those of different logs at the same time.
type ingester struct {
	records  *store.Store
	onChange func() // called when there is something new

	mu        sync.Mutex // guards what follows
	logs      map[string]*stream
	bytesRead int64

	timelineMu   sync.Mutex // guards what follows
	timeline     *store.Timeline
	chargedBytes int64 // of the timeline, in the memory
	budget       *store.Budget
}

// newIngester returns a reading into a store, of one of some clients that share a memory.
func newIngester(records *store.Store, memory *store.Budget, clients int, changed func()) *ingester {
	return &ingester{
		records: records, onChange: changed, logs: map[string]*stream{},
		timeline: store.NewBoundedTimeline(memory.EventsLimit(clients)), budget: memory,
	}
}

// streamOf returns the log's stream, made at its first mention.
func (r *ingester) streamOf(log string) *stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.logs[log]
	if s == nil {
		s = &stream{ingester: r, log: log, generation: -1}
		r.logs[log] = s
	}
	return s
}

// Chunk takes bytes of a log. See tail.Sink.
func (r *ingester) Chunk(ch tail.Chunk) {
	r.streamOf(ch.Log).addChunk(ch)
	r.mu.Lock()
	r.bytesRead += int64(len(ch.Bytes))
	r.mu.Unlock()
	r.onChange()
}

// addEvents puts copies of events on the timeline.
func (r *ingester) addEvents(events []*event.Event) {
	if len(events) == 0 {
		return
	}
	r.timelineMu.Lock()
	defer r.timelineMu.Unlock()
	r.timeline.Add(events)
	r.chargeTimeline()
}

// setLive says that all that was there has been read: from now on old events may be forgotten.
func (r *ingester) setLive() {
	r.timelineMu.Lock()
	defer r.timelineMu.Unlock()
	r.timeline.SetLive()
	r.chargeTimeline()
}

// chargeTimeline keeps the memory's count of the events. The caller holds the lock.
func (r *ingester) chargeTimeline() {
	if size := r.timeline.Size(); size != r.chargedBytes {
		r.budget.Charge(size - r.chargedBytes)
		r.chargedBytes = size
	}
}

// Status takes what became of a log's file. See tail.Sink.
func (r *ingester) Status(st tail.Status) {
	s := r.streamOf(st.Log)
	r.mu.Lock()
	s.status = st
	r.mu.Unlock()
	r.onChange()
}

// Idle notes that a log was read to its present end. See tail.Sink.
func (r *ingester) Idle(log string) { r.streamOf(log).idle.Store(true) }

// CaughtUp is of no account for what is read only to be shown ahead. See tail.Sink.
func (r *ingester) CaughtUp() {}

// flushIdle completes the last lines of files that have not grown for a while.
func (r *ingester) flushIdle(now time.Time) {
	r.mu.Lock()
	var quiet []*stream
	for _, s := range r.logs {
		if s.pending.Load() > 0 && s.idle.Load() && now.Sub(s.status.Changed) > 2*flushIdleEvery {
			quiet = append(quiet, s)
		}
	}
	r.mu.Unlock()
	for _, s := range quiet {
		if s.flushIdle() {
			r.onChange()
		}
	}
}

// recordsAndEvents returns the records and events as known now. It may take its time: what has come
// since the last one is put in order.
func (r *ingester) recordsAndEvents() (*store.Records, store.Events) {
	r.timelineMu.Lock()
	defer r.timelineMu.Unlock()
	if r.records.Rezone() {
		r.timeline.Rezone(r.rezone)
	}
	return r.records.Records(), r.timeline.Events()
}

// completeSince returns the time from which on no record is missing, zero if none is at all: of a
// log of which only the end is there, the first record counts.
func (r *ingester) completeSince(records *store.Records) (t time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.logs {
		if first, ok := s.firstAfterGap(); ok && first < records.End() {
			if at := records.Time(first); at.After(t) {
				t = at
			}
		}
	}
	return t
}

// rezone returns an event without a bias of its own, at the time it has by the biases known now.
func (r *ingester) rezone(e *event.Event) *event.Event {
	bias, zoned := r.records.BiasAtWall(e.Wall)
	at := e.Wall + int64(bias)*int64(time.Minute)
	if at == e.At && bias == e.Bias && zoned == e.Zoned {
		return e
	}
	m := *e
	m.At, m.Bias, m.Zoned = at, bias, zoned
	return &m
}
