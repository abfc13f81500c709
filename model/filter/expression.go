package filter

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"ccmtail/model"
	"ccmtail/model/store"
)

// expression wants records whose message a regular expression matches, whatever the case of letters. Most records are
// dismissed by looking for the literals of which each match holds at least one: that is tens of times faster.
type expression struct {
	*regexp.Regexp
	need []*literal // nil: cannot be told
}

func newExpression(pattern string) (expression, error) {
	re, err := regexp.Compile("(?i)" + pattern)
	if err != nil {
		return expression{}, err
	}
	e := expression{Regexp: re}
	if tree, err := syntax.Parse(pattern, syntax.Perl|syntax.FoldCase); err == nil {
		for _, s := range needed(tree.Simplify()) {
			e.need = append(e.need, newLiteral(s))
		}
	}
	return e, nil
}

func (e expression) Match(s *store.Snapshot, id model.RecordID) bool {
	msg := s.Message(id)
	return e.may(msg) && e.Regexp.Match(msg)
}

// may says whether a text could match.
func (e expression) may(msg []byte) bool {
	for _, l := range e.need {
		if l.index(msg) >= 0 {
			return true
		}
	}
	return e.need == nil
}

func (e expression) Marks(text string, at []int) []int {
	for _, p := range e.FindAllStringIndex(text, 64) {
		if p[1] > p[0] {
			at = append(at, p[0], p[1])
		}
	}
	return at
}

// needed is literals of which every match of a pattern holds at least one, nil if there are none such.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := string(re.Rune); len(s) == len(re.Rune) { // beyond ASCII, letters fold in ways a literal does not know
			return []string{strings.ToLower(s)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if n := needed(sub); shortest(n) > shortest(best) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if n == nil {
				return nil
			}
			all = append(all, n...)
		}
		return all
	}
	return nil
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
