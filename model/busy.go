package model

import (
	"cmp"
	"slices"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
)

// busyUpdates is the updates in each state from Downloading to PendingRestart, in the order of
// appearance. An event that names none is about those in one of these states, and a client has few
// of them among thousands. Copies share the lists until one of them is to change.
type busyUpdates [PendingRestart - Downloading + 1]busyList

type busyList struct {
	ids   []event.GUID
	owner *owner // whose list it is
}

// in returns the updates in a state, which must be one of those. It is valid until an update moves.
func (b *busyUpdates) in(state UpdateState) []event.GUID { return b[state-Downloading].ids }

// move takes an update from the list of its state to that of another one.
func (b *busyUpdates) move(s *State, u *Update, to UpdateState) {
	if isBusy(u.State) {
		l := b.writable(u.State, s.owner)
		if at, ok := s.placeAmong(l.ids, u); ok {
			l.ids = slices.Delete(l.ids, at, at+1)
		}
	}
	if isBusy(to) {
		l := b.writable(to, s.owner)
		at, _ := s.placeAmong(l.ids, u)
		l.ids = slices.Insert(l.ids, at, u.ID)
	}
}

// writable returns the list of a state of an update, to be changed by the state with a mark.
func (b *busyUpdates) writable(state UpdateState, by *owner) *busyList {
	l := &b[state-Downloading]
	if l.owner != by {
		l.ids, l.owner = slices.Clone(l.ids), by
	}
	return l
}

// freeze returns a copy that shares nothing.
func (b *busyUpdates) freeze() (c busyUpdates) {
	for i := range b {
		c[i].ids = slices.Clone(b[i].ids)
	}
	return c
}

// placeAmong returns where an update is among others in the order of appearance, or belongs.
func (s *State) placeAmong(ids []event.GUID, u *Update) (at int, found bool) {
	return slices.BinarySearchFunc(ids, u.number, func(id event.GUID, number int) int {
		return cmp.Compare(s.updates.get(id).number, number)
	})
}

func isBusy(s UpdateState) bool { return s >= Downloading && s <= PendingRestart }

// updatesIn returns the updates in a state from Downloading to PendingRestart, in the order of
// appearance.
func (s *State) updatesIn(state UpdateState) []*Update {
	ids := s.busy.in(state)
	if len(ids) == 0 {
		return nil
	}
	all := make([]*Update, len(ids))
	for i, id := range ids {
		all[i] = s.updates.get(id)
	}
	return all
}

// inOrder returns updates in the order of appearance.
func (s *State) inOrder(ids []event.GUID) []event.GUID {
	ids = slices.Clone(ids)
	arrange.By(ids, func(a, b event.GUID) int { return cmp.Compare(s.updates.get(a).number, s.updates.get(b).number) })
	return ids
}
