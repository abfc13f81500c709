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
	untold     *untold // nil where all is told
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

// keep stores records and reads their events; skipped bytes before them were left out.
func (s *stream) keep(skipped int, text []byte, frames []model.Frame) {
	if skipped > 0 {
		s.segment.Skip(int64(skipped))
	}
	if len(frames) == 0 {
		return
	}
	end, line := s.segment.End(), s.segment.Line()
	rec := s.segment.Append(text, frames)
	if s.gap {
		s.gap, s.behindGap = false, &rec
	}
	at := 0
	for i := range frames {
		f := &frames[i]
		e := s.extractor.Event(parsers.Input{
			Component: f.Component, Thread: f.Thread, Message: text[at+f.Head : at+f.Size-f.Tail],
		})
		if e != nil {
			s.place(e, f, rec+event.RecordID(i), end+int64(at))
			if line > 0 {
				e.Line = int32(line + f.Lead)
			}
			s.tell(e)
		}
		at += f.Size
		if line > 0 {
			line += f.Lines
		}
	}
	s.told()
}

// untold is events that are not on the timeline yet, which copies them.
type untold struct {
	events []*event.Event // in room
	room   [mostUntold]event.Event
}

const (
	// fewUntold is how many events are gathered before the timeline is taken for a moment, if no other log has it, and
	// mostUntold how many until it is waited for.
	fewUntold  = 64
	mostUntold = 4 * fewUntold
)

// rooms are for those who read just now.
var rooms = sync.Pool{New: func() any { return &untold{events: make([]*event.Event, 0, mostUntold)} }}

func (s *stream) tell(e *event.Event) {
	if s.untold == nil {
		s.untold = rooms.Get().(*untold)
	}
	u := s.untold
	n := len(u.events)
	u.room[n] = *e
	u.events = append(u.events, &u.room[n])
	if n++; n%fewUntold == 0 && s.reading.tell(u.events, n == mostUntold) {
		u.events = u.events[:0]
	}
}

// told makes sure that all is told.
func (s *stream) told() {
	if u := s.untold; u != nil {
		s.reading.tell(u.events, true)
		u.events, s.untold = u.events[:0], nil
		rooms.Put(u)
	}
}

// place gives an event its time and its place.
func (s *stream) place(e *event.Event, f *model.Frame, rec event.RecordID, offset int64) {
	e.Rec, e.Log, e.Generation, e.Offset = rec, s.log, s.generation, offset
	e.Wall, e.Bias, e.OwnZone = f.Wall, f.Bias, f.Flags&model.Zoneless == 0
	e.Zoned = e.OwnZone
	if !e.OwnZone {
		e.Bias, e.Zoned = s.reading.records.Bias(f.Wall)
	}
	e.At = e.Wall + int64(e.Bias)*int64(time.Minute)
	e.Timed = f.Flags&model.Untimed == 0
}
