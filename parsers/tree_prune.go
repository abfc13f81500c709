package parsers

import (
	"slices"
	"strings"
)

// Most rules have no effect. To find events, their patterns are needed only where they keep a
// message from matching a pattern that is tried later and has an effect.

// prune removes the patterns at and below n that finding events does not need, and reports whether
// any pattern with an effect is left there. fallback says that the walk will try a pattern with an
// effect elsewhere if none at or below n matches. The order of the walk is that of
// Extractor.walk: children, holes, terminals.
func (n *node) prune(fallback bool) bool {
	for !fallback && len(n.terminals) > 0 && n.terminals[len(n.terminals)-1].rule.hasNoEffect() {
		n.terminals = n.terminals[:len(n.terminals)-1]
	}
	var effective []interface{ canBeginWith(byte) bool } // terminals and holes with an effect
	for _, p := range n.terminals {
		if !p.rule.hasNoEffect() {
			effective = append(effective, p)
		}
	}
	for i := len(n.holes) - 1; i >= 0; i-- {
		b, needed := n.holes[i], fallback || len(effective) > 0
		if b.child.prune(needed) {
			effective = append(effective, &b.element)
		} else if !needed {
			n.holes = slices.Delete(n.holes, i, i+1)
		}
	}
	children, hasEffect := n.children, len(effective) > 0
	n.children, n.firstBytes, n.dispatch = nil, "", nil
	for _, c := range children {
		needed := fallback
		for _, e := range effective {
			needed = needed || e.canBeginWith(c.label[0])
		}
		if c.prune(needed) {
			hasEffect = true
		} else if !needed {
			continue
		}
		n.addChild(c)
	}
	return hasEffect
}

// holeFirstBytes holds the bytes that a value can begin with, by its type. Values of other types
// can begin with any byte.
var holeFirstBytes = map[string]string{
	"guid": "{" + hexadecimals, "int": "-" + decimals, "epoch": "-" + decimals, "hresult": "-" + hexadecimals, "sum": "S", "files": "<",
	"nolocations": "<", "gateway": "C",
	"failure": "-" + hexadecimals, "hex": hexadecimals, "counter": hexadecimals, "win32": decimals, "column": "\t", "about": "\t",
}

// firstBytesOf holds holeFirstBytes as a table for each type.
var firstBytesOf = func() map[string]*[256]bool {
	tables := map[string]*[256]bool{}
	for typ, bytes := range holeFirstBytes {
		tables[typ] = &[256]bool{}
		for i := range len(bytes) {
			tables[typ][bytes[i]] = true
		}
	}
	return tables
}()

const (
	decimals     = "0123456789"
	hexadecimals = decimals + "abcdefABCDEF"
)

// canBeginWith reports whether a text that the hole matches can begin with b.
func (e *element) canBeginWith(b byte) bool {
	bytes, limited := holeFirstBytes[e.holeName]
	return !limited || strings.IndexByte(bytes, b) >= 0
}

// canBeginWith reports whether the rest of a message that the terminal matches can begin with b.
func (p *pattern) canBeginWith(b byte) bool {
	return p.openEnded || len(p.elements) > 0 || onlyStopsLeft([]byte{b})
}
