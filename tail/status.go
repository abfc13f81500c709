package tail

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
)

// State is the state of a log.
type State uint8

// The states of a log. A log that is followed leaves the states from StateGone on when its file can
// be read again.
const (
	// StateOpening is the state of a log that has not been read yet.
	StateOpening State = iota
	// StateFollowing is the state of a log that has been read to its present end.
	StateFollowing
	// StateComplete is the state of a log that has been read to its end and is not followed.
	StateComplete
	// StateGone says that there is no file of that name.
	StateGone
	// StateLocked says that another program does not share the file.
	StateLocked
	// StateDenied says that the user may not read the file.
	StateDenied
	// StateShareLost says that the network share or its server does not answer.
	StateShareLost
	// StateFailed says that there is another error, which is in Status.Err.
	StateFailed
)

var stateNames = [...]string{
	"opening", "following", "complete", "gone", "locked", "access denied", "share lost", "failed",
}

// String returns the state in words.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("state %d", s)
}

// Status describes a log.
type Status struct {
	Log, Path  string // the name of the log, as in Chunk, and the path of its live file
	Generation int    // the generation that is read at present
	Offset     int64  // how many bytes of its file have been read
	Size       int64  // the size of its file in bytes, as last seen
	State      State
	Err        error     // the reason for the states from StateGone on, otherwise nil
	Changed    time.Time // when text was last read from a file; zero for archives and pipes
	Gaps       int       // how many generations began with a gap
}

// Failure returns the file that could not be read and why, such as "CAS.log (permission denied)", ""
// if there is no error. It names the log, or its rolled file if that is the one.
func (s Status) Failure() string {
	if s.Err == nil {
		return ""
	}
	name, reason := s.Log, s.Err
	for pe := (*fs.PathError)(nil); errors.As(reason, &pe); reason = pe.Err {
		if base := path.Base(strings.ReplaceAll(pe.Path, `\`, "/")); parseName(base).rolled && strings.EqualFold(parseName(base).log, path.Base(s.Log)) {
			name = path.Join(path.Dir(s.Log), base)
		}
	}
	return fmt.Sprintf("%s (%s)", name, strings.TrimSuffix(reason.Error(), "."))
}
