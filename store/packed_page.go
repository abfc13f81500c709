package store

import "sort"

// packedPage is a full page of entries in a compact form. Of records that stand one behind the
// other in a file (an extent) only the first position is kept, the others follow from the sizes.
// What many entries have in common is kept once, as their class.
type packedPage struct {
	timeBase, timeUnit int64               // nanoseconds
	timeLow            [pageRecords]uint32 // of the units since timeBase
	timeHigh           [pageRecords]uint16
	timeTop            []uint16 // the bits above timeHigh, nil if none has any
	recordSizes        [pageRecords]uint16
	lineSteps          [pageRecords]uint8 // lines from a record to the next one of its extent
	classOf            [pageRecords]uint16
	anchors            [pageRecords / anchorEvery]anchor
	classKeys          []classKey // in the order in which entries first have them
	extents            []extent
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
	anchor
}

// maxExtents is how many extents a packed page may have: with more it would be larger than
// unpacked.
const maxExtents = pageRecords / 2

// timeUnits are the units in which times are packed, in nanoseconds, the most common first. The
// times of a page must be multiples of one. Counted from the first of them they mostly fit into 48
// bits, unless some record has the time of day alone.
var timeUnits = []int64{1e6, 100, 1, 1e9}

// packEntries returns the packed form of a full page, nil if its entries cannot be packed.
func packEntries(entries *[pageRecords]entry) *packedPage {
	p := &packedPage{}
	if !p.packTimes(entries) {
		return nil
	}
	numbers := map[classKey]uint16{}
	var recent [recentSlots]uint16 // numbers of classes met lately
	for i := range entries {
		e := &entries[i]
		if e.size > 1<<16-1 {
			return nil
		}
		p.recordSizes[i] = uint16(e.size)
		key := e.classKey()
		slot := &recent[(key.author*31+uint32(key.tail)*7+uint32(key.levelFormat))%recentSlots]
		if int(*slot) >= len(p.classKeys) || p.classKeys[*slot] != key {
			n, ok := numbers[key]
			if !ok {
				n = uint16(len(p.classKeys))
				numbers[key], p.classKeys = n, append(p.classKeys, key)
			}
			*slot = n
		}
		p.classOf[i] = *slot
		if !p.packPosition(entries, i) {
			return nil
		}
	}
	p.classKeys, p.extents = append([]classKey(nil), p.classKeys...), append([]extent(nil), p.extents...)
	return p
}

// packTimes packs all times in the first unit that fits, and reports whether there is one.
func (p *packedPage) packTimes(entries *[pageRecords]entry) bool {
	first, last := entries[0].utc, entries[0].utc
	for i := range entries {
		first, last = min(first, entries[i].utc), max(last, entries[i].utc)
	}
	if last-first < 0 { // too far apart
		return false
	}
	for _, unit := range timeUnits {
		p.timeTop = nil
		if (last-first)/unit >= 1<<48 {
			p.timeTop = make([]uint16, pageRecords)
		}
		if p.packTimesIn(entries, first, unit) {
			return true
		}
	}
	return false
}

func (p *packedPage) packTimesIn(entries *[pageRecords]entry, base, unit int64) bool {
	p.timeBase, p.timeUnit = base, unit
	for i := range entries {
		n := (entries[i].utc - base) / unit
		if base+n*unit != entries[i].utc {
			return false
		}
		p.timeLow[i], p.timeHigh[i] = uint32(n), uint16(n>>32)
		if p.timeTop != nil {
			p.timeTop[i] = uint16(n >> 48)
		}
	}
	return true
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
			p.lineSteps[i-1] = uint8(step)
			return true
		}
	}
	p.extents = append(p.extents, extent{uint16(i), e.file, here})
	return len(p.extents) <= maxExtents
}

func (p *packedPage) utc(i int) int64 {
	n := int64(p.timeHigh[i])<<32 | int64(p.timeLow[i])
	if p.timeTop != nil {
		n |= int64(p.timeTop[i]) << 48
	}
	return p.timeBase + n*p.timeUnit
}

// extentOf returns the index of the extent that holds entry i.
func (p *packedPage) extentOf(i int) int {
	return sort.Search(len(p.extents), func(k int) bool { return int(p.extents[k].start) > i }) - 1
}

// classes implements indexPage.classes for a packed page.
func (p *packedPage) classes(n int) (keys []classKey, classOf []uint16) {
	classOf = p.classOf[:n]
	if n == pageRecords {
		return p.classKeys, classOf
	}
	seen := 0
	for _, k := range classOf {
		seen = max(seen, int(k)+1)
	}
	return p.classKeys[:seen], classOf
}

// contiguous implements indexPage.contiguous for a packed page.
func (p *packedPage) contiguous(sizes []uint32, i, end int) (file uint32, begin textPos, _ []uint32) {
	k := p.extentOf(i)
	if k+1 < len(p.extents) {
		end = min(end, int(p.extents[k+1].start))
	}
	e := p.entry(i)
	for _, n := range p.recordSizes[i:end] {
		sizes = append(sizes, uint32(n))
	}
	return e.file, textPos{e.offset(), e.overhead}, sizes
}

// overhead implements indexPage.overhead for a packed page.
func (p *packedPage) overhead(i, n int) (sum int) {
	for _, k := range p.classOf[i : i+n] {
		key := &p.classKeys[k]
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
	for j := from; j < i; j++ {
		at.offset += int64(p.recordSizes[j])
		at.line += uint32(p.lineSteps[j])
	}
	at.overhead += uint32(p.overhead(from, i-from))
	key := &p.classKeys[p.classOf[i]]
	e := entry{
		utc: p.utc(i), size: uint32(p.recordSizes[i]), line: at.line, author: key.author, tail: key.tail,
		file: x.file, overhead: at.overhead, head: key.head, levelFormat: key.levelFormat, flags: key.flags,
	}
	e.setOffset(at.offset)
	return e
}
