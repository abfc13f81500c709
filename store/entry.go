package store

import "ccmtail/model"

// entry is one record in the index: 40 bytes, no pointers. A full page of them is packed: see sheet.
type entry struct {
	utc     int64
	low     uint32 // of the offset
	size    uint32
	line    uint32
	author  uint32
	segment uint32
	around  uint32 // bytes of its file before it that are no part of a message, the low bits
	tail    uint16
	high    uint8 // of the offset
	head    uint8
	bits    uint8 // level in the low 2, format in the next 3
	flags   model.Flags
}

// longestTail is the most bytes behind a message that are left out of it; a file has more only if it is noise.
const longestTail = 1<<16 - 1

// place sets the offset, of which 40 bits are kept: a terabyte.
func (e *entry) place(offset int64) { e.low, e.high = uint32(offset), uint8(offset>>32) }

func (e *entry) offset() int64 { return int64(e.high)<<32 | int64(e.low) }

// author is what many records have in common: who wrote them, and with which bias.
type author struct {
	component uint16
	bias      int16
	thread    uint32
}

// authors interns what records have in common, so that a record can carry a number instead.
type authors struct {
	list []author
	ids  map[author]uint32
	late [lately]uint32 // numbers asked for lately, by where their author belongs
}

// lately is for how many values the map need not be asked: a few logs are read at once, each with a few threads.
const lately = 256

func (a author) slot() uint32 { return (a.thread*31 + uint32(a.component)) % lately }

func (a *authors) id(who author) uint32 {
	l := &a.late[who.slot()]
	if int(*l) < len(a.list) && a.list[*l] == who {
		return *l
	}
	n, ok := a.ids[who]
	if !ok {
		if a.ids == nil {
			a.ids = map[author]uint32{}
		}
		n = uint32(len(a.list))
		a.list, a.ids[who] = append(a.list, who), n
	}
	*l = n
	return n
}
