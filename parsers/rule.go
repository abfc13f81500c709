package parsers

import "ccmtail/model/event"

// rule is a log line and the event that it reports. The line has the client's wording with typed
// holes:
//
//	Update <_:int> (<update:guid>) finished installing (<code:hresult>)«, Reboot Required? <restart:yesno>»
//
// A hole <field:type> reads a value of that type into that field of the event; "_" drops it. The
// names of fields are the keys of fieldNames, those of types the keys of holeTypes. Text in «…» may
// be missing. After a final … anything may follow. A blank matches any run of blanks, tabs and line
// breaks.
type rule struct {
	kind event.Kind // event.None: the line is known but reports nothing
	line string
	// why says, for a rule without an event, why it has none.
	why string
	// name, state and topicType set the fields of these names where the wording implies them.
	name, state string
	topicType   int64
	// remembers holds the fields that later lines of the same thread may inherit, inherits those
	// that this line takes from earlier ones unless it has values of its own.
	remembers, inherits fieldSet
	// nextCaller is for whom the thread works from this line on, noCaller if that does not change.
	nextCaller caller
	// onlyForCCM restricts the event to threads that work for ConfigMgr.
	onlyForCCM bool
}

// hasNoEffect reports whether the rule makes no event and leaves the context of its thread alone.
func (r *rule) hasNoEffect() bool {
	return r.kind == event.None && r.remembers|r.inherits == 0 && r.nextCaller == noCaller
}

// caller is the program for which a thread of the Windows Update Agent works.
type caller uint8

const (
	noCaller    caller = iota // not known
	ccmExec                   // the ConfigMgr client
	otherCaller               // Windows itself, or another program
)

// Reasons why a rule has no event, as docs/logs.md gives them.
const (
	intermediate   = "an intermediate step; other lines have the outcome"
	repeats        = "repeats what another line says"
	contextOnly    = "context for the next lines of its thread"
	upkeep         = "the client's own upkeep"
	notUpdates     = "about applications, packages or settings, not about updates"
	windowsOwnWork = "Windows Update's own work, not requested by ConfigMgr"
	detail         = "a detail of a search or an installation; other lines have the outcome"
	harmless       = "not an error, although it looks like one: it occurs in normal operation"
	verbose        = "written only while debug logging is on"
	partial        = "only this part of the wording is known"
	pastedFragment = "the last line of a record of several lines, alone in copied text"
)
