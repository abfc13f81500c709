package store

import "sort"

// contiguous returns the file, place and sizes of the entries from i on that stand one behind the
// other in it, before end.
func (s *indexPage) contiguous(sizes []uint32, i, end int) (segment uint32, at textPos, _ []uint32) {
	w := s.unpacked.Load()
	if w == nil {
		return s.packed.Load().contiguous(sizes, i, end)
	}
	segment, at = w[i].file, textPos{w[i].offset(), w[i].overhead}
	for next := at.offset; i < end && w[i].file == segment && w[i].offset() == next; i++ {
		sizes = append(sizes, w[i].size)
		next += int64(w[i].size)
	}
	return segment, at, sizes
}

// classes returns indexPage.classes of a packed page. Shapes are numbered in the order in which
// entries first have them.
func (p *packedPage) classes(n int) (shapes []classKey, of []uint16) {
	of = p.classOf[:n]
	if n == pageRecords {
		return p.classKeys, of
	}
	met := 0
	for _, k := range of {
		met = max(met, int(k)+1)
	}
	return p.classKeys[:met], of
}

// packedPage is a full page of entries. Records that stand one behind the other in a file are a
// run: where each begins follows from the sizes of those before it. What many have in common, their
// shape, is a number.
type packedPage struct {
	timeBase, timeUnit int64
	timeLow            [pageRecords]uint32 // of the units since base
	timeHigh           [pageRecords]uint16
	recordSizes        [pageRecords]uint16
	lineSteps          [pageRecords]uint8 // to the record behind it in its run
	classOf            [pageRecords]uint16
	anchors            [pageRecords / anchorEvery]anchor
	classKeys          []classKey
	extents            []extent
}

// anchorEvery is how many sizes have to be added up at most.
const anchorEvery = 64

// anchor is the place of every anchorEvery-th record.
type anchor struct {
	offset   int64
	line     uint32
	overhead uint32
}

// textPos is where a record begins in its file: with how many bytes before it, and how many of
// these, in the low bits, are no part of a message.
type textPos struct {
	offset   int64
	overhead uint32
}

type extent struct {
	start uint16
	file  uint32
	anchor
}

// maxExtents is how many runs a packed page may have without being larger than it was.
const maxExtents = pageRecords / 2

// timeUnits are the steps in which times may lie, the usual first; 48 bits of them must reach from
// the first time to the last.
var timeUnits = []int64{1e6, 100, 1, 1e9}

func packEntries(w *[pageRecords]entry) *packedPage {
	p := &packedPage{}
	if !p.packTimes(w) {
		return nil
	}
	shapes := map[classKey]uint16{}
	var late [cacheSlots]uint16 // numbers of shapes met lately
	for i := range w {
		e := &w[i]
		if e.size > 1<<16-1 {
			return nil
		}
		p.recordSizes[i] = uint16(e.size)
		sh := e.classKey()
		l := &late[(sh.author*31+uint32(sh.tail)*7+uint32(sh.levelFormat))%cacheSlots]
		if int(*l) >= len(p.classKeys) || p.classKeys[*l] != sh {
			n, ok := shapes[sh]
			if !ok {
				n = uint16(len(p.classKeys))
				shapes[sh], p.classKeys = n, append(p.classKeys, sh)
			}
			*l = n
		}
		p.classOf[i] = *l
		if !p.packPosition(w, i) {
			return nil
		}
	}
	p.classKeys, p.extents = append([]classKey(nil), p.classKeys...), append([]extent(nil), p.extents...)
	return p
}

// packTimes finds a unit in which all times can be kept.
func (p *packedPage) packTimes(w *[pageRecords]entry) bool {
	first, last := w[0].utc, w[0].utc
	for i := range w {
		first, last = min(first, w[i].utc), max(last, w[i].utc)
	}
	for _, unit := range timeUnits {
		if (last-first)/unit < 1<<48 && p.packTimesIn(w, first, unit) {
			return true
		}
	}
	return false
}

func (p *packedPage) packTimesIn(w *[pageRecords]entry, base, unit int64) bool {
	p.timeBase, p.timeUnit = base, unit
	for i := range w {
		n := (w[i].utc - base) / unit
		if base+n*unit != w[i].utc {
			return false
		}
		p.timeLow[i], p.timeHigh[i] = uint32(n), uint16(n>>32)
	}
	return true
}

// packPosition puts entry i in the run of the one before it, or begins a run.
func (p *packedPage) packPosition(w *[pageRecords]entry, i int) bool {
	e := &w[i]
	here := anchor{e.offset(), e.line, e.overhead}
	if i%anchorEvery == 0 {
		p.anchors[i/anchorEvery] = here
	}
	if i > 0 {
		b := &w[i-1]
		if step := int64(e.line) - int64(b.line); b.file == e.file && b.offset()+int64(b.size) == here.offset && step >= 0 && step < 256 {
			p.lineSteps[i-1] = uint8(step)
			return true
		}
	}
	p.extents = append(p.extents, extent{uint16(i), e.file, here})
	return len(p.extents) <= maxExtents
}

func (p *packedPage) utc(i int) int64 {
	return p.timeBase + (int64(p.timeHigh[i])<<32|int64(p.timeLow[i]))*p.timeUnit
}

// extentOf returns the number of the run that holds entry i.
func (p *packedPage) extentOf(i int) int {
	return sort.Search(len(p.extents), func(k int) bool { return int(p.extents[k].start) > i }) - 1
}

// contiguous returns indexPage.contiguous of a packed page.
func (p *packedPage) contiguous(sizes []uint32, i, end int) (segment uint32, at textPos, _ []uint32) {
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

// overhead returns indexPage.overhead of a packed page.
func (p *packedPage) overhead(i, n int) (sum int) {
	for _, k := range p.classOf[i : i+n] {
		sh := &p.classKeys[k]
		sum += int(sh.head) + int(sh.tail)
	}
	return sum
}

func (p *packedPage) entry(i int) entry {
	r := &p.extents[p.extentOf(i)]
	from, at := int(r.start), r.anchor
	if k := i / anchorEvery; k*anchorEvery > from {
		from, at = k*anchorEvery, p.anchors[k]
	}
	for j := from; j < i; j++ {
		at.offset += int64(p.recordSizes[j])
		at.line += uint32(p.lineSteps[j])
	}
	at.overhead += uint32(p.overhead(from, i-from))
	sh := &p.classKeys[p.classOf[i]]
	e := entry{
		utc: p.utc(i), size: uint32(p.recordSizes[i]), line: at.line, author: sh.author, tail: sh.tail, file: r.file, overhead: at.overhead,
		head: sh.head, levelFormat: sh.levelFormat, flags: sh.flags,
	}
	e.setOffset(at.offset)
	return e
}
