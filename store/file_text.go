package store

import (
	"bytes"
	"io"
	"slices"
	"sort"
	"sync/atomic"

	"ccmtail/model"
)

// Sizes of text blocks in bytes. An open block, which collects small appends, has room for twice
// the block before it, within two bounds. What comes in chunks of largeText or more makes blocks of
// bulkBlock, or up to twice that.
const (
	minOpenBlock = 4 << 10
	maxOpenBlock = 64 << 10
	largeText    = 16 << 10
	bulkBlock    = 192 << 10
)

// blockBytes is about how much memory a block takes up besides its text.
const blockBytes = 200

// placedBlock is a block and where it begins in its file.
type placedBlock struct {
	textPos
	*textBlock
}

// fileText is the text of a file in blocks. Each record lies in one block. The store's lock guards
// writing; published may be read without it.
type fileText struct {
	budget     *Budget
	origin     io.ReaderAt // where the text can be read again; nil: nowhere
	blocks     []placedBlock
	published  atomic.Pointer[[]placedBlock] // blocks, for readers
	open       []byte                        // storage of the last block, nil if that is complete
	used       int                           // bytes of open that are text
	lastLength int                           // of the last block that is complete
}

// add appends text, which begins at a position and which the frames cover, in an open block. It copies
// the text. newest is the time of the last record.
func (t *fileText) add(begin textPos, text []byte, frames []model.Frame, newest int64) {
	if t.used+len(text) <= len(t.open) {
		copy(t.open[t.used:], text)
		t.used += len(text)
		last := t.blocks[len(t.blocks)-1]
		last.newestTime, last.bounds = newest, last.bounds.appendFrames(frames)
		return
	}
	t.seal()
	t.open, t.used = make([]byte, max(t.nextSize(), len(text))), len(text)
	copy(t.open, text)
	b := newTextBlock(t.open, messageBounds{}.appendFrames(frames))
	b.newestTime = newest
	t.setBlocks(append(t.blocks, placedBlock{begin, b}))
}

// cut returns text that is to be added as complete blocks: large chunks, and what can be read again. Of
// other text it returns none. It needs no lock, and takes most of the time that adding text takes.
func (t *fileText) cut(begin textPos, text []byte, frames []model.Frame) (blocks []placedBlock) {
	if len(text) < largeText && !t.isRereadable() {
		return nil
	}
	size := len(text) / max(len(text)/bulkBlock, 1)
	// The block that is being cut: its first frame, where its text begins and ends, its overhead.
	first, from, to, overhead := 0, 0, 0, uint32(0)
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		to, overhead = to+frames[i].Size, overhead+uint32(head)+uint32(tail)
		if to-from < size && i < len(frames)-1 {
			continue
		}
		blocks = append(blocks, placedBlock{begin, t.newBlock(begin.offset, text[from:to], frames[first:i+1])})
		begin = textPos{begin.offset + int64(to-from), begin.overhead + overhead}
		first, from, overhead = i+1, to, 0
	}
	return blocks
}

// newBlock returns a complete block of text at an offset. Text that must be kept is compressed at once,
// from where it was read: nobody has asked yet for what comes in large chunks.
func (t *fileText) newBlock(offset int64, text []byte, frames []model.Frame) *textBlock {
	switch {
	case t.isRereadable():
		return newColdBlock(t.origin, offset, text)
	case t.budget.limit == 0:
		return newTextBlock(bytes.Clone(text), messageBounds{}.appendFrames(frames))
	}
	return newCompressedBlock(text, frames)
}

// addComplete appends blocks that cut has returned. newest is the time of the last record.
func (t *fileText) addComplete(blocks []placedBlock, newest int64) {
	t.seal()
	t.setBlocks(append(t.blocks, blocks...))
	for _, b := range blocks {
		b.newestTime, t.lastLength = newest, b.length
		if b.compressed != nil {
			t.budget.addCompressed(b.textBlock, b.compressed.size())
		}
	}
}

// isRereadable reports whether text need not be kept because it can be read again on demand.
func (t *fileText) isRereadable() bool { return t.origin != nil && t.budget.limit > 0 }

// release gives up all of the text.
func (t *fileText) release() {
	t.seal()
	t.setBlocks(nil)
}

func (t *fileText) setBlocks(blocks []placedBlock) {
	t.budget.Charge(int64(len(blocks)-len(t.blocks)) * blockBytes)
	t.blocks = blocks
	t.published.Store(&blocks)
}

// current returns the blocks as they are now. It needs no lock.
func (t *fileText) current() []placedBlock {
	if blocks := t.published.Load(); blocks != nil {
		return *blocks
	}
	return nil
}

// trim gives up the blocks that end at an offset or before it.
func (t *fileText) trim(offset int64) {
	n := sort.Search(len(t.blocks), func(i int) bool { return t.blocks[i].offset >= offset })
	if k := n - 1; k > 0 {
		t.setBlocks(slices.Clone(t.blocks[k:]))
	}
}

// seal completes the open block, if there is one.
func (t *fileText) seal() {
	if t.open == nil {
		return
	}
	k := len(t.blocks) - 1
	text := t.open[:t.used:t.used]
	if t.used < len(t.open)/2 { // more text came in one piece than there was room for
		text = bytes.Clone(text)
	}
	t.blocks[k].warm.Store(&text)
	t.open, t.used, t.lastLength = nil, 0, t.used
	t.admitBlock(k)
}

// admitBlock hands a complete block to the budget, which may make it cold.
func (t *fileText) admitBlock(k int) {
	b := t.blocks[k]
	b.origin, b.originOffset = t.origin, b.offset
	t.budget.admit(b.textBlock)
}

// nextSize returns how much storage the next open block gets: twice the last block.
func (t *fileText) nextSize() int { return min(maxOpenBlock, max(minOpenBlock, 2*t.lastLength)) }

// textAt returns the size bytes at an offset, which lie in one block; nil if they are unavailable.
func textAt(budget *Budget, blocks []placedBlock, offset int64, size int) []byte {
	k := sort.Search(len(blocks), func(i int) bool { return blocks[i].offset > offset }) - 1
	if k < 0 {
		return nil
	}
	text := blocks[k].text(budget)
	if text == nil {
		return nil
	}
	from := int(offset - blocks[k].offset)
	return text[from : from+size : from+size]
}
