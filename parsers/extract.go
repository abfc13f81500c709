package parsers

import "ccmtail/model/event"

// Extractor reads events from the records of one file, in their order. What a line does not name it may
// inherit from an earlier line of the same thread; that memory lives here and nowhere else. The zero
// Extractor is ready; it belongs to one goroutine.
type Extractor struct {
	threads map[uint32]*memory
	// the message being read: what it says, the holes on the way to its wording, where that wording's own
	// part begins, how many holes were read on all ways, and whether a way that led nowhere read more
	scratch     scratch
	clean       bool // nothing is in the scratch
	steps       [mostHoles]step
	depth, rest int
	reads       int
	dirty       bool
	// the last component asked for, and the wordings of its lines
	component string
	asked     bool
	all       bool // also of those that have nothing to tell
	tree      *node
	last      *rule // that fitted the last record, nil if none did

	words map[string]string
}

// memory is what a thread's lines have named, and on whose behalf they are.
type memory struct {
	event  event.Event
	caller caller
}

// Input is what an extractor needs of a record.
type Input struct {
	Component string
	Thread    uint32
	Message   []byte
}

// Match is the outcome for one record.
type Match struct {
	// Known: a rule fits, even if it has nothing to tell.
	Known bool
	// Event is what it tells, nil if nothing, until the next record is read. Its place and time are the caller's to fill.
	Event *event.Event
}

// Read holds one record against the rules.
func (x *Extractor) Read(in Input) Match {
	e := x.read(in, true)
	return Match{Known: x.last != nil, Event: e}
}

// Tells is the event that Read finds. It is for those who do not ask what is known: a record is given up as soon as nothing that it
// may be has something to tell, and most are.
func (x *Extractor) Tells(in Input) *event.Event { return x.read(in, false) }

func (x *Extractor) read(in Input, all bool) *event.Event {
	x.admit(in.Component, all)
	x.last = nil
	if x.tree == nil {
		return nil
	}
	p := x.find(body(in.Message))
	if p == nil {
		return nil
	}
	x.last = p.rule
	return x.event(p.rule, in.Thread)
}

// body is a message without the blanks, and the mark of old records, before it.
func body(msg []byte) []byte {
	for len(msg) > 0 && (msg[0] <= ' ' || msg[0] == '~') {
		msg = msg[1:]
	}
	return msg
}

// admit prepares for a record's component: lines of a known component fit only the rules of its logs.
func (x *Extractor) admit(component string, all bool) {
	if x.asked && x.component == component && x.all == all {
		return
	}
	x.asked, x.component, x.all = true, component, all
	of := uint64(1)<<len(logs) - 1
	if component != "" {
		of = logsOf(component)
	}
	x.tree = treeOf(wanted{of, all})
}

// event finishes what was read: the rule's own facts, the thread's memory, the texts.
func (x *Extractor) event(r *rule, thread uint32) *event.Event {
	if r.silent() {
		return nil
	}
	e := &x.scratch.Event
	x.clean = false
	e.Kind = r.kind
	if r.number != 0 {
		e.N = r.number
	}
	if r.takes != 0 {
		x.inherit(e, r, thread)
	}
	if r.keeps != 0 || r.begins != unsaid {
		x.remember(e, r, thread)
	}
	if r.kind == event.NoEvent || r.ours && !x.works(thread) {
		return nil
	}
	x.texts(e, r)
	return e
}

// mostWords bounds the texts that are kept to be shared, longestWord what is worth it.
const (
	mostWords   = 1 << 12
	longestWord = 128
)

// word is b as a string. Names of states, servers and components come again and again: one copy serves all.
func (x *Extractor) word(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := x.words[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(b) <= longestWord && len(x.words) < mostWords {
		if x.words == nil {
			x.words = map[string]string{}
		}
		x.words[s] = s
	}
	return s
}

// works says whether a thread's lines are about ConfigMgr's own work.
func (x *Extractor) works(thread uint32) bool {
	mem := x.threads[thread]
	return mem != nil && mem.caller == ccmExec
}

// texts fills in the event's texts, which are parts of the message until now.
func (x *Extractor) texts(out *event.Event, r *rule) {
	if len(x.scratch.title) > 0 {
		out.Title = x.word(x.scratch.title)
	}
	out.KB, out.Name, out.Text = x.word(x.scratch.kb), x.word(x.scratch.name), x.word(x.scratch.text)
	if r.name != "" {
		out.Name = r.name
	}
	if r.text != "" {
		out.Text = r.text
	}
	if out.KB == "" {
		out.KB = articleOf(out.Title)
	}
	if out.KB == "" && r.kind == event.UpdateContent {
		out.KB = articleOf(out.Text)
	}
}

func (x *Extractor) remember(e *event.Event, r *rule, thread uint32) {
	if x.threads == nil {
		x.threads = map[uint32]*memory{}
	}
	mem := x.threads[thread]
	if mem == nil {
		mem = &memory{}
		x.threads[thread] = mem
	}
	if r.begins != unsaid {
		mem.caller = r.begins
	}
	forget(&mem.event, r.keeps)
	copyFields(&mem.event, e, r.keeps)
	if r.keeps&title != 0 {
		mem.event.Title = x.word(x.scratch.title)
	}
}

// forget empties fields, so that new values can take their place.
func forget(e *event.Event, set fields) {
	for of := range set.ids() {
		*guid(e, of) = event.GUID{}
	}
	if set&n != 0 {
		e.N = 0
	}
	if set&m != 0 {
		e.M = 0
	}
	if set&when != 0 {
		e.When = 0
	}
	if set&title != 0 {
		e.Title = ""
	}
}

// inherit takes what the thread remembers. A number is used up by it, as it belonged to that one question;
// so is a title.
func (x *Extractor) inherit(e *event.Event, r *rule, thread uint32) {
	mem := x.threads[thread]
	if mem == nil {
		return
	}
	copyFields(e, &mem.event, r.takes)
	if used := r.takes & (n | title); used != 0 {
		forget(&mem.event, used)
	}
}
