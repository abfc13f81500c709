package feed

import (
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/model"
	"ccmtail/model/store"
	"ccmtail/parsers"
	"ccmtail/tail"
)

// stream is one log being read: the file it is in, and what of it is not complete.
type stream struct {
	client *client
	log    string
	status tail.Status // guarded by the client

	mu         sync.Mutex // one reader at a time: chunks, or settle
	generation int
	segment    *store.Segment
	framer     *parsers.Framer
	extractor  *parsers.Extractor
	offset     int64
	pending    atomic.Int64
	idle       atomic.Bool // read to its present end: what is unfinished is so on disk
	files      int
	gaps       int
}

// take frames a chunk and gives back the events in it.
func (s *stream) take(ch tail.Chunk) []*model.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle.Store(false)
	var events []*model.Event
	if ch.Generation != s.generation {
		events = s.finish()
		s.begin(ch)
	}
	if ch.Gap || ch.Offset != s.offset {
		s.gaps++
	}
	s.offset = ch.Offset + int64(len(ch.Bytes))
	s.segment.From(ch.Origin)
	text, frames := s.framer.Feed(ch.Bytes, ch.Final)
	s.pending.Store(int64(s.framer.Pending()))
	return append(events, s.keep(text, frames)...)
}

// begin opens a new file of the log.
func (s *stream) begin(ch tail.Chunk) {
	s.generation, s.offset = ch.Generation, 0
	s.segment = s.client.records.Segment(s.log, ch.File, ch.Generation)
	s.framer, s.extractor = &parsers.Framer{}, &parsers.Extractor{}
	s.files++
}

// finish completes what the file before left unfinished: it will not grow any more.
func (s *stream) finish() []*model.Event {
	if s.framer == nil || s.framer.Pending() == 0 {
		return nil
	}
	text, frames := s.framer.Feed(nil, true)
	return s.keep(text, frames)
}

// settle completes a last line that waits only for its line break.
func (s *stream) settle() (events []*model.Event, any bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.idle.Load() {
		return nil, false
	}
	text, frames := s.framer.Settle()
	s.pending.Store(int64(s.framer.Pending()))
	return s.keep(text, frames), len(frames) > 0
}

// keep stores records and reads their events.
func (s *stream) keep(text []byte, frames []store.Frame) []*model.Event {
	if len(frames) == 0 {
		return nil
	}
	end := s.segment.End()
	rec := s.segment.Append(text, frames)
	var events []*model.Event
	at := 0
	for i := range frames {
		f := &frames[i]
		m := s.extractor.Read(parsers.Input{
			Component: f.Component, Thread: f.Thread, Message: text[at+f.Head : at+f.Size-f.Tail],
		})
		if m.Event != nil {
			s.place(m.Event, f, rec+model.RecordID(i), end+int64(at))
			events = append(events, m.Event)
		}
		at += f.Size
	}
	return events
}

// place gives an event its time and its place.
func (s *stream) place(e *model.Event, f *store.Frame, rec model.RecordID, offset int64) {
	e.Rec, e.Log, e.Generation, e.Offset = rec, s.log, s.generation, offset
	e.Wall, e.Bias, e.OwnZone = f.Wall, f.Bias, f.Flags&model.Zoneless == 0
	e.Zoned = e.OwnZone
	if !e.OwnZone {
		e.Bias, e.Zoned = s.client.records.Bias(f.Wall)
	}
	e.At = e.Wall + int64(e.Bias)*int64(time.Minute)
	e.Timed = f.Flags&model.Untimed == 0
}
