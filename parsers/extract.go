package parsers

import "ccmtail/model/event"

// Extractor reads events from the records of one file, which it must get in their order: a line may
// inherit values that it does not name from earlier lines of the same thread. The zero Extractor is
// ready to use. Its methods must not be called concurrently.
type Extractor struct {
	threads map[uint32]*threadContext

	// The match of the present message.
	scratch      scratch            // the values of its holes
	scratchEmpty bool               // whether the scratch is known to be empty
	path         [maxHoles]pathStep // the holes on the path to its pattern
	pathLen      int
	restAt       int  // where the rest of the message begins that the tree does not match
	holesRead    int  // how many holes matched, on the path or in other branches
	backtracked  bool // whether a terminal with elements of its own failed to match

	// The rules for the present component.
	component string
	selected  bool // whether component and allRules are set
	allRules  bool // whether the tree holds all rules, or only those needed to find events
	tree      *node

	lastRule *rule // the rule that matched the present message; nil if none did

	interned map[string]string
	plain    []byte // the present message without typographic characters, if it did not match with them
}

// threadContext is what earlier lines of a thread have established.
type threadContext struct {
	fields event.Event // the values that later lines may inherit
	caller caller
}

// Input is a record as an extractor needs it.
type Input struct {
	Component string // "" if not known; then the rules of all logs apply
	Thread    uint32
	Message   []byte // not kept after the call
}

// Match is the result of matching a record.
type Match struct {
	// Known says that a rule matched, with or without an event.
	Known bool
	// Event is the event of that rule, nil if it has none. It is valid until the extractor's next
	// call. Its time, record, log and position are not set.
	Event *event.Event
}

// Match matches a record against the rules of its component's logs.
func (x *Extractor) Match(in Input) Match {
	e := x.match(in, true)
	return Match{Known: x.lastRule != nil, Event: e}
}

// Event returns the same event as Match. It is faster, since it gives a record up as soon as no
// rule with an event can match it, which is the case for most.
func (x *Extractor) Event(in Input) *event.Event { return x.match(in, false) }

// match sets lastRule and returns the event. allRules says whether lastRule is also needed for
// rules without an effect.
func (x *Extractor) match(in Input, allRules bool) *event.Event {
	x.selectRules(in.Component, allRules)
	x.lastRule = nil
	if x.tree == nil {
		return nil
	}
	p := x.findPattern(trimLeading(in.Message))
	if p == nil && hasTypographic(in.Message) {
		x.plain = undoTypographic(x.plain[:0], in.Message)
		p = x.findPattern(trimLeading(x.plain))
	}
	if p == nil {
		return nil
	}
	x.lastRule = p.rule
	return x.complete(p.rule, in.Thread)
}

// trimLeading returns a message without leading white space, control characters and the tildes that
// old clients put before it.
func trimLeading(msg []byte) []byte {
	for len(msg) > 0 && (msg[0] <= ' ' || msg[0] == '~') {
		msg = msg[1:]
	}
	return msg
}

// selectRules sets the tree for a component: that of its logs, or of all logs for a record without
// one.
func (x *Extractor) selectRules(component string, allRules bool) {
	if x.selected && x.component == component && x.allRules == allRules {
		return
	}
	x.selected, x.component, x.allRules = true, component, allRules
	set := uint64(1)<<len(logs) - 1
	if component != "" {
		set = logsOf(component)
	}
	x.tree = treeOf(treeKey{set, allRules})
}

// complete returns the event of rule r, nil if it has none. It takes the values of holes from the
// scratch, adds those that the rule sets or inherits, and updates the context of the thread.
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

const (
	maxInterned    = 1 << 12 // how many strings an extractor interns
	maxInternedLen = 128     // the longest one in bytes
)

// intern returns b as a string, the same one as for the last b of these bytes if it is interned:
// names of states, servers and files recur all the time.
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

// onBehalfOfCCM reports whether a thread is known to work for ConfigMgr.
func (x *Extractor) onBehalfOfCCM(thread uint32) bool {
	context := x.threads[thread]
	return context != nil && context.caller == ccmExec
}

// setTexts sets the texts of an event from the scratch and from rule r. A KB number that the line
// does not name is taken from the title, or for a content from the file name.
func (x *Extractor) setTexts(e *event.Event, r *rule) {
	for i, t := range x.scratch.texts {
		if len(t) > 0 {
			e.Texts[i] = x.intern(t)
		}
	}
	if r.name != "" {
		e.Texts[event.Name] = r.name
	}
	if r.state != "" {
		e.Texts[event.State] = r.state
	}
	kb := &e.Texts[event.KB]
	if *kb == "" {
		*kb = articleOf(e.Texts[event.Title])
	}
	if *kb == "" && r.kind == event.ContentLinked {
		*kb = articleOf(e.Texts[event.File])
	}
}

// remember updates the context of a thread: the caller, and the fields that rule r remembers.
func (x *Extractor) remember(e *event.Event, r *rule, thread uint32) {
	if x.threads == nil {
		x.threads = map[uint32]*threadContext{}
	}
	context := x.threads[thread]
	if context == nil {
		context = &threadContext{}
		x.threads[thread] = context
	}
	if r.nextCaller != noCaller {
		context.caller = r.nextCaller
	}
	clearFields(&context.fields, r.remembers)
	fillFields(&context.fields, e, r.remembers)
	if r.remembers&fieldTitle != 0 {
		context.fields.Texts[event.Title] = x.intern(x.scratch.texts[event.Title])
	}
}

// clearFields empties the fields of set, of the texts only the title, as fillFields.
func clearFields(e *event.Event, set fieldSet) {
	for f := range set.guids() {
		*guidOf(e, f) = event.GUID{}
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

// inherit fills the fields that rule r inherits from the context of the thread. Seconds and Title
// are inherited only once: the next line that could inherit them is about something else.
func (x *Extractor) inherit(e *event.Event, r *rule, thread uint32) {
	context := x.threads[thread]
	if context == nil {
		return
	}
	fillFields(e, &context.fields, r.inherits)
	if once := r.inherits & (fieldSeconds | fieldTitle); once != 0 {
		clearFields(&context.fields, once)
	}
}
