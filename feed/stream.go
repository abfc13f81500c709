package feed

import (
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/tail"
)

// stream is one log being read: the file it is in, and what of it is not complete.
type stream struct {
	reading *reading
	log     string
	status  tail.Status // guarded by the reading

	mu         sync.Mutex // one reader at a time: chunks, or settle
	generation int
	segment    *store.Segment
	framer     *parsers.Framer
	extractor  *parsers.Extractor
	offset     int64
	pending    atomic.Int64
	idle       atomic.Bool     // read to its present end: what is unfinished is so on disk
	gap        bool            // bytes before the next record may be missing
	behindGap  *event.RecordID // the first record behind the newest such place
}

// take frames a chunk and keeps what is in it.
func (s *stream) take(ch tail.Chunk) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle.Store(false)
	if ch.Generation != s.generation {
		s.finish()
		s.begin(ch)
	}
	s.gap = s.gap || ch.Gap || ch.Offset != s.offset
	s.offset = ch.Offset + int64(len(ch.Bytes))
	s.segment.From(ch.Origin)
	s.framer.Feed(ch.Bytes, ch.Final, s.keep)
	s.pending.Store(int64(s.framer.Pending()))
}

// begin opens a new file of the log.
func (s *stream) begin(ch tail.Chunk) {
	if s.segment != nil {
		s.segment.Done()
	}
	s.generation, s.offset = ch.Generation, ch.Offset
	s.segment = s.reading.records.Segment(s.log, ch.File, ch.Generation)
	s.framer, s.extractor = &parsers.Framer{}, &parsers.Extractor{}
	if ch.Offset > 0 {
		s.framer = parsers.NewMidFileFramer()
		s.segment.Skip(ch.Offset)
	}
}

// finish completes what the file before left unfinished: it will not grow any more.
func (s *stream) finish() {
	if s.framer == nil || s.framer.Pending() == 0 {
		return
	}
	s.framer.Feed(nil, true, s.keep)
}

// firstBehindGap is the first record behind the newest place where bytes may be missing, if there is one.
func (s *stream) firstBehindGap() (event.RecordID, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.behindGap == nil {
		return 0, false
	}
	return *s.behindGap, true
}

// settle completes a last line that waits only for its line break, and says whether there was one.
func (s *stream) settle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.idle.Load() {
		return false
	}
	end := s.segment.End()
	s.framer.FlushIdle(s.keep)
	s.pending.Store(int64(s.framer.Pending()))
	return s.segment.End() > end
}

// keep reads the events of records, and stores both; skipped bytes before them were left out.
func (s *stream) keep(skipped int, text []byte, frames []model.Frame) {
	if skipped > 0 {
		s.segment.Skip(int64(skipped))
	}
	for len(frames) > 0 {
		n, size := s.keepSome(text, frames)
		text, frames = text[size:], frames[n:]
	}
}

// batch is the events of some records, until the store and the timeline have taken what they need of them.
type batch struct {
	events []*event.Event // in room
	room   [mostEvents]event.Event
}

// mostEvents is how many events are read before their records are stored.
const mostEvents = 512

// batches are for those who read just now.
var batches = sync.Pool{New: func() any { return &batch{events: make([]*event.Event, 0, mostEvents)} }}

func (b *batch) add(e *event.Event) {
	n := len(b.events)
	b.room[n] = *e
	b.events = append(b.events, &b.room[n])
}

// keepSome keeps the first of some records, as many as there is room for their events, and says how many these are and how much of
// the text. Which ids events are about is posted with their records, so events are read first.
func (s *stream) keepSome(text []byte, frames []model.Frame) (n, size int) {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	n, size = s.read(b, text, frames)
	first := s.segment.Append(text[:size], frames[:n], b.events...)
	if s.gap {
		s.gap, s.behindGap = false, &first
	}
	for _, e := range b.events {
		e.Rec += first
		s.reading.zone(e)
	}
	s.reading.tell(b.events)
	return n, size
}

// read reads events into a batch until it is full. Each has the number of its frame as its record.
func (s *stream) read(b *batch, text []byte, frames []model.Frame) (n, size int) {
	b.events = b.events[:0]
	end, line := s.segment.End(), s.segment.Line()
	for ; n < len(frames) && len(b.events) < mostEvents; n++ {
		f := &frames[n]
		e := s.extractor.Event(parsers.Input{
			Component: f.Component, Thread: f.Thread, Message: text[size+f.Head : size+f.Size-f.Tail],
		})
		if e != nil {
			e.Rec, e.Log, e.Generation, e.Offset = event.RecordID(n), s.log, s.generation, end+int64(size)
			if line > 0 {
				e.Line = int32(line + f.Lead)
			}
			date(e, f)
			b.add(e)
		}
		size += f.Size
		if line > 0 {
			line += f.Lines
		}
	}
	return n, size
}

// date gives an event the time of its record, on the client's clock.
func date(e *event.Event, f *model.Frame) {
	e.Wall, e.Bias, e.OwnZone = f.Wall, f.Bias, f.Flags&model.Zoneless == 0
	e.Timed = f.Flags&model.Untimed == 0
}

// zone gives an event its UTC time, once the biases of its batch are known.
func (r *reading) zone(e *event.Event) {
	e.Zoned = e.OwnZone
	if !e.OwnZone {
		e.Bias, e.Zoned = r.records.Bias(e.Wall)
	}
	e.At = e.Wall + int64(e.Bias)*int64(time.Minute)
}
