package model

import (
	"cmp"
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
	// Generation says in which file of the log, oldest first; the client's records know its name.
	Generation int32
	// Timed is false where the record carries no time of its own: then At is only the place in its
	// file.
	Timed  bool
	Offset int64 // the byte of that file at which the record begins
}

// evidenceOf returns where an event stands.
func evidenceOf(e *event.Event) Evidence {
	return Evidence{Rec: e.Rec, Line: e.Line, Log: e.Log, Generation: int32(e.Generation), Offset: e.Offset, At: e.Time(), Timed: e.Timed}
}

// isZero reports whether there is no evidence.
func (e Evidence) isZero() bool { return e.Log == "" && e.At.IsZero() }

// after reports whether a record comes behind another one, in the order of the fold; every record
// comes behind none.
func (e Evidence) after(o Evidence) bool { return later(&e, &o) }

// later is after for records that need not be copied.
func later(e, o *Evidence) bool {
	if c := e.At.Compare(o.At); c != 0 {
		return c > 0 // none has the earliest time there is
	}
	if e.Rec == o.Rec {
		return false
	}
	return cmp.Or(cmp.Compare(e.Log, o.Log), cmp.Compare(e.Generation, o.Generation), cmp.Compare(e.Line, o.Line), cmp.Compare(e.Rec, o.Rec)) > 0
}

// newestOf returns the record of two that comes behind the other one.
func newestOf(a, b Evidence) Evidence {
	if b.after(a) {
		return b
	}
	return a
}

// noEvidence is no record.
var noEvidence Evidence

// latestOf is newestOf for records that need not be copied.
func latestOf(a, b *Evidence) *Evidence {
	if later(b, a) {
		return b
	}
	return a
}

// Transition is one step of an update or a deployment.
type Transition[S any] struct {
	Evidence
	State   S
	HasCode bool
	Code    event.Code // the result the step came with, if HasCode
}
