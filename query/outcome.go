package query

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Outcome is what is known of a matcher: the records that it was tested on, and which of them
// match. It is complete if those are all that there were. It saves later matchers tests: see
// Results.Refine.
type Outcome struct {
	hits, tested Set
	testedTo     event.RecordID
	complete     bool // all records before testedTo have been tested
}

// AsBound returns the outcome for matchers that imply the one it is of, so that it is never taken
// as their own: they need not be tested on what did not match. AsBound of nil is nil.
func (o *Outcome) AsBound() *Outcome {
	if o == nil {
		return nil
	}
	bound := *o
	bound.complete = false
	return &bound
}

// removeDismissed takes those records out of a set that were tested and do not match. nil takes out
// none.
func (o *Outcome) removeDismissed(set Set) {
	if o != nil {
		set.subtractExcept(o.tested, o.hits)
	}
}

// untestedIn returns how many records of a snapshot a matcher must still be tested on if it implies
// the one that the outcome is of.
func (o *Outcome) untestedIn(records *store.Records) int {
	left := RetainedSet(records)
	o.removeDismissed(left)
	return left.Len()
}

// merge adds what a late step found. It replaces the sets, so that copies of the outcome stay as
// they are.
func (o *Outcome) merge(step *scanStep) {
	o.hits, o.tested = slices.Clone(o.hits), slices.Clone(o.tested)
	o.hits.union(step.hits)
	o.tested.union(step.tested)
}

// Term is one of the terms of a filter, all of which a record must match.
type Term struct {
	// No identifies the term. Terms of the same expression may have different matchers, and then
	// have different numbers: times in an expression may be relative to when it was read.
	No      int
	Matcher Matcher
}

// Cache keeps the outcomes of the last few filters for filters to come. It belongs to one
// goroutine. The zero value is empty.
type Cache struct{ outcomes []cachedOutcome }

type cachedOutcome struct {
	terms []Term
	*Outcome
}

// maxOutcomes is how many outcomes a cache keeps.
const maxOutcomes = 4

// Put adds the outcome of a filter, given its terms. Of the outcomes that are not complete only the
// last one is kept. A nil outcome is not added.
func (c *Cache) Put(terms []Term, o *Outcome) {
	sameNo := func(a, b Term) bool { return a.No == b.No }
	c.outcomes = slices.DeleteFunc(c.outcomes, func(old cachedOutcome) bool {
		return !old.complete || o != nil && slices.EqualFunc(old.terms, terms, sameNo)
	})
	if o == nil {
		return
	}
	c.outcomes = append(c.outcomes, cachedOutcome{terms, o})
	c.outcomes = c.outcomes[max(len(c.outcomes)-maxOutcomes, 0):]
}

// Best returns the outcome that saves a filter of these terms the most tests on a snapshot, to be
// given to Results.Refine: the complete one of an equivalent filter, or that of one that the terms
// imply. It returns nil if it has none.
func (c *Cache) Best(terms []Term, records *store.Records) *Outcome {
	var best *Outcome
	fewest := 0
	for _, old := range c.outcomes {
		if !termsImply(terms, old.terms) {
			continue
		}
		o := old.Outcome
		if o.complete {
			if termsImply(old.terms, terms) {
				return o
			}
			o = o.AsBound()
		}
		if left := o.untestedIn(records); best == nil || left < fewest {
			best, fewest = o, left
		}
	}
	return best
}

// termsImply reports whether each record that matches all terms surely matches all others too.
func termsImply(terms, others []Term) bool {
	return !slices.ContainsFunc(others, func(other Term) bool {
		return !slices.ContainsFunc(terms, func(t Term) bool { return t.No == other.No || implies(t.Matcher, other.Matcher) })
	})
}
