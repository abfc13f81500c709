package model

import (
	"slices"

	"ccmtail/model/event"
)

// problems is all known problems, by family, and what leads to them.
var problems = newCatalog(
	scanProblems, policyProblems, siteProblems, contentProblems, downloadProblems, windowProblems, installProblems, outcomeProblems,
	servicingProblems, restartProblems, deploymentProblems,
)

// catalog is problems with tables of what leads to them.
type catalog struct {
	all       []*problem
	byKind    [event.Kinds]reactions
	byCode    map[phases]map[event.Code]*problem // by one phase
	otherwise map[phases]*problem                // of a phase whose code names none
	ofUpdates []*problem                         // those that an update can fail with
	stopping  []*problem                         // those that keep the client from processing updates
}

// reactions is what a kind of event may do to findings, each in the order of the problems.
type reactions struct {
	begins, ends []waitCheck
	clears       []clearCheck
	shows        []showCheck
}

type waitCheck struct {
	wait  *wait
	holds func(finder) bool
}

type clearCheck struct {
	problem *problem
	past    func(finder) (about event.GUID, ended bool)
}

type showCheck struct {
	problem *problem
	see     func(finder) sighting
}

// newCatalog makes the tables of problems by family.
func newCatalog(families ...[]*problem) *catalog {
	c := &catalog{all: slices.Concat(families...), byCode: map[phases]map[event.Code]*problem{}, otherwise: map[phases]*problem{}}
	waits := 0
	for _, p := range c.all {
		for i := range p.Waits {
			w := &p.Waits[i]
			w.problem, w.number = p, waits
			waits++
			c.addWait(w)
		}
		for kind, past := range p.Clears {
			r := &c.byKind[kind]
			r.clears = append(r.clears, clearCheck{p, past})
		}
		for kind, see := range p.Shows {
			r := &c.byKind[kind]
			r.shows = append(r.shows, showCheck{p, see})
		}
		c.addCodes(p)
		if p.StopsUntil != "" {
			c.stopping = append(c.stopping, p)
		}
	}
	return c
}

func (c *catalog) addWait(w *wait) {
	for kind, holds := range w.Begins {
		r := &c.byKind[kind]
		r.begins = append(r.begins, waitCheck{w, holds})
	}
	for kind, holds := range w.Ends {
		r := &c.byKind[kind]
		r.ends = append(r.ends, waitCheck{w, holds})
	}
}

func (c *catalog) addCodes(p *problem) {
	in := p.Otherwise
	for where, codes := range p.Codes {
		in |= where
		for phase := range where.each() {
			if c.byCode[phase] == nil {
				c.byCode[phase] = map[event.Code]*problem{}
			}
			for _, code := range codes {
				c.byCode[phase][code] = p
			}
		}
	}
	for phase := range p.Otherwise.each() {
		c.otherwise[phase] = p
	}
	if in&phasesOfUpdates != 0 {
		c.ofUpdates = append(c.ofUpdates, p)
	}
}

// named returns the problem that a code names in a phase, nil if it is none.
func (c *catalog) named(in phases, code event.Code) *problem {
	if p := c.byCode[in][code]; p != nil {
		return p
	}
	return c.otherwise[in]
}

// find finds and ends what an event shows to have begun or ended, after it has changed the state.
func (c *catalog) find(s *State, e *event.Event) {
	r := &c.byKind[e.Kind]
	f := finder{State: s, event: e, catalog: c}
	for _, x := range r.ends {
		if since := s.waitSince(x.wait); !since.isZero() && x.holds(f) {
			s.endWait(x.wait, since, e)
		}
	}
	for _, x := range r.begins {
		if (x.wait.Restarts || s.waitSince(x.wait).isZero()) && x.holds(f) {
			s.setWait(x.wait, EvidenceOf(e))
		}
	}
	for _, x := range r.clears {
		if s.activeCounts[x.problem.number()] == 0 {
			continue // as nearly always
		}
		f.problem = x.problem
		if about, ended := x.past(f); ended {
			s.clear(x.problem, about, e)
		}
	}
	c.findFailure(s, e)
	for _, x := range r.shows {
		f.problem = x.problem
		if v := x.see(f); !v.text.isZero() {
			s.raise(x.problem, v, e)
		}
	}
}
