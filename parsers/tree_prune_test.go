package parsers

import (
	"strings"
	"testing"
)

// TestNoValueBeginsWithAnotherByte checks holeFirstBytes, on which pruning relies.
func TestNoValueBeginsWithAnotherByte(t *testing.T) {
	values := []string{updateID, deployID, "12", "-12", "0x80070643", "80070643", "Site_" + updateID + "/SUM_" + updateID, "SUM_" + updateID,
		`<FileContent Name="a" Size="1"/>`}
	for typ, bytes := range holeFirstBytes {
		for b := range 256 {
			if strings.IndexByte(bytes, byte(b)) >= 0 {
				continue
			}
			for _, v := range values {
				for _, s := range []string{string([]byte{byte(b)}) + v, string([]byte{byte(b)}) + v[1:]} {
					var e scratch
					if n := holeTypes[typ].read([]byte(s), 0, &e); n >= 0 {
						t.Errorf("%s reads %d bytes of %q", typ, n, s)
					}
				}
			}
		}
	}
}

func TestNoValueIsEmpty(t *testing.T) {
	for name, typ := range holeTypes {
		var e scratch
		if typ.read != nil && typ.read(nil, 0, &e) >= 0 {
			t.Errorf("%s reads a value where there is nothing", name)
		}
	}
}

func TestPruningKeepsRulesWithAnEffectAndThoseThatHideThem(t *testing.T) {
	for _, c := range []struct {
		rules []rule
		left  int // the number of patterns
	}{
		{[]rule{{line: "Done.", why: intermediate}, {line: "Did <_:int> things", why: intermediate}}, 0},
		{[]rule{{line: "Done <count:int>", kind: 1}, {line: "Done well", why: intermediate}, {line: "Began", why: intermediate}}, 1},
		{[]rule{{line: "Done <name:word>", kind: 1}, {line: "Done well", why: intermediate}, {line: "Began", why: intermediate}}, 2},
		{[]rule{
			{line: "Done <_:guid> well", why: intermediate}, {line: "Done <_:word> badly", kind: 1}, {line: "Done <_:int> times", why: intermediate},
		}, 2},
		{[]rule{{line: "Done", why: intermediate}, {line: "Done…", kind: 1}, {line: "Done <_:text>", why: intermediate}}, 3},
		{[]rule{{line: "Done…", kind: 1}, {line: "Done", why: intermediate}}, 1},
	} {
		root := &node{}
		for i := range c.rules {
			ps, err := compile(&c.rules[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range ps {
				root.insert(p)
			}
		}
		if hasEffect := root.prune(false); hasEffect != (c.left > 0) {
			t.Errorf("%s: has an effect: %v", c.rules[0].line, hasEffect)
		}
		if n := root.countPatterns(); n != c.left {
			t.Errorf("%s: %d patterns are left, want %d", c.rules[0].line, n, c.left)
		}
	}
}

// countPatterns returns the number of patterns at and below n.
func (n *node) countPatterns() int {
	count := len(n.terminals)
	for _, c := range n.children {
		count += c.countPatterns()
	}
	for _, b := range n.holes {
		count += b.child.countPatterns()
	}
	return count
}
