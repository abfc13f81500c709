package model

import (
	"time"

	"ccmtail/model/event"
)

// Evidence is the record a fact was read from. It says itself where that stands: the record may be
// forgotten before it.
type Evidence struct {
	Rec  event.RecordID
	Line int32     // 1-based, in its file; 0 if not known
	Log  string    // "" is no evidence
	At   time.Time // UTC
	// Timed is false where the record carries no time of its own: then At is only the place in its
	// file.
	Timed bool
}

// evidenceOf returns where an event stands.
func evidenceOf(e *event.Event) Evidence {
	return Evidence{Rec: e.Rec, Line: e.Line, Log: e.Log, At: e.Time(), Timed: e.Timed}
}

// Transition is one step of an update or a deployment.
type Transition[S any] struct {
	State S
	Evidence
	Code    event.Code // the result the step came with, if HasCode
	HasCode bool
}
