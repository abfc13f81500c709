package store

import (
	"bytes"
	"io"
	"slices"
	"sort"
	"sync/atomic"

	"ccmtail/model"
)

// Pieces of text that hold many small appends grow from the one size to the next; bulkBlock is
// about how long a piece becomes when much text comes at once.
const (
	minOpenBlock = 4 << 10
	maxOpenBlock = 64 << 10
	bulkBlock    = 128 << 10
)

// blockBytes is about what a block takes up beside its text.
const blockBytes = 200

// placedBlock is a piece of a file's text in its place. It never changes, only what its piece holds
// it in.
type placedBlock struct {
	textPos
	*textBlock
}

// fileText is a file's text in blocks. A record lies in one block.
type fileText struct {
	budget     *Budget
	origin     io.ReaderAt // gives the text again; nil: nothing does
	blocks     []placedBlock
	published  atomic.Pointer[[]placedBlock] // blocks, for those who read meanwhile
	open       []byte                        // room of the last block, nil if it takes nothing more
	used       int                           // of open
	lastLength int                           // length of the latest block that is complete
}

// add puts p, which begins at a spot and in which frames end, behind what is there. What of p
// cannot be had again is copied. last is the time of p's newest record.
func (t *fileText) add(at textPos, p []byte, frames []model.Frame, last int64) {
	if t.isRereadable() {
		t.seal()
		t.addLarge(at, p, frames, last)
		return
	}
	if t.used+len(p) <= len(t.open) {
		copy(t.open[t.used:], p)
		t.used += len(p)
		open := t.blocks[len(t.blocks)-1]
		open.newestTime, open.bounds = last, open.bounds.appendFrames(frames)
		return
	}
	t.seal()
	if len(p) >= maxOpenBlock/4 {
		t.addLarge(at, p, frames, last)
		return
	}
	t.open, t.used = make([]byte, max(t.nextSize(), len(p))), len(p)
	copy(t.open, p)
	t.addBlock(placedBlock{at, newTextBlock(t.open, messageBounds(nil).appendFrames(frames), last)})
}

// addLarge makes pieces of a large text.
func (t *fileText) addLarge(at textPos, p []byte, frames []model.Frame, last int64) {
	first, from, to, around := 0, 0, 0, uint32(0) // around: of the piece that is being cut
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		to, around = to+frames[i].Size, around+uint32(head)+uint32(tail)
		if to-from < bulkBlock && i < len(frames)-1 {
			continue
		}
		t.lastLength = to - from
		if t.isRereadable() {
			t.addBlock(placedBlock{at, newColdBlock(t.origin, at.offset, p[from:to], last)})
		} else {
			t.addBlock(placedBlock{at, newTextBlock(bytes.Clone(p[from:to]), messageBounds(nil).appendFrames(frames[first:i+1]), last)})
			t.admitBlock(len(t.blocks) - 1)
		}
		at = textPos{at.offset + int64(to-from), at.overhead + around}
		first, from, around = i+1, to, 0
	}
}

// isRereadable reports whether text can be had again when someone asks for it: then none needs to
// be kept.
func (t *fileText) isRereadable() bool { return t.origin != nil && t.budget.limit > 0 }

// addBlock puts a block behind the others.
func (t *fileText) addBlock(b placedBlock) { t.setBlocks(append(t.blocks, b)) }

// release lets go of all of it.
func (t *fileText) release() {
	t.seal()
	t.setBlocks(nil)
}

func (t *fileText) setBlocks(all []placedBlock) {
	t.budget.Charge(int64(len(all)-len(t.blocks)) * blockBytes)
	t.blocks = all
	t.published.Store(&all)
}

// current returns the blocks as they are now.
func (t *fileText) current() []placedBlock {
	if all := t.published.Load(); all != nil {
		return *all
	}
	return nil
}

// trim lets go of the blocks that end at a place or before it.
func (t *fileText) trim(to int64) {
	n := sort.Search(len(t.blocks), func(i int) bool { return t.blocks[i].offset >= to })
	if k := n - 1; k > 0 {
		t.setBlocks(slices.Clone(t.blocks[k:]))
	}
}

// seal ends the block that takes small appends: from now on its piece may go cold.
func (t *fileText) seal() {
	if t.open == nil {
		return
	}
	k := len(t.blocks) - 1
	whole := t.open[:t.used:t.used]
	t.blocks[k].warm.Store(&whole)
	t.open, t.used, t.lastLength = nil, 0, t.used
	t.admitBlock(k)
}

// admitBlock gives a block that is complete into the care of the memory.
func (t *fileText) admitBlock(k int) {
	b := t.blocks[k]
	b.origin, b.originOffset = t.origin, b.offset
	t.budget.admit(b.textBlock)
}

// nextSize returns the room for the next small appends: twice the latest block.
func (t *fileText) nextSize() int { return min(maxOpenBlock, max(minOpenBlock, 2*t.lastLength)) }

// textAt returns the size bytes at offset, which lie in one block; nil if they are kept no longer.
func textAt(m *Budget, blocks []placedBlock, offset int64, size int) []byte {
	k := sort.Search(len(blocks), func(i int) bool { return blocks[i].offset > offset }) - 1
	if k < 0 {
		return nil
	}
	all := blocks[k].text(m)
	if all == nil {
		return nil
	}
	from := int(offset - blocks[k].offset)
	return all[from : from+size : from+size]
}
