package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn from it alone.
type clientAsOf struct {
	*summary.AsOf
	at      time.Time
	client  *store.Client
	records *store.Records
	state   *model.State
	window  model.WindowStatus
	fits    []model.Fit
	// findings are those as of at: some troubles nothing but time makes.
	findings  []*model.Finding
	rules     model.FitRules
	zoneKnown bool
	// bound is how many records are shown, then how many of them are not later than at.
	shownRows, pastRows int
	// waiting is how many records have come that are not shown yet.
	unshownRows int
	levels      [4]int         // records by level, up to at
	location    *time.Location // whose times are shown; nil: the client's own
}

// wallTime is a UTC time on the clock the screen shows. What has no zone stays as it is written.
func (m *clientAsOf) wallTime(t time.Time) time.Time { return m.Wall(t) }

// update is the update that has an id, nil if there is none.
func (m *clientAsOf) update(id event.GUID) *model.Update { return m.FindUpdate(id) }

// finding is the finding with a key, nil if there is none.
func (m *clientAsOf) finding(key model.FindingKey) *model.Finding { return m.FindFinding(key) }
