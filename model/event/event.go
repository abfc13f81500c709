// Package event is what a record says: the kinds of facts that logs report, the ids and codes that
// they name.
package event

import (
	"cmp"
	"time"
)

// Kind says what an event reports.
type Kind uint8

// Event is one fact read from one record. Which fields are filled depends on the kind and on the
// wording of the line; zero means the line (and the lines before it on its thread) did not say.
type Event struct {
	Kind Kind
	// At is the UTC time in nanoseconds since 1970; Wall the same on the client's clock.
	At, Wall int64
	// Bias is minutes from Wall to At, valid if Zoned: logged with the record (OwnZone) or taken
	// over from others of its source.
	Bias           int16
	Zoned, OwnZone bool
	// Timed is false where the record had no time of its own.
	Timed bool
	Rec   RecordID

	// Log, Generation and Offset, its first byte in its file, say where the record stands; they break
	// ties of At.
	Log        LogName
	Generation int
	Offset     int64
	// Line is the 1-based line of its file at which the record begins, 0 if that is not known.
	Line int32

	Update, Source, Deployment, Content, Job, Request, Window GUID
	// Linked is the other end of a link: what supersedes the update, the DTS job of a CTM job, the
	// BITS job of a DTS job, what a rule of the user's is about.
	Linked GUID

	Numbers Numbers
	Texts   Texts
	// WhenUTC says that the number When is UTC; else it is on the client's clock.
	WhenUTC bool
	Code    Code
	HasCode bool
	// Answer is the yes or no of the line; what was asked depends on the kind: see RestartRequired
	// and its like.
	Answer Tri
}

// About returns the ids that say what the event is about or belongs to, zero where it has none: all
// but those of its source and its window, and the other end of a link.
func (e *Event) About() [5]GUID {
	return [...]GUID{e.Update, e.Deployment, e.Content, e.Job, e.Request}
}

// Time returns when the event happened, UTC.
func (e *Event) Time() time.Time { return time.Unix(0, e.At).UTC() }

// WhenTime returns the time the text names, in UTC; zero if it names none.
func (e *Event) WhenTime() time.Time {
	switch {
	case e.Numbers[When] == 0:
		return time.Time{}
	case e.WhenUTC:
		return time.Unix(0, e.Numbers[When]).UTC()
	}
	return time.Unix(0, e.Numbers[When]).UTC().Add(time.Duration(e.Bias) * time.Minute)
}

// Compare orders events by time, ties by log, file and place in the file.
func (e *Event) Compare(o *Event) int {
	if c := cmp.Compare(e.At, o.At); c != 0 {
		return c
	}
	if c := e.Log.Compare(o.Log); c != 0 {
		return c
	}
	if c := cmp.Compare(e.Generation, o.Generation); c != 0 {
		return c
	}
	if c := cmp.Compare(e.Offset, o.Offset); c != 0 {
		return c
	}
	return cmp.Compare(e.Kind, o.Kind)
}

// RecordID numbers the records of one client in the order of their arrival. It stays the same for
// as long as the program runs and is the evidence behind every fact.
type RecordID uint32
