package store

// recentSlots is how many recent values an interner finds without asking its map. The logs that are
// read at the same time name few different values.
const recentSlots = 256

// interner numbers values in the order of their appearance.
type interner[T comparable] struct {
	values        []T
	*internMap[T] // the writer's; nil in a snapshot, and when no more values come
}

// internMap holds the numbers of an interner's values.
type internMap[T comparable] struct {
	numbers map[T]uint32
	recent  [recentSlots]uint32 // numbers of recent values, by the values' slots
}

// intern returns the number of v. slot is a hash of v.
func (in *interner[T]) intern(v T, slot byte) uint32 {
	if in.internMap == nil {
		in.internMap = &internMap[T]{numbers: map[T]uint32{}}
	}
	recent := &in.recent[slot]
	if int(*recent) < len(in.values) && in.values[*recent] == v {
		return *recent
	}
	n, ok := in.numbers[v]
	if !ok {
		n = uint32(len(in.values))
		in.values, in.numbers[v] = append(in.values, v), n
	}
	*recent = n
	return n
}

// numberOf returns the number of v, if it has one.
func (in *interner[T]) numberOf(v T) (n uint32, ok bool) {
	if in.internMap == nil {
		return 0, false
	}
	n, ok = in.numbers[v]
	return n, ok
}

// clear removes all values, and keeps the memory for others.
func (in *interner[T]) clear() {
	in.values = in.values[:0]
	if in.internMap != nil {
		clear(in.numbers)
	}
}

// mapLen returns how many values the map holds.
func (in *interner[T]) mapLen() int {
	if in.internMap == nil {
		return 0
	}
	return len(in.numbers)
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
