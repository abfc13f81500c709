package store

import "hash/maphash"

// recentSlots is how many recent values an interner finds without a look at its table. The logs that are
// read at the same time name few different values.
const recentSlots = 256

// interner numbers values in the order of their appearance.
type interner[T comparable] struct {
	values       []T
	*internTable // the writer's; nil in a snapshot, and when no more values come
}

// internTable finds the numbers of an interner's values: it is a hash table with linear probing, of which
// at most three quarters are taken.
type internTable struct {
	slots  []uint32            // 2ⁿ, each one more than the number of a value, or 0
	recent [recentSlots]uint32 // numbers of recent values, by the values' slots
}

const minInternSlots = 16

// internSeed is unknown to who writes logs, so that nobody can write values that collide.
var internSeed = maphash.MakeSeed()

// intern returns the number of v. slot is a hash of v.
func (in *interner[T]) intern(v T, slot byte) uint32 {
	if in.internTable == nil {
		in.internTable = &internTable{slots: make([]uint32, minInternSlots)}
	}
	recent := &in.recent[slot]
	if int(*recent) >= len(in.values) || in.values[*recent] != v {
		*recent = in.internSlow(v)
	}
	return *recent
}

// internSlow does what intern does, without looking at recent values.
func (in *interner[T]) internSlow(v T) uint32 {
	s := in.slotOf(v)
	if *s == 0 {
		in.values = append(in.values, v)
		*s = uint32(len(in.values))
		if len(in.values) > len(in.slots)/4*3 {
			in.grow()
		}
	}
	return *s - 1
}

// numberOf returns the number of v, if it has one.
func (in *interner[T]) numberOf(v T) (n uint32, ok bool) {
	if in.internTable == nil {
		return 0, false
	}
	n = *in.slotOf(v)
	return n - 1, n > 0
}

// slotOf returns the slot of v, or the free one where it belongs.
func (in *interner[T]) slotOf(v T) *uint32 {
	for i := maphash.Comparable(internSeed, v); ; i++ {
		s := &in.slots[i&uint64(len(in.slots)-1)]
		if *s == 0 || in.values[*s-1] == v {
			return s
		}
	}
}

// grow doubles the slots.
func (in *interner[T]) grow() {
	in.slots = make([]uint32, 2*len(in.slots))
	for n, v := range in.values {
		*in.slotOf(v) = uint32(n + 1)
	}
}

// clear removes all values, and keeps the memory for others.
func (in *interner[T]) clear() {
	in.values = in.values[:0]
	if in.internTable != nil {
		clear(in.slots)
	}
}

// tableSize returns how many bytes of memory the table takes up.
func (in *interner[T]) tableSize() int64 {
	if in.internTable == nil {
		return 0
	}
	return sizeOf[internTable]() + int64(len(in.slots))*sizeOf[uint32]()
}

// nameInterner numbers component names in 16 bits.
type nameInterner struct {
	values     []string
	numbers    map[string]uint16
	lastName   string
	lastNumber uint16 // of lastName
}

// intern returns the number of s. When the numbers run out, which only noise can bring about, the
// last one stands for all further names.
func (in *nameInterner) intern(s string) uint16 {
	if s == in.lastName && len(in.values) > 0 {
		return in.lastNumber
	}
	in.lastName, in.lastNumber = s, in.internSlow(s)
	return in.lastNumber
}

// internSlow does what intern does, without looking at the last name.
func (in *nameInterner) internSlow(s string) uint16 {
	if n, ok := in.numbers[s]; ok {
		return n
	}
	if in.numbers == nil {
		in.numbers = map[string]uint16{}
	}
	if len(in.values) == 1<<16 {
		return 1<<16 - 1
	}
	n := uint16(len(in.values))
	in.values = append(in.values, s)
	in.numbers[s] = n
	return n
}

// author is who wrote a record, and the bias of its time: many records share it.
type author struct {
	component uint16 // in Store.components
	bias      int16  // minutes
	thread    uint32
}

func (a author) recentSlot() uint32 { return (a.thread*31 + uint32(a.component)) % recentSlots }

// authorInterner numbers authors, so that an entry can hold a number instead.
type authorInterner struct {
	values  []author
	numbers map[author]uint32
	recent  [recentSlots]uint32 // numbers of recent authors, by author.recentSlot
}

// intern returns the number of a.
func (in *authorInterner) intern(a author) uint32 {
	recent := &in.recent[a.recentSlot()]
	if int(*recent) < len(in.values) && in.values[*recent] == a {
		return *recent
	}
	n, ok := in.numbers[a]
	if !ok {
		if in.numbers == nil {
			in.numbers = map[author]uint32{}
		}
		n = uint32(len(in.values))
		in.values, in.numbers[a] = append(in.values, a), n
	}
	*recent = n
	return n
}
