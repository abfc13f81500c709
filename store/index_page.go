package store

import (
	"sync/atomic"

	"ccmtail/model/event"
)

// pageRecords is how many entries an index page holds.
const pageRecords = 4096

// indexPage is a page of the index. While it fills it is unpacked, 40 bytes an entry; once full it
// is packed to about 7. One of the two forms is set at any time, so it can be read without a lock
// while it is packed. Entries are only added, never changed.
type indexPage struct {
	unpacked atomic.Pointer[[pageRecords]entry] // nil once it is packed
	packed   atomic.Pointer[packedPage]
}

func newIndexPage(entries *[pageRecords]entry) *indexPage {
	p := &indexPage{}
	p.unpacked.Store(entries)
	return p
}

func (p *indexPage) entry(i int) entry {
	if entries := p.unpacked.Load(); entries != nil {
		return entries[i]
	}
	return p.packed.Load().entry(i)
}

// file returns the file of an entry, without decoding the rest of it.
func (p *indexPage) file(i int) uint32 {
	if entries := p.unpacked.Load(); entries != nil {
		return entries[i].file
	}
	packed := p.packed.Load()
	return packed.extents[packed.extentOf(i)].file
}

// utc returns the time of an entry, without decoding the rest of it.
func (p *indexPage) utc(i int) int64 {
	if entries := p.unpacked.Load(); entries != nil {
		return entries[i].utc
	}
	return p.packed.Load().utc(i)
}

// newest returns the latest time of the page, which is full.
func (p *indexPage) newest() int64 {
	entries := p.unpacked.Load()
	if entries == nil {
		return p.packed.Load().newest
	}
	newest := entries[0].utc
	for i := range entries {
		newest = max(newest, entries[i].utc)
	}
	return newest
}

// appendTimes appends the times of records of the page.
func (p *indexPage) appendTimes(times []int64, ids []event.RecordID) []int64 {
	entries := p.unpacked.Load()
	if entries == nil {
		return p.packed.Load().appendTimes(times, ids)
	}
	for _, id := range ids {
		times = append(times, entries[id%pageRecords].utc)
	}
	return times
}

// overhead returns how many bytes of the n entries from i on belong to no message.
func (p *indexPage) overhead(i, n int) (sum int) {
	if entries := p.unpacked.Load(); entries != nil {
		for ; n > 0; i, n = i+1, n-1 {
			sum += int(entries[i].head) + int(entries[i].tail)
		}
		return sum
	}
	return p.packed.Load().overhead(i, n)
}

// contiguous returns the entries from i on, before end, that stand one behind the other in a file:
// the file, the position of the first, and their sizes, appended to sizes.
func (p *indexPage) contiguous(sizes []uint32, i, end int) (file uint32, begin textPos, _ []uint32) {
	entries := p.unpacked.Load()
	if entries == nil {
		return p.packed.Load().contiguous(sizes, i, end)
	}
	file, begin = entries[i].file, textPos{entries[i].offset(), entries[i].overhead}
	for next := begin.offset; i < end && entries[i].file == file && entries[i].offset() == next; i++ {
		sizes = append(sizes, entries[i].size)
		next += int64(entries[i].size)
	}
	return file, begin, sizes
}

// classKey returns the class of an entry, without decoding the rest of it.
func (p *indexPage) classKey(i int) classKey {
	if entries := p.unpacked.Load(); entries != nil {
		return entries[i].classKey()
	}
	packed := p.packed.Load()
	return packed.classKeys[packed.class(i)]
}

// classScratch holds what classes returns of an unpacked page.
type classScratch struct {
	keys    []classKey
	classOf []uint16
}

// classes lists the classes of the first n entries, and for each of these entries the index of its
// class. n is how many of the entries the asking snapshot has: a page goes on filling, and is
// packed, while older snapshots have only its beginning, and these must not learn of later entries.
func (p *indexPage) classes(n int, scratch *classScratch) (keys []classKey, classOf []uint16) {
	entries := p.unpacked.Load()
	if entries == nil {
		return p.packed.Load().classes(n, scratch)
	}
	scratch.keys, scratch.classOf = scratch.keys[:0], scratch.classOf[:0]
	for i := range n {
		scratch.keys = append(scratch.keys, entries[i].classKey())
		scratch.classOf = append(scratch.classOf, uint16(i))
	}
	return scratch.keys, scratch.classOf
}

// pack packs a full page if its entries can be packed. Readers may use the page meanwhile. It returns
// the entries that the page holds no longer, nil if there are none.
func (p *indexPage) pack() (free *[pageRecords]entry) {
	entries := p.unpacked.Load()
	if entries == nil {
		return nil
	}
	packed := packEntries(entries)
	if packed == nil {
		return nil
	}
	p.packed.Store(packed)
	p.unpacked.Store(nil)
	return entries
}

// copyEntries returns a copy of the entries, which the caller may change.
func (p *indexPage) copyEntries() *[pageRecords]entry {
	entries := new([pageRecords]entry)
	if old := p.unpacked.Load(); old != nil {
		*entries = *old
		return entries
	}
	packed := p.packed.Load()
	for i := range entries {
		entries[i] = packed.entry(i)
	}
	return entries
}

// size returns how many bytes of memory the page takes up.
func (p *indexPage) size() int64 {
	if p.unpacked.Load() != nil {
		return pageRecords * sizeOf[entry]()
	}
	return p.packed.Load().size()
}
