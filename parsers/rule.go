package parsers

import (
	"strings"

	"ccmtail/model"
)

// rule is one log line and what it means. The line is the client's own wording with typed holes:
//
//	Update <n:int> (<update:guid>) finished installing (<code:hresult>), Reboot Required? <flag:yesno>
//
// A hole <field:type> fills the event's field; «…» may be missing; … at the end lets anything follow. A
// blank stands for any run of blanks and line breaks.
type rule struct {
	kind model.Kind // NoEvent: known, and nothing to tell
	line string
	// name and text are set where the wording itself is the fact.
	name, text string
	number     int64 // N
	// keeps are fields that later lines of the same thread may inherit; takes are fields this line
	// inherits if it does not name them.
	keeps, takes fields
}

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
	&cas, &ciAgent, &contentTransferManager, &dataTransferService, &locationServices, &policyAgent,
	&rebootCoordinator, &scanAgent, &scheduler, &serviceWindowManager, &stateMessage, &updatesDeployment,
	&updatesHandler, &updatesStore, &windowsUpdate, &wuaHandler,
}

// more are components that take part in updates and whose lines are not understood; they are known, so
// that a pasted row without a time can be told from prose.
var more = []string{
	"CcmExec", "CcmMessaging", "CIDownloader", "CIStateStore", "CIStore", "DCMAgent", "execmgr", "MaintenanceCoordinator",
	"PolicyAgentProvider", "SdmAgent", "AppEnforce", "ContentAccess",
}

// byComponent is the logs by component in lower case; a known component without rules has none.
var byComponent = func() map[string][]int {
	m := map[string][]int{}
	for _, c := range more {
		m[strings.ToLower(c)] = nil
	}
	for i, l := range logs {
		for _, c := range l.components {
			k := strings.ToLower(c)
			m[k] = append(m[k], i)
		}
	}
	return m
}()

// knownComponent says whether a word names a component.
func knownComponent(w []byte) bool {
	if len(w) == 0 || len(w) > 40 {
		return false
	}
	_, ok := byComponent[strings.ToLower(string(w))]
	return ok
}
