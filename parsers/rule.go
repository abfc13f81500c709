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
// breaks. What newer clients write before the same texts are the prefixes of a log.
type rule struct {
	kind event.Kind // event.None: the line is known but reports nothing
	line string
	// why says, for a rule without an event, why it has none.
	why string
	// name, state, topicType and answer set the fields of these names where the wording implies
	// them, succeeds the code 0 unless the line or its thread has another.
	name, state string
	topicType   int64
	answer      event.Tri
	succeeds    bool
	// remembers holds the fields that later lines of the same thread may inherit, inherits those
	// that this line takes from earlier ones unless it has values of its own, ends those that later
	// lines no longer inherit, unless this line names the same value.
	remembers, inherits, ends fieldSet
	// begins is what the thread is at from this line on, 0 if that does not change.
	begins work
	// onlyIn restricts the event to threads that are at one of these works, inheritsIn what it
	// inherits; 0 is no restriction.
	onlyIn, inheritsIn work
	// restarts says that the process has begun anew, so that no thread remembers anything.
	restarts bool
}

// hasNoEffect reports whether the rule makes no event and leaves the context of its thread alone.
func (r *rule) hasNoEffect() bool {
	return r.kind == event.None && !r.changesContext() && r.inherits == 0
}

// changesContext reports whether the rule changes what later lines inherit.
func (r *rule) changesContext() bool {
	return r.remembers|r.ends != 0 || r.begins != 0 || r.restarts
}

// work is what a thread is at, where the meaning of its lines depends on it. It is a set where one
// of several will do.
type work uint8

const (
	otherWork          work = 1 << iota // the Windows Update Agent works for Windows itself, or another program
	ccmCall                             // it works for the ConfigMgr client
	ccmInstall                          // it installs updates for it
	deploymentProgress                  // the progress of a deployment's updates follows
	deploymentInstall                   // a deployment has begun to install
	deploymentError                     // a deployment's job has failed

	forCCM = ccmCall | ccmInstall
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
