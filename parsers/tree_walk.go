package parsers

// matchChild returns the child whose label msg begins with, and how many bytes of msg the label
// matches; nil if there is none.
func (n *node) matchChild(msg []byte) (*node, int) {
	if len(msg) == 0 || len(n.children) == 0 {
		return nil, 0
	}
	first := msg[0]
	if first == '\t' || first == '\r' || first == '\n' {
		first = ' '
	}
	i := n.childIndex(first)
	if i < 0 {
		return nil, 0
	}
	c := n.children[i]
	k := c.matchLabel(msg)
	if k < 0 {
		return nil, 0
	}
	return c, k
}

// childIndex returns the index of the child whose label begins with b, -1 if there is none.
func (n *node) childIndex(b byte) int {
	if n.dispatch != nil {
		return int(n.dispatch[b]) - 1
	}
	for i := range len(n.firstBytes) {
		if n.firstBytes[i] == b {
			return i
		}
	}
	return -1
}

// matchLabel returns how many bytes of msg the label matches, -1 if msg does not begin with it. It
// is matchLiteral, eight bytes at a time.
func (n *node) matchLabel(msg []byte) int {
	if len(msg) < len(n.label) {
		return -1
	}
	if len(msg) < 8*len(n.labelWords) {
		return matchLiteral(n.label, msg)
	}
	for i, w := range n.labelWords {
		differ := load64(msg[8*i:]) ^ w
		if i == len(n.labelWords)-1 {
			differ &= n.lastMask
		}
		switch {
		case differ == 0:
		case msg[8*i+firstMark(differ)] > ' ': // not white space, which can match a blank of the label
			return -1
		default:
			return matchLiteral(n.label, msg)
		}
	}
	k := len(n.label)
	if k > 0 && n.label[k-1] == ' ' {
		k += countBlanks(msg[k:])
	}
	return k
}

// pathStep is a hole on the path to the present node.
type pathStep struct {
	*holeBranch
	at int // where its value begins in the message
}

// walk returns the first pattern at or below n that matches msg[at:], nil if there is none. It
// tries children, then holes, then terminals, and stores the values of holes in the scratch. depth
// is the number of holes on the path to n.
//
// Values from branches that turned out not to match stay in the scratch. There are some if
// backtracked is set or holesRead exceeds the number of holes on the path.
func (x *Extractor) walk(n *node, msg []byte, at, depth int) *pattern {
	for len(n.holes)|len(n.terminals) == 0 { // without alternatives there is no need to recurse
		c, k := n.matchChild(msg[at:])
		if c == nil {
			return nil
		}
		n, at = c, at+k
	}
	if c, k := n.matchChild(msg[at:]); c != nil {
		if p := x.walk(c, msg, at+k, depth); p != nil {
			return p
		}
	}
	for i := range n.holes {
		b := &n.holes[i]
		if at == len(msg) || b.first != nil && !b.first[msg[at]] {
			continue
		}
		k := b.hole(msg[at:], b.field, x.scratch)
		if k < 0 {
			continue
		}
		x.path[depth] = pathStep{b, at}
		x.holesRead++
		x.scratchEmpty = x.scratchEmpty && !b.writes
		if k2 := b.child.matchLabel(msg[at+k:]); k2 >= 0 {
			if p := x.walk(b.child, msg, at+k+k2, depth+1); p != nil {
				return p
			}
		}
	}
	for _, p := range n.terminals {
		if len(p.elements) == 0 { // as in most
			if p.openEnded || onlyStopsLeft(msg[at:]) {
				x.restAt, x.pathLen = at, depth
				return p
			}
			continue
		}
		x.scratchEmpty = x.scratchEmpty && !p.writes
		if match(p.elements, p.openEnded, msg[at:], x.scratch) == matches {
			x.restAt, x.pathLen = at, depth
			return p
		}
		x.backtracked = true
	}
	return nil
}

// findPattern returns the pattern that matches msg and stores the values of its holes in the
// scratch; nil if there is none.
func (x *Extractor) findPattern(msg []byte) *pattern {
	x.clearScratch()
	x.holesRead, x.backtracked = 0, false
	p := x.walk(x.tree, msg, 0, 0)
	if p != nil && (x.backtracked || x.holesRead > x.pathLen) { // read again, without the other branches
		x.clearScratch()
		for _, step := range x.path[:x.pathLen] {
			x.scratchEmpty = x.scratchEmpty && !step.writes
			step.hole(msg[step.at:], step.field, x.scratch)
		}
		x.scratchEmpty = x.scratchEmpty && !p.writes
		match(p.elements, p.openEnded, msg[x.restAt:], x.scratch)
	}
	return p
}

// clearScratch empties the scratch unless it is known to be empty, for it is large.
func (x *Extractor) clearScratch() {
	switch {
	case x.scratch == nil:
		x.scratch, x.scratchEmpty = new(scratch), true
	case !x.scratchEmpty:
		*x.scratch, x.scratchEmpty = scratch{}, true
	}
}
