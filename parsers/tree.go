package parsers

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A tree is all wordings of some logs at once: a message is held against every one of them in a single walk, however many
// there are. What wordings begin with alike, text and holes, is read once for all of them.

// node is what follows one common beginning.
type node struct {
	label  string // the text from the parent, or the hole before, to here
	plain  bool   // the label has no blank, so there is but one way to write it
	firsts string // the first byte of each text
	texts  []*node
	table  *[256]uint8 // the place in texts, plus one, by first byte; where there are many
	holes  []branch
	ends   []*pattern
	tells  bool // a wording that begins so has something to tell
	beside bool // one that does not go on with a text does
}

// branch is a hole and what follows it.
type branch struct {
	segment
	writes bool // reading it leaves something in the scratch
	beside bool // a wording that goes on with a later hole, or ends before it, has something to tell
	then   *node
}

// mostHoles is how many holes a wording can have before its first free text.
const mostHoles = 12

// trees are those that were asked for, by the bits of their logs. Most logs are written by one component, and their rules are few.
var trees sync.Map

// treeOf is the tree of some logs, a bit each; nil if they are none.
func treeOf(logs uint64) *node {
	if logs == 0 {
		return nil
	}
	if t, ok := trees.Load(logs); ok {
		return t.(*node)
	}
	root := &node{}
	for i, of := range patterns {
		if logs>>i&1 != 0 {
			for _, p := range of() {
				root.add(p)
			}
		}
	}
	root.squeeze()
	root.listen()
	t, _ := trees.LoadOrStore(logs, root)
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
	n.holes = append(n.holes, branch{segment: s, writes: s.writes(), then: &node{}})
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
	n.texts, n.firsts = append(n.texts, c), n.firsts+rest[:1]
	n.index()
	return c
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

// listen finds out where there is something to tell.
func (n *node) listen() {
	for _, p := range n.ends {
		n.beside = n.beside || !p.rule.silent()
	}
	for i := range slices.Backward(n.holes) {
		b := &n.holes[i]
		b.then.listen()
		b.beside = n.beside
		n.beside = n.beside || b.then.tells
	}
	n.tells = n.beside
	for _, c := range n.texts {
		c.listen()
		n.tells = n.tells || c.tells
	}
}

func (n *node) name(label string) {
	n.label, n.plain = label, true
	for i := range len(label) {
		n.plain = n.plain && label[i] != ' '
	}
}

func common(a, b string) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}
