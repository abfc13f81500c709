package model

import "cmp"

// shelf keeps events small: the fields an event has, one after the other in words, with ids, texts and places
// by number. Nothing in it points anywhere, so that the garbage collector has nothing to walk. It only grows:
// a copy of a shelf goes on showing what it held.
type shelf struct {
	pages  []*[pageWords]uint32
	used   int // of the last page
	guids  table[GUID]
	texts  table[string]
	places table[place]
}

// pageWords is how much one allocation holds. No event crosses a page.
const pageWords = 1 << 14

// place is the file an event was read from.
type place struct {
	log        string
	generation int
}

// table numbers values as they appear.
type table[T comparable] struct {
	list []T
	ids  map[T]uint32 // the writer's
}

func (t *table[T]) id(v T) uint32 {
	if id, ok := t.ids[v]; ok {
		return id
	}
	if t.ids == nil {
		t.ids = map[T]uint32{}
	}
	id := uint32(len(t.list))
	t.list, t.ids[v] = append(t.list, v), id
	return id
}

// packed is an event on a shelf: its time, and where the rest is.
type packed struct {
	at   int64
	word uint32
}

// The words every event has; behind them those of the fields in its set, lowest bit first.
const (
	wordKind = iota // kind, yes-and-no fields, bias
	wordSet
	wordRec
	wordPlace
	wordOffset  // two
	wordsAlways = wordOffset + 2
)

// mostWords is the longest event: all ids and texts, four numbers of two words, a code.
const mostWords = wordsAlways + 8 + 4 + 4*2 + 1

// The bits of an event's yes-and-no fields.
const (
	bitZoned = 1 << iota
	bitOwnZone
	bitTimed
	bitHasCode
	bitWhenUTC
	shiftFlag = iota
)

// guidsOf, numbersOf and textsOf are the fields that an event may do without, in the order of their bits.
func guidsOf(e *Event) [8]*GUID {
	return [...]*GUID{&e.Update, &e.Source, &e.Deployment, &e.Content, &e.Job, &e.Request, &e.Window, &e.Other}
}

func textsOf(e *Event) [4]*string { return [...]*string{&e.Title, &e.KB, &e.Name, &e.Text} }

// skew is what At and Wall differ by beside the bias: 0 save where the bias is not known.
func numbersOf(e *Event, skew *int64) [4]*int64 { return [...]*int64{&e.N, &e.M, &e.When, skew} }

// put takes an event onto the shelf.
func (s *shelf) put(e *Event) packed {
	if len(s.pages) == 0 || s.used+mostWords > pageWords {
		s.pages, s.used = append(s.pages, new([pageWords]uint32)), 0
	}
	w := s.pages[len(s.pages)-1][s.used:s.used:pageWords]
	p := packed{e.At, uint32((len(s.pages)-1)*pageWords + s.used)}
	w = append(w, uint32(e.Kind)|s.bits(e)<<8|uint32(uint16(e.Bias))<<16, 0, uint32(e.Rec),
		s.places.id(place{e.Log, e.Generation}), uint32(e.Offset), uint32(e.Offset>>32))
	set, bit := uint32(0), uint32(1)
	for _, g := range guidsOf(e) {
		if !g.IsZero() {
			set, w = set|bit, append(w, s.guids.id(*g))
		}
		bit <<= 1
	}
	for _, t := range textsOf(e) {
		if *t != "" {
			set, w = set|bit, append(w, s.texts.id(*t))
		}
		bit <<= 1
	}
	skew := e.At - e.Wall - int64(e.Bias)*60e9
	for _, n := range numbersOf(e, &skew) {
		if *n != 0 {
			set, w = set|bit, append(w, uint32(*n), uint32(*n>>32))
		}
		bit <<= 1
	}
	if e.Code != 0 {
		set, w = set|bit, append(w, uint32(e.Code))
	}
	w[wordSet] = set
	s.used += len(w)
	return p
}

func (s *shelf) bits(e *Event) uint32 {
	b := uint32(e.Flag) << shiftFlag
	for i, is := range [...]bool{e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC} {
		if is {
			b |= 1 << i
		}
	}
	return b
}

// still is the shelf as it is now, for readers.
func (s *shelf) still() shelf {
	return shelf{
		pages: s.pages, guids: table[GUID]{list: s.guids.list}, texts: table[string]{list: s.texts.list},
		places: table[place]{list: s.places.list},
	}
}

// words is an event's words, and some behind them.
func (s *shelf) words(p packed) []uint32 { return s.pages[p.word/pageWords][p.word%pageWords:] }

// take fills e with an event on the shelf.
func (s *shelf) take(p packed, e *Event) {
	w := s.words(p)
	b, at := w[wordKind]>>8, s.places.list[w[wordPlace]]
	*e = Event{}
	e.Kind, e.At, e.Bias, e.Rec = Kind(uint8(w[wordKind])), p.at, int16(w[wordKind]>>16), RecordID(w[wordRec])
	e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC = b&bitZoned != 0, b&bitOwnZone != 0, b&bitTimed != 0, b&bitHasCode != 0, b&bitWhenUTC != 0
	e.Flag, e.Log, e.Generation, e.Offset = Tri(b>>shiftFlag&3), at.log, at.generation, long(w[wordOffset:])
	set := w[wordSet]
	w = w[wordsAlways:]
	for _, g := range guidsOf(e) {
		if set&1 != 0 {
			*g, w = s.guids.list[w[0]], w[1:]
		}
		set >>= 1
	}
	for _, t := range textsOf(e) {
		if set&1 != 0 {
			*t, w = s.texts.list[w[0]], w[1:]
		}
		set >>= 1
	}
	var skew int64
	for _, n := range numbersOf(e, &skew) {
		if set&1 != 0 {
			*n, w = long(w), w[2:]
		}
		set >>= 1
	}
	e.Wall = e.At - int64(e.Bias)*60e9 - skew
	if set&1 != 0 {
		e.Code = Code(w[0])
	}
}

func long(w []uint32) int64 { return int64(w[1])<<32 | int64(w[0]) }

// compare orders events as Event.Compare does.
func (s *shelf) compare(a, b packed) int {
	if c := cmp.Compare(a.at, b.at); c != 0 || a == b {
		return c
	}
	x, y := s.words(a), s.words(b)
	if x[wordPlace] != y[wordPlace] {
		p, q := s.places.list[x[wordPlace]], s.places.list[y[wordPlace]]
		return cmp.Or(cmp.Compare(p.log, q.log), cmp.Compare(p.generation, q.generation))
	}
	return cmp.Or(cmp.Compare(long(x[wordOffset:]), long(y[wordOffset:])), cmp.Compare(uint8(x[wordKind]), uint8(y[wordKind])))
}
