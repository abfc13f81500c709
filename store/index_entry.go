package store

import "ccmtail/model"

// entry is one record in the index: 40 bytes, without pointers. See indexPage for how full pages of
// entries are packed.
type entry struct {
	utc         int64  // nanoseconds
	offsetLow   uint32 // of the offset in the file
	size        uint32
	line        uint32 // 0: unknown
	author      uint32 // in Store.authors
	file        uint32 // LogFile.id
	overhead    uint32 // bytes of the file before it that belong to no message, the low 32 bits
	tail        uint16
	offsetHigh  uint8
	head        uint8
	levelFormat uint8 // level in the low 2 bits, format in the next 3
	flags       model.Flags
}

// maxTail is the most bytes behind a message that are left out of it; only in noise a record has
// more.
const maxTail = 1<<16 - 1

// setOffset sets the offset. 40 bits of it are kept, enough for a file of a terabyte.
func (e *entry) setOffset(offset int64) {
	e.offsetLow, e.offsetHigh = uint32(offset), uint8(offset>>32)
}

func (e *entry) offset() int64 { return int64(e.offsetHigh)<<32 | int64(e.offsetLow) }

// textPos is where a record begins in its file.
type textPos struct {
	offset   int64
	overhead uint32 // as in entry
}

// classKey is what an entry has in common with many others. RecordClass is the same resolved.
type classKey struct {
	author            uint32
	tail              uint16
	head, levelFormat uint8
	flags             model.Flags
}

func (e *entry) classKey() classKey {
	return classKey{e.author, e.tail, e.head, e.levelFormat, e.flags}
}

// isOf reports whether an entry is of the class.
func (k *classKey) isOf(e *entry) bool {
	return k.author == e.author && k.tail == e.tail && k.head == e.head && k.levelFormat == e.levelFormat && k.flags == e.flags
}

func (k classKey) level() model.Level { return model.Level(k.levelFormat & 3) }
