package parsers

import "slices"

// tree finds the patterns whose leading literal a message begins with, in one walk over the message's
// first bytes however many patterns there are.
type tree struct {
	root node
	// loose are patterns that begin with a hole.
	loose []*pattern
}

// node is what follows one common beginning.
type node struct {
	label    string // the literal from the parent to here
	patterns []*pattern
	children []*node // by first byte of label
}

// rules is all patterns. Building it fails only if a rule is not well formed, which a test would show first.
var rules = func() *tree {
	t := &tree{}
	for i, l := range logs {
		for j := range l.rules {
			all, err := compile(&l.rules[j], i)
			if err != nil {
				panic("parsers: " + err.Error())
			}
			for _, p := range all {
				t.add(p)
			}
		}
	}
	return t
}()

func (t *tree) add(p *pattern) {
	if p.lead == "" {
		t.loose = append(t.loose, p)
		return
	}
	t.root.add(p.lead, p)
}

func (n *node) add(rest string, p *pattern) {
	if rest == "" {
		n.patterns = append(n.patterns, p)
		return
	}
	for i, c := range n.children {
		k := common(c.label, rest)
		if k == 0 {
			continue
		}
		if k < len(c.label) {
			c.label = c.label[k:]
			c = &node{label: rest[:k], children: []*node{c}}
			n.children[i] = c
		}
		c.add(rest[k:], p)
		return
	}
	n.children = append(n.children, &node{label: rest, patterns: []*pattern{p}})
	slices.SortFunc(n.children, func(a, b *node) int { return int(a.label[0]) - int(b.label[0]) })
}

func common(a, b string) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}

// child is the node whose label msg begins with, and how much of msg that takes.
func (n *node) child(msg []byte) (*node, int) {
	if len(msg) == 0 {
		return nil, 0
	}
	first := msg[0]
	if first == '\t' || first == '\r' || first == '\n' {
		first = ' '
	}
	for _, c := range n.children {
		if c.label[0] == first {
			if k := matchLiteral(c.label, msg); k >= 0 {
				return c, k
			}
			return nil, 0
		}
	}
	return nil, 0
}

// candidate is a pattern whose lead takes at bytes of the message.
type candidate struct {
	pattern *pattern
	at      int
}

// find collects the candidates for msg, those with the shortest lead first.
func (t *tree) find(msg []byte, found []candidate) []candidate {
	if len(msg) > 0 && (msg[0]-'0' < 10 || msg[0] == '{' || msg[0] == '(') {
		for _, p := range t.loose {
			found = append(found, candidate{p, 0})
		}
	}
	n, at := &t.root, 0
	for {
		c, k := n.child(msg[at:])
		if c == nil {
			return found
		}
		n, at = c, at+k
		for _, p := range slices.Backward(n.patterns) { // they are tried from the last to the first
			found = append(found, candidate{p, at})
		}
	}
}
