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

// regexpMatcher wants records whose message a regular expression matches, whatever the case of letters. Most records are
// dismissed by looking for the literals of which each match holds at least one: that is tens of times faster.
type regexpMatcher struct {
	*regexp.Regexp
	literalGroups [][]*literal // of each of these, the longest first, every match holds one; nil: cannot be told
}

func newRegexpMatcher(pattern string) (regexpMatcher, error) {
	re, err := regexp.Compile("(?i)" + pattern)
	if err != nil {
		return regexpMatcher{}, err
	}
	e := regexpMatcher{Regexp: re}
	if tree, err := syntax.Parse(pattern, syntax.Perl|syntax.FoldCase); err == nil {
		groups := requiredLiterals(tree.Simplify())
		slices.SortStableFunc(groups, func(a, b []string) int { return cmp.Compare(minLength(b), minLength(a)) })
		for _, g := range groups {
			var some []*literal
			for _, s := range g {
				some = append(some, newLiteral(s))
			}
			e.literalGroups = append(e.literalGroups, some)
		}
	}
	return e, nil
}

func (e regexpMatcher) Match(s *store.Records, id event.RecordID) bool {
	return e.matches(s.Message(id))
}

// matches says whether a message is wanted.
func (e regexpMatcher) matches(msg []byte) bool { return e.mayMatch(msg) && e.Regexp.Match(msg) }

// mayMatch says whether a text could match.
func (e regexpMatcher) mayMatch(msg []byte) bool {
	for _, some := range e.literalGroups {
		if !slices.ContainsFunc(some, func(l *literal) bool { return l.index(msg) >= 0 }) {
			return false
		}
	}
	return true
}

func (e regexpMatcher) Highlights(text string, at []int) []int {
	for _, p := range e.FindAllStringIndex(text, 64) {
		if p[1] > p[0] {
			at = append(at, p[0], p[1])
		}
	}
	return at
}

// requiredLiterals is groups of literals: every match of a pattern holds one of each group. Without groups, nothing can be said.
func requiredLiterals(re *syntax.Regexp) [][]string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := string(re.Rune); len(s) == len(re.Rune) { // beyond ASCII, letters fold in ways a literal does not know
			return [][]string{{strings.ToLower(s)}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredLiterals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredLiterals(re.Sub[0])
		}
	case syntax.OpConcat:
		var all [][]string
		for _, sub := range re.Sub {
			all = append(all, requiredLiterals(sub)...)
		}
		return all
	case syntax.OpAlternate:
		var one []string
		for _, sub := range re.Sub {
			n := longestGroup(requiredLiterals(sub))
			if n == nil {
				return nil
			}
			one = append(one, n...)
		}
		return [][]string{one}
	}
	return nil
}

// longestGroup is the group whose literals are the longest, nil if there is none.
func longestGroup(groups [][]string) (b []string) {
	for _, g := range groups {
		if minLength(g) > minLength(b) {
			b = g
		}
	}
	return b
}

func minLength(ss []string) int {
	if len(ss) == 0 {
		return 0
	}
	n := len(ss[0])
	for _, s := range ss {
		n = min(n, len(s))
	}
	return n
}
