package fleet

import (
	"time"

	"ccmtail/summary"
)

// How soon a client is visited again.
const (
	// hotPace is the time between two visits of a client on which something goes on.
	hotPace = 2 * time.Second
	// coldPace is that of any other client whose changes are not notified, and watchedPace of one whose
	// changes are.
	coldPace    = 30 * time.Second
	watchedPace = time.Minute
	// nudgedPace is the least time between two visits of a client on which nothing special goes on,
	// whatever is notified.
	nudgedPace = 3 * time.Second
	// hotFor is how long after an event a client is hot.
	hotFor = 10 * time.Minute
	// doneAge is how old the summary of a client may be that has nothing left to do.
	doneAge = time.Hour
	// firstRetry is when a client that cannot be read is tried again, and lastRetry the longest time
	// between two attempts, which doubles.
	firstRetry, lastRetry = 5 * time.Second, 5 * time.Minute
)

// activity says how much goes on on a client.
type activity uint8

const (
	cold activity = iota // it waits
	hot                  // something goes on
	done                 // nothing is left to do
)

// pace is when a client was last visited, and how soon that is to be again.
type pace struct {
	state   activity
	visited time.Time     // when the last visit ended
	failed  int           // visits without success since the last one that had any
	ended   bool          // there is nothing more to come
	cold    time.Duration // from a visit to the next one if nothing goes on
}

// activityOf returns how much goes on on a client.
func (m *member) activityOf(s *summary.ClientSummary, now time.Time) activity {
	switch {
	case !m.news.follows:
		return cold
	case now.Sub(m.news.eventsAt) < hotFor, s.State == summary.ClientInstalling, s.State == summary.ClientPendingRestart:
		return hot
	case s.State == summary.ClientDone:
		return done
	}
	for _, o := range s.Openings {
		if o.Contains(now) {
			return hot
		}
	}
	return cold
}

// setPace notes how soon the client is to be visited again.
func (m *member) setPace(state activity) {
	m.lane.mu.Lock()
	defer m.lane.mu.Unlock()
	every := coldPace
	if m.dirs != nil {
		every = watchedPace
	}
	m.pace = pace{state, time.Now(), m.failures, m.visited.Ended(), m.spread(every)}
}

// spread makes a time up to a quarter longer or shorter, differently for each client. Those that were read
// one after the other at the start would be visited all at once ever after.
func (m *member) spread(d time.Duration) time.Duration {
	const steps = 64
	n := m.number * 37 % steps // neighbours are far apart
	return d*3/4 + d/2*time.Duration(n)/steps
}

// next returns when the client is to be visited again; more is false if nothing more will come.
func (p *pace) next(nudged bool) (due time.Time, more bool) {
	switch {
	case p.failed > 0:
		return p.visited.Add(retryAfter(p.failed)), true
	case p.ended:
		return time.Time{}, false
	case nudged:
		return p.soonest(), true
	case p.state == hot:
		return p.visited.Add(hotPace), true
	}
	return p.visited.Add(p.cold), true
}

// soonest returns when a client is to be visited again whose logs have changed.
func (p *pace) soonest() time.Time {
	if p.state == hot {
		return p.visited.Add(hotPace)
	}
	return p.visited.Add(nudgedPace)
}

// retryAfter returns how long after so many visits without success the next one is due.
func retryAfter(failures int) time.Duration {
	pause := firstRetry
	for i := 1; i < failures && pause < lastRetry; i++ {
		pause *= 2
	}
	return min(pause, lastRetry)
}
