package store

// nameInterner interns strings, so that a record can carry a number instead.
type nameInterner struct {
	values     []string
	numbers    map[string]uint16
	lastName   string // asked for, and its number
	lastNumber uint16
}

// intern returns the number of s. When the numbers run out, which takes a file of noise, the last
// one stands for all others.
func (n *nameInterner) intern(s string) uint16 {
	if s == n.lastName && len(n.values) > 0 {
		return n.lastNumber
	}
	n.lastName, n.lastNumber = s, n.internSlow(s)
	return n.lastNumber
}

// internSlow returns id, whatever was asked before.
func (n *nameInterner) internSlow(s string) uint16 {
	if id, ok := n.numbers[s]; ok {
		return id
	}
	if n.numbers == nil {
		n.numbers = map[string]uint16{}
	}
	if len(n.values) == 1<<16 {
		return 1<<16 - 1
	}
	id := uint16(len(n.values))
	n.values = append(n.values, s)
	n.numbers[s] = id
	return id
}

// author is what many records have in common: who wrote them, and with which bias.
type author struct {
	component uint16
	bias      int16
	thread    uint32
}

// authorInterner interns what records have in common, so that a record can carry a number instead.
type authorInterner struct {
	values  []author
	numbers map[author]uint32
	recent  [cacheSlots]uint32 // numbers asked for lately, by where their author belongs
}

func (a *authorInterner) intern(who author) uint32 {
	l := &a.recent[who.cacheSlot()]
	if int(*l) < len(a.values) && a.values[*l] == who {
		return *l
	}
	n, ok := a.numbers[who]
	if !ok {
		if a.numbers == nil {
			a.numbers = map[author]uint32{}
		}
		n = uint32(len(a.values))
		a.values, a.numbers[who] = append(a.values, who), n
	}
	*l = n
	return n
}
