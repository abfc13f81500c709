package parsers

import (
	"strings"
	"testing"
)

func TestLinesThatDoNotCompile(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Took <secnds:int> seconds", `<secnds:int>: there is no field "secnds"`},
		{"Took «<secnds:int> seconds»", `there is no field "secnds"`},
		{"Path <urll:text>", `there is no field "urll"`},
		{"Took <seconds:integer> seconds", `<seconds:integer>: there is no type "integer"`},
		{"Took <seconds:guid> seconds", `a value of type "guid" cannot fill the field "seconds"`},
		{"Result <title:hresult>", `a value of type "hresult" cannot fill the field "title"`},
	} {
		_, err := compile(&rule{line: c.line})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), c.line+": ") {
			t.Errorf("%s: error %v, want %q", c.line, err, c.want)
		}
	}
}

func TestAngleBracketsThatAreNoHoles(t *testing.T) {
	for _, line := range []string{"Title = <NULL>", "a <b:c> d", "if a < b", "<?xml version='1.0' ?> <Report>", `<a b="c:int>"`} {
		ps, err := compile(&rule{line: line})
		if err != nil || len(ps) != 1 || len(ps[0].elements) != 1 || ps[0].elements[0].literal != line {
			t.Errorf("%s: %+v, %v; want one literal", line, ps, err)
		}
	}
}

func TestEveryRuleCompiles(t *testing.T) {
	for _, l := range logs {
		for i := range l.rules {
			if _, err := compile(&l.rules[i]); err != nil {
				t.Errorf("%s: %v", l.name, err)
			}
		}
	}
}
