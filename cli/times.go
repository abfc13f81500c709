package cli

import (
	"fmt"
	"time"

	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// timesHelp says how times are written.
const timesHelp = `A TIME is 21:05, 03-17, 03-17 21:05, 2026-03-17 21:05, start or end, on the client's clock; -10m, before the
end; or RFC 3339, as 2026-03-17T21:05:00-05:00. Without a date it is on the day of the newest record.`

// timesOf returns the times of a client as people type them: relative to its newest record, on its
// clock.
func timesOf(c *store.Client) query.Times {
	first, last := c.TimeRange()
	return query.Times{Clock: summary.ClockOf(c), At: last, First: first, Last: last}
}

// timesOfNobody returns times to check what is typed, before there are logs: of a leap year.
func timesOfNobody() query.Times {
	return query.Times{Clock: summary.ClockOf(&store.Client{Records: store.New().Records()}), At: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
}

// checkTime returns an error if a time of the command line is none, whatever the logs are; "" is no
// time.
func checkTime(s string) error {
	if s == "" {
		return nil
	}
	if _, err := timesOfNobody().Parse(s); err != nil {
		return fmt.Errorf("%w; or write it as 2026-03-10T21:05:00-05:00 (RFC 3339)", err)
	}
	return nil
}

// timeIn returns a time that was checked, for a client; zero for "".
func timeIn(c *store.Client, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return timesOf(c).Parse(s)
}
