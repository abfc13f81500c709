package query

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Outcome is what is known of a matcher: which records it was tested on, and which of them match.
// It is complete if it was tested on all records that there were. It saves later matchers tests:
// see Results.Refine. It belongs to the goroutine of its Results.
type Outcome struct {
	hits, tested Set
	testedTo     event.RecordID
	complete     bool // all records before testedTo have been tested
}

// AsBound returns the outcome for matchers that imply the one it is of: for them it is not
// complete, and only saves them the tests on records that did not match. AsBound of nil is nil.
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

// untestedIn returns how many records of a snapshot must still be tested for a matcher that implies
// the one of the outcome.
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

// Put adds the outcome of a filter, given its terms, unless it is nil. Of incomplete outcomes only
// the last one is kept.
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

// Best returns the outcome to give to Results.Refine for a filter of these terms: the complete one
// of an equivalent filter or, of the filters that the terms imply, the one that leaves the fewest
// records of the snapshot to be tested. It returns nil if there is none.
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
