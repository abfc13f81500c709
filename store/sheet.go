package store

import (
	"sort"
	"sync/atomic"

	"ccmtail/model"
)

// page is how many entries one sheet holds.
const page = 4096

// sheet is a page of the index. While it fills it is wide: 40 bytes an entry. A full one is packed to about 12.
type sheet struct {
	wide   atomic.Pointer[[page]entry] // nil once it is packed
	packed atomic.Pointer[packed]
}

func newSheet(wide *[page]entry) *sheet {
	s := &sheet{}
	s.wide.Store(wide)
	return s
}

func (s *sheet) entry(i int) entry {
	if w := s.wide.Load(); w != nil {
		return w[i]
	}
	return s.packed.Load().entry(i)
}

// segment is the segment of an entry, without the rest of it.
func (s *sheet) segment(i int) uint32 {
	if w := s.wide.Load(); w != nil {
		return w[i].segment
	}
	p := s.packed.Load()
	return p.runs[p.runOf(i)].segment
}

// run is the file, place and sizes of the entries from i on that stand one behind the other in it, before end.
func (s *sheet) run(sizes []uint32, i, end int) (segment uint32, at spot, _ []uint32) {
	w := s.wide.Load()
	if w == nil {
		return s.packed.Load().sizes(sizes, i, end)
	}
	segment, at = w[i].segment, spot{w[i].offset(), w[i].around}
	for next := at.offset; i < end && w[i].segment == segment && w[i].offset() == next; i++ {
		sizes = append(sizes, w[i].size)
		next += int64(w[i].size)
	}
	return segment, at, sizes
}

// around is how many bytes of n entries from i on are no part of their messages.
func (s *sheet) around(i, n int) (sum int) {
	if w := s.wide.Load(); w != nil {
		for ; n > 0; i, n = i+1, n-1 {
			sum += int(w[i].head) + int(w[i].tail)
		}
		return sum
	}
	return s.packed.Load().around(i, n)
}

// shape is what an entry has in common with others, without the rest of it.
func (s *sheet) shape(i int) shape {
	if w := s.wide.Load(); w != nil {
		return w[i].shape()
	}
	p := s.packed.Load()
	return p.shapes[p.shape[i]]
}

// wideKinds is the room in which the shapes of a page that is not packed are listed.
type wideKinds struct {
	shapes []shape
	of     []uint16
}

// kinds lists the shapes of the first n entries and says which each of them has. A page goes on filling, and is packed, while older snapshots
// have only its beginning: n is what the asking one has, and nothing of later entries is given to it.
func (s *sheet) kinds(n int, room *wideKinds) (shapes []shape, of []uint16) {
	w := s.wide.Load()
	if w == nil {
		return s.packed.Load().kinds(n)
	}
	room.shapes, room.of = room.shapes[:0], room.of[:0]
	for i := range n {
		room.shapes, room.of = append(room.shapes, w[i].shape()), append(room.of, uint16(i))
	}
	return room.shapes, room.of
}

// kinds is sheet.kinds of a packed page. Shapes are numbered in the order in which entries first have them.
func (p *packed) kinds(n int) (shapes []shape, of []uint16) {
	of = p.shape[:n]
	if n == page {
		return p.shapes, of
	}
	met := 0
	for _, k := range of {
		met = max(met, int(k)+1)
	}
	return p.shapes[:met], of
}

func (s *sheet) utc(i int) int64 {
	if w := s.wide.Load(); w != nil {
		return w[i].utc
	}
	return s.packed.Load().utc(i)
}

// pack makes a full sheet small, if its entries let themselves be packed. Whoever reads it meanwhile does not notice.
func (s *sheet) pack() {
	w := s.wide.Load()
	if w == nil {
		return
	}
	if p := packEntries(w); p != nil {
		s.packed.Store(p)
		s.wide.Store(nil)
	}
}

// unpacked is a copy of the entries, to be changed.
func (s *sheet) unpacked() *[page]entry {
	w := new([page]entry)
	if old := s.wide.Load(); old != nil {
		*w = *old
		return w
	}
	p := s.packed.Load()
	for i := range w {
		w[i] = p.entry(i)
	}
	return w
}

// packed is a full page of entries. Records that stand one behind the other in a file are a run: where each begins
// follows from the sizes of those before it. What many have in common, their shape, is a number.
type packed struct {
	base, unit int64
	low        [page]uint32 // of the units since base
	high       [page]uint16
	size       [page]uint16
	lines      [page]uint8 // to the record behind it in its run
	shape      [page]uint16
	marks      [page / markEvery]mark
	shapes     []shape
	runs       []run
}

// markEvery is how many sizes have to be added up at most.
const markEvery = 64

// mark is the place of every markEvery-th record.
type mark struct {
	offset int64
	line   uint32
	around uint32
}

// spot is where a record begins in its file: with how many bytes before it, and how many of these, in the low bits, are no part of a
// message.
type spot struct {
	offset int64
	around uint32
}

type run struct {
	start   uint16
	segment uint32
	mark
}

type shape struct {
	author     uint32
	tail       uint16
	head, bits uint8
	flags      model.Flags
}

// mostRuns is how many runs a packed page may have without being larger than it was.
const mostRuns = page / 2

// units are the steps in which times may lie, the usual first; 48 bits of them must reach from the first time to the last.
var units = []int64{1e6, 100, 1, 1e9}

func (s shape) level() model.Level { return model.Level(s.bits & 3) }

func (e *entry) shape() shape { return shape{e.author, e.tail, e.head, e.bits, e.flags} }

func packEntries(w *[page]entry) *packed {
	p := &packed{}
	if !p.packTimes(w) {
		return nil
	}
	shapes := map[shape]uint16{}
	var late [lately]uint16 // numbers of shapes met lately
	for i := range w {
		e := &w[i]
		if e.size > 1<<16-1 {
			return nil
		}
		p.size[i] = uint16(e.size)
		sh := e.shape()
		l := &late[(sh.author*31+uint32(sh.tail)*7+uint32(sh.bits))%lately]
		if int(*l) >= len(p.shapes) || p.shapes[*l] != sh {
			n, ok := shapes[sh]
			if !ok {
				n = uint16(len(p.shapes))
				shapes[sh], p.shapes = n, append(p.shapes, sh)
			}
			*l = n
		}
		p.shape[i] = *l
		if !p.packPlace(w, i) {
			return nil
		}
	}
	p.shapes, p.runs = append([]shape(nil), p.shapes...), append([]run(nil), p.runs...)
	return p
}

// packTimes finds a unit in which all times can be kept.
func (p *packed) packTimes(w *[page]entry) bool {
	first, last := w[0].utc, w[0].utc
	for i := range w {
		first, last = min(first, w[i].utc), max(last, w[i].utc)
	}
	for _, unit := range units {
		if (last-first)/unit < 1<<48 && p.packIn(w, first, unit) {
			return true
		}
	}
	return false
}

func (p *packed) packIn(w *[page]entry, base, unit int64) bool {
	p.base, p.unit = base, unit
	for i := range w {
		n := (w[i].utc - base) / unit
		if base+n*unit != w[i].utc {
			return false
		}
		p.low[i], p.high[i] = uint32(n), uint16(n>>32)
	}
	return true
}

// packPlace puts entry i in the run of the one before it, or begins a run.
func (p *packed) packPlace(w *[page]entry, i int) bool {
	e := &w[i]
	here := mark{e.offset(), e.line, e.around}
	if i%markEvery == 0 {
		p.marks[i/markEvery] = here
	}
	if i > 0 {
		b := &w[i-1]
		if step := int64(e.line) - int64(b.line); b.segment == e.segment && b.offset()+int64(b.size) == here.offset && step >= 0 && step < 256 {
			p.lines[i-1] = uint8(step)
			return true
		}
	}
	p.runs = append(p.runs, run{uint16(i), e.segment, here})
	return len(p.runs) <= mostRuns
}

func (p *packed) utc(i int) int64 {
	return p.base + (int64(p.high[i])<<32|int64(p.low[i]))*p.unit
}

// runOf is the number of the run that holds entry i.
func (p *packed) runOf(i int) int {
	return sort.Search(len(p.runs), func(k int) bool { return int(p.runs[k].start) > i }) - 1
}

// sizes is sheet.run of a packed page.
func (p *packed) sizes(sizes []uint32, i, end int) (segment uint32, at spot, _ []uint32) {
	k := p.runOf(i)
	if k+1 < len(p.runs) {
		end = min(end, int(p.runs[k+1].start))
	}
	e := p.entry(i)
	for _, n := range p.size[i:end] {
		sizes = append(sizes, uint32(n))
	}
	return e.segment, spot{e.offset(), e.around}, sizes
}

// around is sheet.around of a packed page.
func (p *packed) around(i, n int) (sum int) {
	for _, k := range p.shape[i : i+n] {
		sh := &p.shapes[k]
		sum += int(sh.head) + int(sh.tail)
	}
	return sum
}

func (p *packed) entry(i int) entry {
	r := &p.runs[p.runOf(i)]
	from, at := int(r.start), r.mark
	if k := i / markEvery; k*markEvery > from {
		from, at = k*markEvery, p.marks[k]
	}
	for j := from; j < i; j++ {
		at.offset += int64(p.size[j])
		at.line += uint32(p.lines[j])
	}
	at.around += uint32(p.around(from, i-from))
	sh := &p.shapes[p.shape[i]]
	e := entry{
		utc: p.utc(i), size: uint32(p.size[i]), line: at.line, author: sh.author, tail: sh.tail, segment: r.segment, around: at.around,
		head: sh.head, bits: sh.bits, flags: sh.flags,
	}
	e.place(at.offset)
	return e
}
