package fleet

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/store"
	"ccmtail/summary"
)

// visitor reads a client by visits; feed.Visited does. But for BytesRead and Modified its methods are for
// one goroutine at a time.
type visitor interface {
	Name() string
	Path() string
	Visit(ctx context.Context, now time.Time) (changed bool, err error)
	BytesRead() int64
	Modified() time.Time
	Snapshot() store.Client
	Ended() bool
	Watchable() []string
}

// member is one client of a fleet.
type member struct {
	fleet   *Fleet
	lane    *lane
	number  int
	visited visitor

	// Guarded by lane.mu.
	due    time.Time
	hot    time.Time // when it last deployed updates, before the first visit; zero if that is not known
	index  int       // in the lane's queue; -1: it is being visited, or not to be visited any more
	again  bool      // to be visited again at once
	isIdle bool      // not to be visited any more
	pace   pace      // of the last visit that ended

	isNudged   atomic.Bool // its logs have changed since the last visit began
	unanswered atomic.Bool // the visit that is going on has been called unanswered
	// hasAnswered: the visit that is going on has read what there is. What it still does takes long
	// only because this computer is busy.
	hasAnswered atomic.Bool

	visiting sync.Mutex // held during a visit; guards what follows
	news     clientNews
	activity activity // at the last summary
	failures int      // visits without success since the last one that had any
	dirs     []string // that are watched
	isRead   bool     // it has been visited

	// Guarded by fleet.mu.
	summary   summary.ClientSummary
	version   uint64
	isCounted bool // among those that have been read once or cannot be read
}

// clientNews is what the last summary was made of.
type clientNews struct {
	at       time.Time // what it is about
	asked    time.Time // the moment asked for, zero: now
	made     time.Time // by the wall clock
	events   int
	bytes    int64     // of all records
	failed   bool      // it could not be read
	unread   int       // files that could not be read
	eventsAt time.Time // when events last came, by the wall clock
	history  []summary.StateSince
	follows  bool // the client's time is that of the wall clock
	replaced store.Replaced
}

func newMember(f *Fleet, number int, v visitor) *member {
	m := &member{fleet: f, number: number, visited: v, lane: f.local}
	if strings.HasPrefix(v.Path(), `\\`) {
		m.lane = f.remote
	}
	m.summary = summary.ClientSummary{Number: number, Name: v.Name(), Path: v.Path(), Loading: true}
	m.version = 1
	f.version = 1
	return m
}

// visit reads what is new of the client and sums it up.
func (m *member) visit(ctx context.Context) {
	m.visiting.Lock()
	defer m.visiting.Unlock()
	m.isNudged.Store(false)
	before := m.visited.BytesRead()
	changed, err := m.visited.Visit(ctx, m.fleet.options.Now())
	m.hasAnswered.Store(true)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		m.failures++
		m.unwatch()
	} else {
		m.failures = 0
		m.watch()
	}
	isFirst := !m.isRead
	m.isRead = true
	m.sumUp(changed || isFirst)
	m.fleet.note(m, m.visited.BytesRead()-before)
}

// watch makes changes of the client's logs be notified, where that is possible.
func (m *member) watch() {
	if m.dirs == nil {
		dirs := m.visited.Watchable()
		if m.fleet.watched.add(m, dirs) {
			m.dirs = dirs
		}
	}
}

func (m *member) unwatch() {
	if m.dirs != nil {
		m.fleet.watched.remove(m, m.dirs)
		m.dirs = nil
	}
}

// sumUp publishes a new summary if there may be something new in it: because the logs have changed, or
// only because time goes on.
func (m *member) sumUp(changed bool) {
	now, asked := m.fleet.options.Now(), m.fleet.moment()
	if m.unanswered.Swap(false) {
		changed, m.news.made = true, time.Time{} // what was published last is that it does not answer
	}
	if !changed && m.news.asked.Equal(asked) && !m.isStale(now) {
		m.setPace(m.activity)
		return
	}
	client := m.visited.Snapshot()
	if client.Replaced != m.news.replaced { // what was known is of another one
		m.news = clientNews{replaced: client.Replaced}
	}
	followed := m.news.follows
	at := m.momentOf(&client, asked, now)
	if m.news.asked.Equal(asked) && m.isAsKnown(&client) && !m.isStale(now) && (followed || m.isSame(&client, at)) {
		m.setPace(m.activity) // nothing new, or more records of which none tells anything
		return
	}
	m.foldEvents(&client, now)
	m.fleet.tell(m, &client)
	if !changed && m.news.at.Equal(at) && m.news.asked.Equal(asked) {
		m.news.made = now
		m.setPace(m.activity)
		return
	}
	s := summary.ClientAt(&client, at, m.fleet.options.Rules).ClientSummary(nil)
	s.Number, s.Visited, s.History = m.number, now, m.news.history
	m.news.at, m.news.asked, m.news.made = at, asked, now
	m.news.bytes = bytesOfRecords(&client)
	m.news.failed, m.news.unread = client.Err != nil, len(client.Unread())
	m.activity = m.activityOf(&s, now)
	m.setPace(m.activity)
	if s.Error != "" {
		s.Retry = now.Add(retryAfter(m.failures))
	}
	m.fleet.share(&s)
	m.fleet.publish(m, s)
}

// foldEvents notes how a client came into its states, if there are other events than before. The client
// knows the state at their end from then on, which is asked for more than once.
func (m *member) foldEvents(c *store.Client, now time.Time) {
	n := c.Events.Len()
	if n == m.news.events && m.news.history != nil {
		c.KnowEnd(c.StateAfter(n))
		return
	}
	if m.news.events > 0 {
		m.news.eventsAt = now
	}
	history, end := summary.History(c.Events)
	m.news.events, m.news.history = n, history
	c.KnowEnd(end)
}

// isAsKnown reports whether a client is as it was at the last summary, but for records that tell nothing
// and what time alone changes.
func (m *member) isAsKnown(c *store.Client) bool {
	return c.Events.Len() == m.news.events && (c.Err != nil) == m.news.failed && len(c.Unread()) == m.news.unread && !m.news.made.IsZero()
}

// isSame reports whether the last summary was about the same records of a client, and the same moment.
func (m *member) isSame(c *store.Client, at time.Time) bool {
	return m.news.at.Equal(at) && bytesOfRecords(c) == m.news.bytes
}

// bytesOfRecords returns how long all records of a client are together.
func bytesOfRecords(c *store.Client) (sum int64) {
	for i := range c.Logs {
		sum += c.Logs[i].Bytes
	}
	return sum
}

// momentOf returns the moment that the summary is about: the one asked for or, for now, the wall clock
// while the client's logs go on, else the end of its logs.
func (m *member) momentOf(c *store.Client, asked, now time.Time) time.Time {
	_, last := c.TimeRange()
	if last.IsZero() {
		return now
	}
	_, zoned := c.Records.BiasAt(last)
	m.news.follows = !m.visited.Ended() && zoned && (m.news.follows || now.Sub(last).Abs() < store.StaleAfter)
	switch {
	case !asked.IsZero():
		return asked // as a report is about it, even if the logs have ended by then
	case m.news.follows && now.After(last):
		return now
	}
	return last
}

// isStale reports whether time alone may have made the last summary wrong.
func (m *member) isStale(now time.Time) bool {
	age := now.Sub(m.news.made)
	switch {
	case !m.news.follows || !m.news.asked.IsZero():
		return false
	case m.activity == hot:
		return age >= hotPace
	case m.activity == done:
		return age >= doneAge
	}
	return age >= m.spread(coldPace)
}

var errNoAnswer = errors.New("the computer does not answer")

// noAnswer publishes that the client does not answer. What was known of it remains.
func (m *member) noAnswer() {
	m.unanswered.Store(true)
	m.fleet.mu.Lock()
	s := m.summary
	m.fleet.mu.Unlock()
	s.Error, s.State, s.Loading, s.Stuck = "open "+m.visited.Path()+": "+errNoAnswer.Error(), summary.ClientUnreadable, false, nil
	m.fleet.publish(m, s)
	m.fleet.note(m, 0)
}
