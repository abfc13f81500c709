package filter

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/store"
)

// Find is the records that a matcher wants among those with ids from one up to another, in that order. It is Match of
// each of them, but what can only be where a literal stands is looked for in the text of many records at once. It is one
// goroutine's work, a few nanoseconds a record.
func Find(s *store.Snapshot, m Matcher, from, to model.RecordID) []model.RecordID {
	switch m := m.(type) {
	case All:
		return findAll(s, m, from, to)
	case Any:
		return findAny(s, m, from, to)
	case not:
		return without(Find(s, m.Matcher, from, to), from, to)
	case Set:
		return m.Among(nil, from, to)
	case field:
		return findField(s, m, from, to)
	}
	if need := needs(s, m); need != nil {
		return findNear(s, m, need, from, to)
	}
	var hits []model.RecordID
	for id := from; id < to; id++ {
		if m.Match(s, id) {
			hits = append(hits, id)
		}
	}
	return hits
}

// findAll begins with a matcher that has literals, if there is one, and asks the others about what that leaves.
func findAll(s *store.Snapshot, all All, from, to model.RecordID) []model.RecordID {
	first := max(slices.IndexFunc(all, func(m Matcher) bool { return needs(s, m) != nil }), 0)
	if len(all) == 0 {
		return without(nil, from, to)
	}
	hits := Find(s, all[first], from, to)
	return slices.DeleteFunc(hits, func(id model.RecordID) bool {
		for i, m := range all {
			if i != first && !m.Match(s, id) {
				return true
			}
		}
		return false
	})
}

func findAny(s *store.Snapshot, any Any, from, to model.RecordID) []model.RecordID {
	var hits []model.RecordID
	for _, m := range any {
		hits = append(hits, Find(s, m, from, to)...)
	}
	slices.Sort(hits)
	return slices.Compact(hits)
}

// without is the ids that are not among some, which are in order.
func without(some []model.RecordID, from, to model.RecordID) []model.RecordID {
	rest := make([]model.RecordID, 0, int(to-from)-len(some))
	for id := from; id < to; id++ {
		if len(some) > 0 && some[0] == id {
			some = some[1:]
			continue
		}
		rest = append(rest, id)
	}
	return rest
}

// needs is literals of which the text of each record that a matcher wants holds one; nil if that cannot be said.
func needs(s *store.Snapshot, m Matcher) []*literal {
	switch m := m.(type) {
	case text:
		for _, c := range s.Components() {
			if m.index([]byte(c)) >= 0 {
				return nil // wanted whatever its text
			}
		}
		return []*literal{m.literal}
	case expression:
		return m.need
	case Article:
		return []*literal{m.number}
	case IDs:
		var need []*literal
		for id := range m {
			need = append(need, newLiteral(id.String()[:9]))
		}
		return need
	}
	return nil
}

// findNear asks a matcher about the records in whose text one of some literals stands.
func findNear(s *store.Snapshot, m Matcher, need []*literal, from, to model.RecordID) []model.RecordID {
	var hits []model.RecordID
	next := make(places, len(need))
	s.Reader().Each(from, to, func(st store.Stretch) {
		clear(next)
		k, end := 0, 0 // the record looked at, and where it ends
		for at := 0; at < len(st.Text); at = end {
			i := next.nearest(need, st.Text, at)
			if i == len(st.Text) {
				return
			}
			for ; end <= i; k++ {
				end += int(st.Sizes[k])
			}
			if id := st.First + model.RecordID(k-1); m.Match(s, id) {
				hits = append(hits, id)
			}
		}
	})
	return hits
}

// places is where in a text each of some literals was found last.
type places []int

// nearest is where the first of the literals stands at or behind at, the text's length if none does.
func (p places) nearest(some []*literal, text []byte, at int) int {
	best := len(text)
	for k, l := range some {
		if p[k] <= at {
			p[k] = len(text)
			if i := l.index(text[at:]); i >= 0 {
				p[k] = at + i
			}
		}
		best = min(best, p[k])
	}
	return best
}

// findField is Find of a name that many records have in a row.
func findField(s *store.Snapshot, f field, from, to model.RecordID) []model.RecordID {
	var hits []model.RecordID
	last, wanted := "", f.wants("")
	for id := from; id < to; id++ {
		if name := f.of(s, id); name != last {
			last, wanted = name, f.wants(name)
		}
		if wanted {
			hits = append(hits, id)
		}
	}
	return hits
}
