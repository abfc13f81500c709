package parsers

import (
	"fmt"
	"strings"
	"sync"
)

// A tree is all wordings of some logs at once: a message is held against every one of them in a single walk, however many
// there are. What wordings begin with alike, text and holes, is read once for all of them.

// node is what follows one common beginning.
type node struct {
	label  string   // the text from the parent, or the hole before, to here
	eights []uint64 // the label, eight bytes each
	last   uint64   // the bits of the last of eights that are the label's
	firsts string   // the first byte of each text
	texts  []*node
	table  *[256]uint8 // the place in texts, plus one, by first byte; where there are many
	holes  []branch
	ends   []*pattern
}

// branch is a hole and what follows it.
type branch struct {
	segment
	writes bool // reading it leaves something in the scratch
	then   *node
}

// mostHoles is how many holes a wording can have before its first free text.
const mostHoles = 12

// trees are those that were asked for. Most logs are written by one component, and their rules are few.
var trees sync.Map

// wanted is which tree is asked for: the logs, a bit each, and whether all of their wordings are to be in it, or only what is
// needed to find what tells something.
type wanted struct {
	logs uint64
	all  bool
}

// treeOf is the tree of some logs; nil if there is nothing in it.
func treeOf(w wanted) *node {
	if t, ok := trees.Load(w); ok {
		return t.(*node)
	}
	root := &node{}
	for i, of := range patterns {
		if w.logs>>i&1 != 0 {
			for _, p := range of() {
				root.add(p)
			}
		}
	}
	if !w.all {
		root.prune(false)
	}
	root.squeeze()
	if root.empty() {
		root = nil
	}
	t, _ := trees.LoadOrStore(w, root)
	return t.(*node)
}

// patterns is all wordings of each log, compiled when they are first asked for. That fails only if a rule is not well formed,
// which a test would show first.
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

// add puts a wording where its beginning leads. From its first free text on it is on its own.
func (n *node) add(p *pattern) {
	root, holes, rest := n, 0, p.segments
	for len(rest) > 0 && !rest[0].free {
		if s := rest[0]; s.hole != nil {
			n = n.behind(s)
			holes++
		} else {
			n = n.text(s.literal)
		}
		rest = rest[1:]
	}
	if holes > mostHoles || n == root {
		panic(fmt.Sprintf("parsers: %d holes, or nothing to begin with: %s", holes, p.rule.line))
	}
	end := &pattern{rule: p.rule, segments: rest, open: p.open}
	for _, s := range rest {
		end.writes = end.writes || s.writes()
	}
	n.ends = append(n.ends, end)
}

// behind is the node behind a hole.
func (n *node) behind(s segment) *node {
	for i := range n.holes {
		if b := &n.holes[i]; b.kind == s.kind && b.field == s.field {
			return b.then
		}
	}
	n.holes = append(n.holes, branch{s, s.writes(), &node{}})
	return n.holes[len(n.holes)-1].then
}

// text is the node behind a literal, made if need be.
func (n *node) text(rest string) *node {
	if rest == "" {
		return n
	}
	if i := strings.IndexByte(n.firsts, rest[0]); i >= 0 {
		c := n.texts[i]
		k := common(c.label, rest)
		if k < len(c.label) {
			c = c.split(k)
			n.texts[i] = c
		}
		return c.text(rest[k:])
	}
	c := &node{}
	c.name(rest)
	n.follow(c)
	return c
}

// follow puts a text behind n.
func (n *node) follow(c *node) {
	n.texts, n.firsts = append(n.texts, c), n.firsts+c.label[:1]
	n.index()
}

// many is how many texts are worth a table.
const many = 6

func (n *node) index() {
	if len(n.texts) < many {
		return
	}
	n.table = &[256]uint8{}
	for i := range n.firsts {
		n.table[n.firsts[i]] = uint8(i + 1)
	}
}

// split puts a node for the first k bytes of the label before n.
func (n *node) split(k int) *node {
	parent := &node{texts: []*node{n}, firsts: n.label[k : k+1]}
	parent.name(n.label[:k])
	n.name(n.label[k:])
	return parent
}

// squeeze makes one node of two where only one text follows.
func (n *node) squeeze() {
	for i, c := range n.texts {
		n.texts[i] = c.squeezed()
	}
	for i := range n.holes {
		n.holes[i].then = n.holes[i].then.squeezed()
	}
}

func (n *node) squeezed() *node {
	for len(n.texts) == 1 && len(n.holes) == 0 && len(n.ends) == 0 {
		label := n.label + n.texts[0].label
		n = n.texts[0]
		n.name(label)
	}
	n.squeeze()
	return n
}

// empty says whether nothing follows or ends here.
func (n *node) empty() bool { return len(n.texts)+len(n.holes)+len(n.ends) == 0 }

func (n *node) name(label string) {
	n.label, n.eights, n.last = label, nil, 0
	for len(label) > 0 {
		var text, bits [8]byte
		k := copy(text[:], label)
		copy(bits[:k], "\xff\xff\xff\xff\xff\xff\xff\xff")
		n.eights, n.last, label = append(n.eights, eight(text[:])), eight(bits[:]), label[k:]
	}
}

func common(a, b string) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}
