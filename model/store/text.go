package store

import "sort"

// Blocks of text that hold many small appends grow from the one size to the other.
const (
	smallBlock = 4 << 10
	largeBlock = 256 << 10
)

// block is a run of a file's text. Its slice header never changes: readers see only what their records
// name, the writer fills the rest.
type block struct {
	offset int64
	bytes  []byte
}

// text is a file's text in blocks. A record lies in one block.
type text struct {
	blocks []block
	used   int // of the last block
}

// add puts p, which begins at offset, behind what is there. A large p is kept, a small one copied.
func (t *text) add(offset int64, p []byte) {
	if k := len(t.blocks) - 1; k >= 0 {
		last := &t.blocks[k]
		if t.used+len(p) <= len(last.bytes) && last.offset+int64(t.used) == offset {
			copy(last.bytes[t.used:], p)
			t.used += len(p)
			return
		}
	}
	if len(p) >= largeBlock/4 {
		t.blocks = append(t.blocks, block{offset, p})
		t.used = len(p)
		return
	}
	b := make([]byte, max(t.next(), len(p)))
	copy(b, p)
	t.blocks = append(t.blocks, block{offset, b})
	t.used = len(p)
}

func (t *text) next() int {
	if len(t.blocks) == 0 {
		return smallBlock
	}
	return min(largeBlock, max(smallBlock, 2*len(t.blocks[len(t.blocks)-1].bytes)))
}

// slice is the size bytes at offset, which lie in one block.
func slice(blocks []block, offset int64, size int) []byte {
	k := sort.Search(len(blocks), func(i int) bool { return blocks[i].offset > offset }) - 1
	from := int(offset - blocks[k].offset)
	return blocks[k].bytes[from : from+size : from+size]
}
