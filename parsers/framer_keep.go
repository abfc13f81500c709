package parsers

import (
	"bytes"
	"slices"

	"ccmtail/model"
)

// FeedKeeping does what Feed does with a chunk that is not the last one. What emit receives is its to
// keep: as long as the chunk is valid, or longer. memory is for the frames; the framer uses it until it
// has passed it to emit.
func (f *Framer) FeedKeeping(chunk []byte, memory []model.Frame, emit FrameFunc) {
	isResyncing := f.resync != synced
	f.frames = memory
	f.feed(chunk, false, func(skipped int, text []byte, frames []model.Frame) {
		if isResyncing || len(text) > 0 && len(f.carry) > 0 && &text[0] == &f.carry[0] {
			text, frames = bytes.Clone(text), slices.Clone(frames)
		}
		emit(skipped, text, frames)
	})
	f.frames = nil
}
