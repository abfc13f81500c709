package query

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"ccmtail/model/event"
	"ccmtail/store"
)

// expression wants records whose message a regular expression matches, whatever the case of letters. Most records are
// dismissed by looking for the literals of which each match holds at least one: that is tens of times faster.
type expression struct {
	*regexp.Regexp
	need [][]*literal // of each of these, the longest first, every match holds one; nil: cannot be told
}

func newExpression(pattern string) (expression, error) {
	re, err := regexp.Compile("(?i)" + pattern)
	if err != nil {
		return expression{}, err
	}
	e := expression{Regexp: re}
	if tree, err := syntax.Parse(pattern, syntax.Perl|syntax.FoldCase); err == nil {
		groups := needed(tree.Simplify())
		slices.SortStableFunc(groups, func(a, b []string) int { return cmp.Compare(shortest(b), shortest(a)) })
		for _, g := range groups {
			var some []*literal
			for _, s := range g {
				some = append(some, newLiteral(s))
			}
			e.need = append(e.need, some)
		}
	}
	return e, nil
}

func (e expression) Match(s *store.Records, id event.RecordID) bool { return e.in(s.Message(id)) }

// in says whether a message is wanted.
func (e expression) in(msg []byte) bool { return e.may(msg) && e.Regexp.Match(msg) }

// may says whether a text could match.
func (e expression) may(msg []byte) bool {
	for _, some := range e.need {
		if !slices.ContainsFunc(some, func(l *literal) bool { return l.index(msg) >= 0 }) {
			return false
		}
	}
	return true
}

func (e expression) Marks(text string, at []int) []int {
	for _, p := range e.FindAllStringIndex(text, 64) {
		if p[1] > p[0] {
			at = append(at, p[0], p[1])
		}
	}
	return at
}

// needed is groups of literals: every match of a pattern holds one of each group. Without groups, nothing can be said.
func needed(re *syntax.Regexp) [][]string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := string(re.Rune); len(s) == len(re.Rune) { // beyond ASCII, letters fold in ways a literal does not know
			return [][]string{{strings.ToLower(s)}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var all [][]string
		for _, sub := range re.Sub {
			all = append(all, needed(sub)...)
		}
		return all
	case syntax.OpAlternate:
		var one []string
		for _, sub := range re.Sub {
			n := best(needed(sub))
			if n == nil {
				return nil
			}
			one = append(one, n...)
		}
		return [][]string{one}
	}
	return nil
}

// best is the group whose literals are the longest, nil if there is none.
func best(groups [][]string) (b []string) {
	for _, g := range groups {
		if shortest(g) > shortest(b) {
			b = g
		}
	}
	return b
}

func shortest(ss []string) int {
	if len(ss) == 0 {
		return 0
	}
	n := len(ss[0])
	for _, s := range ss {
		n = min(n, len(s))
	}
	return n
}
