package ui

import (
	"time"

	"ccmtail/summary"
)

// Fleet is many clients, of each of which only a summary is kept. Its methods may be called from
// any goroutine and do not block.
type Fleet interface {
	// Len returns how many clients there are. Each has a number, from 0 on, that never changes.
	Len() int
	// Changed returns the clients that have changed since a version, in any order, and the present
	// version. Version 0 stands for the beginning.
	Changed(since uint64) (clients []summary.ClientSummary, version uint64)
	// News has something in it whenever clients have changed. Its capacity is 1.
	News() <-chan struct{}
	// SetAt sets the moment that the summaries are about; zero stands for now. The clients that are
	// different then change one after the other.
	SetAt(t time.Time)
	// Progress returns how far the first reading of all clients has come.
	Progress() FleetProgress
	// OpenClient begins to read a client as a whole, with its records; close ends that.
	OpenClient(number int) (client Source, close func(), err error)
}

// FleetProgress is how far the first reading of all clients has come.
type FleetProgress struct {
	Clients int   // that have been read, or cannot be read
	Bytes   int64 // that have been read
	// Limits are the limits of the system that have been reached, as in store.Snapshot.
	Limits []string
	// Failures say why files that are kept beside the screen could not be written, or what else
	// could not be read, oldest first.
	Failures []string
	// Away is since when the hub that holds the fleet does not answer; zero: it does, or there is
	// none. Silent are the collectors that say nothing any more. Both last, and what is shown is
	// not up to date.
	Away   time.Time
	Silent []summary.SilentCollector
}

// isOld reports whether what is shown is not up to date.
func (p *FleetProgress) isOld() bool { return !p.Away.IsZero() || len(p.Silent) > 0 }
