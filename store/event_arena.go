package store

import (
	"cmp"
	bits32 "math/bits"
	"slices"

	"ccmtail/model/event"
)

// eventArena keeps events small, in volumes, of which each is forgotten as a whole when none of its
// events is kept.
type eventArena struct {
	segments     []*arenaSegment
	firstSegment uint32 // how many were forgotten before all[0]
	maxSlabs     int    // that a volume may have, 0 is any number
}

// arenaSegment is events: the fields an event has, one after the other in words, with ids, texts
// and places by number. Nothing in it points anywhere, so that the garbage collector has nothing to
// walk. It only grows: a copy of a volume goes on showing what it held.
type arenaSegment struct {
	slabs    []*[slabWords]uint32
	used     int // of the last page
	guids    interner[event.GUID]
	texts    interner[string]
	files    interner[eventFile]
	retained int // events that are not forgotten
}

// slabWords is how much one allocation holds. No event crosses a page.
const slabWords = 1 << 14

// eventFile is the file an event was read from.
type eventFile struct {
	log        string
	generation int
}

// interner numbers values as they appear.
type interner[T comparable] struct {
	values        []T
	*internMap[T] // the writer's
}

// internMap is the numbers of a table's values.
type internMap[T comparable] struct {
	numbers map[T]uint32
	recent  [recentSlots]uint32 // those asked for lately, by the slots of their values
}

// recentSlots is for how many values the map need not be asked: the logs that are read at once name
// few.
const recentSlots = 256

// intern returns the number of a value, of which slot has some bits.
func (t *interner[T]) intern(v T, slot byte) uint32 {
	if t.internMap == nil {
		t.internMap = &internMap[T]{numbers: map[T]uint32{}}
	}
	l := &t.recent[slot]
	if int(*l) < len(t.values) && t.values[*l] == v {
		return *l
	}
	n, ok := t.numbers[v]
	if !ok {
		n = uint32(len(t.values))
		t.values, t.numbers[v] = append(t.values, v), n
	}
	*l = n
	return n
}

// mapLen returns how many values the map holds.
func (t *interner[T]) mapLen() int {
	if t.internMap == nil {
		return 0
	}
	return len(t.numbers)
}

// guidSlot and textSlot are some bits of a value, such that values differ in them that differ in
// little.
func guidSlot(g *event.GUID) byte { return g[0] ^ g[3] ^ g[7] ^ g[15] }

func textSlot(s string) byte {
	n := len(s)
	if n == 0 {
		return 0
	}
	return byte(n) ^ s[n/2]<<2 ^ s[n-1]<<4
}

// eventRef is an event on a shelf: its time, and where the rest is.
type eventRef struct {
	at             int64
	offset         uint32 // in its volume
	segmentAndZone uint32 // of its volume, twice; odd if its record carries no bias of its own
}

func (p eventRef) time() int64 { return p.at }

func (p eventRef) segment() uint32 { return p.segmentAndZone >> 1 }

// hasOwnZone returns the event's field of that name.
func (p eventRef) hasOwnZone() bool { return p.segmentAndZone&1 == 0 }

// The words every event has; behind them those of the fields in its set, lowest bit first.
const (
	wordKind = iota // kind, yes-and-no fields, bias
	wordSet
	wordRec
	wordPlace
	wordLine
	wordOffset // two
	fixedWords = wordOffset + 2
)

// maxEventWords is the longest event: all ids and texts, the numbers and the skew of two words, a
// code.
const maxEventWords = fixedWords + event.IDCount + event.TextCount + (event.NumberCount+1)*2 + 1

// The bits of an event's yes-and-no fields.
const (
	bitZoned = 1 << iota
	bitOwnZone
	bitTimed
	bitHasCode
	bitWhenUTC
	shiftFlag = iota
)

// The bits in the set: of the ids, the texts, the numbers, of what At and Wall differ by beside the
// bias, which is nothing where the bias is known, and of the code.
const (
	firstText   = 1 << event.IDCount
	firstNumber = firstText << event.TextCount
	skewBit     = firstNumber << event.NumberCount
	codeBit     = skewBit << 1

	guidMask   = firstText - 1
	textMask   = firstNumber - firstText
	numberMask = skewBit - firstNumber
)

// put takes an event onto the shelf, and says how many bytes it takes up beside ids, texts and
// places.
func (s *eventArena) put(e *event.Event) (p eventRef, bytes int) {
	n := len(s.segments)
	if n == 0 || s.segments[n-1].closeIfFull(s.maxSlabs) {
		s.segments = append(s.segments, &arenaSegment{})
		n++
	}
	v := s.segments[n-1]
	p = v.put(e)
	p.segmentAndZone = 2 * (s.firstSegment + uint32(n-1))
	if !e.OwnZone {
		p.segmentAndZone++
	}
	return p, eventRefBytes + 4*(v.used-int(p.offset%slabWords))
}

// closeIfFull reports whether a volume of so many pages has no room for another event; then it is
// closed.
func (s *arenaSegment) closeIfFull(pages int) bool {
	if pages == 0 || len(s.slabs) < pages || s.used+maxEventWords <= slabWords {
		return false
	}
	s.guids.internMap, s.texts.internMap, s.files.internMap = nil, nil, nil
	return true
}

// put takes an event into the volume.
func (s *arenaSegment) put(e *event.Event) eventRef {
	if len(s.slabs) == 0 || s.used+maxEventWords > slabWords {
		s.slabs, s.used = append(s.slabs, new([slabWords]uint32)), 0
	}
	s.retained++
	w := s.slabs[len(s.slabs)-1][s.used:s.used:slabWords]
	p := eventRef{at: e.At, offset: uint32((len(s.slabs)-1)*slabWords + s.used)}
	w = append(w, uint32(e.Kind)|boolBits(e)<<8|uint32(uint16(e.Bias))<<16, 0, uint32(e.Rec),
		s.files.intern(eventFile{e.Log, e.Generation}, textSlot(e.Log)), uint32(e.Line), uint32(e.Offset), uint32(e.Offset>>32))
	set := uint32(0)
	for i, g := range e.IDs() {
		if !g.IsZero() {
			set, w = set|1<<i, append(w, s.guids.intern(*g, guidSlot(g)))
		}
	}
	for i, t := range &e.Texts {
		if t != "" {
			set, w = set|firstText<<i, append(w, s.texts.intern(t, textSlot(t)))
		}
	}
	for i, n := range &e.Numbers {
		if n != 0 {
			set, w = set|firstNumber<<i, append(w, uint32(n), uint32(n>>32))
		}
	}
	if n := e.At - e.Wall - int64(e.Bias)*60e9; n != 0 {
		set, w = set|skewBit, append(w, uint32(n), uint32(n>>32))
	}
	if e.Code != 0 {
		set, w = set|codeBit, append(w, uint32(e.Code))
	}
	w[wordSet] = set
	s.used += len(w)
	return p
}

func boolBits(e *event.Event) uint32 {
	b := uint32(e.Answer) << shiftFlag
	for i, is := range [...]bool{e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC} {
		if is {
			b |= 1 << i
		}
	}
	return b
}

// snapshot returns the shelf as it is now, for readers.
func (s *eventArena) snapshot() eventArena {
	c := eventArena{segments: slices.Clone(s.segments), firstSegment: s.firstSegment}
	if n := len(c.segments); n > 0 {
		v := c.segments[n-1]
		c.segments[n-1] = &arenaSegment{
			slabs: v.slabs, guids: interner[event.GUID]{values: v.guids.values}, texts: interner[string]{values: v.texts.values},
			files: interner[eventFile]{values: v.files.values}, used: v.used,
		}
	}
	return c
}

func (s *eventArena) of(p eventRef) *arenaSegment { return s.segments[p.segment()-s.firstSegment] }

// release lets go of an event, and says what put did.
func (s *eventArena) release(p eventRef) int {
	v := s.of(p)
	v.retained--
	return eventRefBytes + 4*countWords(v.words(p))
}

// trimUnused lets go of the volumes before the first of which an event is kept.
func (s *eventArena) trimUnused() {
	n := 0
	for n < len(s.segments)-1 && s.segments[n].retained == 0 {
		n++
	}
	s.segments, s.firstSegment = slices.Clone(s.segments[n:]), s.firstSegment+uint32(n)
}

// What an entry of a table takes up, about: in the list, and in the map while the volume is
// written.
const (
	eventRefBytes  = 16
	internedBytes  = 32
	internMapBytes = 48
)

// internersSize returns how much memory the tables take up, about.
func (s *eventArena) internersSize() int64 {
	n := 0
	for _, v := range s.segments {
		n += internedBytes * (len(v.guids.values) + len(v.texts.values) + len(v.files.values))
		n += internMapBytes * (v.guids.mapLen() + v.texts.mapLen() + v.files.mapLen())
	}
	return int64(n)
}

// size returns how much memory the shelf takes up, about.
func (s *eventArena) size() int64 {
	n := s.internersSize()
	for _, v := range s.segments {
		n += int64(len(v.slabs)) * slabWords * 4
	}
	return n
}

// words returns an event's words, and some behind them.
func (s *arenaSegment) words(p eventRef) []uint32 {
	return s.slabs[p.offset/slabWords][p.offset%slabWords:]
}

// countWords returns how many of some words are an event's.
func countWords(w []uint32) int {
	set := w[wordSet]
	const one, two = guidMask | textMask | codeBit, numberMask | skewBit // words each of these fields has
	return fixedWords + bits32.OnesCount32(set&one) + 2*bits32.OnesCount32(set&two)
}

// load fills e with an event on the shelf.
func (s *eventArena) load(p eventRef, e *event.Event) { s.of(p).load(p, e) }

func (s *arenaSegment) load(p eventRef, e *event.Event) {
	w := s.words(p)
	b, at := w[wordKind]>>8, s.files.values[w[wordPlace]]
	*e = event.Event{}
	e.Kind, e.At, e.Bias, e.Rec = event.Kind(uint8(w[wordKind])), p.at, int16(w[wordKind]>>16), event.RecordID(w[wordRec])
	e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC = b&bitZoned != 0, b&bitOwnZone != 0, b&bitTimed != 0, b&bitHasCode != 0, b&bitWhenUTC != 0
	e.Answer, e.Log, e.Generation, e.Line, e.Offset = event.Tri(b>>shiftFlag&3), at.log, at.generation, int32(w[wordLine]), int64At(w[wordOffset:])
	set := w[wordSet]
	w = w[fixedWords:]
	ids := e.IDs()
	for has := set & guidMask; has != 0; has &= has - 1 {
		*ids[bits32.TrailingZeros32(has)], w = s.guids.values[w[0]], w[1:]
	}
	for has := set & textMask / firstText; has != 0; has &= has - 1 {
		e.Texts[bits32.TrailingZeros32(has)], w = s.texts.values[w[0]], w[1:]
	}
	for has := set & numberMask / firstNumber; has != 0; has &= has - 1 {
		e.Numbers[bits32.TrailingZeros32(has)], w = int64At(w), w[2:]
	}
	e.Wall = e.At - int64(e.Bias)*60e9
	if set&skewBit != 0 {
		e.Wall, w = e.Wall-int64At(w), w[2:]
	}
	if set&codeBit != 0 {
		e.Code = event.Code(w[0])
	}
}

func int64At(w []uint32) int64 { return int64(w[1])<<32 | int64(w[0]) }

// compare orders events as Event.Compare does.
func (s *eventArena) compare(a, b eventRef) int {
	if c := cmp.Compare(a.at, b.at); c != 0 || a == b {
		return c
	}
	v, o := s.of(a), s.of(b)
	x, y := v.words(a), o.words(b)
	if v != o || x[wordPlace] != y[wordPlace] {
		p, q := v.files.values[x[wordPlace]], o.files.values[y[wordPlace]]
		if c := cmp.Or(cmp.Compare(p.log, q.log), cmp.Compare(p.generation, q.generation)); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(int64At(x[wordOffset:]), int64At(y[wordOffset:])), cmp.Compare(uint8(x[wordKind]), uint8(y[wordKind])))
}
