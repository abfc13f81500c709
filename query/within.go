package query

import (
	"bytes"
	"slices"
	"strings"
)

// Within says whether whatever a matcher wants, another one wants too. It is never wrong when it says so, but does not see all
// of it. What is known of the other one then need not be asked again.
func Within(m, o Matcher) bool {
	switch o := o.(type) {
	case All:
		return !slices.ContainsFunc(o, func(each Matcher) bool { return !Within(m, each) })
	case Any:
		if all, ok := m.(Any); ok {
			return !slices.ContainsFunc(all, func(each Matcher) bool { return !Within(each, o) })
		}
		if slices.ContainsFunc(o, func(one Matcher) bool { return Within(m, one) }) {
			return true
		}
	}
	switch m := m.(type) {
	case All:
		return slices.ContainsFunc(m, func(one Matcher) bool { return Within(one, o) })
	case Any:
		return !slices.ContainsFunc(m, func(each Matcher) bool { return !Within(each, o) })
	case not:
		n, ok := o.(not)
		return ok && Within(n.Matcher, m.Matcher)
	}
	return narrower(m, o)
}

// narrower is Within for matchers that are not made of others.
func narrower(m, o Matcher) bool {
	switch m := m.(type) {
	case text:
		o, ok := o.(text)
		return ok && bytes.Contains(m.low, o.low)
	case expression:
		o, ok := o.(expression)
		return ok && m.String() == o.String()
	case Article:
		o, ok := o.(Article)
		return ok && bytes.Equal(m.number.low, o.number.low)
	case field:
		o, ok := o.(field)
		return ok && m.name == o.name && strings.Contains(m.want, o.want)
	case levels:
		o, ok := o.(levels)
		return ok && m.within(o)
	case thread:
		o, ok := o.(thread)
		return ok && m == o
	case during:
		o, ok := o.(during)
		return ok && m.within(o)
	case IDs:
		o, ok := o.(IDs)
		return ok && m.within(o)
	}
	return false
}

func (l levels) within(o levels) bool {
	for i := range l {
		if l[i] && !o[i] {
			return false
		}
	}
	return true
}

func (d during) within(o during) bool {
	return !d.from.Before(o.from) && (o.to.IsZero() || !d.to.IsZero() && !d.to.After(o.to))
}

func (g IDs) within(o IDs) bool {
	for id, in := range g {
		if in && !o[id] {
			return false
		}
	}
	return true
}
