package ui

import (
	"fmt"
	"slices"

	"ccmtail/model"
	"ccmtail/model/filter"
)

// result is which of the records before one a filter wants.
type result struct {
	hits filter.Set
	ids  []model.RecordID // in the order of time
	seen int              // the records before it have been tried
	all  bool             // what is asked for wants all of it
}

// known is the result of some chips, by their numbers.
type known struct {
	chips []int
	result
}

// kept is how many results are kept for filters to come.
const kept = 4

// learn keeps the result of the filter that is to be changed, if there is one.
func (p *logPane) learn() {
	r := p.lines.result()
	if r == nil {
		return
	}
	p.known = slices.DeleteFunc(p.known, func(k known) bool { return slices.Equal(k.chips, p.applied) })
	p.known = append(p.known, known{p.applied, *r})
	p.known = p.known[max(len(p.known)-kept, 0):]
}

// nearest is the smallest result known that holds all that some chips let through: that of those chips, or of some of
// them.
func (p *logPane) nearest(chips []chip) *result {
	want := numbers(chips)
	var best *result
	for _, k := range p.known {
		if !among(k.chips, want) {
			continue
		}
		if len(k.chips) == len(want) {
			k.all = true
			return &k.result
		}
		if best == nil || len(k.ids) < len(best.ids) {
			best = &k.result
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

func among(some, all []int) bool {
	for _, n := range some {
		if !slices.Contains(all, n) {
			return false
		}
	}
	return true
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
func (p *logPane) nextMatch(bound, dir int) (rec model.RecordID, known, found bool) {
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
