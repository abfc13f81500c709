package store

import (
	"sync/atomic"

	"ccmtail/model"
)

// pageRecords is how many entries one sheet holds.
const pageRecords = 4096

// indexPage is a page of the index. While it fills it is wide: 40 bytes an entry. A full one is
// packed to about 12.
type indexPage struct {
	unpacked atomic.Pointer[[pageRecords]entry] // nil once it is packed
	packed   atomic.Pointer[packedPage]
}

func newIndexPage(wide *[pageRecords]entry) *indexPage {
	s := &indexPage{}
	s.unpacked.Store(wide)
	return s
}

func (s *indexPage) entry(i int) entry {
	if w := s.unpacked.Load(); w != nil {
		return w[i]
	}
	return s.packed.Load().entry(i)
}

// file returns the segment of an entry, without the rest of it.
func (s *indexPage) file(i int) uint32 {
	if w := s.unpacked.Load(); w != nil {
		return w[i].file
	}
	p := s.packed.Load()
	return p.extents[p.extentOf(i)].file
}

// overhead returns how many bytes of n entries from i on are no part of their messages.
func (s *indexPage) overhead(i, n int) (sum int) {
	if w := s.unpacked.Load(); w != nil {
		for ; n > 0; i, n = i+1, n-1 {
			sum += int(w[i].head) + int(w[i].tail)
		}
		return sum
	}
	return s.packed.Load().overhead(i, n)
}

// classKey returns what an entry has in common with others, without the rest of it.
func (s *indexPage) classKey(i int) classKey {
	if w := s.unpacked.Load(); w != nil {
		return w[i].classKey()
	}
	p := s.packed.Load()
	return p.classKeys[p.classOf[i]]
}

// classScratch is the room in which the shapes of a page that is not packed are listed.
type classScratch struct {
	keys    []classKey
	classOf []uint16
}

// classes lists the shapes of the first n entries and says which each of them has. A page goes on
// filling, and is packed, while older snapshots have only its beginning: n is what the asking one
// has, and nothing of later entries is given to it.
func (s *indexPage) classes(n int, room *classScratch) (shapes []classKey, of []uint16) {
	w := s.unpacked.Load()
	if w == nil {
		return s.packed.Load().classes(n)
	}
	room.keys, room.classOf = room.keys[:0], room.classOf[:0]
	for i := range n {
		room.keys, room.classOf = append(room.keys, w[i].classKey()), append(room.classOf, uint16(i))
	}
	return room.keys, room.classOf
}

func (s *indexPage) utc(i int) int64 {
	if w := s.unpacked.Load(); w != nil {
		return w[i].utc
	}
	return s.packed.Load().utc(i)
}

// pack makes a full sheet small, if its entries let themselves be packed. Whoever reads it
// meanwhile does not notice.
func (s *indexPage) pack() {
	w := s.unpacked.Load()
	if w == nil {
		return
	}
	if p := packEntries(w); p != nil {
		s.packed.Store(p)
		s.unpacked.Store(nil)
	}
}

// copyEntries returns a copy of the entries, to be changed.
func (s *indexPage) copyEntries() *[pageRecords]entry {
	w := new([pageRecords]entry)
	if old := s.unpacked.Load(); old != nil {
		*w = *old
		return w
	}
	p := s.packed.Load()
	for i := range w {
		w[i] = p.entry(i)
	}
	return w
}

type classKey struct {
	author            uint32
	tail              uint16
	head, levelFormat uint8
	flags             model.Flags
}

func (s classKey) level() model.Level { return model.Level(s.levelFormat & 3) }

func (e *entry) classKey() classKey {
	return classKey{e.author, e.tail, e.head, e.levelFormat, e.flags}
}
