package store

import (
	"container/heap"
	"hash/maphash"
	"io"
	"sync"
)

// Budget is how much text the stores that share it may keep. What was read or asked for lately is
// kept as it stands (warm); of the rest, what stands in a file that will not change is read there
// again, and what does not is packed. When that is too much too, the text of the oldest records
// goes, for good. Its methods may be called from several goroutines.
type Budget struct {
	limit, warmLimit int64

	mu              sync.Mutex
	ring            []*textBlock // warm pieces; a hand goes round and takes those that nobody asked for since its last round
	clockHand       int
	warmBytes       int64
	compressed      blockHeap
	compressedBytes int64 // of what is packed
	otherBytes      int64 // beside text: what is known of records, and events
	stores          int64
	droppedBytes    int64 // bytes of text dropped for good
}

// A sixteenth of a memory is for warm text, within bounds.
const (
	warmDivisor = 16
	minWarm     = 4 << 20
	maxWarm     = 16 << 20
)

// NewBudget returns room for about limit bytes of text; 0 is room for all of it.
func NewBudget(limit int64) *Budget {
	return &Budget{limit: limit, warmLimit: min(max(limit/warmDivisor, minWarm), maxWarm)}
}

// Use returns how much of the memory text takes up, and how many bytes of text were dropped for
// good.
func (m *Budget) Use() (kept, dropped int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.warmBytes + m.compressedBytes, m.droppedBytes
}

// Half of a memory is for what is known of records without their text, and more as long as nothing
// else needs it; a sixth is for events.
const (
	indexDivisor  = 2
	eventsDivisor = 6
)

// addStore makes the shares smaller by another store's.
func (m *Budget) addStore() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stores++
}

// EventsLimit returns how much of the memory the events of each of some clients may take up, 0 is
// any.
func (m *Budget) EventsLimit(clients int) int64 {
	return m.limit / eventsDivisor / int64(max(clients, 1))
}

// Charge counts what is in the memory and is not text: by how many bytes it has grown.
func (m *Budget) Charge(by int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.otherBytes += by
}

// indexEvictionSteps is into how many parts the share of a store's records is divided: about one is
// forgotten at a time.
const indexEvictionSteps = 256

// indexLimit returns what the records of a store, without their text, have to get by with when they
// take up some size.
func (m *Budget) indexLimit(size int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	share := m.limit / indexDivisor / m.stores
	over := m.warmBytes + m.compressedBytes + m.otherBytes - m.limit
	if m.limit == 0 || size <= share || over <= 0 {
		return size
	}
	return max(size-over, share) - share/indexEvictionSteps
}

func newTextBlock(text []byte, s messageBounds, last int64) *textBlock {
	p := &textBlock{newestTime: last, bounds: s}
	p.warm.Store(&text)
	return p
}

// newColdBlock returns a piece of which nothing is kept, for it can be had again.
func newColdBlock(origin io.ReaderAt, at int64, text []byte, last int64) *textBlock {
	return &textBlock{newestTime: last, origin: origin, originOffset: at, length: len(text), checksum: maphash.Bytes(checksumSeed, text), hasChecksum: true}
}

var checksumSeed = maphash.MakeSeed()

// admit takes a complete piece among the warm ones, and cools as many others as that needs.
func (m *Budget) admit(p *textBlock) {
	if m.limit == 0 {
		return
	}
	p.referenced.Store(true)
	m.mu.Lock()
	m.ring = append(m.ring, p)
	m.warmBytes += int64(len(*p.warm.Load()))
	idle := m.sweep()
	m.mu.Unlock()
	for _, old := range idle {
		if n := old.cool(); n > 0 {
			m.addCompressed(old, n)
		}
	}
}

// sweep takes pieces off the ring until what is left fits. The caller holds the lock.
func (m *Budget) sweep() (all []*textBlock) {
	for m.warmBytes > m.warmLimit && len(m.ring) > 1 {
		if m.clockHand >= len(m.ring) {
			m.clockHand = 0
		}
		p := m.ring[m.clockHand]
		if p.referenced.Swap(false) {
			m.clockHand++
			continue
		}
		m.ring[m.clockHand] = m.ring[len(m.ring)-1]
		m.ring = m.ring[:len(m.ring)-1]
		m.warmBytes -= int64(len(*p.warm.Load()))
		all = append(all, p)
	}
	return all
}

// addCompressed counts a piece that was packed and drops the oldest while there are too many.
func (m *Budget) addCompressed(p *textBlock, n int) {
	m.mu.Lock()
	heap.Push(&m.compressed, agedBlock{p, int64(n)})
	m.compressedBytes += int64(n)
	var old []*textBlock
	for m.compressedBytes+m.warmLimit+m.otherBytes > m.limit && len(m.compressed) > 0 {
		a := heap.Pop(&m.compressed).(agedBlock)
		m.compressedBytes -= a.compressedBytes
		m.droppedBytes += int64(a.length)
		old = append(old, a.textBlock)
	}
	m.mu.Unlock()
	for _, p := range old {
		p.drop()
	}
}

// agedBlock is a packed piece and how long it is.
type agedBlock struct {
	*textBlock
	compressedBytes int64
}

// blockHeap has the piece with the oldest records on top.
type blockHeap []agedBlock

func (b blockHeap) Len() int           { return len(b) }
func (b blockHeap) Less(i, j int) bool { return b[i].newestTime < b[j].newestTime }
func (b blockHeap) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// Push implements heap.Interface.
func (b *blockHeap) Push(x any) { *b = append(*b, x.(agedBlock)) }

// Pop implements heap.Interface.
func (b *blockHeap) Pop() any {
	n := len(*b) - 1
	a := (*b)[n]
	(*b)[n], *b = agedBlock{}, (*b)[:n]
	return a
}
