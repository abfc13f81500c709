package store

import "ccmtail/model"

// entry is one record in the index: 40 bytes, no pointers. A full page of them is packed: see
// sheet.
type entry struct {
	utc         int64
	offsetLow   uint32 // of the offset
	size        uint32
	line        uint32
	author      uint32
	file        uint32
	overhead    uint32 // bytes of its file before it that are no part of a message, the low bits
	tail        uint16
	offsetHigh  uint8 // of the offset
	head        uint8
	levelFormat uint8 // level in the low 2, format in the next 3
	flags       model.Flags
}

// maxTail is the most bytes behind a message that are left out of it; a file has more only if it is
// noise.
const maxTail = 1<<16 - 1

// setOffset sets the offset, of which 40 bits are kept: a terabyte.
func (e *entry) setOffset(offset int64) {
	e.offsetLow, e.offsetHigh = uint32(offset), uint8(offset>>32)
}

func (e *entry) offset() int64 { return int64(e.offsetHigh)<<32 | int64(e.offsetLow) }

// cacheSlots is for how many values the map need not be asked: a few logs are read at once, each
// with a few threads.
const cacheSlots = 256

func (a author) cacheSlot() uint32 { return (a.thread*31 + uint32(a.component)) % cacheSlots }
