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

// arenaSegment stores events as sequences of 32-bit words (see event_words.go), with ids, texts,
// files and shapes by number. The words contain no pointers, so the garbage collector has nothing to scan. A
// segment only grows: a copy goes on showing what the segment contained.
type arenaSegment struct {
	slabs    [][]uint32 // the last one may have room for more than its length
	used     int        // words of the last slab
	guids    interner[event.GUID]
	texts    interner[string]
	files    interner[eventFile]
	shapes   interner[eventShape]
	retained int // events that are not released
}

// freedSegment stands in the place of a segment that is freed while one before it is not.
var freedSegment = &arenaSegment{}

// slabWords is the size of a slab in words, at which the next one begins. No event crosses the end of a
// slab. The first slab of an arena begins with firstSlabWords and is replaced by larger ones, so that
// a client with few events takes up little.
const (
	slabWords      = 1 << 14
	firstSlabWords = 1 << 9
)

// eventFile is the file an event was read from.
type eventFile struct {
	log        event.LogName
	generation int
}

// eventRef refers to an event in the arena. It holds the event's time, by which most comparisons
// are decided.
type eventRef struct {
	at             int64  // event.Event.At
	offset         uint32 // in words, in its segment
	segmentAndZone uint32 // twice the number of its segment; plus 1 if its record carries no bias
}

func (r eventRef) time() int64 { return r.at }

func (r eventRef) segment() uint32 { return r.segmentAndZone >> 1 }

// hasOwnZone returns the OwnZone of the event.
func (r eventRef) hasOwnZone() bool { return r.segmentAndZone&1 == 0 }

// About how many bytes a reference takes up, a value of an interner, and its place in the
// interner's map, which there is while its segment is written.
const (
	eventRefBytes  = 16
	internedBytes  = 32
	internMapBytes = 48
)

// put adds a copy of an event. It also returns how many bytes it takes up, without the interners.
func (a *eventArena) put(e *event.Event) (ref eventRef, bytes int) {
	n := len(a.segments)
	if n == 0 || a.segments[n-1].closeIfFull(a.maxSlabs) {
		a.segments = append(a.segments, &arenaSegment{})
		n++
	}
	segment := a.segments[n-1]
	ref = segment.put(e)
	ref.segmentAndZone = 2 * (a.firstSegment + uint32(n-1))
	if !e.OwnZone {
		ref.segmentAndZone++
	}
	return ref, eventRefBytes + 4*(segment.used-int(ref.offset%slabWords))
}

// load sets e to an event of the arena.
func (a *eventArena) load(ref eventRef, e *event.Event) { a.of(ref).load(ref, e) }

// release says that an event is no longer needed. It returns how many bytes put returned for it.
func (a *eventArena) release(ref eventRef) int {
	segment := a.of(ref)
	segment.retained--
	return eventRefBytes + 4*segment.countWords(segment.words(ref))
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
	n := 0
	for segments[n] == freedSegment {
		n++
	}
	a.segments, a.firstSegment = slices.Clone(segments[n:]), a.firstSegment+uint32(n)
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
			shapes: interner[eventShape]{values: last.shapes.values}, used: last.used,
		}
	}
	return c
}

func (a *eventArena) of(ref eventRef) *arenaSegment { return a.segments[ref.segment()-a.firstSegment] }

// compare compares events as Event.Compare does.
func (a *eventArena) compare(x, y eventRef) int {
	if c := cmp.Compare(x.at, y.at); c != 0 || x == y {
		return c
	}
	xSegment, ySegment := a.of(x), a.of(y)
	xWords, yWords := xSegment.words(x), ySegment.words(y)
	xShape, yShape := &xSegment.shapes.values[xWords[wordShape]], &ySegment.shapes.values[yWords[wordShape]]
	if xSegment != ySegment || xShape.file != yShape.file {
		xFile, yFile := xSegment.files.values[xShape.file], ySegment.files.values[yShape.file]
		if c := cmp.Or(xFile.log.Compare(yFile.log), cmp.Compare(xFile.generation, yFile.generation)); c != 0 {
			return c
		}
	}
	return cmp.Or(
		cmp.Compare(xShape.offset(xWords), yShape.offset(yWords)),
		cmp.Compare(xShape.kind, yShape.kind),
	)
}

// internersSize returns about how many bytes of memory the interners take up.
func (a *eventArena) internersSize() int64 {
	n := 0
	for _, s := range a.segments {
		n += internedBytes * (len(s.guids.values) + len(s.texts.values) + len(s.files.values) + len(s.shapes.values))
		n += internMapBytes * (s.guids.mapLen() + s.texts.mapLen() + s.files.mapLen() + s.shapes.mapLen())
	}
	return int64(n)
}

// size returns about how many bytes of memory the arena takes up.
func (a *eventArena) size() int64 {
	n := a.internersSize()
	for _, s := range a.segments {
		for _, slab := range s.slabs {
			n += int64(len(slab)) * 4
		}
	}
	return n
}

// closeIfFull reports whether a segment of so many slabs has no room for another event. If so, it
// gives up what only the writer needs.
func (s *arenaSegment) closeIfFull(maxSlabs int) bool {
	if maxSlabs == 0 || len(s.slabs) < maxSlabs || s.used+maxEventWords <= slabWords {
		return false
	}
	s.guids.internMap, s.texts.internMap, s.files.internMap, s.shapes.internMap = nil, nil, nil, nil
	return true
}

// makeRoom makes the last slab large enough for another event, or adds one. What snapshots have of the
// segment does not change.
func (s *arenaSegment) makeRoom() {
	n := len(s.slabs)
	switch {
	case n == 0:
		s.slabs = [][]uint32{make([]uint32, firstSlabWords)}
	case s.used+maxEventWords <= len(s.slabs[n-1]):
	case len(s.slabs[n-1]) < slabWords:
		larger := make([]uint32, 2*len(s.slabs[n-1]))
		copy(larger, s.slabs[n-1][:s.used])
		s.slabs = append(s.slabs[:n-1:n-1], larger)
	default:
		s.slabs, s.used = append(s.slabs, make([]uint32, slabWords)), 0
	}
}

// words returns the words of an event and of those behind it.
func (s *arenaSegment) words(ref eventRef) []uint32 {
	return s.slabs[ref.offset/slabWords][ref.offset%slabWords:]
}
