// Package store is what is known at one instant about everything that is read: an unchanging
// picture that a feed makes and a screen or a report shows.
package store

import (
	"time"

	"ccmtail/model"
)

// Snapshot is all clients at one instant. Nothing in it changes.
type Snapshot struct {
	Clients []Client
}

// Client is one source: the logs of one ConfigMgr client.
type Client struct {
	Name string // for people: a host or folder name
	Path string // as named by the user

	Records *Records
	Events  Events
	Logs    []Log

	// Read and Size are bytes, for progress; Size 0 means unknown. Loading is over when everything
	// that was there at the start has been read.
	BytesRead, BytesTotal int64
	Loading               bool
	// Preview: all of it is being read, and meanwhile there are only the newest records of each
	// log, and what they tell. None is missing from Since on; that is zero if none is at all. Their
	// lines are not known.
	Preview      bool
	PreviewSince time.Time
	// Live: new records may still come.
	Live bool
	// Err is why the source cannot be read, nil if it can.
	Err error
}

// StaleAfter is how old the newest record of a followed client may be when it is opened: of an
// older one, which may as well be a copy of a folder, that record says what time it is, and not the
// clock. A client that was not stale once may be silent for as long as it likes.
const StaleAfter = 24 * time.Hour

// EvictedUntil returns when what is kept of the client begins, zero if nothing is forgotten: until
// then records, or what they told, are not kept any more, for they would take up too much memory.
func (c *Client) EvictedUntil() (until time.Time) {
	_, until = c.Records.EvictedUntil()
	if _, events, _ := c.Events.EvictedUntil(); events.After(until) {
		until = events
	}
	return until
}

// Log is one log of a client: its live file and what was rolled off it.
type Log struct {
	Name    string
	Format  model.Format
	Files   int // files read, rolled ones included
	Records int // records and, in a log without form, lines
	Damaged int // records without head or tail, and text between records
	Bytes   int64
	First   time.Time // UTC; zero if no record has a time
	Last    time.Time

	// The live file.
	Path    string
	Offset  int64
	Pending int       // bytes of an unfinished record
	State   string    // "following", "complete", "locked", …
	Err     string    // why it cannot be read, "" if it can
	Changed time.Time // when bytes last arrived; zero unknown
	Gaps    int       // places where bytes may have been lost
}

// TimeRange returns the time of the first and last timed record, zero if there is none.
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
