package feed

import (
	"sync"
	"sync/atomic"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/tail"
)

// stream is one log that is being read: its current file, and what of that is not complete yet.
type stream struct {
	ingester *ingester
	log      string
	status   tail.Status // guarded by ingester.mu
	failures []string    // of all its files so far; guarded by ingester.mu

	// These are for the goroutine that delivers the log's chunks.
	generation  int
	firstOffset int64 // of the generation's first chunk
	nextOffset  int64 // behind the last chunk
	turns       turns

	mu            sync.Mutex // guards what follows but the atomics: chunks and flushIdle take turns
	file          *store.LogFile
	framer        *parsers.Framer
	extractor     *parsers.Extractor
	userRules     *parsers.UserExtractor // nil if the user has none for the log
	isIdentified  bool                   // whether the file's first record has been told to the store
	places        []store.Place          // reused from chunk to chunk
	pending       atomic.Int64           // bytes of an unfinished record
	idle          atomic.Bool            // read to the present end: what is unfinished is so on disk
	gapBeforeNext bool                   // bytes before the next record may be missing
	afterGap      *event.RecordID        // the first record behind the newest such place; nil: none
	replaced      replacement            // whether a file took the place of another client's
}

// addChunk ingests a chunk of the log.
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
	s.addPlaces(&ch)
	if ch.Final {
		s.file.Rename(ch.File)
	}
	s.framer.Feed(ch.Bytes, ch.Final, s.addRecords)
	s.pending.Store(int64(s.framer.Pending()))
}

// openFile begins the file that a chunk belongs to.
func (s *stream) openFile(ch tail.Chunk) {
	if s.file != nil {
		s.file.Seal()
	}
	s.generation, s.firstOffset, s.nextOffset = ch.Generation, ch.Offset, ch.Offset
	s.replaced.begins = s.replaced.end != 0
	s.file = s.ingester.records.AddFile(s.log, ch.File, ch.Generation)
	s.framer, s.extractor, s.isIdentified = &parsers.Framer{}, &parsers.Extractor{}, false
	s.userRules = s.ingester.rules.For(s.log)
	switch {
	case ch.LinesBefore > 0:
		s.isIdentified = true
		s.file.SkipLines(ch.Offset, ch.LinesBefore)
		s.file.IdentifyAsBefore()
	case ch.Offset > 0:
		s.isIdentified = true // its first record is not known
		s.framer = parsers.NewMidFileFramer()
		s.file.Skip(ch.Offset)
	}
}

// addPlaces tells the file at which of its bytes the text of a chunk stands.
func (s *stream) addPlaces(ch *tail.Chunk) {
	places := s.places[:0]
	for _, p := range ch.Places {
		places = append(places, store.Place{Text: ch.Offset + int64(p.Text), Byte: ch.Byte + int64(p.Byte)})
	}
	s.file.AddPlaces(ch.Unit, store.Place{Text: ch.Offset, Byte: ch.Byte}, places...)
	s.places = places
}

// finishFile completes what the current file left unfinished: it will not grow any more.
func (s *stream) finishFile() {
	if s.framer == nil || s.framer.Pending() == 0 {
		return
	}
	s.framer.Feed(nil, true, s.addRecords)
}

// firstAfterGap returns the first record behind the newest place where bytes may be missing, if
// there is such a place.
func (s *stream) firstAfterGap() (event.RecordID, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.afterGap == nil {
		return 0, false
	}
	return *s.afterGap, true
}

// flushIdle completes a last line that lacks only its line break, and reports whether there was
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

// addRecords stores framed records and the events in them. It is a parsers.FrameFunc: skipped bytes
// before text belong to no record.
func (s *stream) addRecords(skipped int, text []byte, frames []model.Frame) {
	if skipped > 0 {
		s.file.Skip(int64(skipped))
	}
	if !s.isIdentified && len(frames) > 0 {
		s.isIdentified = true
		s.file.Identify(text[:frames[0].Size])
	}
	for len(frames) > 0 {
		n, size := s.addBatch(text, frames)
		text, frames = text[size:], frames[n:]
	}
}

// addBatch stores the first records, as many as fit into an event batch, and their events. It
// returns how many records these are and how many bytes of text.
func (s *stream) addBatch(text []byte, frames []model.Frame) (n, size int) {
	b := batchPool.Get().(*eventBatch)
	defer batchPool.Put(b)
	n, size = s.readEvents(b, text, frames)
	// With the records go the ids that their events are about, so events are read first.
	first := s.file.Append(text[:size], frames[:n], b.events...)
	if s.ingester.isVisited {
		s.ingester.noteReplaced(s.log, s.replaced.isBy(frames[:n]), b.events)
	}
	if s.gapBeforeNext {
		s.gapBeforeNext, s.afterGap = false, &first
	}
	for i, e := range b.events {
		e.Rec += first
		if s.ingester.texts != nil {
			s.ingester.texts.Add(e.Rec, b.messages[i])
		}
		s.ingester.setUTC(e) // Append has learned the biases of the records
	}
	clear(b.messages) // they are parts of the chunk
	s.ingester.addEvents(b.events)
	s.ingester.noteProgress(s.log, &frames[n-1])
	return n, size
}

// readEvents reads the events of the first records into b until it is full. The Rec of each is the
// index of its frame, and its UTC time is missing. It returns what addBatch does.
func (s *stream) readEvents(b *eventBatch, text []byte, frames []model.Frame) (n, size int) {
	b.events, b.messages = b.events[:0], b.messages[:0]
	end, line, log := s.file.End(), s.file.Line(), event.LogNamed(s.log)
	for ; n < len(frames) && len(b.events) <= maxBatch-eventsPerRecord; n++ {
		f := &frames[n]
		message := text[size+f.Head : size+f.Size-f.Tail]
		e := s.extractor.Event(parsers.Input{Component: f.Component, Thread: f.Thread, Message: message})
		for _, e := range [eventsPerRecord]*event.Event{e, s.userRules.Event(message)} {
			if e == nil {
				continue
			}
			e.Rec, e.Log, e.Generation, e.Offset = event.RecordID(n), log, s.generation, s.file.ByteAt(end+int64(size))
			if line > 0 {
				e.Line = int32(line + f.LeadingLines)
			}
			setLocalTime(e, f)
			b.add(e)
			if s.ingester.texts != nil {
				b.messages = append(b.messages, message)
			}
		}
		size += f.Size
		if line > 0 {
			line += f.Lines
		}
	}
	return n, size
}

// setLocalTime gives an event the time of its record on the client's clock.
func setLocalTime(e *event.Event, f *model.Frame) {
	e.Wall, e.Bias, e.OwnZone = f.Wall, f.Bias, f.Flags&model.Zoneless == 0
	e.Timed = f.Flags&model.Untimed == 0
}
