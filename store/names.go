package store

// names interns strings, so that a record can carry a number instead.
type names struct {
	list   []string
	ids    map[string]uint16
	last   string // asked for, and its number
	number uint16
}

// id is the number of s. When the numbers run out, which takes a file of noise, the last one stands for all others.
func (n *names) id(s string) uint16 {
	if s == n.last && len(n.list) > 0 {
		return n.number
	}
	n.last, n.number = s, n.find(s)
	return n.number
}

// find is id, whatever was asked before.
func (n *names) find(s string) uint16 {
	if id, ok := n.ids[s]; ok {
		return id
	}
	if n.ids == nil {
		n.ids = map[string]uint16{}
	}
	if len(n.list) == 1<<16 {
		return 1<<16 - 1
	}
	id := uint16(len(n.list))
	n.list = append(n.list, s)
	n.ids[s] = id
	return id
}
