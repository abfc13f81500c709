package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// TestEveryActionIDNamesAnAction reads the constants: a hint of one that names no action would end
// the program.
func TestEveryActionIDNamesAnAction(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "keys_table.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	known, n := newKeymap(nil).byID, 0
	ast.Inspect(file, func(node ast.Node) bool {
		c, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := c.Type.(*ast.Ident); ok && kind.Name == "actionID" {
			name, _ := strconv.Unquote(c.Values[0].(*ast.BasicLit).Value)
			if n++; known[actionID(name)] == nil {
				t.Errorf("%s is %q, which is no action", c.Names[0].Name, name)
			}
		}
		return false
	})
	if n < 20 {
		t.Errorf("only %d constants were found", n)
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		keys map[string][]string
		want string
	}{
		{nil, "1-9"},
		{map[string][]string{"findings": {"@"}}, "1-4 @ 6-9"},
		{map[string][]string{"restarts": {}, "scans": {}}, "1 2 4-6 8 9"},
		{map[string][]string{"updates": {"a"}, "timeline": {"1"}}, "a 2-8 1"},
	} {
		if have := newKeymap(c.keys).label(paneActions()[:9]...); have != c.want {
			t.Errorf("%v: %q, not %q", c.keys, have, c.want)
		}
	}
}

// TestTextsNameTheKeysOfNow looks at the sentences that name keys: they follow what the user has
// bound, and name the command of an action that has no key.
func TestTextsNameTheKeysOfNow(t *testing.T) {
	keys := map[string][]string{
		"next client": {"f6"}, "previous client": {"f7"}, "sources": {"f8"}, "jump on": {"f9"}, "jump back": {"f10"}, "jump target": {"f11"},
		"zoom in": {"f12"}, "zoom out": {}, "details": {"d"}, "next match": {"f3"}, "time column": {"D"}, "copy": {},
	}
	broken := story()
	broken.logs[0].Err = "denied"
	sit(t, 200, 130, newFake(broken), Options{Keys: keys, member: &member{0, 2}}, func(d *desk) {
		d.has("(1 of 2 <F7 F6>)", "1 log unreadable <F8>")
		d.keys("f11")
		d.has("F10 F9 now jump to the previous, next failure")
		d.keys("9")
		d.has("F12 zoom")
		d.hasNot("Z zoom")
		d.keys("4", "/")
		d.has("F3 N then next, previous")
		d.keys("esc", "x")
		d.has("time logged; D changes how it is shown")
		d.keys("esc", "?")
		d.has("by state, or not; d on a heading collapses it", "or what F11 selects", "what F10 F9 jump to:", "a selection here; :copy copies it")
	})
}
