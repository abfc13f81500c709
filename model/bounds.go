package model

import (
	"cmp"
	"slices"

	"ccmtail/model/event"
)

// Bounds. A log can name any number of ids. A bounded state gives up the oldest of what needs nothing
// any more, and counts that. What it gives up depends on the events alone, which the fold has in
// order, so it is the same however they arrived.

// Per update that is kept, so many contents and transfers are: an update rarely has more than a few.
const (
	contentsPerUpdate  = 4
	transfersPerUpdate = 16
	findingsPerUpdate  = 2
)

// NewBoundedState returns the state before the first event. With the events that are folded into it,
// and its copies, it keeps about maxUpdates updates, and as many deployments and windows; 0 means no
// limit.
func NewBoundedState(maxUpdates int) *State {
	s := NewState()
	s.maxUpdates = maxUpdates
	return s
}

// enforceBounds drops the oldest of what there is a quarter too much of, so that this happens seldom.
func (s *State) enforceBounds() {
	if s.maxUpdates == 0 {
		return
	}
	if isOver(len(s.updates.keys), s.maxUpdates) {
		s.dropUpdates()
	}
	if isOver(len(s.deployments.keys), s.maxUpdates) {
		s.dropDeployments()
	}
	if most := s.maxUpdates * findingsPerUpdate; isOver(len(s.findings.keys), most) {
		s.dropFindings(most)
	}
	if isOver(len(s.Windows.Order), s.maxUpdates) {
		s.dropWindows()
	}
	if most := s.maxUpdates * transfersPerUpdate; isOver(len(s.jobs.targets), most) {
		s.jobs = s.jobs.keptIf(s.owner, most, func(id event.GUID) bool { return s.deployments.get(id) != nil })
	}
	if most := s.maxUpdates * contentsPerUpdate; isOver(len(s.contents.keys), most) {
		s.dropContents(most)
	}
	if most := s.maxUpdates * transfersPerUpdate; isOver(len(s.transfers.targets), most) {
		s.dropTransfers(most)
	}
}

// isOver reports whether n exceeds a limit by a quarter.
func isOver(n, limit int) bool { return n > limit+limit/4 }

// newest returns the newest line that says something of the update.
func (u *Update) newest() Evidence {
	return newestOf(newestOf(u.Since(), u.Scan.Evidence), newestOf(u.Install.last(), u.Reported.Evidence))
}

// dropUpdates drops the updates of which the logs have said nothing for the longest time: first those
// that need nothing, and others only if these alone are four times too many.
func (s *State) dropUpdates() {
	var idle, others []*Update
	for _, u := range s.updates.values() {
		if u.Pending() || u.Deployed() || slices.Contains(s.batch, u.ID) {
			others = append(others, u)
		} else {
			idle = append(idle, u)
		}
	}
	byAge := func(a, b *Update) int { return a.newest().At().Compare(b.newest().At()) }
	slices.SortStableFunc(idle, byAge)
	excess := len(idle) + len(others) - s.maxUpdates
	gone := idle[:min(excess, len(idle))]
	s.DroppedUpdates += len(gone)
	if most := s.maxUpdates * 4; isOver(len(others), most) {
		slices.SortStableFunc(others, byAge)
		gone = append(slices.Clip(gone), others[:len(others)-most]...)
		s.DroppedPending += len(others) - most
	}
	s.forget(gone)
}

// forget removes updates, and what else knows of them: their contents, cleared findings, and the
// lists of deployments.
func (s *State) forget(updates []*Update) {
	gone := make(map[event.GUID]bool, len(updates))
	contents := map[event.GUID]bool{}
	for _, u := range updates {
		gone[u.ID] = true
		for _, id := range u.Contents {
			contents[id] = true
		}
	}
	for _, d := range s.deployments.values() {
		if slices.ContainsFunc(d.Updates, func(id event.GUID) bool { return gone[id] }) {
			s.forgetIn(s.deployments.writable(d.ID, s.owner), gone)
		}
	}
	isGone := func(id event.GUID) bool { return gone[id] }
	lists := []*[]event.GUID{&s.batch, &s.batched, &s.lastEnded}
	for i := range s.busy {
		lists = append(lists, &s.busy[i].ids)
	}
	for _, list := range lists {
		if slices.ContainsFunc(*list, isGone) {
			*list = slices.DeleteFunc(slices.Clone(*list), isGone)
		}
	}
	s.updates.deleteFunc(s.owner, func(id event.GUID, _ *Update) bool { return gone[id] })
	s.contents.deleteFunc(s.owner, func(id event.GUID, c *Content) bool { return contents[id] && (gone[c.Update] || c.Update.IsZero()) })
	s.findings.deleteFunc(s.owner, func(k FindingKey, f *Finding) bool { return gone[k.subject] && !f.Active() })
}

// forgetIn removes updates from a deployment's lists.
func (s *State) forgetIn(d *Deployment, gone map[event.GUID]bool) {
	for _, id := range d.Updates {
		if gone[id] {
			d.counts[s.updates.get(id).State]--
		}
	}
	isGone := func(id event.GUID) bool { return gone[id] }
	d.Updates = slices.DeleteFunc(slices.Clone(d.Updates), isGone)
	d.inferred = slices.DeleteFunc(slices.Clone(d.inferred), isGone)
}

// dropContents drops the first contents that appeared, except those of updates that are pending,
// until there are no more than most; and any others if that is not enough.
func (s *State) dropContents(most int) {
	for _, pendingToo := range []bool{false, true} {
		excess := len(s.contents.keys) - most
		s.contents.deleteFunc(s.owner, func(_ event.GUID, c *Content) bool {
			u := s.updates.get(c.Update)
			if excess <= 0 || !pendingToo && u != nil && u.Pending() {
				return false
			}
			excess--
			return true
		})
	}
}

// dropTransfers drops the ids of transfers whose contents are not kept. If the others are too many,
// it drops them all: they have no order.
func (s *State) dropTransfers(most int) {
	s.transfers = s.transfers.keptIf(s.owner, most, func(id event.GUID) bool { return s.contents.get(id) != nil })
}

// keptIf returns the ids of what is kept, or none if these are more than most.
func (l *cowIDs) keptIf(by *owner, most int, isKept func(to event.GUID) bool) cowIDs {
	kept := map[event.GUID]event.GUID{}
	for id, to := range l.targets {
		if isKept(to) {
			kept[id] = to
		}
	}
	if len(kept) > most {
		clear(kept)
	}
	return cowIDs{owner: by, targets: kept}
}

// newest returns the newest line that says something of the deployment.
func (d *Deployment) newest() Evidence {
	return newestOf(newestOf(d.Since(), d.changed), newestOf(newestOf(d.reported, d.complied), newestOf(d.DeadlineEvidence, d.turn.Evidence)))
}

// dropDeployments drops the deployments of which the logs have said nothing for the longest time: first
// those without updates.
func (s *State) dropDeployments() {
	all := s.deployments.values()
	slices.SortStableFunc(all, func(a, b *Deployment) int {
		return cmp.Or(cmp.Compare(min(len(a.Updates), 1), min(len(b.Updates), 1)), a.newest().At().Compare(b.newest().At()))
	})
	gone := map[event.GUID]bool{}
	for _, d := range all[:len(all)-s.maxUpdates] {
		gone[d.ID] = true
		for _, id := range d.Updates {
			if s.updates.get(id) != nil {
				s.updates.writable(id, s.owner).leave(d.ID)
			}
		}
	}
	s.DroppedDeployments += len(gone)
	s.deployments.deleteFunc(s.owner, func(id event.GUID, _ *Deployment) bool { return gone[id] })
	s.findings.deleteFunc(s.owner, func(k FindingKey, f *Finding) bool { return gone[k.subject] && !f.Active() })
}

// leave takes a deployment out of those that target the update. Others may share the lists.
func (u *Update) leave(deployment event.GUID) {
	if i := slices.Index(u.Deployments, deployment); i >= 0 {
		u.Deployments = slices.Concat(u.Deployments[:i], u.Deployments[i+1:])
		u.targeted = slices.Concat(u.targeted[:i], u.targeted[i+1:])
	}
}

// dropFindings drops the first findings that appeared until there are no more than most: first those
// that have cleared.
func (s *State) dropFindings(most int) {
	for _, activeToo := range []bool{false, true} {
		excess := len(s.findings.keys) - most
		s.findings.deleteFunc(s.owner, func(k FindingKey, f *Finding) bool {
			if excess <= 0 || f.Active() && !activeToo {
				return false
			}
			if f.Active() {
				s.activeCounts[k.number]--
			}
			excess--
			s.DroppedFindings++
			return true
		})
	}
}

// dropWindows drops the windows that were listed first.
func (s *State) dropWindows() {
	all, w := s.writableWindows(), &s.Windows
	excess := len(w.Order) - s.maxUpdates
	for _, id := range w.Order[:excess] {
		delete(all, id)
	}
	s.DroppedWindows += excess
	w.Order = slices.Clone(w.Order[excess:])
}
