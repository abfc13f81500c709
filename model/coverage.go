package model

import (
	"time"

	"ccmtail/model/event"
)

// Coverage says which logs a client has, by name ("WUAHandler.log"), and from when until when each
// one tells. What a sentence denies, a log must cover.
type Coverage map[string]TimeRange

// Knowing returns the state with what is known of the logs it was read from. Without it, every log is
// taken to be there from the beginning. Of no state, nil, it returns none.
func (s *State) Knowing(c Coverage) *State {
	if s == nil {
		return nil
	}
	k := *s
	k.coverage = c
	return &k
}

// covers reports whether a log is there and reaches back to a moment, so that what it does not say
// has not been.
func (s *State) covers(log string, since time.Time) bool {
	if s.coverage == nil {
		return true
	}
	r, there := s.coverage[log]
	return there && !r.Start.After(since)
}

// The logs whose silence means something.
const (
	logDeployments = "UpdatesDeployment.log"
	logScans       = "WUAHandler.log"
	logScanAgent   = "ScanAgent.log"
	logTransfers   = "DataTransferService.log"
	logLocations   = "LocationServices.log"
	logRestarts    = "RebootCoordinator.log"
)

// logAgent is the log of the update agent, which tells of every search.
var logAgent = event.LogNamed("WindowsUpdate.log")
