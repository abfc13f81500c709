package store

// names interns strings, so that a record can carry a number instead.
type names struct {
	list []string
	ids  map[string]uint16
}

// id is the number of s. When the numbers run out, which takes a file of noise, the last one stands for all others.
func (n *names) id(s string) uint16 {
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
