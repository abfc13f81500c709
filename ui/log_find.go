package ui

import (
	"fmt"
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// outcome is which of the records it has tried a filter wants.
type outcome struct {
	hits, tested query.Set
	testedTo     event.RecordID // the records before it have been tried, if all is true
	complete     bool           // all that was there has been tried; asked for, what is asked for wants all of it
}

// removeSettled takes those records out of some that something that wants nothing else need not be tried on.
func (r *outcome) removeSettled(some query.Set) { some.RemoveUnless(r.tested, r.hits) }

// untestedIn is how many records of a snapshot it has still to be tried on.
func (r *outcome) untestedIn(s *store.Records) int {
	all := query.RetainedSet(s)
	r.removeSettled(all)
	return all.Len()
}

// merge adds what a step that was given up has found after all. What it had is left to those who still look at it.
func (r *outcome) merge(t *scanStep) {
	r.hits, r.tested = slices.Clone(r.hits), slices.Clone(r.tested)
	r.hits.Union(t.hits)
	r.tested.Union(t.tested)
}

// cachedOutcome is the result of some chips.
type cachedOutcome struct {
	chips []chip
	*outcome
}

// maxOutcomes is how many results are kept for filters to come.
const maxOutcomes = 4

// cacheOutcome keeps the result of the filter that is to be changed, if there is one. Of those that are not whole it keeps the last.
func (p *logPane) cacheOutcome() {
	r := p.lines.outcome()
	p.outcomes = slices.DeleteFunc(p.outcomes, func(k cachedOutcome) bool {
		return !k.complete || r != nil && slices.Equal(chipNumbers(k.chips), chipNumbers(p.applied))
	})
	p.lines.previous = r
	if r == nil {
		return
	}
	p.outcomes = append(p.outcomes, cachedOutcome{p.applied, r})
	p.outcomes = p.outcomes[max(len(p.outcomes)-maxOutcomes, 0):]
}

// bestOutcome is the result known that leaves least to be tried for some chips: that of the same chips, or one that holds all that
// they let through of what it has tried.
func (p *logPane) bestOutcome(chips []chip) *outcome {
	var best *outcome
	least := 0 // what it leaves
	for _, k := range p.outcomes {
		if !implies(chips, k.chips) {
			continue
		}
		r := k.outcome
		if r.complete {
			if implies(k.chips, chips) {
				return r
			}
			r = &outcome{hits: r.hits, tested: r.tested, testedTo: r.testedTo}
		}
		if left := r.untestedIn(p.lines.records); best == nil || left < least {
			best, least = r, left
		}
	}
	return best
}

func chipNumbers(chips []chip) []int {
	var out []int
	for _, c := range chips {
		out = append(out, c.number)
	}
	return out
}

// implies says whether what some chips let through, others surely do.
func implies(some, others []chip) bool {
	return !slices.ContainsFunc(others, func(o chip) bool {
		return !slices.ContainsFunc(some, func(c chip) bool { return c.number == o.number || query.Implies(c.matcher, o.matcher) })
	})
}

// matchStatus says which of the matches of what is looked for is selected, and how many there are; "" if nothing is looked
// for.
func (p *logPane) matchStatus(bound int) string {
	if p.findChip == nil || p.matches.matcher == nil {
		return ""
	}
	n := p.matches.Len(bound)
	if pc := p.matches.progress(); pc < 100 {
		return fmt.Sprintf("%s so far, %d%% counted", matchCount(n), pc)
	}
	if at := p.matches.Index(p.selected); p.hasSelected && !p.following && at < n && p.matches.At(at) == p.selected {
		return fmt.Sprintf("match %s of %s", summary.Grouped(at+1), summary.Grouped(n))
	}
	return matchCount(n)
}

// nextMatch is the match before or behind the selected line; known is false while not all have been counted.
func (p *logPane) nextMatch(bound, dir int) (rec event.RecordID, known, found bool) {
	n := p.lines.Len(bound)
	if p.findChip == nil || p.matches.progress() < 100 || n == 0 {
		return 0, false, false
	}
	sel := p.lines.At(p.selectedLine(n))
	at, all := p.matches.Index(sel), p.matches.Len(bound)
	if dir < 0 {
		at--
	} else if at < all && p.matches.At(at) == sel {
		at++
	}
	if at < 0 || at >= all {
		return 0, true, false
	}
	return p.matches.At(at), true, true
}

func matchCount(n int) string {
	switch n {
	case 0:
		return "no match"
	case 1:
		return "1 match"
	}
	return summary.Grouped(n) + " matches"
}
