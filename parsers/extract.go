package parsers

import "ccmtail/model/event"

// Extractor reads events from the records of one file, in their order. What a line does not name it
// may inherit from an earlier line of the same thread; that memory lives here and nowhere else. The
// zero Extractor is ready; it belongs to one goroutine.
type Extractor struct {
	threads map[uint32]*threadContext
	// the message being read: what it says, the holes on the way to its wording, where that
	// wording's own part begins, how many holes were read on all ways, and whether a way that led
	// nowhere read more
	scratch         scratch
	scratchEmpty    bool // nothing is in the scratch
	path            [maxHoles]pathStep
	pathLen, restAt int
	holesRead       int
	backtracked     bool
	// the last component asked for, and the wordings of its lines
	component string
	selected  bool
	allRules  bool // also of those that have nothing to tell
	tree      *node
	lastRule  *rule // that fitted the last record, nil if none did

	interned map[string]string
}

// threadContext is what a thread's lines have named, and on whose behalf they are.
type threadContext struct {
	fields event.Event
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
	// Event is what it tells, nil if nothing, until the next record is read. Its place and time are
	// the caller's to fill.
	Event *event.Event
}

// Match holds one record against the rules.
func (x *Extractor) Match(in Input) Match {
	e := x.match(in, true)
	return Match{Known: x.lastRule != nil, Event: e}
}

// Event returns the event that Read finds. It is for those who do not ask what is known: a record
// is given up as soon as nothing that it may be has something to tell, and most are.
func (x *Extractor) Event(in Input) *event.Event { return x.match(in, false) }

func (x *Extractor) match(in Input, all bool) *event.Event {
	x.selectRules(in.Component, all)
	x.lastRule = nil
	if x.tree == nil {
		return nil
	}
	p := x.findPattern(trimLeading(in.Message))
	if p == nil {
		return nil
	}
	x.lastRule = p.rule
	return x.complete(p.rule, in.Thread)
}

// trimLeading returns a message without the blanks, and the mark of old records, before it.
func trimLeading(msg []byte) []byte {
	for len(msg) > 0 && (msg[0] <= ' ' || msg[0] == '~') {
		msg = msg[1:]
	}
	return msg
}

// selectRules prepares for a record's component: lines of a known component fit only the rules of
// its logs.
func (x *Extractor) selectRules(component string, all bool) {
	if x.selected && x.component == component && x.allRules == all {
		return
	}
	x.selected, x.component, x.allRules = true, component, all
	of := uint64(1)<<len(logs) - 1
	if component != "" {
		of = logsOf(component)
	}
	x.tree = treeOf(treeKey{of, all})
}

// complete finishes what was read: the rule's own facts, the thread's memory, the texts.
func (x *Extractor) complete(r *rule, thread uint32) *event.Event {
	if r.hasNoEffect() {
		return nil
	}
	e := &x.scratch.Event
	x.scratchEmpty = false
	e.Kind = r.kind
	if r.topicType != 0 {
		e.Numbers[event.TopicType] = r.topicType
	}
	if r.inherits != 0 {
		x.inherit(e, r, thread)
	}
	if r.remembers != 0 || r.nextCaller != noCaller {
		x.remember(e, r, thread)
	}
	if r.kind == event.None || r.onlyForCCM && !x.onBehalfOfCCM(thread) {
		return nil
	}
	x.setTexts(e, r)
	return e
}

// maxInterned bounds the texts that are kept to be shared, maxInternedLen what is worth it.
const (
	maxInterned    = 1 << 12
	maxInternedLen = 128
)

// intern returns b as a string. Names of states, servers and components come again and again: one
// copy serves all.
func (x *Extractor) intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := x.interned[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(b) <= maxInternedLen && len(x.interned) < maxInterned {
		if x.interned == nil {
			x.interned = map[string]string{}
		}
		x.interned[s] = s
	}
	return s
}

// onBehalfOfCCM reports whether a thread's lines are about ConfigMgr's own work.
func (x *Extractor) onBehalfOfCCM(thread uint32) bool {
	mem := x.threads[thread]
	return mem != nil && mem.caller == ccmExec
}

// setTexts fills in the event's texts, which are parts of the message until now.
func (x *Extractor) setTexts(out *event.Event, r *rule) {
	for i, t := range x.scratch.texts {
		if len(t) > 0 {
			out.Texts[i] = x.intern(t)
		}
	}
	if r.name != "" {
		out.Texts[event.Name] = r.name
	}
	if r.state != "" {
		out.Texts[event.State] = r.state
	}
	kb := &out.Texts[event.KB]
	if *kb == "" {
		*kb = articleOf(out.Texts[event.Title])
	}
	if *kb == "" && r.kind == event.ContentLinked {
		*kb = articleOf(out.Texts[event.File])
	}
}

func (x *Extractor) remember(e *event.Event, r *rule, thread uint32) {
	if x.threads == nil {
		x.threads = map[uint32]*threadContext{}
	}
	mem := x.threads[thread]
	if mem == nil {
		mem = &threadContext{}
		x.threads[thread] = mem
	}
	if r.nextCaller != noCaller {
		mem.caller = r.nextCaller
	}
	clearFields(&mem.fields, r.remembers)
	fillFields(&mem.fields, e, r.remembers)
	if r.remembers&fieldTitle != 0 {
		mem.fields.Texts[event.Title] = x.intern(x.scratch.texts[event.Title])
	}
}

// clearFields empties fields, so that new values can take their place.
func clearFields(e *event.Event, set fieldSet) {
	for of := range set.guids() {
		*guidOf(e, of) = event.GUID{}
	}
	for i := range e.Numbers {
		if set&numberField(event.Number(i)) != 0 {
			e.Numbers[i] = 0
		}
	}
	if set&fieldTitle != 0 {
		e.Texts[event.Title] = ""
	}
}

// inherit takes what the thread remembers. A number is used up by it, as it belonged to that one
// question; so is a title.
func (x *Extractor) inherit(e *event.Event, r *rule, thread uint32) {
	mem := x.threads[thread]
	if mem == nil {
		return
	}
	fillFields(e, &mem.fields, r.inherits)
	if used := r.inherits & (fieldSeconds | fieldTitle); used != 0 {
		clearFields(&mem.fields, used)
	}
}
