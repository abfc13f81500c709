package store

import (
	"container/heap"
	"sync"
)

// Budget limits the memory of the stores and timelines that share it. Its methods may be called
// from several goroutines.
//
// Text that was read recently, or has just come little by little, stays as it is (warm). Other text is
// cold: it is read again from its file on demand if that will not change, and compressed if it may.
// When compressed text takes up too much, the text of the oldest records is dropped for good. What
// takes up memory besides text is charged to the budget; when the index of a store exceeds its share,
// the store evicts records.
type Budget struct {
	limit     int64 // bytes; 0: none
	warmLimit int64

	mu              sync.Mutex   // guards everything below
	ring            []*textBlock // warm blocks, in the order in which the clock hand passes them
	clockHand       int          // index in ring of the block to look at next
	warmBytes       int64
	compressed      blockHeap
	compressedBytes int64
	otherBytes      int64 // charged by Charge: index, postings, events
	stores          int64
	droppedBytes    int64
}

// A sixteenth of the limit is for warm text, within two bounds.
const (
	warmDivisor = 16
	minWarm     = 4 << 20
	maxWarm     = 16 << 20
)

// NewBudget returns a budget of about limit bytes. 0 means no limit: then all text stays warm.
func NewBudget(limit int64) *Budget {
	return &Budget{limit: limit, warmLimit: min(max(limit/warmDivisor, minWarm), maxWarm)}
}

// Use returns how many bytes of memory text takes up, and how many bytes of text were dropped for
// good. It counts text only if there is a limit.
func (b *Budget) Use() (kept, dropped int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.warmBytes + b.compressedBytes, b.droppedBytes
}

// Half of the limit is for the indexes of the stores, in equal shares, and more as long as nothing
// else needs it. A sixth is for events.
const (
	indexDivisor  = 2
	eventsDivisor = 6
)

// addStore registers a store, which gets an equal share.
func (b *Budget) addStore() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stores++
}

// EventsLimit returns how many bytes the events of one client may take up if so many clients share
// the budget, 0 if there is no limit.
func (b *Budget) EventsLimit(clients int) int64 {
	return b.limit / eventsDivisor / int64(max(clients, 1))
}

// The states of a client take up an eighth of the limit, or what minUpdates updates need: few clients
// have more. An update takes up about updateBytes.
const (
	statesDivisor = 8
	minUpdates    = 2000
	updateBytes   = 1536
)

// UpdatesLimit returns how many updates the states of one client may keep if so many clients share
// the budget, 0 if there is no limit.
func (b *Budget) UpdatesLimit(clients int) int {
	if b.limit == 0 {
		return 0
	}
	return max(int(b.limit/statesDivisor/updateBytes)/max(clients, 1), minUpdates)
}

// Charge adds to the memory that is taken up by anything but text; a negative number gives some
// back.
func (b *Budget) Charge(bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.otherBytes += bytes
}

// indexEvictionSteps divides a store's share: about such a part of it is evicted at a time.
const indexEvictionSteps = 256

// indexLimit returns to how many bytes a store must shrink its index, which takes up size bytes
// now: size itself unless the index exceeds its share and all together exceed the limit.
func (b *Budget) indexLimit(size int64) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	share := b.limit / indexDivisor / b.stores
	excess := b.warmBytes + b.compressedBytes + b.otherBytes - b.limit
	if b.limit == 0 || size <= share || excess <= 0 {
		return size
	}
	return max(size-excess, share) - share/indexEvictionSteps
}

// admit adds a complete block to the warm ones, and makes others cold to make room for it.
func (b *Budget) admit(block *textBlock) {
	if b.limit == 0 {
		return
	}
	block.referenced.Store(true)
	b.mu.Lock()
	b.ring = append(b.ring, block)
	b.warmBytes += int64(len(*block.warm.Load()))
	idle := b.sweep()
	b.mu.Unlock()
	for _, old := range idle {
		if n := old.cool(); n > 0 {
			b.addCompressed(old, n)
		}
	}
}

// sweep takes blocks off the ring, for the caller to cool, until the others fit into warmLimit. It
// is the CLOCK algorithm: the hand goes round and takes a block that was not referenced since it
// last passed. The caller holds the lock.
func (b *Budget) sweep() (idle []*textBlock) {
	for b.warmBytes > b.warmLimit && len(b.ring) > 1 {
		if b.clockHand >= len(b.ring) {
			b.clockHand = 0
		}
		block := b.ring[b.clockHand]
		if block.referenced.Swap(false) {
			b.clockHand++
			continue
		}
		b.ring[b.clockHand] = b.ring[len(b.ring)-1]
		b.ring = b.ring[:len(b.ring)-1]
		b.warmBytes -= int64(len(*block.warm.Load()))
		idle = append(idle, block)
	}
	return idle
}

// addCompressed counts a block that was compressed, and drops the oldest ones that exceed the
// limit.
func (b *Budget) addCompressed(block *textBlock, bytes int) {
	b.mu.Lock()
	heap.Push(&b.compressed, agedBlock{block, int64(bytes)})
	b.compressedBytes += int64(bytes)
	var oldest []*textBlock
	for b.compressedBytes+b.warmLimit+b.otherBytes > b.limit && len(b.compressed) > 0 {
		a := heap.Pop(&b.compressed).(agedBlock)
		b.compressedBytes -= a.compressedBytes
		b.droppedBytes += int64(a.length)
		oldest = append(oldest, a.textBlock)
	}
	b.mu.Unlock()
	for _, old := range oldest {
		old.drop()
	}
}

// agedBlock is a compressed block and its size.
type agedBlock struct {
	*textBlock
	compressedBytes int64
}

// blockHeap is a heap with the block on top whose newest record is the oldest.
type blockHeap []agedBlock

func (h blockHeap) Len() int           { return len(h) }
func (h blockHeap) Less(i, j int) bool { return h[i].newestTime < h[j].newestTime }
func (h blockHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *blockHeap) Push(x any) { *h = append(*h, x.(agedBlock)) }

// Pop implements heap.Interface.
func (h *blockHeap) Pop() any {
	n := len(*h) - 1
	last := (*h)[n]
	(*h)[n], *h = agedBlock{}, (*h)[:n]
	return last
}
