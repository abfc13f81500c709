package parsers

import (
	"fmt"
	"strings"
)

// tree is all wordings at once: a message is held against every one of them in a single walk, however many
// there are. What wordings begin with alike, text and holes, is read once for all of them.
type tree struct{ root node }

// node is what follows one common beginning.
type node struct {
	label  string // the text from the parent to here; "" behind a hole
	plain  bool   // the label has no blank, so there is but one way to write it
	logs   uint64 // the logs that have wordings here or below, a bit each
	firsts string // the first byte of each text
	texts  []*node
	table  *[256]uint8 // the place in texts, plus one, by first byte; where there are many
	holes  []branch
	ends   []*pattern
}

// branch is a hole and what follows it.
type branch struct {
	segment
	then *node
}

// mostHoles is how many holes a wording can have before its first free text.
const mostHoles = 12

// rules is all wordings. Building it fails only if a rule is not well formed, which a test would show first.
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

// add puts a wording where its beginning leads. From its first free text on it is on its own.
func (t *tree) add(p *pattern) {
	n, holes, rest := &t.root, 0, p.segments
	n.logs |= p.bit()
	for len(rest) > 0 && !rest[0].free {
		if s := rest[0]; s.hole != nil {
			n = n.behind(s)
			holes++
		} else {
			n = n.text(s.literal, p.bit())
		}
		n.logs |= p.bit()
		rest = rest[1:]
	}
	if holes > mostHoles || n == &t.root {
		panic(fmt.Sprintf("parsers: %d holes, or nothing to begin with: %s", holes, p.rule.line))
	}
	p.segments = rest
	n.ends = append(n.ends, p)
}

// behind is the node behind a hole.
func (n *node) behind(s segment) *node {
	for i := range n.holes {
		if b := &n.holes[i]; b.kind == s.kind && b.field == s.field {
			return b.then
		}
	}
	n.holes = append(n.holes, branch{s, &node{}})
	return n.holes[len(n.holes)-1].then
}

// text is the node behind a literal, made if need be.
func (n *node) text(rest string, logs uint64) *node {
	n.logs |= logs
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
		return c.text(rest[k:], logs)
	}
	c := &node{logs: logs}
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
	parent := &node{logs: n.logs, texts: []*node{n}, firsts: n.label[k : k+1]}
	parent.name(n.label[:k])
	n.name(n.label[k:])
	return parent
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
