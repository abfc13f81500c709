package parsers

// matchChild returns the text that msg goes on with, and how much of msg that takes; nil if there
// is none.
func (n *node) matchChild(msg []byte) (*node, int) {
	if len(msg) == 0 || len(n.children) == 0 {
		return nil, 0
	}
	b := msg[0]
	if b == '\t' || b == '\r' || b == '\n' {
		b = ' '
	}
	i := n.childIndex(b)
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

// childIndex returns where among the texts is the one that begins with b, -1 if none does.
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

// matchLabel returns how much of msg the label takes, -1 if msg does not begin with it.
func (n *node) matchLabel(msg []byte) int {
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
		case msg[8*i+firstMark(differ)] > ' ': // and no blank that may be more or others
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

// pathStep is a hole that was read on the way to the present node, and where.
type pathStep struct {
	*holeBranch
	at int
}

// walk finds the wording that msg goes on with from a node, text before holes, and reads it into
// the scratch. What a way that led nowhere has read stays there, and makes more reads than steps.
func (x *Extractor) walk(n *node, msg []byte, at, depth int) *pattern {
	for len(n.holes)|len(n.terminals) == 0 { // no other way
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
		k := b.hole(msg[at:], b.field, &x.scratch)
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
		x.scratchEmpty = x.scratchEmpty && !p.writes
		if match(p.elements, p.openEnded, msg[at:], &x.scratch) {
			x.restAt, x.pathLen = at, depth
			return p
		}
		x.backtracked = x.backtracked || len(p.elements) > 0
	}
	return nil
}

// findPattern returns the wording that msg fits, with what it says in the scratch; nil if there is
// none.
func (x *Extractor) findPattern(msg []byte) *pattern {
	x.clearScratch()
	x.holesRead, x.backtracked = 0, false
	p := x.walk(x.tree, msg, 0, 0)
	if p != nil && (x.backtracked || x.holesRead > x.pathLen) {
		x.clearScratch()
		for _, s := range x.path[:x.pathLen] {
			x.scratchEmpty = x.scratchEmpty && !s.writes
			s.hole(msg[s.at:], s.field, &x.scratch)
		}
		x.scratchEmpty = x.scratchEmpty && !p.writes
		match(p.elements, p.openEnded, msg[x.restAt:], &x.scratch)
	}
	return p
}

// clearScratch empties the scratch, if anything is in it: it is large.
func (x *Extractor) clearScratch() {
	if !x.scratchEmpty {
		x.scratch, x.scratchEmpty = scratch{}, true
	}
}
