package store

import (
	"encoding/binary"
	"math/bits"

	"ccmtail/model/event"
)

// An event is stored as what it has more than its base, which stands before it in its slab: where
// the base is in 2 bytes, then as varints the time in units of the base, the number of the shape,
// the record, the line and the offset. Behind that come the other fields that are set, in the order
// of their bits in the set of the shape.

// eventBase is the time and place of an event. It serves some events of the file that were put one
// after the other.
type eventBase struct {
	at, offset int64
	unit       uint32 // of times, in nanoseconds
	rec        event.RecordID
	line, file uint32
}

const (
	baseBytes = 8 + 8 + 4 + 4 + 4 + 4
	maxBased  = 64 // events that have a base, so that they differ little from it
)

// newEventBase returns a base for an event and those behind it.
func newEventBase(e *event.Event, file uint32) eventBase {
	unit := uint32(1e6)
	if e.At%int64(unit) != 0 {
		unit = 1
	}
	return eventBase{at: e.At, offset: e.Offset, unit: unit, rec: e.Rec, line: uint32(e.Line), file: file}
}

// fits reports whether an event of a file can be stored as what it has more than the base.
func (b *eventBase) fits(e *event.Event, file uint32) bool {
	return file == b.file && e.At >= b.at && e.At-b.at >= 0 && (e.At-b.at)%int64(b.unit) == 0 &&
		e.Offset >= b.offset && e.Rec >= b.rec && uint32(e.Line) >= b.line
}

func (b *eventBase) appendTo(w []byte) []byte {
	w = binary.LittleEndian.AppendUint64(w, uint64(b.at))
	w = binary.LittleEndian.AppendUint64(w, uint64(b.offset))
	for _, n := range [...]uint32{b.unit, uint32(b.rec), b.line, b.file} {
		w = binary.LittleEndian.AppendUint32(w, n)
	}
	return w
}

// baseIn returns the base that stands at the beginning of a part of a slab.
func baseIn(w []byte) eventBase {
	n := binary.LittleEndian
	w = w[:baseBytes]
	return eventBase{
		int64(n.Uint64(w)), int64(n.Uint64(w[8:])), n.Uint32(w[16:]), event.RecordID(n.Uint32(w[20:])), n.Uint32(w[24:]), n.Uint32(w[28:]),
	}
}

// eventShape is what many events have in common.
type eventShape struct {
	set  uint32 // which fields are stored
	bias int16
	kind event.Kind
	bits uint8 // of the yes-and-no fields
}

// slot returns a hash of a shape, for interner.intern.
func (h *eventShape) slot() byte {
	return byte(h.kind) ^ byte(h.set^h.set>>9^h.set>>18^h.set>>27) ^ h.bits<<2
}

// maxEventBytes is more than the longest event has, with its base.
const maxEventBytes = baseBytes + 2 + binary.MaxVarintLen64*(6+event.IDCount+event.TextCount+event.NumberCount) + 4

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

// put adds a copy of an event to the segment. It returns where, and how many bytes it takes up.
func (s *arenaSegment) put(e *event.Event) (offset uint32, bytes int) {
	s.makeRoom()
	slab, from := len(s.slabs)-1, s.writer.used
	w := s.slabs[slab][:from]
	file := s.files.intern(eventFile{e.Log, e.Generation}, byte(e.Log))
	if s.writer.based == 0 || s.writer.based == maxBased || !s.writer.base.fits(e, file) {
		s.writer.base, s.writer.baseAt, s.writer.based = newEventBase(e, file), len(w), 0
		w = s.writer.base.appendTo(w)
	}
	s.writer.based++
	base := &s.writer.base
	offset = uint32(slab*slabBytes + len(w))
	w = binary.LittleEndian.AppendUint16(w, uint16(s.writer.baseAt))
	w = binary.AppendUvarint(w, uint64(e.At-base.at)/uint64(base.unit))
	set := fieldSet(e)
	shape := eventShape{set: set, bias: e.Bias, kind: e.Kind, bits: boolBits(e)}
	w = binary.AppendUvarint(w, uint64(s.shapes.intern(shape, shape.slot())))
	w = binary.AppendUvarint(w, uint64(e.Rec-base.rec))
	w = binary.AppendUvarint(w, uint64(uint32(e.Line)-base.line))
	w = binary.AppendUvarint(w, uint64(e.Offset-base.offset))
	w = s.appendFields(w, e, set)
	s.writer.used = len(w)
	s.retained, s.retainedBytes = s.retained+1, s.retainedBytes+len(w)-from
	return offset, len(w) - from
}

// appendFields appends the fields of an event that a set says are set.
func (s *arenaSegment) appendFields(w []byte, e *event.Event, set uint32) []byte {
	for has := set & guidMask; has != 0; has &= has - 1 {
		g := e.ID(bits.TrailingZeros32(has))
		w = binary.AppendUvarint(w, uint64(s.guids.intern(*g, guidSlot(g))))
	}
	for has := set & textMask / firstText; has != 0; has &= has - 1 {
		t := e.Texts[bits.TrailingZeros32(has)]
		w = binary.AppendUvarint(w, uint64(s.texts.intern(t, textSlot(t))))
	}
	for has := set & numberMask / firstNumber; has != 0; has &= has - 1 {
		w = binary.AppendVarint(w, e.Numbers[bits.TrailingZeros32(has)])
	}
	if set&skewBit != 0 {
		w = binary.AppendVarint(w, skew(e))
	}
	if set&codeBit != 0 {
		w = binary.LittleEndian.AppendUint32(w, uint32(e.Code))
	}
	return w
}

// fieldSet returns which fields of an event are set. Most are not, and nothing tells in advance which are.
func fieldSet(e *event.Event) (set uint32) {
	set = e.IDSet()
	for i := range e.Texts {
		set |= bitIf(e.Texts[i] != "") << (event.IDCount + i)
	}
	for i, n := range &e.Numbers {
		set |= bitIf(n != 0) << (event.IDCount + event.TextCount + i)
	}
	if skew(e) != 0 {
		set |= skewBit
	}
	if e.Code != 0 {
		set |= codeBit
	}
	return set
}

// bitIf returns 1 for true. It compiles without a branch.
func bitIf(is bool) (bit uint32) {
	if is {
		bit = 1
	}
	return bit
}

// skew returns what At and Wall differ by besides the bias.
func skew(e *event.Event) int64 { return e.At - e.Wall - int64(e.Bias)*60e9 }

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

// eventHead is what every event has.
type eventHead struct {
	at, offset int64
	rec        event.RecordID
	line, file uint32
	shape      *eventShape
}

// varints is a sequence of varints that is being read.
type varints []byte

func (v *varints) next() (n uint64) {
	if n = uint64((*v)[0]); n >= 0x80 {
		return v.nextLong()
	}
	*v = (*v)[1:]
	return n
}

// nextLong reads a varint of several bytes.
func (v *varints) nextLong() uint64 {
	n, used := binary.Uvarint(*v)
	*v = (*v)[used:]
	return n
}

// nextSigned reads what binary.AppendVarint has written.
func (v *varints) nextSigned() int64 {
	n := v.next()
	return int64(n>>1) ^ -int64(n&1)
}

// time returns the time of the event at an offset.
func (s *arenaSegment) time(offset uint32) int64 {
	slab := s.slabs[offset/slabBytes]
	w := slab[offset%slabBytes:]
	base := slab[binary.LittleEndian.Uint16(w):]
	v := varints(w[2:])
	return int64(binary.LittleEndian.Uint64(base) + v.next()*uint64(binary.LittleEndian.Uint32(base[16:])))
}

// head returns what every event has of the one at an offset, and the rest of it.
func (s *arenaSegment) head(offset uint32) (h eventHead, fields varints) {
	slab := s.slabs[offset/slabBytes]
	w := slab[offset%slabBytes:]
	base := baseIn(slab[binary.LittleEndian.Uint16(w):])
	v := varints(w[2:])
	h.at = base.at + int64(v.next()*uint64(base.unit))
	h.shape = &s.shapes.values[v.next()]
	h.rec = base.rec + event.RecordID(v.next())
	h.line, h.file = base.line+uint32(v.next()), base.file
	h.offset = base.offset + int64(v.next())
	return h, v
}

// load sets e to the event at an offset.
func (s *arenaSegment) load(offset uint32, e *event.Event) {
	h, v := s.head(offset)
	b, file := h.shape.bits, &s.files.values[h.file]
	*e = event.Event{}
	e.Kind, e.At, e.Bias, e.Rec = h.shape.kind, h.at, h.shape.bias, h.rec
	e.Zoned, e.OwnZone, e.Timed = b&bitZoned != 0, b&bitOwnZone != 0, b&bitTimed != 0
	e.HasCode, e.WhenUTC, e.Answer = b&bitHasCode != 0, b&bitWhenUTC != 0, event.Tri(b>>shiftAnswer&3)
	e.Log, e.Generation, e.Line, e.Offset = file.log, file.generation, int32(h.line), h.offset
	set, ids := h.shape.set, e.IDs()
	for has := set & guidMask; has != 0; has &= has - 1 {
		*ids[bits.TrailingZeros32(has)] = s.guids.values[v.next()]
	}
	for has := set & textMask / firstText; has != 0; has &= has - 1 {
		e.Texts[bits.TrailingZeros32(has)] = s.texts.values[v.next()]
	}
	for has := set & numberMask / firstNumber; has != 0; has &= has - 1 {
		e.Numbers[bits.TrailingZeros32(has)] = v.nextSigned()
	}
	e.Wall = e.At - int64(e.Bias)*60e9
	if set&skewBit != 0 {
		e.Wall -= v.nextSigned()
	}
	if set&codeBit != 0 {
		e.Code = event.Code(binary.LittleEndian.Uint32(v))
	}
}
