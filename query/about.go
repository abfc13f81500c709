package query

import (
	"maps"
	"slices"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// About is what a state of a client links with an update or another id: the ids and articles that
// records name, and the records that imply one of the ids.
type About struct {
	IDs      IDs
	articles []string
	implied  Set
}

// Resolve returns a matcher in which each kb: and guid: of m matches whatever a state links with it,
// looked up in a snapshot, and what that is. state is called only if m has one of them. Without
// Resolve they match the records that name the number or the id.
func Resolve(m Matcher, records *store.Records, state func() *model.State) (Matcher, []*About) {
	r := resolver{records: records, state: state}
	return r.resolve(m), r.all
}

// resolver resolves one expression.
type resolver struct {
	records *store.Records
	state   func() *model.State
	all     []*About
}

func (r *resolver) resolve(m Matcher) Matcher {
	switch m := m.(type) {
	case All:
		return All(r.resolveEach(m))
	case Any:
		return Any(r.resolveEach(m))
	case notMatcher:
		return notMatcher{r.resolve(m.Matcher)}
	case articleMatcher:
		return r.about(nil, string(m.number.lower))
	case IDs:
		return r.about(m, "")
	case idBeginning:
		if id, ok := r.completed(m.begin); ok {
			return Any{m.textMatcher, r.about(IDs{id: true}, "")}
		}
		return m.textMatcher
	}
	return m
}

// shortID is how much of an id people see of it, and then type.
const shortID = 8

// completed returns the id of the only update or deployment whose id begins so; ok is false if there
// is none, or several.
func (r *resolver) completed(begin string) (id event.GUID, ok bool) {
	if len(begin) < shortID {
		return event.GUID{}, false
	}
	state, n := r.state(), 0
	note := func(has event.GUID) {
		if strings.HasPrefix(has.String(), begin) {
			id = has
			n++
		}
	}
	for _, u := range state.Updates() {
		note(u.ID)
	}
	for _, d := range state.Deployments() {
		note(d.ID)
	}
	return id, n == 1
}

func (r *resolver) resolveEach(ms []Matcher) []Matcher {
	out := make([]Matcher, len(ms))
	for i, m := range ms {
		out[i] = r.resolve(m)
	}
	return out
}

// about returns a matcher of all that is linked with some ids or an article.
func (r *resolver) about(ids IDs, article string) Matcher {
	a, state := &About{IDs: IDs{}}, r.state()
	if article != "" {
		a.articles = []string{article}
		for _, u := range state.Updates() {
			if u.KB == article {
				maps.Copy(a.IDs, state.Linked(u.ID))
			}
		}
	}
	for _, id := range ids.list() {
		maps.Copy(a.IDs, state.Linked(id))
		if u := state.Update(id); u != nil && u.KB != "" && !slices.Contains(a.articles, u.KB) {
			a.articles = append(a.articles, u.KB)
		}
	}
	slices.Sort(a.articles)
	a.implied = a.IDs.Implied(r.records)
	r.all = append(r.all, a)
	return a.matcher(r.records)
}

func (a *About) matcher(records *store.Records) Matcher {
	m := Any{a.implied}
	if len(a.IDs) > 0 {
		m = append(m, Precompute(records, a.IDs))
	}
	for _, kb := range a.articles {
		m = append(m, Precompute(records, Article(kb)))
	}
	return m
}

// Equal reports whether the same is linked in both, but for the records that name it: new ones of
// those are found anyway.
func (a *About) Equal(o *About) bool {
	return maps.Equal(a.IDs, o.IDs) && slices.Equal(a.articles, o.articles) && slices.Equal(a.implied, o.implied)
}
