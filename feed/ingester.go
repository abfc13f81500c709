package feed

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/tail"
)

// ingester takes in the chunks of a source, as its tail.Sink, and keeps the records and events in
// them. Chunks of one log come one after the other, those of different logs may come at the same
// time.
type ingester struct {
	records  *store.Store
	texts    *store.RecordTexts // of the records that tell events; nil: they are not kept
	rules    *parsers.UserRules
	onChange func() // called when there is something new, from any goroutine
	// isVisited: its logs may be replaced between visits, see replacement.
	isVisited bool
	busy      atomic.Int32 // how many chunks are being ingested

	mu        sync.Mutex         // guards what follows, and stream.status and failures
	logs      map[string]*stream // by name
	bytesRead int64
	replaced  string       // a log of which a file is earlier than the one before it, see replacement; "": none
	clientIDs []event.GUID // that the client has been registered with, in the order in which they were read

	timelineMu   sync.Mutex // guards what follows
	timeline     *store.Timeline
	chargedBytes int64 // of the timeline, to the budget
	budget       *store.Budget
	end          *endState // nil: events are kept
}

// newIngester returns an ingester that adds to a store. clients is how many clients share the
// budget.
func newIngester(records *store.Store, budget *store.Budget, clients int, rules *parsers.UserRules, onChange func()) *ingester {
	in := &ingester{
		records: records, rules: rules, onChange: onChange, logs: map[string]*stream{},
		timeline: store.NewBoundedTimeline(budget.EventsLimit(clients)), budget: budget,
	}
	in.timeline.LimitUpdates(budget.UpdatesLimit(clients))
	return in
}

// streamOf returns the stream of a log, new at its first mention.
func (in *ingester) streamOf(log string) *stream {
	in.mu.Lock()
	defer in.mu.Unlock()
	s := in.logs[log]
	if s == nil {
		s = &stream{ingester: in, log: log, generation: -1}
		in.logs[log] = s
	}
	return s
}

// Chunk ingests bytes of a log. See tail.Sink.
func (in *ingester) Chunk(ch tail.Chunk) {
	n := int64(len(ch.Bytes))
	if in.isInStep() {
		in.end.enter(ch.Log)
		defer in.end.leave()
	}
	in.streamOf(ch.Log).ingest(ch, func() {
		in.mu.Lock()
		in.bytesRead += n
		in.mu.Unlock()
		in.onChange()
	})
}

// addEvents adds copies of events to the timeline.
func (in *ingester) addEvents(events []*event.Event) {
	if len(events) == 0 {
		return
	}
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	in.timeline.Add(events)
	in.chargeTimeline()
	in.foldSome()
}

// setLive says that everything that was there at the start has been read, so that old events may be
// evicted.
func (in *ingester) setLive() {
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	in.timeline.SetLive()
	in.chargeTimeline()
}

// chargeTimeline charges the budget for what the timeline has grown by. The caller holds
// timelineMu.
func (in *ingester) chargeTimeline() {
	if size := in.timeline.Size(); size != in.chargedBytes {
		in.budget.Charge(size - in.chargedBytes)
		in.chargedBytes = size
	}
}

// Status records the state of a log. See tail.Sink.
func (in *ingester) Status(status tail.Status) {
	s := in.streamOf(status.Log)
	s.finishTurns()
	in.mu.Lock()
	s.status = status
	if failure := status.Failure(); failure != "" && !slices.Contains(s.failures, failure) {
		s.failures = append(s.failures, failure)
	}
	in.mu.Unlock()
	in.onChange()
}

// Idle records that a log was read to its present end. See tail.Sink.
func (in *ingester) Idle(log string) {
	s := in.streamOf(log)
	s.finishTurns()
	s.idle.Store(true)
}

// CaughtUp does nothing: a preview has no end. The client overrides it. See tail.Sink.
func (in *ingester) CaughtUp() {}

// flushIdle completes the last lines of logs that have not grown for a while and lack only the line
// break.
func (in *ingester) flushIdle(now time.Time) {
	in.mu.Lock()
	var quiet []*stream
	for _, s := range in.logs {
		if s.pending.Load() > 0 && s.idle.Load() && now.Sub(s.status.Changed) > wholeAfter {
			quiet = append(quiet, s)
		}
	}
	in.mu.Unlock()
	for _, s := range quiet {
		if s.flushIdle() {
			in.onChange()
		}
	}
}

// recordsAndEvents returns snapshots of both. It may take a while, because it sorts what has
// arrived since it was last called.
func (in *ingester) recordsAndEvents() (*store.Records, store.Events) {
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	in.awaitFolding()
	if in.records.Rezone() {
		in.timeline.Rezone(in.rezone)
	}
	return in.records.Records(), in.timeline.Events()
}

// completeSince returns the time from which on no record is missing, zero if none is missing at
// all. Where only the end of a log was read, its first record decides.
func (in *ingester) completeSince(records *store.Records) (since time.Time) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, s := range in.logs {
		if first, ok := s.firstAfterGap(); ok && first < records.End() {
			if t := records.Time(first); t.After(since) {
				since = t
			}
		}
	}
	return since
}

// setUTC sets the UTC time of an event from its local time. If its record carries no bias, it takes
// the bias known now.
func (in *ingester) setUTC(e *event.Event) {
	e.Zoned = e.OwnZone
	if !e.OwnZone {
		e.Bias, e.Zoned = in.records.BiasAtWall(e.Wall)
	}
	e.At = e.Wall + int64(e.Bias)*int64(time.Minute)
}

// rezone returns an event whose record carries no bias, at the time it has by the biases known now:
// the event itself if nothing has changed, else a copy. See store.Timeline.Rezone.
func (in *ingester) rezone(e *event.Event) *event.Event {
	bias, zoned := in.records.BiasAtWall(e.Wall)
	at := e.Wall + int64(bias)*int64(time.Minute)
	if at == e.At && bias == e.Bias && zoned == e.Zoned {
		return e
	}
	moved := *e
	moved.At, moved.Bias, moved.Zoned = at, bias, zoned
	return &moved
}
