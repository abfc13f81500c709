package parsers

// next is the text that msg goes on with, and how much of msg that takes; nil if there is none.
func (n *node) next(msg []byte) (*node, int) {
	if len(msg) == 0 || len(n.texts) == 0 {
		return nil, 0
	}
	b := msg[0]
	if b == '\t' || b == '\r' || b == '\n' {
		b = ' '
	}
	i := n.place(b)
	if i < 0 {
		return nil, 0
	}
	c := n.texts[i]
	k := c.length(msg)
	if k < 0 {
		return nil, 0
	}
	return c, k
}

// place is where among the texts is the one that begins with b, -1 if none does.
func (n *node) place(b byte) int {
	if n.table != nil {
		return int(n.table[b]) - 1
	}
	for i := range len(n.firsts) {
		if n.firsts[i] == b {
			return i
		}
	}
	return -1
}

// length is how much of msg the label takes, -1 if msg does not begin with it.
func (n *node) length(msg []byte) int {
	if len(msg) < 8*len(n.eights) {
		return matchLiteral(n.label, msg)
	}
	for i, w := range n.eights {
		differ := eight(msg[8*i:]) ^ w
		if i == len(n.eights)-1 {
			differ &= n.last
		}
		switch {
		case differ == 0:
		case msg[8*i+lowest(differ)] > ' ': // and no blank that may be more or others
			return -1
		default:
			return matchLiteral(n.label, msg)
		}
	}
	k := len(n.label)
	if k > 0 && n.label[k-1] == ' ' {
		k += blanks(msg[k:])
	}
	return k
}

// step is a hole that was read on the way to the present node, and where.
type step struct {
	*branch
	at int
}

// walk finds the wording that msg goes on with from a node, text before holes, and reads it into the
// scratch. What a way that led nowhere has read stays there, and makes more reads than steps.
func (x *Extractor) walk(n *node, msg []byte, at, depth int) *pattern {
	for len(n.holes)|len(n.ends) == 0 { // no other way
		c, k := n.next(msg[at:])
		if c == nil {
			return nil
		}
		n, at = c, at+k
	}
	if c, k := n.next(msg[at:]); c != nil {
		if p := x.walk(c, msg, at+k, depth); p != nil {
			return p
		}
	}
	for i := range n.holes {
		b := &n.holes[i]
		k := b.hole(msg[at:], b.field, &x.scratch)
		if k < 0 {
			continue
		}
		x.steps[depth] = step{b, at}
		x.reads++
		x.clean = x.clean && !b.writes
		if k2 := b.then.length(msg[at+k:]); k2 >= 0 {
			if p := x.walk(b.then, msg, at+k+k2, depth+1); p != nil {
				return p
			}
		}
	}
	for _, p := range n.ends {
		x.clean = x.clean && !p.writes
		if match(p.segments, p.open, msg[at:], &x.scratch) {
			x.rest, x.depth = at, depth
			return p
		}
		x.dirty = x.dirty || len(p.segments) > 0
	}
	return nil
}

// find is the wording that msg fits, with what it says in the scratch; nil if there is none.
func (x *Extractor) find(msg []byte) *pattern {
	x.wipe()
	x.reads, x.dirty = 0, false
	p := x.walk(x.tree, msg, 0, 0)
	if p != nil && (x.dirty || x.reads > x.depth) {
		x.wipe()
		for _, s := range x.steps[:x.depth] {
			x.clean = x.clean && !s.writes
			s.hole(msg[s.at:], s.field, &x.scratch)
		}
		x.clean = x.clean && !p.writes
		match(p.segments, p.open, msg[x.rest:], &x.scratch)
	}
	return p
}

// wipe empties the scratch, if anything is in it: it is large.
func (x *Extractor) wipe() {
	if !x.clean {
		x.scratch, x.clean = scratch{}, true
	}
}
