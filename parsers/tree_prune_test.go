package parsers

import (
	"strings"
	"testing"
)

// TestAHoleReadsNothingThatBeginsOtherwise: prune relies on what a hole's value may begin with.
func TestAHoleReadsNothingThatBeginsOtherwise(t *testing.T) {
	values := []string{updateID, deployID, "12", "-12", "0x80070643", "80070643", "Site_" + updateID + "/SUM_" + updateID, "SUM_" + updateID,
		`<FileContent Name="a" Size="1"/>`}
	for kind, bytes := range holeFirstBytes {
		for b := range 256 {
			if strings.IndexByte(bytes, byte(b)) >= 0 {
				continue
			}
			for _, v := range values {
				for _, s := range []string{string([]byte{byte(b)}) + v, string([]byte{byte(b)}) + v[1:]} {
					var e scratch
					if n := holeFuncs[kind]([]byte(s), 0, &e); n >= 0 {
						t.Errorf("%s reads %d bytes of %q", kind, n, s)
					}
				}
			}
		}
	}
}

func TestAPrunedTreeHasWhatTellsAndWhatHidesIt(t *testing.T) {
	for _, c := range []struct {
		wordings []rule
		left     int
	}{
		{[]rule{{line: "Done.", why: intermediate}, {line: "Did <_:int> things", why: intermediate}}, 0},
		{[]rule{{line: "Done <n:int>", kind: 1}, {line: "Done well", why: intermediate}, {line: "Began", why: intermediate}}, 1},
		{[]rule{{line: "Done <name:word>", kind: 1}, {line: "Done well", why: intermediate}, {line: "Began", why: intermediate}}, 2},
		{[]rule{{line: "Done <_:guid> well", why: intermediate}, {line: "Done <_:word> badly", kind: 1}, {line: "Done <_:int> times", why: intermediate}}, 2},
		{[]rule{{line: "Done", why: intermediate}, {line: "Done…", kind: 1}, {line: "Done <_:text>", why: intermediate}}, 3},
		{[]rule{{line: "Done…", kind: 1}, {line: "Done", why: intermediate}}, 1},
	} {
		root := &node{}
		for i := range c.wordings {
			ps, err := compile(&c.wordings[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range ps {
				root.insert(p)
			}
		}
		if tells := root.prune(false); tells != (c.left > 0) {
			t.Errorf("%s: tells: %v", c.wordings[0].line, tells)
		}
		if n := root.wordings(); n != c.left {
			t.Errorf("%s: %d wordings are left, not %d", c.wordings[0].line, n, c.left)
		}
	}
}

// wordings returns how many end at n or behind it.
func (n *node) wordings() int {
	k := len(n.terminals)
	for _, c := range n.children {
		k += c.wordings()
	}
	for _, b := range n.holes {
		k += b.child.wordings()
	}
	return k
}
