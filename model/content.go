package model

import (
	"time"

	"ccmtail/model/event"
)

// ContentState is where the download of a content is.
type ContentState uint8

// The states of a content.
const (
	ContentUnknown ContentState = iota
	ContentRequested
	ContentWaitingForLocation
	ContentDownloading
	ContentDownloaded
	ContentVerified
	ContentFailed
	ContentStates = iota
)

// String returns the state's name in reports.
func (p ContentState) String() string {
	return [ContentStates]string{"unknown", "requested", "waiting-for-location", "downloading", "downloaded", "verified", "failed"}[p]
}

// Content is the files of one update (a leaf of its bundle) on their way to the client's cache,
// with the ids that lead from the update to the bytes.
type Content struct {
	ID              event.GUID
	Update          event.GUID // the update it belongs to, zero until a line links them
	File            string
	State           ContentState
	Request         event.GUID // download request (CAS)
	CTM             event.GUID // content transfer job
	LocationRequest event.GUID // location request
	DTS             event.GUID // data transfer job
	BITS            event.GUID
	Server          string // URL downloaded from
	// Done and Total are bytes; Total 0 means unknown.
	Done, Total   int64
	Retries       int
	Error         event.Code
	HasError      bool
	ErrorEvidence Evidence // the line with the error
	Started       Evidence
	Changed       Evidence // the last line about it
	// NextAttempt is when the client tries again, where a line says so; zero otherwise.
	NextAttempt time.Time
	Ended       Evidence

	stallBegan, stallEnded Evidence // the last time that it stood still for long: from, to
}

// Scan is one search for updates.
type Scan struct {
	Source  event.GUID // update source
	Job     event.GUID
	Request event.GUID // location request
	Server  string
	Start   Evidence
	// SearchStarted is when the update agent began to search.
	SearchStarted Evidence
	End           Evidence
	Result        event.Code
	Ended         bool
	// Deployment scans (before and after installing) and the client's own are not told apart by the
	// lines known.
}

// RestartStep is one thing that happened on the way to and through a restart.
type RestartStep struct {
	Name string // "requested", "notified", "initiated", "client-started"
	Evidence
}

// RestartStatus is what is known about a pending restart.
type RestartStatus struct {
	// PendingCount is the number of updates that the client itself says wait for a restart;
	// valid if HasCount.
	PendingCount  int
	HasCount      bool
	Agent         string // who asked
	Deadline      time.Time
	Requested     Evidence
	Notified      Evidence // the user was told
	Grace         time.Duration
	Final         time.Duration
	IgnoresWindow event.Tri
	Allowed       Evidence // a service window or its absence allowed it
	Initiated     Evidence
	ClientStarted Evidence // the client's last start
}
