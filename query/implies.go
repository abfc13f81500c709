package query

import (
	"bytes"
	"slices"
	"strings"
)

// implies reports whether every record that m matches surely matches o too. It may miss that, but
// is never wrong when it returns true: a record that o did not match need not be tested on m then.
func implies(m, o Matcher) bool {
	switch o := o.(type) {
	case All:
		return !slices.ContainsFunc(o, func(each Matcher) bool { return !implies(m, each) })
	case Any:
		if alternatives, ok := m.(Any); ok {
			return !slices.ContainsFunc(alternatives, func(each Matcher) bool { return !implies(each, o) })
		}
		if slices.ContainsFunc(o, func(one Matcher) bool { return implies(m, one) }) {
			return true
		}
	}
	switch m := m.(type) {
	case All:
		return slices.ContainsFunc(m, func(one Matcher) bool { return implies(one, o) })
	case Any:
		return !slices.ContainsFunc(m, func(each Matcher) bool { return !implies(each, o) })
	case notMatcher:
		not, ok := o.(notMatcher)
		return ok && implies(not.Matcher, m.Matcher)
	}
	return impliesLeaf(m, o)
}

// impliesLeaf returns implies for matchers that are not made of others.
func impliesLeaf(m, o Matcher) bool {
	switch m := m.(type) {
	case textMatcher:
		o, ok := o.(textMatcher)
		return ok && bytes.Contains(m.lower, o.lower)
	case regexpMatcher:
		o, ok := o.(regexpMatcher)
		return ok && m.String() == o.String()
	case articleMatcher:
		o, ok := o.(articleMatcher)
		return ok && bytes.Equal(m.number.lower, o.number.lower)
	case nameMatcher:
		o, ok := o.(nameMatcher)
		return ok && m.field == o.field && strings.Contains(m.substring, o.substring)
	case InLog:
		return m.implies(o)
	case levelMatcher:
		o, ok := o.(levelMatcher)
		return ok && m.implies(o)
	case threadMatcher:
		o, ok := o.(threadMatcher)
		return ok && m == o
	case timeMatcher:
		o, ok := o.(timeMatcher)
		return ok && m.implies(o)
	case IDs:
		o, ok := o.(IDs)
		return ok && m.implies(o)
	}
	return false
}

func (l InLog) implies(o Matcher) bool {
	switch o := o.(type) {
	case InLog:
		return l == o
	case nameMatcher:
		return o.field == "log" && o.matchesName(string(l))
	}
	return false
}

func (l levelMatcher) implies(o levelMatcher) bool {
	for i := range l {
		if l[i] && !o[i] {
			return false
		}
	}
	return true
}

func (m timeMatcher) implies(o timeMatcher) bool {
	return !m.from.Before(o.from) && (o.to.IsZero() || !m.to.IsZero() && !m.to.After(o.to))
}

func (g IDs) implies(o IDs) bool {
	for id, in := range g {
		if in && !o[id] {
			return false
		}
	}
	return true
}
