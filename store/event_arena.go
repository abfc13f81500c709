package store

import (
	"cmp"
	"slices"

	"ccmtail/model/event"
)

// eventArena stores events compactly, in segments. A segment is freed as a whole when it retains no
// event.
type eventArena struct {
	segments     []*arenaSegment
	firstSegment uint32 // number of segments[0]; those before it are freed
	maxSlabs     int    // slabs of a segment; 0: no limit
}

// arenaSegment stores events as sequences of bytes (see packed_event.go), with ids, texts, files and
// shapes by number. The bytes contain no pointers, so the garbage collector has nothing to scan. A
// segment only grows: a copy goes on showing what the segment contained.
type arenaSegment struct {
	slabs  [][]byte // the last one may have room for more than its length
	guids  interner[event.GUID]
	texts  interner[string]
	files  interner[eventFile]
	shapes interner[eventShape]
	writer segmentWriter

	retained      int // events that are not released
	retainedBytes int // of them
}

// segmentWriter is where the next event of a segment goes.
type segmentWriter struct {
	used   int       // bytes of the last slab
	base   eventBase // of the last event
	baseAt int       // where that is in the last slab
	based  int       // events that have it; 0: there is none
}

// freedSegment stands in the place of a segment that is freed while one before it is not.
var freedSegment = &arenaSegment{}

// slabBytes is the size of a slab, at which the next one begins. No event crosses the end of a
// slab. The first slab of an arena begins with firstSlabBytes and is replaced by larger ones, so that
// a client with few events takes up little.
const (
	slabBytes      = 1 << 16
	firstSlabBytes = 1 << 11
)

// eventFile is the file an event was read from.
type eventFile struct {
	log        event.LogName
	generation int
}

// eventRef refers to an event in the arena.
type eventRef struct {
	offset         uint32 // in bytes, in its segment
	segmentAndZone uint32 // twice the number of its segment; plus 1 if its record carries no bias
}

func (r eventRef) segment() uint32 { return r.segmentAndZone >> 1 }

// hasOwnZone returns the OwnZone of the event.
func (r eventRef) hasOwnZone() bool { return r.segmentAndZone&1 == 0 }

// About how many bytes a reference takes up, and a value of an interner.
const (
	eventRefBytes = 8
	internedBytes = 32
)

// put adds a copy of an event. It also returns how many bytes it takes up, without the interners.
func (a *eventArena) put(e *event.Event) (ref eventRef, bytes int) {
	n := len(a.segments)
	if n == 0 || a.segments[n-1].closeIfFull(a.maxSlabs) {
		a.segments = append(a.segments, &arenaSegment{})
		n++
	}
	segment := a.segments[n-1]
	ref.offset, bytes = segment.put(e)
	ref.segmentAndZone = 2 * (a.firstSegment + uint32(n-1))
	if !e.OwnZone {
		ref.segmentAndZone++
	}
	return ref, eventRefBytes + bytes
}

// load sets e to an event of the arena.
func (a *eventArena) load(ref eventRef, e *event.Event) { a.of(ref).load(ref.offset, e) }

// time returns the time of an event of the arena.
func (a *eventArena) time(ref eventRef) int64 { return a.of(ref).time(ref.offset) }

// appendTimes appends the times of events of the arena.
func (a *eventArena) appendTimes(times []int64, refs []eventRef) []int64 {
	for _, ref := range refs {
		times = append(times, a.time(ref))
	}
	return times
}

// release says that an event is no longer needed. It returns about how many bytes put returned for it: for
// all events of a segment together just as many.
func (a *eventArena) release(ref eventRef) (bytes int) {
	segment := a.of(ref)
	bytes = segment.retainedBytes / segment.retained
	segment.retained, segment.retainedBytes = segment.retained-1, segment.retainedBytes-bytes
	return eventRefBytes + bytes
}

// trimUnused frees the segments that retain no event. Which one does is not a matter of age: a log of
// which little is written is read ahead of the others.
func (a *eventArena) trimUnused() {
	segments := slices.Clone(a.segments)
	for i, s := range segments[:len(segments)-1] {
		if s.retained == 0 {
			segments[i] = freedSegment
		}
	}
	n := slices.IndexFunc(segments, func(s *arenaSegment) bool { return s != freedSegment })
	a.segments, a.firstSegment = segments[n:], a.firstSegment+uint32(n)
}

// snapshot returns a copy for readers, which later calls of put do not change.
func (a *eventArena) snapshot() eventArena {
	c := eventArena{segments: slices.Clone(a.segments), firstSegment: a.firstSegment}
	if n := len(c.segments); n > 0 {
		last := c.segments[n-1]
		c.segments[n-1] = &arenaSegment{
			slabs: last.slabs, guids: interner[event.GUID]{values: last.guids.values},
			texts:  interner[string]{values: last.texts.values},
			files:  interner[eventFile]{values: last.files.values},
			shapes: interner[eventShape]{values: last.shapes.values},
		}
	}
	return c
}

func (a *eventArena) of(ref eventRef) *arenaSegment { return a.segments[ref.segment()-a.firstSegment] }

// compare compares events as Event.Compare does.
func (a *eventArena) compare(x, y eventRef) int {
	if x == y {
		return 0
	}
	xSegment, ySegment := a.of(x), a.of(y)
	if c := cmp.Compare(xSegment.time(x.offset), ySegment.time(y.offset)); c != 0 {
		return c
	}
	xHead, _ := xSegment.head(x.offset)
	yHead, _ := ySegment.head(y.offset)
	if xSegment != ySegment || xHead.file != yHead.file {
		xFile, yFile := xSegment.files.values[xHead.file], ySegment.files.values[yHead.file]
		if c := cmp.Or(xFile.log.Compare(yFile.log), cmp.Compare(xFile.generation, yFile.generation)); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(xHead.offset, yHead.offset), cmp.Compare(xHead.shape.kind, yHead.shape.kind))
}

// internersSize returns about how many bytes of memory the interners take up.
func (a *eventArena) internersSize() int64 {
	n := int64(0)
	for _, s := range a.segments {
		n += internedBytes * int64(len(s.guids.values)+len(s.texts.values)+len(s.files.values)+len(s.shapes.values))
		n += s.guids.tableSize() + s.texts.tableSize() + s.files.tableSize() + s.shapes.tableSize()
	}
	return n
}

// size returns about how many bytes of memory the arena takes up.
func (a *eventArena) size() int64 {
	n := a.internersSize()
	for _, s := range a.segments {
		for _, slab := range s.slabs {
			n += int64(len(slab))
		}
	}
	return n
}

// closeIfFull reports whether a segment of so many slabs has no room for another event. If so, it
// gives up what only the writer needs.
func (s *arenaSegment) closeIfFull(maxSlabs int) bool {
	if maxSlabs == 0 || len(s.slabs) < maxSlabs || s.writer.used+maxEventBytes <= slabBytes {
		return false
	}
	s.guids.internTable, s.texts.internTable, s.files.internTable, s.shapes.internTable = nil, nil, nil, nil
	return true
}

// makeRoom makes the last slab large enough for another event, or adds one. What snapshots have of the
// segment does not change.
func (s *arenaSegment) makeRoom() {
	n, w := len(s.slabs), &s.writer
	switch {
	case n == 0:
		s.slabs = [][]byte{make([]byte, firstSlabBytes)}
	case w.used+maxEventBytes <= len(s.slabs[n-1]):
	case len(s.slabs[n-1]) < slabBytes:
		larger := make([]byte, 2*len(s.slabs[n-1]))
		copy(larger, s.slabs[n-1][:w.used])
		s.slabs = append(s.slabs[:n-1:n-1], larger)
	default:
		s.slabs, s.writer = append(s.slabs, make([]byte, slabBytes)), segmentWriter{}
	}
}
