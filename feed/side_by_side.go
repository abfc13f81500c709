package feed

import (
	"runtime"
	"sync"

	"ccmtail/internal/crash"
	"ccmtail/model"
	"ccmtail/tail"
)

// A large log is read, framed and stored side by side where a processor is free: each of its chunks has a
// goroutine, which frames it when the one before has been framed, and stores its records and events when
// that one's have been stored. So the result is the same as that of one chunk after the other, which is
// how all else is ingested: small logs, what begins, ends or interrupts a file, what is appended, and any
// log while others keep the processors busy. That takes less time, as what is read stays where it is used.

const (
	// sideBySideFrom is how many bytes of a file are ingested before more than one chunk is at a time.
	sideBySideFrom = 4 << 20
	// minBeside is the size of a chunk in bytes that is worth a goroutine.
	minBeside = 64 << 10
	// maxTogether is how many chunks of a log are ingested at a time.
	maxTogether = 4
)

// turns orders the goroutines of a log. It is for the goroutine that delivers the log's chunks.
type turns struct {
	slots          chan struct{} // of capacity maxTogether
	framed, stored chan struct{} // of the last chunk: closed when it is; nil: it is already
}

// framedText is text with its frames, as parsers.FrameFunc receives it.
type framedText struct {
	skipped int
	text    []byte
	frames  []model.Frame
}

// frameBuffers holds memory for the frames of a chunk.
var frameBuffers = sync.Pool{New: func() any { return new([]model.Frame) }}

// ingest ingests a chunk of the log, and calls done when that is done: before it returns, or later.
func (s *stream) ingest(ch tail.Chunk, done func()) {
	if s.mayFollow(&ch) {
		if release, ok := ch.Hold(); ok {
			s.ingestBeside(ch, func() { release(); done() })
			return
		}
	}
	s.finishTurns()
	s.ingester.busy.Add(1)
	s.addChunk(ch)
	s.ingester.busy.Add(-1)
	done()
}

// mayFollow reports whether a chunk is one more of a large file, and a processor may be free for it.
func (s *stream) mayFollow(ch *tail.Chunk) bool {
	processors, ofOthers := min(runtime.GOMAXPROCS(0), runtime.NumCPU()), int(s.ingester.busy.Load())-len(s.turns.slots)
	return len(ch.Bytes) >= minBeside && ch.Generation == s.generation && ch.Offset == s.nextOffset &&
		ch.Offset-s.firstOffset >= sideBySideFrom && !ch.Final && !ch.Gap &&
		processors > 1 && ofOthers < processors && !s.ingester.isInStep()
}

// ingestBeside ingests a chunk beside those before it.
func (s *stream) ingestBeside(ch tail.Chunk, done func()) {
	if s.idle.Load() { // flushIdle may be using the framer
		s.mu.Lock()
		s.idle.Store(false)
		s.mu.Unlock()
	}
	s.nextOffset += int64(len(ch.Bytes))
	t := &s.turns
	if t.slots == nil {
		t.slots = make(chan struct{}, maxTogether)
	}
	t.slots <- struct{}{}
	before := *t
	framed, stored := make(chan struct{}), make(chan struct{})
	t.framed, t.stored = framed, stored
	s.ingester.busy.Add(1)
	go crash.Guarded(func() {
		memory := frameBuffers.Get().(*[]model.Frame)
		defer frameBuffers.Put(memory)
		await(before.framed)
		parts := s.frame(ch.Bytes, memory)
		close(framed)
		await(before.stored)
		s.storeParts(ch, parts)
		s.ingester.busy.Add(-1)
		done()
		<-before.slots
		close(stored)
	})()
}

// frame frames the text of a chunk. memory is for the frames.
func (s *stream) frame(text []byte, memory *[]model.Frame) []framedText {
	parts := make([]framedText, 0, 2)
	s.framer.FeedKeeping(text, (*memory)[:0], func(skipped int, text []byte, frames []model.Frame) {
		parts = append(parts, framedText{skipped, text, frames})
		if cap(frames) > cap(*memory) {
			*memory = frames
		}
	})
	s.pending.Store(int64(s.framer.Pending()))
	return parts
}

// storeParts stores the records of a chunk and their events.
func (s *stream) storeParts(ch tail.Chunk, parts []framedText) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file.SetOrigin(ch.Origin)
	s.addPlaces(&ch)
	for _, p := range parts {
		s.addRecords(p.skipped, p.text, p.frames)
	}
}

// finishTurns waits until all chunks so far have been ingested.
func (s *stream) finishTurns() {
	await(s.turns.stored)
	s.turns.framed, s.turns.stored = nil, nil
}

// await waits until a channel is closed, if there is one.
func await(c <-chan struct{}) {
	if c != nil {
		<-c
	}
}

// finishTurns waits until all chunks so far have been ingested. It is for when no more come.
func (in *ingester) finishTurns() {
	in.mu.Lock()
	all := make([]*stream, 0, len(in.logs))
	for _, s := range in.logs {
		all = append(all, s)
	}
	in.mu.Unlock()
	for _, s := range all {
		s.finishTurns()
	}
}
