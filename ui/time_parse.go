package ui

import (
	"time"

	"ccmtail/query"
)

// parseTime reads a time as a person types it. What has no zone is on the clock the screen shows;
// what has no date is on its day.
func (m *clientAsOf) parseTime(s string, first, last time.Time) (time.Time, error) {
	return query.Times{Clock: m, At: m.At, First: first, Last: last}.Parse(s)
}

func (a *App) parseTime(s string) (time.Time, error) {
	c := a.session()
	return c.asOf.parseTime(s, c.firstTime(), c.now(a.clockTime))
}
