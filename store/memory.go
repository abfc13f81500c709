package store

import (
	"container/heap"
	"hash/maphash"
	"io"
	"sync"
	"sync/atomic"
)

// Memory is how much text the stores that share it may keep. What was read or asked for lately is kept as it stands
// (warm); of the rest, what stands in a file that will not change is read there again, and what does not is packed. When
// that is too much too, the text of the oldest records goes, for good. Its methods may be called from several goroutines.
type Memory struct {
	limit, warmLimit int64

	mu     sync.Mutex
	ring   []*piece // warm pieces; a hand goes round and takes those that nobody asked for since its last round
	hand   int
	warm   int64
	packed byAge
	size   int64 // of what is packed
	other  int64 // beside text: what is known of records, and events
	stores int64
	gone   int64 // bytes of text dropped for good
}

// A sixteenth of a memory is for warm text, within bounds.
const (
	warmShare = 16
	leastWarm = 4 << 20
	mostWarm  = 16 << 20
)

// NewMemory is room for about limit bytes of text; 0 is room for all of it.
func NewMemory(limit int64) *Memory {
	return &Memory{limit: limit, warmLimit: min(max(limit/warmShare, leastWarm), mostWarm)}
}

// Use is how much of the memory text takes up, and how many bytes of text were dropped for good.
func (m *Memory) Use() (kept, dropped int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.warm + m.size, m.gone
}

// Half of a memory is for what is known of records without their text, and more as long as nothing else needs it; a sixth
// is for events.
const (
	recordsShare = 2
	eventsShare  = 6
)

// share makes the shares smaller by another store's.
func (m *Memory) share() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stores++
}

// Events is how much of the memory the events of each of some clients may take up, 0 is any.
func (m *Memory) Events(clients int) int64 { return m.limit / eventsShare / int64(max(clients, 1)) }

// Count counts what is in the memory and is not text: by how many bytes it has grown.
func (m *Memory) Count(by int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.other += by
}

// steps is into how many parts the share of a store's records is divided: about one is forgotten at a time.
const steps = 256

// records is what the records of a store, without their text, have to get by with when they take up some size.
func (m *Memory) records(size int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	share := m.limit / recordsShare / m.stores
	over := m.warm + m.size + m.other - m.limit
	if m.limit == 0 || size <= share || over <= 0 {
		return size
	}
	return max(size-over, share) - share/steps
}

// piece is a stretch of text in whatever form it is kept.
type piece struct {
	warm atomic.Pointer[[]byte] // the text itself, nil when it is cold
	used atomic.Bool            // asked for since the hand passed
	last int64                  // time of the newest record in it; changes only until the piece is complete

	mu     sync.Mutex
	origin io.ReaderAt // gives the text again from at on
	at     int64
	length int
	sum    uint64 // of the text, to be sure that it is the same
	seams  seams
	packed *bundle
	summed bool
	gone   bool
}

func newPiece(text []byte, s seams, last int64) *piece {
	p := &piece{last: last, seams: s}
	p.warm.Store(&text)
	return p
}

// coldPiece is a piece of which nothing is kept, for it can be had again.
func coldPiece(origin io.ReaderAt, at int64, text []byte, last int64) *piece {
	return &piece{last: last, origin: origin, at: at, length: len(text), sum: maphash.Bytes(seed, text), summed: true}
}

var seed = maphash.MakeSeed()

// text is the piece's text, nil if it is gone.
func (p *piece) text(m *Memory) []byte {
	if b := p.warm.Load(); b != nil {
		if !p.used.Load() {
			p.used.Store(true)
		}
		return *b
	}
	b, fresh := p.warmUp()
	if fresh {
		m.admit(p)
	}
	return b
}

// warmUp gets a cold piece's text back and says whether it was this call that did.
func (p *piece) warmUp() (text []byte, fresh bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	if text = p.get(nil, nil); text == nil {
		p.gone = true
		return nil, false
	}
	p.warm.Store(&text)
	return text, true
}

// peek is a piece's text, or, with bare, only its messages, if that may be and they are to be had without the rest. It may use room, and
// files that stay open. The piece stays cold.
func (p *piece) peek(room *[]byte, files *openFiles, maybeBare bool) (text []byte, bare bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	if bare = maybeBare && p.packed != nil; bare {
		text = p.packed.bare((*room)[:cap(*room)])
	} else {
		text = p.get((*room)[:cap(*room)], files)
	}
	if text == nil {
		p.gone = true
	} else if cap(text) > cap(*room) {
		*room = text
	}
	return text, bare
}

// get is the text of a cold piece, in room if that is large enough; nil if it cannot be had.
func (p *piece) get(room []byte, files *openFiles) []byte {
	switch {
	case p.gone:
		return nil
	case p.packed != nil:
		return p.packed.text(p.length)
	}
	if len(room) < p.length {
		room = make([]byte, p.length)
	}
	text := room[:p.length]
	if n, err := files.of(p.origin).ReadAt(text, p.at); n < len(text) && err != nil || maphash.Bytes(seed, text) != p.sum {
		return nil
	}
	return text
}

// cool lets go of a piece's text, and gives back how much it now takes packed, if that is new.
func (p *piece) cool() (packed int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.warm.Load()
	if b == nil {
		return 0
	}
	switch {
	case p.gone || p.packed != nil || p.summed:
	case p.origin != nil:
		p.length, p.sum, p.summed = len(*b), maphash.Bytes(seed, *b), true
	default:
		p.length, p.packed = len(*b), pack(*b, p.seams)
		p.seams, packed = nil, p.packed.size()
	}
	p.warm.Store(nil)
	return packed
}

// drop lets go of a packed piece for good.
func (p *piece) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone, p.packed = true, nil
}

// admit takes a complete piece among the warm ones, and cools as many others as that needs.
func (m *Memory) admit(p *piece) {
	if m.limit == 0 {
		return
	}
	p.used.Store(true)
	m.mu.Lock()
	m.ring = append(m.ring, p)
	m.warm += int64(len(*p.warm.Load()))
	idle := m.idle()
	m.mu.Unlock()
	for _, old := range idle {
		if n := old.cool(); n > 0 {
			m.store(old, n)
		}
	}
}

// idle takes pieces off the ring until what is left fits. The caller holds the lock.
func (m *Memory) idle() (all []*piece) {
	for m.warm > m.warmLimit && len(m.ring) > 1 {
		if m.hand >= len(m.ring) {
			m.hand = 0
		}
		p := m.ring[m.hand]
		if p.used.Swap(false) {
			m.hand++
			continue
		}
		m.ring[m.hand] = m.ring[len(m.ring)-1]
		m.ring = m.ring[:len(m.ring)-1]
		m.warm -= int64(len(*p.warm.Load()))
		all = append(all, p)
	}
	return all
}

// store counts a piece that was packed and drops the oldest while there are too many.
func (m *Memory) store(p *piece, n int) {
	m.mu.Lock()
	heap.Push(&m.packed, aged{p, int64(n)})
	m.size += int64(n)
	var old []*piece
	for m.size+m.warmLimit+m.other > m.limit && len(m.packed) > 0 {
		a := heap.Pop(&m.packed).(aged)
		m.size -= a.size
		m.gone += int64(a.length)
		old = append(old, a.piece)
	}
	m.mu.Unlock()
	for _, p := range old {
		p.drop()
	}
}

// aged is a packed piece and how long it is.
type aged struct {
	*piece
	size int64
}

// byAge has the piece with the oldest records on top.
type byAge []aged

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].last < b[j].last }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// Push implements heap.Interface.
func (b *byAge) Push(x any) { *b = append(*b, x.(aged)) }

// Pop implements heap.Interface.
func (b *byAge) Pop() any {
	n := len(*b) - 1
	a := (*b)[n]
	(*b)[n], *b = aged{}, (*b)[:n]
	return a
}
