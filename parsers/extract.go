package parsers

import (
	"strings"

	"ccmtail/model/event"
)

// Extractor reads events from the records of one file, which it must get in their order: a line may
// inherit values that it does not name from earlier lines of the same thread. The zero Extractor is
// ready to use. Its methods must not be called concurrently.
type Extractor struct {
	threads     map[uint32]*threadContext
	packed      map[uint32]*packedContext // of other threads, see Compact
	lastThread  uint32
	lastContext *threadContext // that of lastThread, nil if it has none

	// The match of the present message.
	scratch      *scratch           // the values of its holes; nil before the first message
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
	work   work
}

// Compact gives back memory that is needed only while records come in. It changes no result.
func (x *Extractor) Compact() {
	x.interned, x.plain, x.scratch = nil, nil, nil
	x.packContexts()
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
	if (p == nil || p.rule.hasNoEffect()) && hasTypographic(in.Message) {
		x.plain = undoTypographic(x.plain[:0], in.Message)
		if plain := x.findPattern(trimLeading(x.plain)); plain != nil {
			p = plain
		}
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
	if r.answer != event.Unsaid {
		e.Answer = r.answer
	}
	if r.inherits != 0 {
		x.inherit(e, r, thread)
	}
	e.HasCode = e.HasCode || r.succeeds
	if r.changesContext() {
		x.changeContext(e, r, thread)
	}
	if r.kind == event.None || r.onlyIn != 0 && !x.isAt(thread, r.onlyIn) {
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

// isAt reports whether a thread is known to be at one of these works.
func (x *Extractor) isAt(thread uint32, works work) bool {
	context := x.context(thread)
	return context != nil && context.work&works != 0
}

// setTexts sets the texts of an event from the scratch and from rule r. A KB number that the line
// does not name is taken from the title, or from the name of a content's file or of a package.
func (x *Extractor) setTexts(e *event.Event, r *rule) {
	for i, t := range &x.scratch.texts {
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
	if !isArticle(*kb) {
		*kb = articleOf(e.Texts[event.Title])
	}
	if *kb == "" && hasKBInFile(r.kind) {
		*kb = articleOf(e.Texts[event.File])
	}
}

// isArticle reports whether an article id is the number of a KB article: other vendors' updates have
// ids of their own in its place.
func isArticle(id string) bool {
	return id != "" && strings.Trim(id, "0123456789") == ""
}

// hasKBInFile reports whether the file that events of a kind name may have a KB number in its name.
func hasKBInFile(kind event.Kind) bool {
	switch kind {
	case event.ContentLinked, event.PackageNamed, event.PackageFailed, event.PackageInstalled, event.StoreDamaged:
		return true
	}
	return false
}

// changeContext updates the context of a thread after a line with rule r: what its lines are about,
// and the fields that r ends or remembers.
func (x *Extractor) changeContext(e *event.Event, r *rule, thread uint32) {
	if r.restarts {
		for _, c := range x.threads {
			*c = threadContext{}
		}
		x.packed = nil
	}
	context := x.context(thread)
	if context == nil {
		if r.remembers == 0 && r.begins == 0 {
			return
		}
		if x.threads == nil {
			x.threads = map[uint32]*threadContext{}
		}
		context = &threadContext{}
		x.threads[thread], x.lastThread, x.lastContext = context, thread, context
	}
	if r.begins != 0 {
		context.work = r.begins
	}
	if r.ends != 0 {
		endFields(&context.fields, e, r.ends)
	}
	copyFields(&context.fields, e, r.remembers)
	if r.remembers&fieldTitle != 0 {
		context.fields.Texts[event.Title] = x.intern(x.scratch.texts[event.Title])
	}
}

// inheritedOnce holds the fields that only one line inherits: the next one that could is about
// something else.
const inheritedOnce = fieldSeconds | fieldTitle | fieldCode | fieldWorkloads

// inherit fills the fields that rule r inherits from the context of the thread.
func (x *Extractor) inherit(e *event.Event, r *rule, thread uint32) {
	context := x.context(thread)
	if context == nil || r.inheritsIn != 0 && r.inheritsIn&context.work == 0 {
		return
	}
	fillFields(e, &context.fields, r.inherits)
	if once := r.inherits & inheritedOnce; once != 0 {
		clearFields(&context.fields, once)
	}
}

// context returns the context of a thread, nil if no line has established one.
func (x *Extractor) context(thread uint32) *threadContext {
	if x.lastContext == nil || x.lastThread != thread {
		x.lastThread, x.lastContext = thread, x.threads[thread]
		if x.lastContext == nil && len(x.packed) > 0 {
			x.lastContext = x.unpackContext(thread)
		}
	}
	return x.lastContext
}
