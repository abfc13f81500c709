package ui

import "time"

// What runs while one looks at it, counted from the screen's time. As long as it runs by the second a moment says so, and the screen's
// clock goes by the second too.

// secondsBelow is how long what lasts, and what is to come, is told to the second.
const secondsBelow = time.Hour

// noteRunning notes a length of time that runs by the second while it is shorter than some.
func (m *clientAsOf) noteRunning(d, exactly time.Duration) time.Duration {
	m.showsSeconds = m.showsSeconds || d.Abs() < exactly
	return d
}

// lastedText is how long something has lasted since t.
func (m *clientAsOf) lastedText(t time.Time) string {
	return clockDurationText(m.noteRunning(m.at.Sub(t), secondsBelow))
}

// countdownText is how long it will be until t.
func (m *clientAsOf) countdownText(t time.Time) string { return m.runningText(t.Sub(m.at)) }

// runningText is a running length of time, over an hour to the minute.
func (m *clientAsOf) runningText(d time.Duration) string {
	if m.noteRunning(d, secondsBelow) > secondsBelow {
		return durationText(d)
	}
	return clockDurationText(d)
}

// roughAgeText is about how long something has lasted since t.
func (m *clientAsOf) roughAgeText(t time.Time) string {
	return durationText(m.noteRunning(m.at.Sub(t), secondsTextBelow))
}

// relativeText says how far off a time is, either way, "" for the zero time.
func (m *clientAsOf) relativeText(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(m.at):
		return "in " + durationText(m.noteRunning(t.Sub(m.at), secondsTextBelow))
	}
	return m.roughAgeText(t) + " ago"
}

// changesSoon says whether a window opens or closes, or the computer restarts, before long: that is not told a minute late.
func (m *clientAsOf) changesSoon() bool {
	for _, t := range [...]time.Time{m.window.Until, m.window.Next.Start, m.state.Restart.Deadline} {
		if left := t.Sub(m.at); left >= 0 && left <= secondsBelow {
			return true
		}
	}
	return false
}
