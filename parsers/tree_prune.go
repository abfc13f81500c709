package parsers

import (
	"slices"
	"strings"
)

// Most lines have nothing to tell. Who asks only for what is told needs their wordings only where
// they keep a message from being taken for one that tells something.

// prune leaves out what tells nothing and keeps no message from what does, and says whether
// something is told at n or behind it. beside says that so does a way that is tried when those
// through n lead nowhere.
func (n *node) prune(beside bool) bool {
	for !beside && len(n.terminals) > 0 && n.terminals[len(n.terminals)-1].rule.hasNoEffect() {
		n.terminals = n.terminals[:len(n.terminals)-1]
	}
	var told []interface{ begins(byte) bool } // the ways beside the texts that tell something
	for _, p := range n.terminals {
		if !p.rule.hasNoEffect() {
			told = append(told, p)
		}
	}
	for i := len(n.holes) - 1; i >= 0; i-- {
		b, later := n.holes[i], beside || len(told) > 0
		if b.child.prune(later) {
			told = append(told, &b.element)
		} else if !later {
			n.holes = slices.Delete(n.holes, i, i+1)
		}
	}
	texts, tells := n.children, len(told) > 0
	n.children, n.firstBytes, n.dispatch = nil, "", nil
	for _, c := range texts {
		later := beside
		for _, way := range told {
			later = later || way.begins(c.label[0])
		}
		if c.prune(later) {
			tells = true
		} else if !later {
			continue
		}
		n.addChild(c)
	}
	return tells
}

// holeFirstBytes are those that a hole's value may begin with, by type; that of another type may
// begin with any.
var holeFirstBytes = map[string]string{
	"guid": "{" + hexadecimals, "int": "-" + decimals, "epoch": "-" + decimals, "hresult": "-" + hexadecimals, "sum": "S", "files": "<",
}

const (
	decimals     = "0123456789"
	hexadecimals = decimals + "abcdefABCDEF"
)

// begins reports whether what a segment reads may begin with b.
func (s *element) begins(b byte) bool {
	bytes, few := holeFirstBytes[s.holeName]
	return !few || strings.IndexByte(bytes, b) >= 0
}

// begins reports whether what is left of a message that a wording ends with may begin with b.
func (p *pattern) begins(b byte) bool {
	return p.openEnded || len(p.elements) > 0 || onlyStopsLeft([]byte{b})
}
