package hub

import (
	"encoding/json"
	"time"

	"ccmtail/summary"
)

// State is a message on the subject of a client's states: its summary, and how far its logs have been
// sent. The newest one is the cursor from which any collector goes on. Its fields and their order are
// known to stateReader too.
type State struct {
	V      int    `json:"v"`
	Sender Sender `json:"sender"`
	Cursor Cursor `json:"cursor"`
	// Part is set while more is to be sent of the client than fits into one batch.
	Part   *Part         `json:"part,omitempty"`
	Client ClientSummary `json:"client"`

	token string // of the client's name as it was sent
}

// Sender says which collector has sent a state.
type Sender struct {
	Name string `json:"name"`
	Run  string `json:"run"` // another one at each start
}

// Cursor says which events of a client have been sent: those that its logs showed up to here at that
// moment.
type Cursor struct {
	At   time.Time   `json:"at,omitzero"`
	Logs []LogCursor `json:"logs"`
}

// LogCursor is a place in a log. Files are named by their identities, which do not change when they are
// rolled.
type LogCursor struct {
	Log    string   `json:"log"`
	File   string   `json:"file"`            // the newest one of which a record had been read
	Offset int64    `json:"offset"`          // behind the last record that had been read of it
	Older  []string `json:"older,omitempty"` // the files before it, newest first
	Gaps   int      `json:"gaps,omitempty"`  // that had been told while it was the newest file

	generation int // of the file in this run of the program, if known
	known      bool
}

// Part says that of what is between State.Cursor and another cursor not all has been sent: only what is
// not behind Last, in the order of time and key.
type Part struct {
	Cursor Cursor `json:"cursor"`
	Last   Mark   `json:"last"`
}

// Mark is a place in the order of a client's events.
type Mark struct {
	Time time.Time `json:"time,omitzero"`
	Key  string    `json:"key"`
}

func (s *State) version() int { return s.V }

// encodeState returns the message of a state. If a client has more updates than fit, the message has
// those that want most attention, and says how many it leaves out.
func encodeState(s *State) ([]byte, error) {
	s.V = Version
	if n := len(s.Client.Updates) - maxUpdates; n > 0 {
		s.Client.leaveOut(n)
	}
	for {
		text, err := json.Marshal(s)
		if err != nil {
			return nil, err
		}
		message := pack(text)
		n := len(s.Client.Updates)
		switch {
		case len(message) <= MaxStateBytes && len(text) <= maxStateText:
			return message, nil
		case n == 0:
			return nil, errTooLarge
		}
		s.Client.leaveOut(n/2 + 1)
	}
}

// DecodeState reads a state and makes its texts harmless.
func DecodeState(message []byte) (*State, error) {
	s := &State{}
	if err := decode(message, MaxStateBytes, s); err != nil {
		return nil, err
	}
	s.Sender.Name, s.Sender.Run = harmless(s.Sender.Name, maxName), harmless(s.Sender.Run, maxName)
	s.token = Token(s.Client.Name)
	s.Client.bound()
	return s, nil
}

// Summary returns the client's summary, without a number.
func (s *State) Summary() summary.ClientSummary { return s.Client.summary() }
