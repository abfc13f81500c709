package ui

import "time"

// What runs while one looks at it, counted from the screen's time. As long as it runs by the second a moment says so, and the screen's
// clock goes by the second too.

// exactly is how long what lasts, and what is to come, is told to the second.
const exactly = time.Hour

// run notes a length of time that runs by the second while it is shorter than some.
func (m *moment) run(d, exactly time.Duration) time.Duration {
	m.seconds = m.seconds || d.Abs() < exactly
	return d
}

// lasts is how long something has lasted since t.
func (m *moment) lasts(t time.Time) string { return length(m.run(m.at.Sub(t), exactly)) }

// left is how long it will be until t.
func (m *moment) left(t time.Time) string { return m.distance(t.Sub(m.at)) }

// distance is a running length of time, over an hour to the minute.
func (m *moment) distance(d time.Duration) string {
	if m.run(d, exactly) > exactly {
		return rough(d)
	}
	return length(d)
}

// since is about how long something has lasted since t.
func (m *moment) since(t time.Time) string { return rough(m.run(m.at.Sub(t), minutesFrom)) }

// until says how far off a time is, either way, "" for the zero time.
func (m *moment) until(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(m.at):
		return "in " + rough(m.run(t.Sub(m.at), minutesFrom))
	}
	return m.since(t) + " ago"
}

// soon says whether a window opens or closes, or the computer restarts, before long: that is not told a minute late.
func (m *moment) soon() bool {
	for _, t := range [...]time.Time{m.window.Until, m.window.Next.Start, m.state.Restart.Deadline} {
		if left := t.Sub(m.at); left >= 0 && left <= exactly {
			return true
		}
	}
	return false
}
