package model

import (
	"time"

	"ccmtail/model/event"
)

// problem is a known problem: what there is to say of it in advance, and by what it is recognised.
// All of them stand in the files findings_*.go. The texts that show them come from Microsoft's and
// vendors' troubleshooting pages and from administrators' scripts; the advice is ours. F31, "Failed
// to refresh Resync state message", is left out on purpose: it was seen on a healthy client that
// was new, and never with a problem.
type problem struct {
	ID       string // "F01"
	Severity Severity
	Advice   string

	// StopsUntil says what happens when the client processes updates again; "" where the problem
	// does not keep it from that.
	StopsUntil string
	// EndsWithRestart says that an update that waits for a restart is not past it, EndsWithContent that
	// one whose contents are all there is.
	EndsWithRestart, EndsWithContent bool
	// NamedLater says that a line may tell of it before another one tells which update has it.
	NamedLater bool

	// Codes name it, each where one of these phases fails with it.
	Codes map[phases][]event.Code
	// Otherwise is the phases of which it is the problem where the code names no other one.
	Otherwise phases
	// CodeAdvises says that the code's own advice comes before that of the problem, CodeDecides that
	// it takes its place where there is any.
	CodeAdvises, CodeDecides bool
	// Spares says of which updates a problem with StopsUntil does not keep the client; nil: of none.
	Spares func(*Update) bool
	// Says is its own sentence about the client, where a code names it and the sentence of the
	// phase is not enough.
	Says func(*State) Sentence

	Shows  shows  // what makes it a finding, beside codes
	Clears clears // what ends it, beside an update or a deployment that gets over it
	// Waits is what makes it a finding by lasting; Overdue finds whatever else nothing but time
	// shows.
	Waits   []wait
	Overdue func(*overdueFinder)
}

// shows is the events that may show a problem, each with the check of whether it does.
type shows map[event.Kind]func(finder) sighting

// clears is the events that may end a problem, each with the check of whose problem it ends, if
// any.
type clears map[event.Kind]func(finder) (about event.GUID, ended bool)

// conditions is the events that begin or end a wait, each with the check of whether it does.
type conditions map[event.Kind]func(finder) bool

// wait is something that is normal for a while and a problem if it lasts. Its formats take how long
// it has lasted.
type wait struct {
	Begins, Ends conditions
	Restarts     bool // where it begins again it has begun only then
	Patience     time.Duration
	Lasts        string            // the sentence as long as it lasts
	Ended        string            // and the one when it is over
	If           func(*State) bool // whether it can be told that it lasts; nil: always

	problem *problem
	number  int // its place in State.waits
}

// finder is what a check has to look at: the state after the event.
type finder struct {
	*State
	problem *problem // which is looked for; a wait looks for none
	event   *event.Event
	catalog *catalog
}

// sighting is a problem that an event shows: whose it is, and its sentence. Without a sentence it
// is none.
type sighting struct {
	about event.GUID // the update, deployment or content; zero: the client
	text  Sentence
	// ofMany is the sentence about several of which it is the one cause, where something in text is
	// said of its own subject only; zero: text goes for several too.
	ofMany Sentence
	do     string   // the advice, where that is not the problem's
	began  Evidence // the record it begins with, where that is not the event's own
	anew   bool     // it begins anew, whatever is known of it
	// severity is its own, where that is not the problem's.
	severity Severity
}

// together returns the sighting with the sentence about several of which it is the one cause. Its
// first value is what they are.
func (v sighting) together(format string, values ...any) sighting {
	v.ofMany = sentenceAbout(v.text.Values[0], format, values)
	return v
}

// ofClient returns a problem of the client as a whole.
func ofClient(format string, values ...any) sighting {
	return sighting{text: Sentence{format, values}}
}

// clientPast says that a problem of the client has ended, whatever the event says.
func clientPast(finder) (about event.GUID, ended bool) { return event.GUID{}, true }

// clientPastIfDone says that a problem of the client has ended if what the event tells of has not
// failed.
func clientPastIfDone(f finder) (about event.GUID, ended bool) {
	return event.GUID{}, !f.event.Code.Failed()
}

// always says that an event begins or ends a wait, whatever it says.
func always(finder) bool { return true }

// number returns the number in the problem's id: 1 of "F01", and from firstUserProblem on where it is
// told by a rule of the user's.
func (p *problem) number() uint8 {
	n := (p.ID[1]-'0')*10 + p.ID[2] - '0'
	if p.ID[0] == userLetter {
		n += firstUserProblem
	}
	return n
}

// key returns the key of the finding of the problem that is about something.
func (p *problem) key(about event.GUID) FindingKey { return FindingKey{p.number(), about} }

// isOver reports whether an update in the state is past the problem.
func (p *problem) isOver(s UpdateState) bool {
	switch s {
	case Installed, NotRequired, Superseded, Compliant:
		return true
	case Downloaded, Installing:
		return p.EndsWithContent
	case PendingRestart:
		return !p.EndsWithRestart
	}
	return false
}

// advice returns what is to be done about a failure: what its code advises in its phase, where that
// is to be told, and what the problem does.
func (p *problem) advice(x *failure) Sentence {
	do := CodeAdvice{x.code, x.status, x.step}
	switch {
	case p.CodeDecides && do.Words() != "":
		return sentence("%s", do)
	case p.CodeAdvises:
		return sentence("%s%s", do, p.Advice)
	}
	return Sentence{Format: p.Advice}
}
