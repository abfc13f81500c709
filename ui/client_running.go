package ui

import "time"

// secondsBelow is how long what is to come is told to the second.
const secondsBelow = time.Hour

// lastedText says how long something has lasted since t.
func (m *clientAsOf) lastedText(t time.Time) string { return clockDurationText(m.at.Sub(t)) }

// countdownText says how long it will be until t.
func (m *clientAsOf) countdownText(t time.Time) string { return runningText(t.Sub(m.at)) }

// runningText says a length of time that changes while one looks at it: below an hour to the second.
func runningText(d time.Duration) string {
	if d > secondsBelow {
		return durationText(d)
	}
	return clockDurationText(d)
}

// roughAgeText says about how long something has lasted since t.
func (m *clientAsOf) roughAgeText(t time.Time) string { return durationText(m.at.Sub(t)) }

// relativeText says how far off a time is, either way, "" for the zero time.
func (m *clientAsOf) relativeText(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(m.at):
		return "in " + durationText(t.Sub(m.at))
	}
	return m.roughAgeText(t) + " ago"
}
