package query

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
	"ccmtail/store"
)

// regexpMatcher matches records whose message matches a regular expression, whatever the case. Most
// records are ruled out because they lack literals that every match contains: to look for these is
// tens of times faster.
type regexpMatcher struct {
	*regexp.Regexp
	// literalGroups has groups of literals: every match contains at least one literal of each group. The
	// first one takes the least time to be searched for. nil: nothing is known of the matches.
	literalGroups [][]*literal
	// beginnings is literals with one of which every match begins. nil: nothing is known of that.
	beginnings []*literal
}

func newRegexpMatcher(pattern string) (regexpMatcher, error) {
	if _, err := regexp.Compile(pattern); err != nil {
		return regexpMatcher{}, err // which quotes what was typed
	}
	re, err := regexp.Compile("(?i)" + pattern)
	if err != nil {
		return regexpMatcher{}, err
	}
	m := regexpMatcher{Regexp: re}
	tree, err := syntax.Parse(pattern, syntax.Perl|syntax.FoldCase)
	if err != nil {
		return m, nil // it could be compiled, so this is only what would have made it faster
	}
	tree = tree.Simplify()
	groups := requiredLiterals(tree)
	arrange.By(groups, compareGroups)
	for _, group := range groups {
		m.literalGroups = append(m.literalGroups, newLiterals(group))
	}
	m.beginnings = newLiterals(beginnings(tree))
	return m, nil
}

func newLiterals(group []string) (literals []*literal) {
	for _, s := range group {
		literals = append(literals, newLiteral(s))
	}
	return literals
}

func (m regexpMatcher) Match(records *store.Records, id event.RecordID) bool {
	return m.matches(records.Message(id))
}

// matches reports whether a message matches.
func (m regexpMatcher) matches(message []byte) bool {
	return m.mayMatch(message) && m.Regexp.Match(m.fromBeginning(message))
}

// fromBeginning returns a message without what stands before the first place at which a match can
// begin: the regular expression would be tried at each byte of that.
func (m regexpMatcher) fromBeginning(message []byte) []byte {
	if m.beginnings == nil {
		return message
	}
	first := len(message)
	for _, l := range m.beginnings {
		if i := l.index(message); i >= 0 {
			first = min(first, i)
		}
	}
	for _, c := range message[:first] {
		if c >= utf8.RuneSelf { // it may be a case of a letter of ours, as the sign of the kelvin is of "k"
			return message
		}
	}
	return message[first:]
}

// mayMatch reports whether a message contains the literals that every match does.
func (m regexpMatcher) mayMatch(message []byte) bool {
	for _, group := range m.literalGroups {
		if !slices.ContainsFunc(group, func(l *literal) bool { return l.index(message) >= 0 }) {
			return false
		}
	}
	return true
}

func (m regexpMatcher) Highlights(text string, spans []int) []int {
	const most = 64
	for _, span := range m.FindAllStringIndex(text, most) {
		if span[1] > span[0] {
			spans = append(spans, span[0], span[1])
		}
	}
	return spans
}

// requiredLiterals returns groups of literals, in lower case: every match of a pattern contains at
// least one of each group. It returns none if nothing is known.
func requiredLiterals(re *syntax.Regexp) [][]string {
	switch re.Op {
	case syntax.OpLiteral:
		// A literal does not fold the case of letters beyond ASCII.
		if s := string(re.Rune); len(s) == len(re.Rune) {
			return [][]string{{strings.ToLower(s)}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredLiterals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredLiterals(re.Sub[0])
		}
	case syntax.OpConcat:
		var groups [][]string
		for _, sub := range re.Sub {
			groups = append(groups, requiredLiterals(sub)...)
		}
		return groups
	case syntax.OpAlternate:
		var group []string
		for _, sub := range re.Sub {
			longest := longestGroup(requiredLiterals(sub))
			if longest == nil {
				return nil
			}
			group = append(group, longest...)
		}
		return [][]string{group}
	}
	return nil
}

// beginnings returns literals, in lower case: every match of a pattern begins with one of them. It
// returns none if nothing is known.
func beginnings(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return slices.Concat(requiredLiterals(re)...)
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		return beginnings(re.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			one := beginnings(sub)
			if one == nil {
				return nil
			}
			all = append(all, one...)
		}
		return all
	}
	return nil
}

// compareGroups orders groups of literals by how soon a text is searched for them: each literal is
// searched for by itself, and short ones stand in so many records that it helps little.
func compareGroups(a, b []string) int {
	const short = 3
	x, y := minLength(a), minLength(b)
	return cmp.Or(cmp.Compare(min(y, short), min(x, short)), cmp.Compare(len(a), len(b)), cmp.Compare(y, x))
}

// longestGroup returns the group whose shortest literal is the longest, nil if there is none.
func longestGroup(groups [][]string) (longest []string) {
	for _, group := range groups {
		if minLength(group) > minLength(longest) {
			longest = group
		}
	}
	return longest
}

// minLength returns the length of the shortest of some strings, 0 if there are none.
func minLength(group []string) int {
	if len(group) == 0 {
		return 0
	}
	n := len(group[0])
	for _, s := range group {
		n = min(n, len(s))
	}
	return n
}
