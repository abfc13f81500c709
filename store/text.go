package store

import (
	"bytes"
	"io"
	"slices"
	"sort"
	"sync/atomic"

	"ccmtail/model"
)

// Pieces of text that hold many small appends grow from the one size to the next; longPiece is about how long
// a piece becomes when much text comes at once.
const (
	smallPiece = 4 << 10
	largePiece = 64 << 10
	longPiece  = 128 << 10
)

// blockBytes is about what a block takes up beside its text.
const blockBytes = 200

// block is a piece of a file's text in its place. It never changes, only what its piece holds it in.
type block struct {
	spot
	*piece
}

// text is a file's text in blocks. A record lies in one block.
type text struct {
	memory *Memory
	origin io.ReaderAt // gives the text again; nil: nothing does
	blocks []block
	shown  atomic.Pointer[[]block] // blocks, for those who read meanwhile
	open   []byte                  // room of the last block, nil if it takes nothing more
	used   int                     // of open
	latest int                     // length of the latest block that is complete
}

// add puts p, which begins at a spot and in which frames end, behind what is there. What of p cannot be had again is copied.
// last is the time of p's newest record.
func (t *text) add(at spot, p []byte, frames []model.Frame, last int64) {
	if t.again() {
		t.seal()
		t.cut(at, p, frames, last)
		return
	}
	if t.used+len(p) <= len(t.open) {
		copy(t.open[t.used:], p)
		t.used += len(p)
		open := t.blocks[len(t.blocks)-1]
		open.last, open.seams = last, open.seams.add(frames)
		return
	}
	t.seal()
	if len(p) >= largePiece/4 {
		t.cut(at, p, frames, last)
		return
	}
	t.open, t.used = make([]byte, max(t.next(), len(p))), len(p)
	copy(t.open, p)
	t.put(block{at, newPiece(t.open, seams(nil).add(frames), last)})
}

// cut makes pieces of a large text.
func (t *text) cut(at spot, p []byte, frames []model.Frame, last int64) {
	first, from, to, around := 0, 0, 0, uint32(0) // around: of the piece that is being cut
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		to, around = to+frames[i].Size, around+uint32(head)+uint32(tail)
		if to-from < longPiece && i < len(frames)-1 {
			continue
		}
		t.latest = to - from
		if t.again() {
			t.put(block{at, coldPiece(t.origin, at.offset, p[from:to], last)})
		} else {
			t.put(block{at, newPiece(bytes.Clone(p[from:to]), seams(nil).add(frames[first:i+1]), last)})
			t.hand(len(t.blocks) - 1)
		}
		at = spot{at.offset + int64(to-from), at.around + around}
		first, from, around = i+1, to, 0
	}
}

// again says whether text can be had again when someone asks for it: then none needs to be kept.
func (t *text) again() bool { return t.origin != nil && t.memory.limit > 0 }

// put puts a block behind the others.
func (t *text) put(b block) { t.set(append(t.blocks, b)) }

// close lets go of all of it.
func (t *text) close() {
	t.seal()
	t.set(nil)
}

func (t *text) set(all []block) {
	t.memory.Count(int64(len(all)-len(t.blocks)) * blockBytes)
	t.blocks = all
	t.shown.Store(&all)
}

// now is the blocks as they are now.
func (t *text) now() []block {
	if all := t.shown.Load(); all != nil {
		return *all
	}
	return nil
}

// trim lets go of the blocks that end at a place or before it.
func (t *text) trim(to int64) {
	n := sort.Search(len(t.blocks), func(i int) bool { return t.blocks[i].offset >= to })
	if k := n - 1; k > 0 {
		t.set(slices.Clone(t.blocks[k:]))
	}
}

// seal ends the block that takes small appends: from now on its piece may go cold.
func (t *text) seal() {
	if t.open == nil {
		return
	}
	k := len(t.blocks) - 1
	whole := t.open[:t.used:t.used]
	t.blocks[k].warm.Store(&whole)
	t.open, t.used, t.latest = nil, 0, t.used
	t.hand(k)
}

// hand gives a block that is complete into the care of the memory.
func (t *text) hand(k int) {
	b := t.blocks[k]
	b.origin, b.at = t.origin, b.offset
	t.memory.admit(b.piece)
}

// next is the room for the next small appends: twice the latest block.
func (t *text) next() int { return min(largePiece, max(smallPiece, 2*t.latest)) }

// slice is the size bytes at offset, which lie in one block; nil if they are kept no longer.
func slice(m *Memory, blocks []block, offset int64, size int) []byte {
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
