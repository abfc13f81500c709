package tail

import (
	"fmt"
	"time"
)

// State is how a log stands at the moment.
type State uint8

// The states of a log. All but StateComplete are looked at again: a log leaves
// StateGone, StateLocked, StateDenied, StateShareLost and StateFailed by itself
// once its file can be read.
const (
	// StateOpening: known by name, not read yet.
	StateOpening State = iota
	// StateFollowing: read to its end so far, more may come.
	StateFollowing
	// StateComplete: read to its end, nothing more will come.
	StateComplete
	// StateGone: there is no file of that name at the moment.
	StateGone
	// StateLocked: another program shares the file with nobody.
	StateLocked
	// StateDenied: the file may not be read by this user.
	StateDenied
	// StateShareLost: the network share or its server does not answer.
	StateShareLost
	// StateFailed: any other trouble; see Status.Err.
	StateFailed
)

var stateNames = [...]string{
	"opening", "following", "complete", "gone", "locked", "access denied", "share lost", "failed",
}

// String returns the state in words for people.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("state %d", s)
}

// Status is how one log stands.
type Status struct {
	Log, Path  string    // the family and the path of its live file
	Generation int       // the generation being read
	Offset     int64     // bytes of the file read so far in this generation
	Size       int64     // bytes the file had when last looked at
	State      State     // what the log is doing
	Err        error     // why, for the states that are trouble; nil otherwise
	Changed    time.Time // when bytes last arrived; zero if none did
	Gaps       int       // generations that began with a possible gap
}
