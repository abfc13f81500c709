package feed

import (
	"sync"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/tail"
)

// reading is text on its way to records and events. It is the sink of a source: chunks of one log come one after the
// other, those of different logs at the same time.
type reading struct {
	records *store.Store
	changed func() // called when there is something new

	mu   sync.Mutex // guards what follows
	logs map[string]*stream
	read int64

	ordering sync.Mutex // guards what follows
	timeline *store.Timeline
	counted  int64 // of the timeline, in the memory
	memory   *store.Memory
}

// newReading is a reading into a store, of one of some clients that share a memory.
func newReading(records *store.Store, memory *store.Memory, clients int, changed func()) *reading {
	return &reading{
		records: records, changed: changed, logs: map[string]*stream{},
		timeline: store.NewBoundedTimeline(memory.Events(clients)), memory: memory,
	}
}

// stream is the log's stream, made at its first mention.
func (r *reading) stream(log string) *stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.logs[log]
	if s == nil {
		s = &stream{reading: r, log: log, generation: -1}
		r.logs[log] = s
	}
	return s
}

// Chunk takes bytes of a log. See tail.Sink.
func (r *reading) Chunk(ch tail.Chunk) {
	r.stream(ch.Log).take(ch)
	r.mu.Lock()
	r.read += int64(len(ch.Bytes))
	r.mu.Unlock()
	r.changed()
}

// tell puts copies of events on the timeline.
func (r *reading) tell(events []*event.Event) {
	if len(events) == 0 {
		return
	}
	r.ordering.Lock()
	defer r.ordering.Unlock()
	r.timeline.Add(events)
	r.count()
}

// live says that all that was there has been read: from now on old events may be forgotten.
func (r *reading) live() {
	r.ordering.Lock()
	defer r.ordering.Unlock()
	r.timeline.Live()
	r.count()
}

// count keeps the memory's count of the events. The caller holds the lock.
func (r *reading) count() {
	if size := r.timeline.Size(); size != r.counted {
		r.memory.Count(size - r.counted)
		r.counted = size
	}
}

// Status takes what became of a log's file. See tail.Sink.
func (r *reading) Status(st tail.Status) {
	s := r.stream(st.Log)
	r.mu.Lock()
	s.status = st
	r.mu.Unlock()
	r.changed()
}

// Idle notes that a log was read to its present end. See tail.Sink.
func (r *reading) Idle(log string) { r.stream(log).idle.Store(true) }

// CaughtUp is of no account for what is read only to be shown ahead. See tail.Sink.
func (r *reading) CaughtUp() {}

// settle completes the last lines of files that have not grown for a while.
func (r *reading) settle(now time.Time) {
	r.mu.Lock()
	var quiet []*stream
	for _, s := range r.logs {
		if s.pending.Load() > 0 && s.idle.Load() && now.Sub(s.status.Changed) > 2*settle {
			quiet = append(quiet, s)
		}
	}
	r.mu.Unlock()
	for _, s := range quiet {
		if s.settle() {
			r.changed()
		}
	}
}

// picture is the records and events as known now. It may take its time: what has come since the last one is put in order.
func (r *reading) picture() (*store.Records, store.Events) {
	r.ordering.Lock()
	defer r.ordering.Unlock()
	if r.records.Rezone() {
		r.timeline.Move(r.rezoned)
	}
	return r.records.Records(), r.timeline.Events()
}

// since is the time from which on no record is missing, zero if none is at all: of a log of which only the end is there,
// the first record counts.
func (r *reading) since(records *store.Records) (t time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.logs {
		if first, ok := s.firstBehindGap(); ok && first < records.End() {
			if at := records.Time(first); at.After(t) {
				t = at
			}
		}
	}
	return t
}

// rezoned is an event without a bias of its own, at the time it has by the biases known now.
func (r *reading) rezoned(e *event.Event) *event.Event {
	bias, zoned := r.records.Bias(e.Wall)
	at := e.Wall + int64(bias)*int64(time.Minute)
	if at == e.At && bias == e.Bias && zoned == e.Zoned {
		return e
	}
	m := *e
	m.At, m.Bias, m.Zoned = at, bias, zoned
	return &m
}
