package parsers

import (
	"fmt"
	"strings"
	"sync"
)

// A tree is all wordings of some logs at once: a message is held against every one of them in a
// single walk, however many there are. What wordings begin with alike, text and holes, is read once
// for all of them.

// node is what follows one common beginning.
type node struct {
	label      string   // the text from the parent, or the hole before, to here
	labelWords []uint64 // the label, eight bytes each
	lastMask   uint64   // the bits of the last of eights that are the label's
	firstBytes string   // the first byte of each text
	children   []*node
	dispatch   *[256]uint8 // the place in texts, plus one, by first byte; where there are many
	holes      []holeBranch
	terminals  []*pattern
}

// holeBranch is a hole and what follows it.
type holeBranch struct {
	element
	writes bool // reading it leaves something in the scratch
	child  *node
}

// maxHoles is how many holes a wording can have before its first free text.
const maxHoles = 12

// treeCache are those that were asked for. Most logs are written by one component, and their rules
// are few.
var treeCache sync.Map

// treeKey is which tree is asked for: the logs, a bit each, and whether all of their wordings are
// to be in it, or only what is needed to find what tells something.
type treeKey struct {
	logs     uint64
	allRules bool
}

// treeOf returns the tree of some logs; nil if there is nothing in it.
func treeOf(w treeKey) *node {
	if t, ok := treeCache.Load(w); ok {
		return t.(*node)
	}
	root := &node{}
	for i, of := range patterns {
		if w.logs>>i&1 != 0 {
			for _, p := range of() {
				root.insert(p)
			}
		}
	}
	if !w.allRules {
		root.prune(false)
	}
	root.compress()
	if root.isEmpty() {
		root = nil
	}
	t, _ := treeCache.LoadOrStore(w, root)
	return t.(*node)
}

// patterns is all wordings of each log, compiled when they are first asked for. That fails only if
// a rule is not well formed, which a test would show first.
var patterns = func() (all []func() []*pattern) {
	for _, l := range logs {
		all = append(all, sync.OnceValue(func() (of []*pattern) {
			for i := range l.rules {
				ps, err := compile(&l.rules[i])
				if err != nil {
					panic("parsers: " + err.Error())
				}
				of = append(of, ps...)
			}
			return of
		}))
	}
	return all
}()

// insert puts a wording where its beginning leads. From its first free text on it is on its own.
func (n *node) insert(p *pattern) {
	root, holes, rest := n, 0, p.elements
	for len(rest) > 0 && !rest[0].isText {
		if s := rest[0]; s.hole != nil {
			n = n.holeChild(s)
			holes++
		} else {
			n = n.textChild(s.literal)
		}
		rest = rest[1:]
	}
	if holes > maxHoles || n == root {
		panic(fmt.Sprintf("parsers: %d holes, or nothing to begin with: %s", holes, p.rule.line))
	}
	end := &pattern{rule: p.rule, elements: rest, openEnded: p.openEnded}
	for _, s := range rest {
		end.writes = end.writes || s.writes()
	}
	n.terminals = append(n.terminals, end)
}

// holeChild returns the node behind a hole.
func (n *node) holeChild(s element) *node {
	for i := range n.holes {
		if b := &n.holes[i]; b.holeName == s.holeName && b.field == s.field {
			return b.child
		}
	}
	n.holes = append(n.holes, holeBranch{s, s.writes(), &node{}})
	return n.holes[len(n.holes)-1].child
}

// textChild returns the node behind a literal, made if need be.
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

// addChild puts a text behind n.
func (n *node) addChild(c *node) {
	n.children, n.firstBytes = append(n.children, c), n.firstBytes+c.label[:1]
	n.buildDispatch()
}

// minDispatch is how many texts are worth a table.
const minDispatch = 6

func (n *node) buildDispatch() {
	if len(n.children) < minDispatch {
		return
	}
	n.dispatch = &[256]uint8{}
	for i := range n.firstBytes {
		n.dispatch[n.firstBytes[i]] = uint8(i + 1)
	}
}

// split puts a node for the first k bytes of the label before n.
func (n *node) split(k int) *node {
	parent := &node{children: []*node{n}, firstBytes: n.label[k : k+1]}
	parent.setLabel(n.label[:k])
	n.setLabel(n.label[k:])
	return parent
}

// compress makes one node of two where only one text follows.
func (n *node) compress() {
	for i, c := range n.children {
		n.children[i] = c.compressed()
	}
	for i := range n.holes {
		n.holes[i].child = n.holes[i].child.compressed()
	}
}

func (n *node) compressed() *node {
	for len(n.children) == 1 && len(n.holes) == 0 && len(n.terminals) == 0 {
		label := n.label + n.children[0].label
		n = n.children[0]
		n.setLabel(label)
	}
	n.compress()
	return n
}

// isEmpty reports whether nothing follows or ends here.
func (n *node) isEmpty() bool { return len(n.children)+len(n.holes)+len(n.terminals) == 0 }

func (n *node) setLabel(label string) {
	n.label, n.labelWords, n.lastMask = label, nil, 0
	for len(label) > 0 {
		var text, bits [8]byte
		k := copy(text[:], label)
		copy(bits[:k], "\xff\xff\xff\xff\xff\xff\xff\xff")
		n.labelWords, n.lastMask, label = append(n.labelWords, load64(text[:])), load64(bits[:]), label[k:]
	}
}

func commonPrefixLen(a, b string) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}
