package parsers

import (
	"bytes"
	"strings"

	"ccmtail/model"
)

// Extractor reads events from the records of one file, in their order. What a line does not name it may
// inherit from an earlier line of the same thread; that memory lives here and nowhere else. The zero
// Extractor is ready; it belongs to one goroutine.
type Extractor struct {
	threads map[uint32]*memory
	found   []candidate
	scratch scratch
	// the last component asked for, and the logs that hold its lines
	component string
	allowed   []int
	any       bool
	asked     bool
	last      *rule // that fitted the last record, nil if none did
}

// memory is what a thread's lines have named, and on whose behalf they are.
type memory struct {
	event  model.Event
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
	// Event is what it tells, nil if nothing. Its place and time are the caller's to fill.
	Event *model.Event
}

// Read holds one record against the rules.
func (x *Extractor) Read(in Input) Match {
	msg := bytes.TrimLeft(in.Message, " \t\r\n~")
	x.last = nil
	x.found = rules.find(msg, x.found[:0])
	if len(x.found) == 0 {
		return Match{}
	}
	x.admit(in.Component)
	for i := len(x.found) - 1; i >= 0; i-- {
		c := x.found[i]
		if !x.admits(c.pattern.log) {
			continue
		}
		x.scratch = scratch{}
		if match(c.pattern.segments, c.pattern.open, msg[c.at:], &x.scratch) {
			x.last = c.pattern.rule
			return Match{Known: true, Event: x.event(c.pattern.rule, in.Thread)}
		}
	}
	return Match{}
}

// admit prepares for a record's component: lines of a known component fit only the rules of its logs.
func (x *Extractor) admit(component string) {
	if x.asked && x.component == component {
		return
	}
	x.asked, x.component = true, component
	x.allowed, x.any = nil, component == ""
	if !x.any {
		x.allowed = byComponent[strings.ToLower(component)]
	}
}

func (x *Extractor) admits(log int) bool {
	if x.any {
		return true
	}
	for _, l := range x.allowed {
		if l == log {
			return true
		}
	}
	return false
}

// event finishes what was read: the rule's own facts, the thread's memory, the texts.
func (x *Extractor) event(r *rule, thread uint32) *model.Event {
	e := &x.scratch.Event
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
	if r.kind == model.NoEvent || r.ours && !x.works(thread) {
		return nil
	}
	out := *e
	x.texts(&out, r)
	return &out
}

// works says whether a thread's lines are about ConfigMgr's own work.
func (x *Extractor) works(thread uint32) bool {
	mem := x.threads[thread]
	return mem != nil && mem.caller == ccmExec
}

// texts fills in the event's texts, which are parts of the message until now.
func (x *Extractor) texts(out *model.Event, r *rule) {
	if len(x.scratch.title) > 0 {
		out.Title = string(x.scratch.title)
	}
	out.KB, out.Name, out.Text = string(x.scratch.kb), string(x.scratch.name), string(x.scratch.text)
	if r.name != "" {
		out.Name = r.name
	}
	if r.text != "" {
		out.Text = r.text
	}
	if out.KB == "" {
		out.KB = articleOf(out.Title)
	}
	if out.KB == "" && r.kind == model.UpdateContent {
		out.KB = articleOf(out.Text)
	}
}

func (x *Extractor) remember(e *model.Event, r *rule, thread uint32) {
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
	mem.event = forget(mem.event, r.keeps)
	copyFields(&mem.event, e, r.keeps)
	if r.keeps&title != 0 {
		mem.event.Title = string(x.scratch.title)
	}
}

// forget empties fields, so that new values can take their place.
func forget(e model.Event, set fields) model.Event {
	for _, f := range ids {
		if set&f != 0 {
			*guid(&e, f) = model.GUID{}
		}
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
	return e
}

// inherit takes what the thread remembers. A number is used up by it, as it belonged to that one question;
// so is a title.
func (x *Extractor) inherit(e *model.Event, r *rule, thread uint32) {
	mem := x.threads[thread]
	if mem == nil {
		return
	}
	copyFields(e, &mem.event, r.takes)
	if used := r.takes & (n | title); used != 0 {
		mem.event = forget(mem.event, used)
	}
}
