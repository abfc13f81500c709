package query

import (
	"bytes"
	"slices"
	"strings"
)

// Implies says whether whatever a matcher wants, another one wants too. It is never wrong when it says so, but does not see all
// of it. What is known of the other one then need not be asked again.
func Implies(m, o Matcher) bool {
	switch o := o.(type) {
	case All:
		return !slices.ContainsFunc(o, func(each Matcher) bool { return !Implies(m, each) })
	case Any:
		if all, ok := m.(Any); ok {
			return !slices.ContainsFunc(all, func(each Matcher) bool { return !Implies(each, o) })
		}
		if slices.ContainsFunc(o, func(one Matcher) bool { return Implies(m, one) }) {
			return true
		}
	}
	switch m := m.(type) {
	case All:
		return slices.ContainsFunc(m, func(one Matcher) bool { return Implies(one, o) })
	case Any:
		return !slices.ContainsFunc(m, func(each Matcher) bool { return !Implies(each, o) })
	case notMatcher:
		n, ok := o.(notMatcher)
		return ok && Implies(n.Matcher, m.Matcher)
	}
	return impliesLeaf(m, o)
}

// impliesLeaf is Within for matchers that are not made of others.
func impliesLeaf(m, o Matcher) bool {
	switch m := m.(type) {
	case textMatcher:
		o, ok := o.(textMatcher)
		return ok && bytes.Contains(m.lower, o.lower)
	case regexpMatcher:
		o, ok := o.(regexpMatcher)
		return ok && m.String() == o.String()
	case Article:
		o, ok := o.(Article)
		return ok && bytes.Equal(m.number.lower, o.number.lower)
	case nameMatcher:
		o, ok := o.(nameMatcher)
		return ok && m.name == o.name && strings.Contains(m.substring, o.substring)
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

func (l levelMatcher) implies(o levelMatcher) bool {
	for i := range l {
		if l[i] && !o[i] {
			return false
		}
	}
	return true
}

func (d timeMatcher) implies(o timeMatcher) bool {
	return !d.from.Before(o.from) && (o.to.IsZero() || !d.to.IsZero() && !d.to.After(o.to))
}

func (g IDs) implies(o IDs) bool {
	for id, in := range g {
		if in && !o[id] {
			return false
		}
	}
	return true
}
