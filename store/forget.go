package store

import (
	"container/heap"
	"iter"
	"reflect"
	"slices"
	"time"

	"ccmtail/model/event"
)

// When the index takes up more than its share of the memory, the oldest records are forgotten, page by page: the page
// whose newest record is the oldest goes first. Their ids stay what they were, and name nothing. What snapshots show they
// go on showing.

// Begin is an id before which all records are forgotten, End the one behind the newest record.
func (v *Records) Begin() event.RecordID { return event.RecordID(v.pages.first * page) }

// End is the id that the next record will get: how many records there have been.
func (v *Records) End() event.RecordID { return event.RecordID(v.n) }

// Forgotten says whether a record is not kept any more: then nothing about it is known.
func (v *Records) Forgotten(id event.RecordID) bool { return v.pages.of(id) == gone }

// Forgot is how many records are not kept any more, and when the newest of them was logged: behind that none is missing.
func (v *Records) Forgot() (n int, until time.Time) {
	if n = v.n - v.Len(); n > 0 {
		until = time.Unix(0, v.horizon).UTC()
	}
	return n, until
}

// Kept is the stretches of records that are kept, from an id up to another.
func (v *Records) Kept(from, to event.RecordID) iter.Seq2[event.RecordID, event.RecordID] {
	return func(yield func(from, to event.RecordID) bool) {
		for from = max(from, v.Begin()); from < to; {
			end := from
			for end < to && !v.Forgotten(end) {
				end = min(end-end%page+page, to)
			}
			if end > from && !yield(from, end) {
				return
			}
			from = max(end, from-from%page+page)
		}
	}
}

// Resorted says whether older records stand in another order than in an older snapshot: their zone is another one.
func (v *Records) Resorted(old *Records) bool { return v.sorted != old.sorted }

// orderBytes is what the place of a record in the order of time takes up, segmentBytes what a file without its text does.
const (
	orderBytes   = 4 // a RecordID
	segmentBytes = 400
)

// enter counts a full page, and makes room for it.
func (s *Store) enter(k int, p *sheet) {
	s.full.add(k, p)
	s.grow(p.size() + page*orderBytes)
	s.makeRoom()
}

func (s *Store) grow(by int64) {
	s.size += by
	s.memory.Count(by)
}

// makeRoom forgets what there is no room for.
func (s *Store) makeRoom() {
	if room := s.memory.records(s.size); room < s.size {
		s.forget(room)
	}
}

// forget lets go of the oldest pages until the index takes up no more than some size.
func (s *Store) forget(size int64) {
	some := map[int]bool{}
	for left := s.size; left > size && len(s.full) > 0; {
		old := heap.Pop(&s.full).(aging)
		some[old.k] = true
		s.horizon = max(s.horizon, old.last)
		left -= s.pages.at(old.k).size() + page*orderBytes
	}
	if len(some) == 0 {
		return
	}
	s.order.Filter(func(id event.RecordID) bool { return s.utc(id) <= s.horizon }, func(id event.RecordID) bool { return !some[int(id/page)] })
	freed := s.leave(some)
	s.pages = s.pages.without(some)
	s.grow(-freed - s.volumes.unused())
}

// leave takes the records of some pages out of their files and volumes, and says how much room the pages took.
func (s *Store) leave(some map[int]bool) (freed int64) {
	files := map[*Segment]bool{}
	for k := range some {
		p := s.pages.at(k)
		freed += p.size() + page*orderBytes
		var sizes []uint32
		for i := 0; i < page; i += len(sizes) {
			var segment uint32
			var begin spot
			segment, begin, sizes = p.run(sizes[:0], i, page)
			at := begin.offset
			g := s.segments[segment]
			files[g] = true
			g.records -= len(sizes)
			for _, n := range sizes {
				g.gone, at = g.gone+int64(n), at+int64(n)
			}
			g.goneTo = max(g.goneTo, at)
		}
		s.volumes.of(event.RecordID(k*page)).kept--
	}
	s.close(files)
	return freed
}

// close lets go of files without records, and of the text before the first record of others.
func (s *Store) close(files map[*Segment]bool) {
	cloned := false
	for g := range files {
		if g.records > 0 {
			if g.gone == g.goneTo-g.begin {
				g.text.trim(g.goneTo)
			}
			continue
		}
		if !cloned {
			s.segments, cloned = slices.Clone(s.segments), true
		}
		s.segments[g.id] = lost
		g.text.close()
		s.grow(-segmentBytes)
	}
}

// revive is for a file that goes on when all its records have been forgotten.
func (s *Store) revive(g *Segment) {
	if s.segments[g.id] != g {
		s.segments = slices.Clone(s.segments)
		s.segments[g.id] = g
		s.grow(segmentBytes)
	}
}

// aging is a full page and the time of its newest record.
type aging struct {
	last int64
	k    int
}

// oldest has the page on top whose newest record is the oldest; of those that are equal, the first.
type oldest []aging

func (o *oldest) add(k int, p *sheet) {
	last := p.utc(0)
	for i := range page {
		last = max(last, p.utc(i))
	}
	heap.Push(o, aging{last, k})
}

func (o oldest) Len() int { return len(o) }
func (o oldest) Less(i, j int) bool {
	if o[i].last != o[j].last {
		return o[i].last < o[j].last
	}
	return o[i].k < o[j].k
}
func (o oldest) Swap(i, j int) { o[i], o[j] = o[j], o[i] }

// Push implements heap.Interface.
func (o *oldest) Push(x any) { *o = append(*o, x.(aging)) }

// Pop implements heap.Interface.
func (o *oldest) Pop() any {
	n := len(*o) - 1
	a := (*o)[n]
	*o = (*o)[:n]
	return a
}

// size is how much memory a page takes up.
func (s *sheet) size() int64 {
	if s.wide.Load() != nil {
		return page * sizeOf[entry]()
	}
	p := s.packed.Load()
	return sizeOf[packed]() + int64(cap(p.shapes))*sizeOf[shape]() + int64(cap(p.runs))*sizeOf[run]()
}

// sizeOf returns how many bytes a value takes up, without what it points to.
func sizeOf[T any]() int64 { return int64(reflect.TypeFor[T]().Size()) }
