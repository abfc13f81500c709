package parsers

import "ccmtail/model/event"

// rule is one log line and what it means. The line is the client's own wording with typed holes:
//
//	Update <n:int> (<update:guid>) finished installing (<code:hresult>), Reboot Required? <flag:yesno>
//
// A hole <field:type> fills the event's field; «…» may be missing; … at the end lets anything
// follow. A blank stands for any run of blanks and line breaks.
type rule struct {
	kind event.Kind // NoEvent: known, and nothing to tell
	line string
	// why a line that is known tells nothing.
	why string
	// name, state and topicType are set where the wording itself is the fact.
	name, state string
	topicType   int64
	// keeps are fields that later lines of the same thread may inherit; takes are fields this line
	// inherits if it does not name them.
	remembers, inherits fieldSet
	// begins is whose work the thread's next lines are about; ours: it tells something only within
	// ConfigMgr's work.
	nextCaller caller
	onlyForCCM bool
}

// hasNoEffect reports whether the line tells nothing, and other lines learn nothing from it.
func (r *rule) hasNoEffect() bool {
	return r.kind == event.None && r.remembers|r.inherits == 0 && r.nextCaller == noCaller
}

// caller is on whose behalf the Windows Update Agent works.
type caller uint8

const (
	noCaller caller = iota
	ccmExec
	otherCaller // the operating system, or a program that is not the client
)

// Why a line that is known is not used.
const (
	intermediate   = "a step on the way; the lines that say where it leads are used"
	repeats        = "says again what another line says"
	contextOnly    = "read for the lines that follow it on its thread"
	upkeep         = "the client's own upkeep"
	notUpdates     = "about applications, packages or settings, not about updates"
	windowsOwnWork = "Windows Update's own work and upkeep: nothing that ConfigMgr asked for"
	detail         = "a detail of a search or an installation whose outcome is told elsewhere"
	harmless       = "looks like an error and is none: it accompanies normal work"
	verbose        = "verbose, written only while debug logging is on"
	partial        = "only this part of the wording is known"
	pastedFragment = "the last line of a record of several lines, as it stands alone in copied text"
)
