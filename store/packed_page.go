package store

import (
	"slices"

	"ccmtail/model/event"
)

// packedPage is a full page of entries in a compact form. Of records that stand one behind the
// other in a file (an extent) only the first position is kept, the others follow from the sizes.
// What many entries have in common is kept once, as their class.
type packedPage struct {
	timeUnit    int64                // nanoseconds
	newest      int64                // the latest time
	times       *[pageRecords]uint32 // in units since the earliest time of the extent, the low 32 bits
	timesHigh   *[pageRecords]uint32 // the bits above those, nil if none has any
	recordSizes *[pageRecords]uint16
	lineSteps   *[pageRecords]uint8 // lines from a record to the next one of its extent, nil if all are 1
	classOf     *[pageRecords]uint8 // the low 8 bits
	classOfHigh *[pageRecords]uint8 // the bits above those, nil if none has any
	anchors     [pageRecords / anchorEvery]anchor
	classKeys   []classKey // in the order in which entries first have them
	extents     []extent
}

// anchorEvery bounds how many sizes are added up to find a position.
const anchorEvery = 64

// anchor is the position of an entry: of every anchorEvery-th one, and of the first of each extent.
type anchor struct {
	offset   int64
	line     uint32
	overhead uint32 // as in entry
}

// extent is entries that stand one behind the other in a file, up to the start of the next extent.
type extent struct {
	start uint16 // the first entry
	file  uint32
	utc   int64 // the earliest time
	anchor
}

// maxExtents is how many extents a packed page may have: with more it would be larger than
// unpacked.
const maxExtents = pageRecords / 2

// timeUnits are the units in which times are packed, in nanoseconds, the most common first. The
// times of an extent must be multiples of one, counted from the earliest of them.
var timeUnits = []int64{millisecond, 100, 1, 1e9}

const millisecond = 1e6

// packEntries returns the packed form of a full page, nil if its entries cannot be packed.
func packEntries(entries *[pageRecords]entry) *packedPage {
	p := &packedPage{
		times: new([pageRecords]uint32), recordSizes: new([pageRecords]uint16), classOf: new([pageRecords]uint8),
	}
	numbers := map[classKey]uint16{}
	var recent [recentSlots]uint16 // numbers of classes met lately
	for i := range entries {
		e := &entries[i]
		if e.size > 1<<16-1 || !p.packPosition(entries, i) {
			return nil
		}
		p.recordSizes[i] = uint16(e.size)
		slot := &recent[(e.author*31+uint32(e.tail)*7+uint32(e.levelFormat))%recentSlots]
		if int(*slot) >= len(p.classKeys) || !p.classKeys[*slot].isOf(e) {
			key := e.classKey()
			n, ok := numbers[key]
			if !ok {
				n = uint16(len(p.classKeys))
				numbers[key], p.classKeys = n, append(p.classKeys, key)
			}
			*slot = n
		}
		p.setClass(i, *slot)
	}
	if !p.packTimes(entries) {
		return nil
	}
	p.classKeys, p.extents = append([]classKey(nil), p.classKeys...), append([]extent(nil), p.extents...)
	return p
}

func (p *packedPage) setClass(i int, class uint16) {
	p.classOf[i] = uint8(class)
	if class >= 1<<8 {
		if p.classOfHigh == nil {
			p.classOfHigh = new([pageRecords]uint8)
		}
		p.classOfHigh[i] = uint8(class >> 8)
	}
}

// class returns the index in classKeys of the class of an entry.
func (p *packedPage) class(i int) uint16 {
	if p.classOfHigh == nil {
		return uint16(p.classOf[i])
	}
	return uint16(p.classOfHigh[i])<<8 | uint16(p.classOf[i])
}

// extentEntries returns the entries of an extent, of those of the page.
func (p *packedPage) extentEntries(entries *[pageRecords]entry, extent int) []entry {
	return entries[p.extents[extent].start:p.extentEnd(extent)]
}

// extentEnd returns the entry behind the last one of an extent.
func (p *packedPage) extentEnd(extent int) int {
	if extent+1 < len(p.extents) {
		return int(p.extents[extent+1].start)
	}
	return pageRecords
}

// packTimes packs all times in the first unit that fits, and reports whether there is one.
func (p *packedPage) packTimes(entries *[pageRecords]entry) bool {
	p.newest = entries[0].utc
	for k := range p.extents {
		all := p.extentEntries(entries, k)
		first, last := all[0].utc, all[0].utc
		for i := range all {
			first, last = min(first, all[i].utc), max(last, all[i].utc)
		}
		if last-first < 0 { // too far apart
			return false
		}
		p.extents[k].utc, p.newest = first, max(p.newest, last)
	}
	return slices.ContainsFunc(timeUnits, func(unit int64) bool { return p.packTimesIn(entries, unit) })
}

func (p *packedPage) packTimesIn(entries *[pageRecords]entry, unit int64) bool {
	p.timeUnit, p.timesHigh = unit, nil
	for k := range p.extents {
		x := &p.extents[k]
		all, times := p.extentEntries(entries, k), p.times[x.start:p.extentEnd(k)]
		for j := range all {
			since := all[j].utc - x.utc
			n := inUnits(since, unit)
			if n*unit != since {
				return false
			}
			times[j] = uint32(n)
			if n >= 1<<32 {
				if p.timesHigh == nil {
					p.timesHigh = new([pageRecords]uint32)
				}
				p.timesHigh[int(x.start)+j] = uint32(n >> 32)
			}
		}
	}
	return true
}

// inUnits divides nanoseconds by a unit. By a constant one that is quick.
func inUnits(nanos, unit int64) int64 {
	if unit == millisecond {
		return nanos / millisecond
	}
	return nanos / unit
}

// packPosition puts entry i into the extent of the one before it, or begins an extent with it. It
// reports whether the page still has few enough of them.
func (p *packedPage) packPosition(entries *[pageRecords]entry, i int) bool {
	e := &entries[i]
	here := anchor{e.offset(), e.line, e.overhead}
	if i%anchorEvery == 0 {
		p.anchors[i/anchorEvery] = here
	}
	if i > 0 {
		previous := &entries[i-1]
		step := int64(e.line) - int64(previous.line)
		adjacent := previous.file == e.file && previous.offset()+int64(previous.size) == here.offset
		if adjacent && step >= 0 && step < 256 {
			p.setLineStep(i-1, uint8(step))
			return true
		}
	}
	p.extents = append(p.extents, extent{start: uint16(i), file: e.file, anchor: here})
	return len(p.extents) <= maxExtents
}

func (p *packedPage) setLineStep(i int, step uint8) {
	if p.lineSteps == nil && step != 1 {
		p.lineSteps = new([pageRecords]uint8)
		for j := range p.lineSteps {
			p.lineSteps[j] = 1
		}
	}
	if p.lineSteps != nil {
		p.lineSteps[i] = step
	}
}

// linesFrom returns how many lines there are from an entry to a later one of its extent.
func (p *packedPage) linesFrom(from, to int) (lines uint32) {
	if p.lineSteps == nil {
		return uint32(to - from)
	}
	for _, step := range p.lineSteps[from:to] {
		lines += uint32(step)
	}
	return lines
}

func (p *packedPage) utc(i int) int64 { return p.extents[p.extentOf(i)].utc + p.sinceEarliest(i) }

// sinceEarliest returns how long an entry is after the earliest of its extent.
func (p *packedPage) sinceEarliest(i int) int64 {
	n := int64(p.times[i])
	if p.timesHigh != nil {
		n |= int64(p.timesHigh[i]) << 32
	}
	return n * p.timeUnit
}

// appendTimes implements indexPage.appendTimes for a packed page.
func (p *packedPage) appendTimes(times []int64, ids []event.RecordID) []int64 {
	earliest, begin, end := int64(0), 0, 0 // of the extent of the record before
	for _, id := range ids {
		i := int(id % pageRecords)
		if i < begin || i >= end {
			k := p.extentOf(i)
			earliest, begin, end = p.extents[k].utc, int(p.extents[k].start), p.extentEnd(k)
		}
		times = append(times, earliest+p.sinceEarliest(i))
	}
	return times
}

// extentOf returns the index of the extent that holds entry i.
func (p *packedPage) extentOf(i int) int {
	k, last := 0, len(p.extents)-1
	for k < last {
		if middle := (k + last + 1) / 2; int(p.extents[middle].start) <= i {
			k = middle
		} else {
			last = middle - 1
		}
	}
	return k
}

// classes implements indexPage.classes for a packed page.
func (p *packedPage) classes(n int, scratch *classScratch) (keys []classKey, classOf []uint16) {
	classOf, seen := scratch.classOf[:0], 0
	for i := range n {
		k := p.class(i)
		classOf, seen = append(classOf, k), max(seen, int(k)+1)
	}
	scratch.classOf = classOf
	return p.classKeys[:seen], classOf
}

// contiguous implements indexPage.contiguous for a packed page.
func (p *packedPage) contiguous(sizes []uint32, i, end int) (file uint32, begin textPos, _ []uint32) {
	k := p.extentOf(i)
	end = min(end, p.extentEnd(k))
	e := p.entry(i)
	for _, n := range p.recordSizes[i:end] {
		sizes = append(sizes, uint32(n))
	}
	return e.file, textPos{e.offset(), e.overhead}, sizes
}

// overhead implements indexPage.overhead for a packed page.
func (p *packedPage) overhead(i, n int) (sum int) {
	for end := i + n; i < end; i++ {
		key := &p.classKeys[p.class(i)]
		sum += int(key.head) + int(key.tail)
	}
	return sum
}

// entry decodes entry i, from the nearest anchor before it.
func (p *packedPage) entry(i int) entry {
	x := &p.extents[p.extentOf(i)]
	from, at := int(x.start), x.anchor
	if k := i / anchorEvery; k*anchorEvery > from {
		from, at = k*anchorEvery, p.anchors[k]
	}
	for _, size := range p.recordSizes[from:i] {
		at.offset += int64(size)
	}
	at.line += p.linesFrom(from, i)
	at.overhead += uint32(p.overhead(from, i-from))
	key := &p.classKeys[p.class(i)]
	e := entry{
		utc: p.utc(i), size: uint32(p.recordSizes[i]), line: at.line, author: key.author, tail: key.tail,
		file: x.file, overhead: at.overhead, head: key.head, levelFormat: key.levelFormat, flags: key.flags,
	}
	e.setOffset(at.offset)
	return e
}

// size returns how many bytes of memory the page takes up.
func (p *packedPage) size() int64 {
	perRecord := int64(4 + 2 + 1) // times, recordSizes, classOf
	if p.timesHigh != nil {
		perRecord += 4
	}
	if p.lineSteps != nil {
		perRecord++
	}
	if p.classOfHigh != nil {
		perRecord++
	}
	return sizeOf[packedPage]() + pageRecords*perRecord +
		int64(cap(p.classKeys))*sizeOf[classKey]() + int64(cap(p.extents))*sizeOf[extent]()
}
