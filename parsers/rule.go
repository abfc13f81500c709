package parsers

import (
	"slices"
	"strings"

	"ccmtail/model/event"
)

// rule is one log line and what it means. The line is the client's own wording with typed holes:
//
//	Update <n:int> (<update:guid>) finished installing (<code:hresult>), Reboot Required? <flag:yesno>
//
// A hole <field:type> fills the event's field; «…» may be missing; … at the end lets anything follow. A
// blank stands for any run of blanks and line breaks.
type rule struct {
	kind event.Kind // NoEvent: known, and nothing to tell
	line string
	// why a line that is known tells nothing.
	why string
	// name and text are set where the wording itself is the fact.
	name, text string
	number     int64 // N
	// keeps are fields that later lines of the same thread may inherit; takes are fields this line
	// inherits if it does not name them.
	keeps, takes fields
	// begins is whose work the thread's next lines are about; ours: it tells something only within
	// ConfigMgr's work.
	begins caller
	ours   bool
}

// silent says whether the line tells nothing, and other lines learn nothing from it.
func (r *rule) silent() bool {
	return r.kind == event.NoEvent && r.keeps|r.takes == 0 && r.begins == unsaid
}

// caller is on whose behalf the Windows Update Agent works.
type caller uint8

const (
	unsaid caller = iota
	ccmExec
	system // the operating system, or a program that is not the client
)

// Why a line that is known is not used.
const (
	way      = "a step on the way; the lines that say where it leads are used"
	repeats  = "says again what another line says"
	feeds    = "read for the lines that follow it on its thread"
	upkeep   = "the client's own upkeep"
	others   = "about applications, packages or settings, not about updates"
	windows  = "Windows Update's own work and upkeep: nothing that ConfigMgr asked for"
	detail   = "a detail of a search or an installation whose outcome is told elsewhere"
	harmless = "looks like an error and is none: it accompanies normal work"
	verbose  = "verbose, written only while debug logging is on"
	partial  = "only this part of the wording is known"
	pasted   = "the last line of a record of several lines, as it stands alone in copied text"
)

// log is one log of the client: its name on disk without ".log", the components that write it, what it
// tells, and its rules.
type log struct {
	name       string
	components []string
	tells      string
	rules      []rule
}

// logs is every log whose lines are understood. The seed of a new one is a file of its own.
var logs = []*log{
	&appEnforce, &cas, &ccmExecLog, &ccmMessaging, &ccmNotificationAgent, &ciAgent, &ciDownloader, &ciStateStore, &ciStore,
	&contentTransferManager, &dataTransferService, &dcmAgent, &deltaDownload, &execmgr, &locationServices,
	&maintenanceCoordinator, &policyAgent, &policyAgentProvider, &rebootCoordinator, &scanAgent, &scheduler, &scNotify,
	&serviceWindowManager, &stateMessage, &updatesDeployment, &updatesHandler, &updatesStore, &windowsUpdate, &wuaHandler,
}

// more are components that take part in updates and whose lines are not understood; they are known, so
// that a pasted row without a time can be told from prose.
var more = []string{"SdmAgent"}

// byComponent is the logs of each component, a bit each, by its name as logged and in lower case; a known
// component without rules has none.
var byComponent = func() map[string]uint64 {
	m := map[string]uint64{}
	for _, c := range more {
		m[strings.ToLower(c)] = 0
	}
	for i, l := range logs {
		for _, c := range l.components {
			k := strings.ToLower(c)
			m[k] |= 1 << i
			m[c] = m[k]
		}
	}
	return m
}()

// logsOf is the logs that hold a component's lines, a bit each. A component is written in several cases.
func logsOf(component string) uint64 {
	if of, ok := byComponent[component]; ok {
		return of
	}
	return byComponent[strings.ToLower(component)]
}

// plainWords is the log whose components are words of plain English; its lines are not copied without
// their columns.
var plainWords = uint64(1) << slices.Index(logs, &windowsUpdate)

// knownComponent says whether a word names a component of the client.
func knownComponent(w []byte) bool {
	if len(w) == 0 || len(w) > 40 {
		return false
	}
	of, ok := byComponent[strings.ToLower(string(w))]
	return ok && of != plainWords
}
