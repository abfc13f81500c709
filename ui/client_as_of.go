package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

// maxChanges is how many of the newest changes are listed, and fewChanges how many are looked at for a
// row of them.
const (
	maxChanges = 500
	fewChanges = 30
)

// changeList is the newest changes, the newest first.
type changeList struct {
	all  []summary.Change
	most int // that were asked for; 0: nobody has asked yet
}

// newestChanges returns the newest changes, the newest first: so many of them at least, if there are.
func (m *clientAsOf) newestChanges(most int) []summary.Change {
	if l := &m.changes; l.most < most && (l.most == 0 || len(l.all) == l.most) {
		all := m.ChangesFrom(m.changesFrom, most)
		if len(all) < most && !m.changesFrom.IsZero() {
			all = m.Changes(most)
		}
		m.changes = changeList{all, most}
	}
	return m.changes.all
}

// change returns the i-th of the newest changes, nil if there are not so many.
func (m *clientAsOf) change(i int) *summary.Change {
	all := m.newestChanges(fewChanges)
	if i >= fewChanges {
		all = m.newestChanges(maxChanges)
	}
	if i >= len(all) {
		return nil
	}
	return &all[i]
}

// oldestChange returns the time of the oldest of the newest changes, zero if there are not so many.
func (m *clientAsOf) oldestChange() time.Time {
	switch l := &m.changes; {
	case l.most == 0:
		return m.changesFrom
	case len(l.all) == l.most:
		return l.all[l.most-1].Evidence.At()
	}
	return time.Time{}
}

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn
// from it alone.
type clientAsOf struct {
	*summary.AsOf
	zoneKnown           bool   // the offset of its clock at that time is in the logs
	shownRows, pastRows int    // how many records are shown, and how many of them are not later
	unshownRows         int    // how many records have come that are not shown yet
	levels              [4]int // records by level, up to that time

	folded      *model.State // the state as it came from the fold
	changes     changeList
	changesFrom time.Time // the oldest of the newest changes a moment ago; most likely none of them is older now
	verdict     string    // the client's, "" if nobody has asked yet
}
