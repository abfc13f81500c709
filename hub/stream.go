package hub

import "time"

// StreamName is the name of the stream.
const StreamName = "CCM"

// MinServer is the oldest version of nats-server with what the hub needs: atomic batches.
const MinServer = "2.12.0"

// StreamSettings are the settings of the stream in the form of the JetStream API, which
// `nats stream add --config` reads too.
type StreamSettings struct {
	Name        string        `json:"name"`
	Description string        `json:"description,omitempty"`
	Subjects    []string      `json:"subjects"`
	Retention   string        `json:"retention"`
	Storage     string        `json:"storage"`
	Compression string        `json:"compression"`
	Discard     string        `json:"discard"`
	Replicas    int           `json:"num_replicas"`
	MaxAge      time.Duration `json:"max_age"`
	MaxBytes    int64         `json:"max_bytes"`
	MaxMsgs     int64         `json:"max_msgs"`
	MaxMsgSize  int32         `json:"max_msg_size"`
	MaxPerSubj  int64         `json:"max_msgs_per_subject"`
	AllowAtomic bool          `json:"allow_atomic"`
	AllowDirect bool          `json:"allow_direct"`
	AllowRollup bool          `json:"allow_rollup_hdrs"`
	DenyDelete  bool          `json:"deny_delete"`
	DenyPurge   bool          `json:"deny_purge"`
}

// What a stream is made with; whoever runs the servers may choose other limits.
const (
	DefaultMaxAge   = 90 * 24 * time.Hour
	DefaultMaxBytes = 40 << 30
)

// DefaultStream returns the settings that a stream is made with. Rollup is off: where it is on, any
// sender can empty the stream. Copies are not compressed: a server of version 2.15 that was killed cannot go on
// with a compressed copy, and answers from it as of then. There are no message ids: a batch that is sent again is refused by its
// fence, and ids to be remembered cost memory.
func DefaultStream(replicas int) StreamSettings {
	compression := "s2"
	if replicas > 1 {
		compression = "none"
	}
	return StreamSettings{
		Name: StreamName, Description: "ccmtail: events and states of ConfigMgr clients",
		Subjects:  []string{AllEvents, AllStates, AllCollectors},
		Retention: "limits", Storage: "file", Compression: compression, Discard: "old", Replicas: max(replicas, 1),
		MaxAge: DefaultMaxAge, MaxBytes: DefaultMaxBytes, MaxMsgs: -1, MaxMsgSize: 1 << 20, MaxPerSubj: -1,
		AllowAtomic: true, AllowDirect: true, DenyDelete: true, DenyPurge: true,
	}
}
