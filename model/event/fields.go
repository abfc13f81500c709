package event

// Number is the place of a number in an event; 0 means the line did not say.
type Number uint8

// The numbers, one meaning each.
const (
	Revision     Number = iota // of an update
	StateID                    // of a state message, in its topic
	TopicType                  // of a state message: 301, 402, 500, …
	Count                      // of configuration items, of updates that wait for a restart
	Attempt                    // of a transfer, from 1
	Seconds                    // run time asked for, a window's length, time left, time to the next attempt, a restart's grace
	FinalSeconds               // of a restart's countdown
	WindowType
	DoneBytes
	TotalBytes
	HTTPStatus  // that a server answered with; 600 where there was no answer
	Workloads   // of co-management, a bit each: 16 is Windows Update
	When        // a time named in the text, in nanoseconds since 1970: see WhenUTC
	Rule        // of the user's own, from 1
	NumberCount = iota
)

// Numbers is the numbers of an event.
type Numbers [NumberCount]int64

// Text is the place of a text in an event; "" means the line did not say.
type Text uint8

// The texts, one meaning each.
const (
	Title Text = iota
	KB         // digits only
	State      // the name of a state, as logged
	URL        // or the server's name, where the line has no more
	File
	Schedule
	Name      // what the line calls the thing its kind is about: a trigger, an agent, a notice, a call, a job
	TextCount = iota
)

// CodeMark stands for the event's code in the sentence of a rule of the user's.
const CodeMark = "\x00"

// Texts is the texts of an event.
type Texts [TextCount]string

// IDCount is how many ids an event has.
const IDCount = 8

// IDs returns the places of an event's ids. Their order is that of the bits by which they are
// stored.
func (e *Event) IDs() [IDCount]*GUID {
	return [...]*GUID{&e.Update, &e.Source, &e.Deployment, &e.Content, &e.Job, &e.Request, &e.Window, &e.Linked}
}

// IDSet returns which of the IDs are named, a bit each.
func (e *Event) IDSet() uint32 {
	return named(&e.Update) | named(&e.Source)<<1 | named(&e.Deployment)<<2 | named(&e.Content)<<3 |
		named(&e.Job)<<4 | named(&e.Request)<<5 | named(&e.Window)<<6 | named(&e.Linked)<<7
}

// named returns 1 for an id that is named, without a branch.
func named(g *GUID) (bit uint32) {
	if !g.IsZero() {
		bit = 1
	}
	return bit
}

// ID returns the place of one of the IDs.
func (e *Event) ID(i int) *GUID {
	switch i {
	case 0:
		return &e.Update
	case 1:
		return &e.Source
	case 2:
		return &e.Deployment
	case 3:
		return &e.Content
	case 4:
		return &e.Job
	case 5:
		return &e.Request
	case 6:
		return &e.Window
	}
	return &e.Linked
}

// RestartRequired returns the answer of an installation's end: whether the installer wants a
// restart.
func (e *Event) RestartRequired() Tri { return e.Answer }

// Compliant returns that of a deployment's state.
func (e *Event) Compliant() Tri { return e.Answer }

// IgnoresWindow returns that of a restart's announcement, and of a job.
func (e *Event) IgnoresWindow() Tri { return e.Answer }

// IntuneOwns returns that of a workload of co-management: whether Intune manages it.
func (e *Event) IntuneOwns() Tri { return e.Answer }

// Opens returns that of the next event of the windows: whether it is the beginning of one.
func (e *Event) Opens() Tri { return e.Answer }

// Holds returns that of a rule of the user's: whether what it tells holds, or is over.
func (e *Event) Holds() Tri { return e.Answer }
