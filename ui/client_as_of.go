package ui

import "ccmtail/summary"

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn
// from it alone.
type clientAsOf struct {
	*summary.AsOf
	zoneKnown           bool   // the offset of its clock at that time is in the logs
	shownRows, pastRows int    // how many records are shown, and how many of them are not later
	unshownRows         int    // how many records have come that are not shown yet
	levels              [4]int // records by level, up to that time
}
