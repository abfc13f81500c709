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
	ingester *ingester
	log      string
	status   tail.Status // guarded by the reading

	mu            sync.Mutex // one reader at a time: chunks, or settle
	generation    int
	file          *store.LogFile
	framer        *parsers.Framer
	extractor     *parsers.Extractor
	nextOffset    int64
	pending       atomic.Int64
	idle          atomic.Bool     // read to its present end: what is unfinished is so on disk
	gapBeforeNext bool            // bytes before the next record may be missing
	afterGap      *event.RecordID // the first record behind the newest such place
}

// addChunk frames a chunk and keeps what is in it.
func (s *stream) addChunk(ch tail.Chunk) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle.Store(false)
	if ch.Generation != s.generation {
		s.finishFile()
		s.openFile(ch)
	}
	s.gapBeforeNext = s.gapBeforeNext || ch.Gap || ch.Offset != s.nextOffset
	s.nextOffset = ch.Offset + int64(len(ch.Bytes))
	s.file.SetOrigin(ch.Origin)
	s.framer.Feed(ch.Bytes, ch.Final, s.addRecords)
	s.pending.Store(int64(s.framer.Pending()))
}

// openFile opens a new file of the log.
func (s *stream) openFile(ch tail.Chunk) {
	if s.file != nil {
		s.file.Seal()
	}
	s.generation, s.nextOffset = ch.Generation, ch.Offset
	s.file = s.ingester.records.AddFile(s.log, ch.File, ch.Generation)
	s.framer, s.extractor = &parsers.Framer{}, &parsers.Extractor{}
	if ch.Offset > 0 {
		s.framer = parsers.NewMidFileFramer()
		s.file.Skip(ch.Offset)
	}
}

// finishFile completes what the file before left unfinished: it will not grow any more.
func (s *stream) finishFile() {
	if s.framer == nil || s.framer.Pending() == 0 {
		return
	}
	s.framer.Feed(nil, true, s.addRecords)
}

// firstAfterGap returns the first record behind the newest place where bytes may be missing, if
// there is one.
func (s *stream) firstAfterGap() (event.RecordID, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.afterGap == nil {
		return 0, false
	}
	return *s.afterGap, true
}

// flushIdle completes a last line that waits only for its line break, and says whether there was
// one.
func (s *stream) flushIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.idle.Load() {
		return false
	}
	end := s.file.End()
	s.framer.FlushIdle(s.addRecords)
	s.pending.Store(int64(s.framer.Pending()))
	return s.file.End() > end
}

// addRecords reads the events of records, and stores both; skipped bytes before them were left out.
func (s *stream) addRecords(skipped int, text []byte, frames []model.Frame) {
	if skipped > 0 {
		s.file.Skip(int64(skipped))
	}
	for len(frames) > 0 {
		n, size := s.keepSome(text, frames)
		text, frames = text[size:], frames[n:]
	}
}

// batch is the events of some records, until the store and the timeline have taken what they need
// of them.
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

// keepSome keeps the first of some records, as many as there is room for their events, and says how
// many these are and how much of the text. Which ids events are about is posted with their records,
// so events are read first.
func (s *stream) keepSome(text []byte, frames []model.Frame) (n, size int) {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	n, size = s.read(b, text, frames)
	first := s.file.Append(text[:size], frames[:n], b.events...)
	if s.gapBeforeNext {
		s.gapBeforeNext, s.afterGap = false, &first
	}
	for _, e := range b.events {
		e.Rec += first
		s.ingester.zone(e)
	}
	s.ingester.addEvents(b.events)
	return n, size
}

// read reads events into a batch until it is full. Each has the number of its frame as its record.
func (s *stream) read(b *batch, text []byte, frames []model.Frame) (n, size int) {
	b.events = b.events[:0]
	end, line := s.file.End(), s.file.Line()
	for ; n < len(frames) && len(b.events) < mostEvents; n++ {
		f := &frames[n]
		e := s.extractor.Event(parsers.Input{
			Component: f.Component, Thread: f.Thread, Message: text[size+f.Head : size+f.Size-f.Tail],
		})
		if e != nil {
			e.Rec, e.Log, e.Generation, e.Offset = event.RecordID(n), s.log, s.generation, end+int64(size)
			if line > 0 {
				e.Line = int32(line + f.LeadingLines)
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
func (r *ingester) zone(e *event.Event) {
	e.Zoned = e.OwnZone
	if !e.OwnZone {
		e.Bias, e.Zoned = r.records.BiasAtWall(e.Wall)
	}
	e.At = e.Wall + int64(e.Bias)*int64(time.Minute)
}
