package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
)

// maxChanges is how many of the newest changes are listed.
const maxChanges = 500

// newestChanges returns the newest changes, the newest first.
func (m *clientAsOf) newestChanges() []summary.Change {
	if m.changes == nil {
		m.changes = append(make([]summary.Change, 0, 1), m.Changes(maxChanges)...)
	}
	return m.changes
}

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn
// from it alone.
type clientAsOf struct {
	*summary.AsOf
	zoneKnown           bool   // the offset of its clock at that time is in the logs
	shownRows, pastRows int    // how many records are shown, and how many of them are not later
	unshownRows         int    // how many records have come that are not shown yet
	levels              [4]int // records by level, up to that time

	folded  *model.State     // the state as it came from the fold
	changes []summary.Change // the newest ones, nil if nobody has asked yet
	verdict string           // the client's, "" if nobody has asked yet
}
