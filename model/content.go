package model

import (
	"time"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// ContentState is where the download of a content is.
type ContentState uint8

// The states of a content.
const (
	ContentUnknown ContentState = iota
	ContentRequested
	ContentWaitingForLocation
	ContentPaused
	ContentDownloading
	ContentDownloaded
	ContentVerified
	ContentFailed
	ContentStates = iota
)

// String returns the state's name in reports.
func (p ContentState) String() string {
	return [ContentStates]string{"unknown", "requested", "waiting-for-location", "paused", "downloading", "downloaded", "verified", "failed"}[p]
}

// Transfer is one attempt to fetch a content, which has ended.
type Transfer struct {
	CTM, DTS, BITS event.GUID
	Server         string // URL downloaded from, "" unknown
	Done, Total    int64  // bytes
	Begun, Ended   Evidence
	Outcome        Outcome
	Code           event.Code
	HasCode        bool
	HTTPStatus     int // that the server answered with, 0 unknown
}

// Content is the files of one update (a leaf of its bundle) on their way to the client's cache,
// with the ids that lead from the update to the bytes.
type Content struct {
	ID              event.GUID
	Update          event.GUID // the update it belongs to, the newest if several, zero until a line links them
	alsoOf          []event.GUID
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
	HTTPStatus    int      // that the server answered with, beside or instead of Error; 0 unknown
	ErrorText     string   // what the line says beside the code, "" mostly
	ErrorServer   string   // URL of the server that the present try failed at, "" if no line names it
	ErrorEvidence Evidence // the line with the error
	// PausedBy is what a paused download waits for to change: "metered".
	PausedBy string
	// Removed is the line that says that it was deleted from the cache.
	Removed Evidence
	Started Evidence // of the present attempt
	Changed Evidence // the last line about it
	// Waits is the line from which on it waits for a location: the first that says that there is none, if
	// one does. Zero if it does not wait.
	Waits Evidence
	// NextAttempt is when the client tries again, where a line says so; zero otherwise.
	NextAttempt time.Time
	Ended       Evidence
	past        []Transfer
	transferred bool // the transfer job has done its work
	nowhere     bool // it waits for a location, and an answer named none

	moved                  Evidence // the last line with more bytes than before
	stallBegan, stallEnded Evidence // the last time that it stood still for long: from, to
}

// Transfers returns the attempts to fetch the content, oldest first, without one that goes on.
func (c *Content) Transfers() []Transfer {
	if c.State != ContentFailed && c.State != ContentVerified {
		return c.past
	}
	t := c.transfer()
	t.Outcome = Succeeded
	if c.State == ContentFailed {
		t.Outcome = FailedAttempt
	}
	return append(c.past[:len(c.past):len(c.past)], t)
}

// transfer returns the present attempt.
func (c *Content) transfer() Transfer {
	return Transfer{
		CTM: c.CTM, DTS: c.DTS, BITS: c.BITS, Server: c.Server, Done: c.Done, Total: c.Total,
		Begun: c.Started, Ended: c.Ended, Code: c.Error, HasCode: c.HasError, HTTPStatus: c.Answered(),
	}
}

// Answered returns the HTTP status that a server answered the last request with, 0 if none did.
func (c *Content) Answered() int {
	switch {
	case c.HTTPStatus >= errcode.NoAnswer:
		return 0
	case c.HTTPStatus == 0 && c.HasError && c.Error>>16 == bitsHTTP:
		return int(c.Error & 0xffff)
	}
	return c.HTTPStatus
}

// bitsHTTP is the upper half of the codes with which BITS says an HTTP status, which is the lower half:
// 0x80190194 is 404.
const bitsHTTP = 0x8019

// beginTransfer begins a new attempt where the last one has failed.
func (c *Content) beginTransfer() {
	if c.State != ContentFailed {
		return
	}
	t := c.transfer()
	t.Outcome = FailedAttempt
	var cut int
	c.past = appendStep(c.past, t, &cut)
	c.Done, c.Retries, c.Error, c.HasError, c.HTTPStatus, c.ErrorText, c.ErrorServer = 0, 0, 0, false, 0, "", ""
	c.transferred = false
	c.State, c.Started, c.Ended, c.ErrorEvidence = ContentUnknown, Evidence{}, Evidence{}, Evidence{}
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
	changed       Evidence // the last line about it
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
	Wanted        Evidence // the deployment agent is to announce one
	Agent         string   // who asked
	Deadline      time.Time
	Requested     Evidence
	Notified      Evidence // the user was told
	Grace         time.Duration
	Final         time.Duration
	IgnoresWindow event.Tri
	Allowed       Evidence // a service window or its absence allowed it
	Initiated     Evidence
	ClientStarted Evidence // the client's last start
	// Earlier is what another agent asked for before Agent did. Whether that still counts the logs do not
	// show.
	Earlier RestartRequest
}

// RestartRequest is an agent's request for a restart.
type RestartRequest struct {
	Agent     string // "" if there is none
	Deadline  time.Time
	Requested Evidence
}
