package store

import (
	"math/bits"

	"ccmtail/model/event"
)

// The words that every event has. Those of the other fields follow, for the fields that are set, in
// the order of their bits in the set of its shape.
const (
	wordShape  = iota // number of the eventShape
	wordRec           // RecordID
	wordLine          // line
	wordOffset        // offset, the low 32 bits
	fixedWords
)

// eventShape is what many events of a file have in common.
type eventShape struct {
	set        uint32 // which fields have words of their own
	file       uint32 // number of the eventFile
	offsetHigh uint32 // the high 32 bits of the offset
	bias       int16
	kind       event.Kind
	bits       uint8 // of the yes-and-no fields
}

// slot returns a hash of a shape, for interner.intern.
func (h *eventShape) slot() byte {
	return byte(h.kind) ^ byte(h.set^h.set>>9^h.set>>18^h.set>>27) ^ byte(h.file)<<4 ^ h.bits<<2
}

// maxEventWords is the length of the longest event: with all ids and texts, and a code, of one word
// each, and all numbers and the skew, of two.
const maxEventWords = fixedWords + event.IDCount + event.TextCount + (event.NumberCount+1)*2 + 1

// The bits of the yes-and-no fields; the Answer is behind them.
const (
	bitZoned = 1 << iota
	bitOwnZone
	bitTimed
	bitHasCode
	bitWhenUTC
	shiftAnswer = iota
)

// The bits in eventShape.set: for each id, each text and each number, for the skew and for the code. The
// skew is what At and Wall differ by besides the bias; there is none where the bias is known.
const (
	firstText   = 1 << event.IDCount
	firstNumber = firstText << event.TextCount
	skewBit     = firstNumber << event.NumberCount
	codeBit     = skewBit << 1

	guidMask   = firstText - 1
	textMask   = firstNumber - firstText
	numberMask = skewBit - firstNumber
)

// put adds a copy of an event to the segment. The segment is missing in the reference.
func (s *arenaSegment) put(e *event.Event) eventRef {
	s.makeRoom()
	s.retained++
	w := s.slabs[len(s.slabs)-1][s.used:s.used]
	ref := eventRef{at: e.At, offset: uint32((len(s.slabs)-1)*slabWords + s.used)}
	w = append(w, 0, uint32(e.Rec), uint32(e.Line), uint32(e.Offset))
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
	shape := eventShape{
		set: set, file: s.files.intern(eventFile{e.Log, e.Generation}, byte(e.Log)), offsetHigh: uint32(e.Offset >> 32),
		bias: e.Bias, kind: e.Kind, bits: boolBits(e),
	}
	w[wordShape] = s.shapes.intern(shape, shape.slot())
	s.used += len(w)
	return ref
}

// boolBits returns the yes-and-no fields of an event.
func boolBits(e *event.Event) uint8 {
	b := uint8(e.Answer) << shiftAnswer
	for i, is := range [...]bool{e.Zoned, e.OwnZone, e.Timed, e.HasCode, e.WhenUTC} {
		if is {
			b |= 1 << i
		}
	}
	return b
}

// guidSlot and textSlot return hashes of values in which similar ones differ, for interner.intern.
func guidSlot(g *event.GUID) byte { return g[0] ^ g[3] ^ g[7] ^ g[15] }

func textSlot(s string) byte {
	n := len(s)
	if n == 0 {
		return 0
	}
	return byte(n) ^ s[n/2]<<2 ^ s[n-1]<<4
}

// countWords returns how many words the event has that w begins with.
func (s *arenaSegment) countWords(w []uint32) int {
	set := s.shapes.values[w[wordShape]].set
	const oneWord, twoWords = guidMask | textMask | codeBit, numberMask | skewBit
	return fixedWords + bits.OnesCount32(set&oneWord) + 2*bits.OnesCount32(set&twoWords)
}

// load sets e to an event of the segment.
func (s *arenaSegment) load(ref eventRef, e *event.Event) {
	w := s.words(ref)
	shape := &s.shapes.values[w[wordShape]]
	b, file := shape.bits, s.files.values[shape.file]
	*e = event.Event{}
	e.Kind, e.At, e.Bias, e.Rec = shape.kind, ref.at, shape.bias, event.RecordID(w[wordRec])
	e.Zoned, e.OwnZone, e.Timed = b&bitZoned != 0, b&bitOwnZone != 0, b&bitTimed != 0
	e.HasCode, e.WhenUTC, e.Answer = b&bitHasCode != 0, b&bitWhenUTC != 0, event.Tri(b>>shiftAnswer&3)
	e.Log, e.Generation, e.Line, e.Offset = file.log, file.generation, int32(w[wordLine]), shape.offset(w)
	set := shape.set
	w = w[fixedWords:]
	ids := e.IDs()
	for has := set & guidMask; has != 0; has &= has - 1 {
		*ids[bits.TrailingZeros32(has)], w = s.guids.values[w[0]], w[1:]
	}
	for has := set & textMask / firstText; has != 0; has &= has - 1 {
		e.Texts[bits.TrailingZeros32(has)], w = s.texts.values[w[0]], w[1:]
	}
	for has := set & numberMask / firstNumber; has != 0; has &= has - 1 {
		e.Numbers[bits.TrailingZeros32(has)], w = int64At(w), w[2:]
	}
	e.Wall = e.At - int64(e.Bias)*60e9
	if set&skewBit != 0 {
		e.Wall, w = e.Wall-int64At(w), w[2:]
	}
	if set&codeBit != 0 {
		e.Code = event.Code(w[0])
	}
}

// offset returns the offset of an event of this shape that has the words w.
func (h *eventShape) offset(w []uint32) int64 { return int64(h.offsetHigh)<<32 | int64(w[wordOffset]) }

// int64At returns the number in two words.
func int64At(w []uint32) int64 { return int64(w[1])<<32 | int64(w[0]) }
