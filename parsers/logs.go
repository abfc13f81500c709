package parsers

import (
	"slices"
	"strings"
)

// LogInfo is one log of the client whose lines are read.
type LogInfo struct {
	Name  string // as on disk, without ".log"
	About string // what it says, in a few words
	Rules int
}

// Logs returns the logs of the update chain, by name.
func Logs() []LogInfo {
	all := make([]LogInfo, 0, len(logs))
	for _, l := range logs {
		all = append(all, LogInfo{Name: l.name, About: l.about, Rules: len(l.rules)})
	}
	return all
}

// log is one log of the client: its name on disk without ".log", the components that write it, what
// it tells, and its rules.
type log struct {
	name       string
	components []string
	about      string
	rules      []rule
}

// logs is every log whose lines are understood. The seed of a new one is a file of its own.
var logs = []*log{
	&appEnforce, &cas, &ccmExecLog, &ccmMessaging, &ccmNotificationAgent, &ciAgent, &ciDownloader, &ciStateStore, &ciStore,
	&contentTransferManager, &dataTransferService, &dcmAgent, &deltaDownload, &execmgr, &locationServices,
	&maintenanceCoordinator, &policyAgent, &policyAgentProvider, &rebootCoordinator, &scanAgent, &scheduler, &scNotify,
	&serviceWindowManager, &stateMessage, &updatesDeployment, &updatesHandler, &updatesStore, &windowsUpdate, &wuaHandler,
}

// componentsWithoutRules are components that take part in updates and whose lines are not
// understood; they are known, so that a pasted row without a time can be told from prose.
var componentsWithoutRules = []string{"SdmAgent"}

// logsByComponent is the logs of each component, a bit each, by its name as logged and in lower
// case; a known component without rules has none.
var logsByComponent = func() map[string]uint64 {
	m := map[string]uint64{}
	for _, c := range componentsWithoutRules {
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

// logsOf returns the logs that hold a component's lines, a bit each. A component is written in
// several cases.
func logsOf(component string) uint64 {
	if of, ok := logsByComponent[component]; ok {
		return of
	}
	return logsByComponent[strings.ToLower(component)]
}

// plainWordLogs is the log whose components are words of plain English; its lines are not copied
// without their columns.
var plainWordLogs = uint64(1) << slices.Index(logs, &windowsUpdate)

// isKnownComponent reports whether a word names a component of the client.
func isKnownComponent(w []byte) bool {
	if len(w) == 0 || len(w) > 40 {
		return false
	}
	of, ok := logsByComponent[strings.ToLower(string(w))]
	return ok && of != plainWordLogs
}

// HasRules reports whether a component's log is one whose lines are read: only there is an
// unmatched line worth a look.
func HasRules(component string) bool { return logsOf(component) != 0 }
