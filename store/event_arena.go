package store

import (
	"cmp"
	bits32 "math/bits"
	"slices"

	"ccmtail/model/event"
)

// eventArena keeps events small, in volumes, of which each is forgotten as a whole when none of its events is kept.
type eventArena struct {
	all   []*arenaSegment
	first uint32 // how many were forgotten before all[0]
	pages int    // that a volume may have, 0 is any number
}

// arenaSegment is events: the fields an event has, one after the other in words, with ids, texts and places
// by number. Nothing in it points anywhere, so that the garbage collector has nothing to walk. It only grows:
// a copy of a volume goes on showing what it held.
type arenaSegment struct {
	pages  []*[pageWords]uint32
	used   int // of the last page
	guids  table[event.GUID]
	texts  table[string]
	places table[eventFile]
	kept   int // events that are not forgotten
}

// pageWords is how much one allocation holds. No event crosses a page.
const pageWords = 1 << 14

// eventFile is the file an event was read from.
type eventFile struct {
	log        string
	generation int
}

// table numbers values as they appear.
type table[T comparable] struct {
	list      []T
	*index[T] // the writer's
}

// index is the numbers of a table's values.
type index[T comparable] struct {
	ids  map[T]uint32
	late [recentSlots]uint32 // those asked for lately, by the slots of their values
}

// recentSlots is for how many values the map need not be asked: the logs that are read at once name few.
const recentSlots = 256

// id is the number of a value, of which slot has some bits.
func (t *table[T]) id(v T, slot byte) uint32 {
	if t.index == nil {
		t.index = &index[T]{ids: map[T]uint32{}}
	}
	l := &t.late[slot]
	if int(*l) < len(t.list) && t.list[*l] == v {
		return *l
	}
	n, ok := t.ids[v]
	if !ok {
		n = uint32(len(t.list))
		t.list, t.ids[v] = append(t.list, v), n
	}
	*l = n
	return n
}

// known is how many values the map holds.
func (t *table[T]) known() int {
	if t.index == nil {
		return 0
	}
	return len(t.ids)
}

// guidSlot and textSlot are some bits of a value, such that values differ in them that differ in little.
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
	at     int64
	word   uint32 // in its volume
	number uint32 // of its volume, twice; odd if its record carries no bias of its own
}

func (p eventRef) time() int64 { return p.at }

func (p eventRef) volume() uint32 { return p.number >> 1 }

// ownZone is the event's field of that name.
func (p eventRef) ownZone() bool { return p.number&1 == 0 }

// The words every event has; behind them those of the fields in its set, lowest bit first.
const (
	wordKind = iota // kind, yes-and-no fields, bias
	wordSet
	wordRec
	wordPlace
	wordLine
	wordOffset  // two
	wordsAlways = wordOffset + 2
)

// mostWords is the longest event: all ids and texts, the numbers and the skew of two words, a code.
const mostWords = wordsAlways + event.IDCount + event.TextCount + (event.NumberCount+1)*2 + 1

// The bits of an event's yes-and-no fields.
const (
	bitZoned = 1 << iota
	bitOwnZone
	bitTimed
	bitHasCode
	bitWhenUTC
	shiftFlag = iota
)

// The bits in the set: of the ids, the texts, the numbers, of what At and Wall differ by beside the bias, which is nothing where the
// bias is known, and of the code.
const (
	firstText   = 1 << event.IDCount
	firstNumber = firstText << event.TextCount
	skewIs      = firstNumber << event.NumberCount
	codeIs      = skewIs << 1

	someGUID   = firstText - 1
	someText   = firstNumber - firstText
	someNumber = skewIs - firstNumber
)

// put takes an event onto the shelf, and says how many bytes it takes up beside ids, texts and places.
func (s *eventArena) put(e *event.Event) (p eventRef, bytes int) {
	n := len(s.all)
	if n == 0 || s.all[n-1].full(s.pages) {
		s.all = append(s.all, &arenaSegment{})
		n++
	}
	v := s.all[n-1]
	p = v.put(e)
	p.number = 2 * (s.first + uint32(n-1))
	if !e.OwnZone {
		p.number++
	}
	return p, packedBytes + 4*(v.used-int(p.word%pageWords))
}

// full says whether a volume of so many pages has no room for another event; then it is closed.
func (s *arenaSegment) full(pages int) bool {
	if pages == 0 || len(s.pages) < pages || s.used+mostWords <= pageWords {
		return false
	}
	s.guids.index, s.texts.index, s.places.index = nil, nil, nil
	return true
}

// put takes an event into the volume.
func (s *arenaSegment) put(e *event.Event) eventRef {
	if len(s.pages) == 0 || s.used+mostWords > pageWords {
		s.pages, s.used = append(s.pages, new([pageWords]uint32)), 0
	}
	s.kept++
	w := s.pages[len(s.pages)-1][s.used:s.used:pageWords]
	p := eventRef{at: e.At, word: uint32((len(s.pages)-1)*pageWords + s.used)}
	w = append(w, uint32(e.Kind)|bits(e)<<8|uint32(uint16(e.Bias))<<16, 0, uint32(e.Rec),
		s.places.id(eventFile{e.Log, e.Generation}, textSlot(e.Log)), uint32(e.Line), uint32(e.Offset), uint32(e.Offset>>32))
	set := uint32(0)
	for i, g := range e.IDs() {
		if !g.IsZero() {
			set, w = set|1<<i, append(w, s.guids.id(*g, guidSlot(g)))
		}
	}
	for i, t := range &e.Texts {
		if t != "" {
			set, w = set|firstText<<i, append(w, s.texts.id(t, textSlot(t)))
		}
	}
	for i, n := range &e.Numbers {
		if n != 0 {
			set, w = set|firstNumber<<i, append(w, uint32(n), uint32(n>>32))
		}
	}
	if n := e.At - e.Wall - int64(e.Bias)*60e9; n != 0 {
		set, w = set|skewIs, append(w, uint32(n), uint32(n>>32))
	}
	if e.Code != 0 {
		set, w = set|codeIs, append(w, uint32(e.Code))
	}
	w[wordSet] = set
	s.used += len(w)
	return p
}

func bits(e *event.Event) uint32 {
	b := uint32(e.Answer) << shiftFlag
	for i, is := range [...]bool{e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC} {
		if is {
			b |= 1 << i
		}
	}
	return b
}

// still is the shelf as it is now, for readers.
func (s *eventArena) still() eventArena {
	c := eventArena{all: slices.Clone(s.all), first: s.first}
	if n := len(c.all); n > 0 {
		v := c.all[n-1]
		c.all[n-1] = &arenaSegment{
			pages: v.pages, guids: table[event.GUID]{list: v.guids.list}, texts: table[string]{list: v.texts.list},
			places: table[eventFile]{list: v.places.list}, used: v.used,
		}
	}
	return c
}

func (s *eventArena) of(p eventRef) *arenaSegment { return s.all[p.volume()-s.first] }

// drop lets go of an event, and says what put did.
func (s *eventArena) drop(p eventRef) int {
	v := s.of(p)
	v.kept--
	return packedBytes + 4*length(v.words(p))
}

// unused lets go of the volumes before the first of which an event is kept.
func (s *eventArena) unused() {
	n := 0
	for n < len(s.all)-1 && s.all[n].kept == 0 {
		n++
	}
	s.all, s.first = slices.Clone(s.all[n:]), s.first+uint32(n)
}

// What an entry of a table takes up, about: in the list, and in the map while the volume is written.
const (
	packedBytes = 16
	listBytes   = 32
	mapBytes    = 48
)

// tables is how much memory the tables take up, about.
func (s *eventArena) tables() int64 {
	n := 0
	for _, v := range s.all {
		n += listBytes * (len(v.guids.list) + len(v.texts.list) + len(v.places.list))
		n += mapBytes * (v.guids.known() + v.texts.known() + v.places.known())
	}
	return int64(n)
}

// size is how much memory the shelf takes up, about.
func (s *eventArena) size() int64 {
	n := s.tables()
	for _, v := range s.all {
		n += int64(len(v.pages)) * pageWords * 4
	}
	return n
}

// words is an event's words, and some behind them.
func (s *arenaSegment) words(p eventRef) []uint32 {
	return s.pages[p.word/pageWords][p.word%pageWords:]
}

// length is how many of some words are an event's.
func length(w []uint32) int {
	set := w[wordSet]
	const one, two = someGUID | someText | codeIs, someNumber | skewIs // words each of these fields has
	return wordsAlways + bits32.OnesCount32(set&one) + 2*bits32.OnesCount32(set&two)
}

// take fills e with an event on the shelf.
func (s *eventArena) take(p eventRef, e *event.Event) { s.of(p).take(p, e) }

func (s *arenaSegment) take(p eventRef, e *event.Event) {
	w := s.words(p)
	b, at := w[wordKind]>>8, s.places.list[w[wordPlace]]
	*e = event.Event{}
	e.Kind, e.At, e.Bias, e.Rec = event.Kind(uint8(w[wordKind])), p.at, int16(w[wordKind]>>16), event.RecordID(w[wordRec])
	e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC = b&bitZoned != 0, b&bitOwnZone != 0, b&bitTimed != 0, b&bitHasCode != 0, b&bitWhenUTC != 0
	e.Answer, e.Log, e.Generation, e.Line, e.Offset = event.Tri(b>>shiftFlag&3), at.log, at.generation, int32(w[wordLine]), long(w[wordOffset:])
	set := w[wordSet]
	w = w[wordsAlways:]
	ids := e.IDs()
	for has := set & someGUID; has != 0; has &= has - 1 {
		*ids[bits32.TrailingZeros32(has)], w = s.guids.list[w[0]], w[1:]
	}
	for has := set & someText / firstText; has != 0; has &= has - 1 {
		e.Texts[bits32.TrailingZeros32(has)], w = s.texts.list[w[0]], w[1:]
	}
	for has := set & someNumber / firstNumber; has != 0; has &= has - 1 {
		e.Numbers[bits32.TrailingZeros32(has)], w = long(w), w[2:]
	}
	e.Wall = e.At - int64(e.Bias)*60e9
	if set&skewIs != 0 {
		e.Wall, w = e.Wall-long(w), w[2:]
	}
	if set&codeIs != 0 {
		e.Code = event.Code(w[0])
	}
}

func long(w []uint32) int64 { return int64(w[1])<<32 | int64(w[0]) }

// compare orders events as Event.Compare does.
func (s *eventArena) compare(a, b eventRef) int {
	if c := cmp.Compare(a.at, b.at); c != 0 || a == b {
		return c
	}
	v, o := s.of(a), s.of(b)
	x, y := v.words(a), o.words(b)
	if v != o || x[wordPlace] != y[wordPlace] {
		p, q := v.places.list[x[wordPlace]], o.places.list[y[wordPlace]]
		if c := cmp.Or(cmp.Compare(p.log, q.log), cmp.Compare(p.generation, q.generation)); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(long(x[wordOffset:]), long(y[wordOffset:])), cmp.Compare(uint8(x[wordKind]), uint8(y[wordKind])))
}
