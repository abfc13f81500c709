package model

import (
	"cmp"
	"time"

	"ccmtail/model/event"
)

// Evidence is the record a fact was read from. It says itself where that stands: the record may be
// forgotten before it. It has no pointers and is small, since states are mostly made of it.
type Evidence struct {
	Rec  event.RecordID
	Line int32 // 1-based, in its file; 0 if not known
	// Generation says in which file of the log, oldest first; the client's records know its name.
	Generation  int32
	logAndTimed uint32 // twice the number of the log; plus 1 if its record carries its own time
	Offset      int64  // the byte of that file at which the record begins
	at          moment
}

// moment is a time, in nanoseconds since the earliest one that an event may have; zero is none.
type moment uint64

const epoch moment = 1 << 63 // 1970

// EvidenceOf returns where an event stands.
func EvidenceOf(e *event.Event) Evidence {
	v := Evidence{
		Rec: e.Rec, Line: e.Line, Generation: int32(e.Generation), logAndTimed: 2 * uint32(e.Log), Offset: e.Offset, at: momentOf(e.At),
	}
	if e.Timed {
		v.logAndTimed++
	}
	return v
}

func momentOf(utc int64) moment { return moment(utc) + epoch }

// Log returns the name of the log; zero is no evidence.
func (e Evidence) Log() event.LogName { return event.LogName(e.logAndTimed / 2) }

// At returns when it was logged, UTC.
func (e Evidence) At() time.Time {
	if e.at == 0 {
		return time.Time{}
	}
	return time.Unix(0, int64(e.at-epoch)).UTC()
}

// Timed is false where the record carries no time of its own: then At is only the place in its
// file.
func (e Evidence) Timed() bool { return e.logAndTimed&1 != 0 }

// Moved returns the evidence as of another time.
func (e Evidence) Moved(t time.Time) Evidence {
	e.at = momentOf(t.UnixNano())
	return e
}

// isZero reports whether there is no evidence.
func (e Evidence) isZero() bool { return e.at == 0 }

// after reports whether a record comes behind another one, in the order of the fold; every record
// comes behind none.
func (e Evidence) after(o Evidence) bool { return later(&e, &o) }

// later is after for records that need not be copied.
func later(e, o *Evidence) bool {
	switch {
	case e.at != o.at:
		return e.at > o.at // none has the earliest time there is
	case e.Rec == o.Rec:
		return false
	}
	return cmp.Or(e.Log().Compare(o.Log()), cmp.Compare(e.Generation, o.Generation), cmp.Compare(e.Line, o.Line), cmp.Compare(e.Rec, o.Rec)) > 0
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
	State   S
	HasCode bool
	Code    event.Code // the result the step came with, if HasCode
	Evidence
}
