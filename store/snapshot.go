package store

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Snapshot is all clients at one moment. It never changes.
type Snapshot struct {
	Clients []Client
	// Limits are the limits of the system that have been reached so far, each a sentence without a
	// full stop that says what follows from it and what to do.
	Limits []string
}

// Client is one source at one moment: the logs of one ConfigMgr client.
type Client struct {
	Name string // for people: a host or folder name
	Path string // as the user named it

	Records *Records
	Events  Events
	Logs    []Log // sorted by name
	// Texts are the messages of the records that tell events, where they were asked for and Records has no
	// text; else nil. What comes is added to them.
	Texts *RecordTexts

	// BytesRead and BytesTotal show progress; BytesTotal 0 means unknown. Loading ends when
	// everything that was there at the start has been read.
	BytesRead, BytesTotal int64
	Loading               bool
	// Preview: while everything is being read, Records and Events hold only the newest records of
	// each log, whose lines are unknown. From PreviewSince on no record is missing; it is zero if
	// none is missing at all.
	Preview      bool
	PreviewSince time.Time
	// Live: new records may still come.
	Live bool
	// Replaced is when its logs were last found to be another client's than those that had been read;
	// what those told is not part of it.
	Replaced Replaced
	// Err is why the source cannot be read, nil if it can.
	Err error

	end *model.State // see KnowEnd
}

// Replaced says when and how the logs of a client were replaced by those of another one. Zero: they were
// not, as far as they tell.
type Replaced struct {
	At time.Time
	// Log is one that begins before the end of what had been read of it, "" if none does.
	Log string
	// ID is the client's own id at its site, and Former the one that it had had; zero: it is the same, or
	// not told.
	ID, Former event.GUID
}

// KnowEnd tells the client the state after all its events, for those that will ask for it. It must be
// called before others have the client.
func (c *Client) KnowEnd(state *model.State) { c.end = state }

// StateAfter returns the state after the first n events, as Events.StateAfter does.
func (c *Client) StateAfter(n int) *model.State {
	if c.end != nil && n == c.Events.Len() {
		return c.end
	}
	return c.Events.StateAfter(n)
}

// End returns the state after all events, for which it may use fold.
func (c *Client) End(fold *Fold) *model.State {
	if c.end != nil {
		return c.end
	}
	return fold.AfterFirst(c.Events, c.Events.Len())
}

// StaleAfter is how old the newest record of a followed client may be when the client is opened. If
// it is older, the client counts as stale, as a copied folder would be, and its newest record says
// what time it is, not the clock. A client that is not stale when opened never becomes stale.
const StaleAfter = 24 * time.Hour

// EvictedUntil returns when what is kept of the client begins: the time of its newest evicted
// record or event, zero if nothing is evicted.
func (c *Client) EvictedUntil() (until time.Time) {
	_, until = c.Records.EvictedUntil()
	if _, events, _ := c.Events.EvictedUntil(); events.After(until) {
		until = events
	}
	return until
}

// TimeRange returns the times of the first and the last timed record, zero if there is none.
func (c *Client) TimeRange() (first, last time.Time) {
	for i := range c.Logs {
		l := &c.Logs[i]
		if l.First.IsZero() {
			continue
		}
		if first.IsZero() || l.First.Before(first) {
			first = l.First
		}
		if l.Last.After(last) {
			last = l.Last
		}
	}
	return first, last
}

// Unread returns the files of all logs that could not be read, each with the reason.
func (c *Client) Unread() []string {
	var all []string
	for i := range c.Logs {
		all = append(all, c.Logs[i].Unread...)
	}
	return all
}

// Incomplete returns why not all of the source was read, nil if it was.
func (c *Client) Incomplete() []string {
	all := c.Unread()
	if len(all) == 0 && c.Err != nil {
		all = append(all, c.Err.Error())
	}
	if n := c.Events.LostAtStart(); n > 0 {
		all = append(all, fmt.Sprintf("all events in the order of time (%d came when newer ones had been dropped; raise --memory)", n))
	}
	return all
}

// Coverage returns which logs the client has, and from when until when each one tells.
func (c *Client) Coverage() model.Coverage {
	if c == nil {
		return nil
	}
	all := make(model.Coverage, len(c.Logs))
	for i := range c.Logs {
		if l := &c.Logs[i]; l.Records > 0 {
			all[l.Name] = model.TimeRange{Start: l.First, End: l.Last}
		}
	}
	return all
}

// Log is one log of a client: its live file and the ones it was rolled into. The counts include
// evicted records.
type Log struct {
	Name    string
	Format  model.Format // of most of its records
	Files   int          // files read, rolled ones included
	Records int          // whole records; of a log without a known format, lines
	Damaged int          // records without head or tail, and lines between records
	Bytes   int64
	First   time.Time // UTC; zero if no record has a time
	Last    time.Time

	// The live file.
	Path    string
	Offset  int64
	Pending int       // bytes of an unfinished record
	State   string    // "following", "complete", "locked", …
	Err     string    // why it cannot be read, "" if it can
	Changed time.Time // when bytes last arrived; zero if unknown
	Gaps    int       // places where bytes may have been lost
	// Unread are its files that could not be read and why, such as "CAS.log (permission denied)". Of
	// a log that is followed it is the present trouble only.
	Unread []string
}
