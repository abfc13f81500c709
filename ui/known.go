package ui

import (
	"fmt"
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// result is which of the records it has tried a filter wants.
type result struct {
	hits, tried query.Set
	seen        event.RecordID // the records before it have been tried, if all is true
	all         bool           // all that was there has been tried; asked for, what is asked for wants all of it
}

// dismiss takes those records out of some that something that wants nothing else need not be tried on.
func (r *result) dismiss(some query.Set) { some.RemoveUnless(r.tried, r.hits) }

// left is how many records of a snapshot it has still to be tried on.
func (r *result) left(s *store.Records) int {
	all := query.RetainedSet(s)
	r.dismiss(all)
	return all.Len()
}

// join adds what a step that was given up has found after all. What it had is left to those who still look at it.
func (r *result) join(t *trial) {
	r.hits, r.tried = slices.Clone(r.hits), slices.Clone(r.tried)
	r.hits.Union(t.hits)
	r.tried.Union(t.tried)
}

// known is the result of some chips.
type known struct {
	chips []chip
	*result
}

// kept is how many results are kept for filters to come.
const kept = 4

// learn keeps the result of the filter that is to be changed, if there is one. Of those that are not whole it keeps the last.
func (p *logPane) learn() {
	r := p.lines.result()
	p.known = slices.DeleteFunc(p.known, func(k known) bool { return !k.all || r != nil && slices.Equal(numbers(k.chips), numbers(p.applied)) })
	p.lines.former = r
	if r == nil {
		return
	}
	p.known = append(p.known, known{p.applied, r})
	p.known = p.known[max(len(p.known)-kept, 0):]
}

// nearest is the result known that leaves least to be tried for some chips: that of the same chips, or one that holds all that
// they let through of what it has tried.
func (p *logPane) nearest(chips []chip) *result {
	var best *result
	least := 0 // what it leaves
	for _, k := range p.known {
		if !within(chips, k.chips) {
			continue
		}
		r := k.result
		if r.all {
			if within(k.chips, chips) {
				return r
			}
			r = &result{hits: r.hits, tried: r.tried, seen: r.seen}
		}
		if left := r.left(p.lines.snap); best == nil || left < least {
			best, least = r, left
		}
	}
	return best
}

func numbers(chips []chip) []int {
	var out []int
	for _, c := range chips {
		out = append(out, c.no)
	}
	return out
}

// within says whether what some chips let through, others surely do.
func within(some, others []chip) bool {
	return !slices.ContainsFunc(others, func(o chip) bool {
		return !slices.ContainsFunc(some, func(c chip) bool { return c.no == o.no || query.Implies(c.want, o.want) })
	})
}

// matches says which of the matches of what is looked for is selected, and how many there are; "" if nothing is looked
// for.
func (p *logPane) matches(bound int) string {
	if p.find == nil || p.found.want == nil {
		return ""
	}
	n := p.found.Len(bound)
	if pc := p.found.progress(); pc < 100 {
		return fmt.Sprintf("%s so far, %d%% counted", matchCount(n), pc)
	}
	if at := p.found.Index(p.sel); p.hasSel && !p.follow && at < n && p.found.At(at) == p.sel {
		return fmt.Sprintf("match %s of %s", count(at+1), count(n))
	}
	return matchCount(n)
}

// nextMatch is the match before or behind the selected line; known is false while not all have been counted.
func (p *logPane) nextMatch(bound, dir int) (rec event.RecordID, known, found bool) {
	n := p.lines.Len(bound)
	if p.find == nil || p.found.progress() < 100 || n == 0 {
		return 0, false, false
	}
	sel := p.lines.At(p.current(n))
	at, all := p.found.Index(sel), p.found.Len(bound)
	if dir < 0 {
		at--
	} else if at < all && p.found.At(at) == sel {
		at++
	}
	if at < 0 || at >= all {
		return 0, true, false
	}
	return p.found.At(at), true, true
}

func matchCount(n int) string {
	switch n {
	case 0:
		return "no match"
	case 1:
		return "1 match"
	}
	return count(n) + " matches"
}
