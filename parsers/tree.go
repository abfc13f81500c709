package parsers

import (
	"fmt"
	"strings"
	"sync"
)

// The patterns of some logs form a radix tree, in which a single walk matches a message against all
// of them. An edge is a literal or a hole; patterns that begin with the same literals and holes
// share the path for them. A path ends before the first free text: what follows it is matched
// pattern by pattern.

// node is a node of a tree.
type node struct {
	label      string      // the literal on the edge to this node, after the hole if there is one
	labelWords []uint64    // the label in words of eight bytes
	lastMask   uint64      // the bits of the last word that belong to the label
	firstBytes string      // the first byte of each child's label
	children   []*node     // the nodes below literals, which differ in their first byte
	dispatch   *[256]uint8 // index in children plus one by first byte; nil for a few children
	holes      []holeBranch
	terminals  []*pattern // the patterns whose path ends here, in the order in which they are tried
}

// holeBranch is an edge for a hole.
type holeBranch struct {
	element
	writes bool       // whether its hole writes
	first  *[256]bool // the bytes that a value can begin with; nil for any
	child  *node
}

// maxHoles is the most holes that a path may have.
const maxHoles = 12

// treeCache holds the trees that were built, by treeKey. There are few, since most logs are written
// by one component.
var treeCache sync.Map

// treeKey says what is in a tree.
type treeKey struct {
	logs     uint64 // the logs whose patterns are in it, as a set
	allRules bool   // whether that is all of them, or only those needed to find events
}

// treeOf returns the tree for a key, and builds it if need be; nil if it is empty.
func treeOf(key treeKey) *node {
	if t, ok := treeCache.Load(key); ok {
		return t.(*node)
	}
	root := &node{}
	for i, patternsOfLog := range patterns {
		if key.logs>>i&1 != 0 {
			for _, p := range patternsOfLog() {
				root.insert(p)
			}
		}
	}
	if !key.allRules {
		root.prune(false)
	}
	root.compress()
	if root.isEmpty() {
		root = nil
	}
	t, _ := treeCache.LoadOrStore(key, root)
	return t.(*node)
}

// patterns holds a function for each log that returns its patterns, compiled on first use. It
// panics if a rule does not compile; the tests compile all rules.
var patterns = func() (all []func() []*pattern) {
	for _, l := range logs {
		all = append(all, sync.OnceValue(func() (compiled []*pattern) {
			for i := range l.rules {
				ps, err := compile(&l.rules[i], l.prefixes...)
				if err != nil {
					panic("parsers: " + err.Error())
				}
				compiled = append(compiled, ps...)
			}
			return compiled
		}))
	}
	return all
}()

// insert adds a pattern to the tree with root n. It panics if the pattern begins with a free text
// or has too many holes.
func (n *node) insert(p *pattern) {
	root, holes, rest := n, 0, p.elements
	for len(rest) > 0 && !rest[0].isText {
		if el := rest[0]; el.hole != nil {
			n = n.holeChild(el)
			holes++
		} else {
			n = n.textChild(el.literal)
		}
		rest = rest[1:]
	}
	if holes > maxHoles || n == root {
		panic(fmt.Sprintf("parsers: %d holes, or nothing before the first text: %s", holes, p.rule.line))
	}
	terminal := &pattern{rule: p.rule, elements: rest, openEnded: p.openEnded}
	for _, el := range rest {
		terminal.writes = terminal.writes || el.writes()
	}
	n.terminals = append(n.terminals, terminal)
}

// holeChild returns the node below a hole, and adds it if need be.
func (n *node) holeChild(hole element) *node {
	for i := range n.holes {
		if b := &n.holes[i]; b.holeName == hole.holeName && b.field == hole.field {
			return b.child
		}
	}
	n.holes = append(n.holes, holeBranch{hole, hole.writes(), firstBytesOf[hole.holeName], &node{}})
	return n.holes[len(n.holes)-1].child
}

// textChild returns the node below a literal, and adds it if need be. It splits an edge whose
// label only begins like the literal.
func (n *node) textChild(rest string) *node {
	if rest == "" {
		return n
	}
	if i := strings.IndexByte(n.firstBytes, rest[0]); i >= 0 {
		c := n.children[i]
		k := commonPrefixLen(c.label, rest)
		if k < len(c.label) {
			c = c.split(k)
			n.children[i] = c
		}
		return c.textChild(rest[k:])
	}
	c := &node{}
	c.setLabel(rest)
	n.addChild(c)
	return c
}

// addChild adds a child whose label begins unlike those of the others.
func (n *node) addChild(c *node) {
	n.children, n.firstBytes = append(n.children, c), n.firstBytes+c.label[:1]
	n.buildDispatch()
}

// minDispatch is how many children are worth a dispatch table.
const minDispatch = 6

// buildDispatch builds the dispatch table if there are enough children.
func (n *node) buildDispatch() {
	if len(n.children) < minDispatch {
		return
	}
	n.dispatch = &[256]uint8{}
	for i := range n.firstBytes {
		n.dispatch[n.firstBytes[i]] = uint8(i + 1)
	}
}

// split inserts a node above n for the first k bytes of its label, and returns it.
func (n *node) split(k int) *node {
	parent := &node{children: []*node{n}, firstBytes: n.label[k : k+1]}
	parent.setLabel(n.label[:k])
	n.setLabel(n.label[k:])
	return parent
}

// compress merges each node below n that has nothing but one child with that child.
func (n *node) compress() {
	for i, c := range n.children {
		n.children[i] = c.compressed()
	}
	for i := range n.holes {
		n.holes[i].child = n.holes[i].child.compressed()
	}
}

// compressed returns the node that takes the place of n.
func (n *node) compressed() *node {
	for len(n.children) == 1 && len(n.holes) == 0 && len(n.terminals) == 0 {
		label := n.label + n.children[0].label
		n = n.children[0]
		n.setLabel(label)
	}
	n.compress()
	return n
}

// isEmpty reports whether there are no patterns at or below n.
func (n *node) isEmpty() bool { return len(n.children)+len(n.holes)+len(n.terminals) == 0 }

// setLabel sets the label and its words.
func (n *node) setLabel(label string) {
	n.label, n.labelWords, n.lastMask = label, nil, 0
	for len(label) > 0 {
		var word, mask [8]byte
		k := copy(word[:], label)
		copy(mask[:k], "\xff\xff\xff\xff\xff\xff\xff\xff")
		n.labelWords, n.lastMask, label = append(n.labelWords, load64(word[:])), load64(mask[:]), label[k:]
	}
}

// commonPrefixLen returns the length of the common prefix of two strings.
func commonPrefixLen(a, b string) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}
