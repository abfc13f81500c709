package summary

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
)

// Fleet is many clients in sums. It is made of their summaries, in any order.
type Fleet struct {
	At     time.Time         // the moment it is about; zero if no client has a record
	States [ClientStates]int // how many clients are in each state
	Rows   []ClientSummary   // all clients, what wants attention first, each in its state in the fleet
	KBs    []FleetUpdate     // the updates that they have, those of most clients first
	Causes []FleetCause      // what lasts on them: the worst first, then what most clients have
	Stuck  []FleetStuck      // what does not go on, by client, silent ones included
	codes  map[string]int    // clients that failed, by code
}

// FleetUpdate is an update on all clients that have it.
type FleetUpdate struct {
	KB, Title string
	Clients   int
	States    [model.UpdateStates]int // how many clients have it in each state
	Codes     []CodeCount             // with which it failed, the most frequent first
}

// CodeCount is on how many clients something failed with a code.
type CodeCount struct {
	Code string
	N    int
}

// FleetCause is a finding that lasts on some clients.
type FleetCause struct {
	CauseSummary
	Clients int
}

// FleetStuck is what does not go on on a client.
type FleetStuck struct {
	Client string
	StuckSummary
}

// What makes a client silent: nothing written for silentFor, and an open window for openFor.
const (
	silentFor = time.Hour
	openFor   = 15 * time.Minute
)

// FleetOf sums up clients. The zero time stands for that of the newest record of all.
func FleetOf(clients []ClientSummary, at time.Time) *Fleet {
	f := &Fleet{At: at, codes: map[string]int{}}
	if at.IsZero() {
		for i := range clients {
			if last := clients[i].LastRecord; last.After(f.At) {
				f.At = last
			}
		}
	}
	f.Rows = slices.Clone(clients)
	for i := range f.Rows {
		f.judge(&f.Rows[i])
	}
	arrange.By(f.Rows, func(a, b ClientSummary) int {
		return cmp.Or(int(b.State)-int(a.State), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
	})
	f.sumUpdates()
	f.sumCauses()
	for i := range f.Rows {
		c := &f.Rows[i]
		f.States[c.State]++
		for _, v := range c.Stuck {
			f.Stuck = append(f.Stuck, FleetStuck{c.Name, v})
		}
		if c.State == ClientFailed {
			for code := range failureCodes(c) {
				f.codes[code]++
			}
		}
	}
	return f
}

// judge finds out whether a client is silent.
func (f *Fleet) judge(c *ClientSummary) {
	switch c.State {
	case ClientUnreadable, ClientDone, ClientUnknown:
		return
	}
	open := c.Unrestricted
	for _, o := range c.Openings {
		open = open || !o.End.IsZero() && o.Contains(f.At) && f.At.Sub(o.Start) > openFor
	}
	if !HasTime(c.LastRecord) || f.At.Sub(c.LastRecord) <= silentFor || !open {
		return
	}
	c.State = ClientSilent
	why := "nothing written for " + Duration(f.At.Sub(c.LastRecord)) + ", though the maintenance window is open"
	if c.Unrestricted {
		why = "nothing written for " + Duration(f.At.Sub(c.LastRecord)) + ", and no maintenance window holds it back"
	}
	c.Stuck = append(slices.Clone(c.Stuck), StuckSummary{Kind: model.StuckSilent, Since: c.LastRecord, Said: c.Said, Why: why})
}

// Clients counts all clients.
func (f *Fleet) Clients() int { return len(f.Rows) }

// OldestVisit returns when the client was last read that has not been read for longest, zero if no client
// says when. One that cannot be read does not count.
func (f *Fleet) OldestVisit() (oldest time.Time) {
	for i := range f.Rows {
		v := f.Rows[i].Visited
		if f.Rows[i].State != ClientUnreadable && !v.IsZero() && (oldest.IsZero() || v.Before(oldest)) {
			oldest = v
		}
	}
	return oldest
}

// InState returns the clients in a state, by name.
func (f *Fleet) InState(s ClientState) []*ClientSummary {
	var all []*ClientSummary
	for i := range f.Rows {
		if f.Rows[i].State == s {
			all = append(all, &f.Rows[i])
		}
	}
	return all
}

// failureCodes returns the codes that updates of a client failed with.
func failureCodes(c *ClientSummary) map[string]bool {
	codes := map[string]bool{}
	for i := range c.Updates {
		if u := &c.Updates[i]; u.HasCode && u.Code.Failed() {
			codes[u.Code.String()] = true
		}
	}
	return codes
}

// key returns what makes updates of several clients one: the KB, else the title, else the id.
func (u *UpdateSummary) key() string {
	switch {
	case u.KB != "":
		return "KB" + u.KB
	case u.Title != "":
		return u.Title
	}
	return u.ID.String()
}

// sumUpdates counts updates by what they are. A client that has several of one KB is counted once, by
// the one that wants most attention.
func (f *Fleet) sumUpdates() {
	type sum struct {
		FleetUpdate
		codes map[string]int
	}
	sums := map[string]*sum{}
	for i := range f.Rows {
		counted := map[string]bool{}
		for j := range f.Rows[i].Updates {
			u := &f.Rows[i].Updates[j]
			s := sums[u.key()]
			if s == nil {
				s = &sum{FleetUpdate{KB: u.KB}, map[string]int{}}
				sums[u.key()] = s
			}
			if u.Title > s.Title { // any, but always the same
				s.Title = u.Title
			}
			if counted[u.key()] {
				continue
			}
			counted[u.key()] = true
			s.Clients++
			s.States[u.State]++
			if u.HasCode && u.Code.Failed() {
				s.codes[u.Code.String()]++
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		s := sums[key]
		s.Codes = mostFrequent(s.codes)
		if s.KB == "" && s.Title == "" {
			s.Title = key
		}
		f.KBs = append(f.KBs, s.FleetUpdate)
	}
	arrange.By(f.KBs, func(a, b FleetUpdate) int {
		return cmp.Or(cmp.Compare(b.States[model.Failed], a.States[model.Failed]), cmp.Compare(b.Clients, a.Clients))
	})
}

// mostFrequent returns counts of codes, the most frequent first.
func mostFrequent(counts map[string]int) []CodeCount {
	var all []CodeCount
	for code, n := range counts {
		all = append(all, CodeCount{code, n})
	}
	arrange.By(all, func(a, b CodeCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Code, b.Code)) })
	return all
}

// sumCauses counts the clients that have a finding with the same sentence.
func (f *Fleet) sumCauses() {
	sums := map[CauseSummary]int{}
	for i := range f.Rows {
		for _, c := range f.Rows[i].Causes {
			sums[c]++
		}
	}
	for c, n := range sums {
		f.Causes = append(f.Causes, FleetCause{c, n})
	}
	arrange.By(f.Causes, func(a, b FleetCause) int {
		return cmp.Or(
			cmp.Compare(severityRank[a.Severity], severityRank[b.Severity]), cmp.Compare(b.Clients, a.Clients),
			cmp.Compare(a.ID, b.ID), cmp.Compare(a.Text, b.Text))
	})
}

// doneUpdates counts the updates of a client that are wanted on it, and those of them that are done.
func (c *ClientSummary) doneUpdates() (done, all int) {
	for i := range c.Updates {
		switch u := &c.Updates[i]; {
		case u.Pending:
			all++
		case u.State == model.Installed, u.State == model.Compliant:
			done, all = done+1, all+1
		}
	}
	return done, all
}

// severityRank has the severities that want to be looked at most first.
var severityRank = map[model.Severity]int{model.SeverityError: 0, model.SeverityWarning: 1, model.SeverityInfo: 2}
