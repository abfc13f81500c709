package parsers

import (
	"slices"
	"strings"
)

// LogInfo describes a log that has rules.
type LogInfo struct {
	Name  string // the file name without ".log"
	About string // what the log reports, in a few words
	Rules int    // how many rules it has
}

// Logs returns all logs that have rules, sorted by name without regard to case.
func Logs() []LogInfo {
	all := make([]LogInfo, 0, len(logs))
	for _, l := range logs {
		all = append(all, LogInfo{Name: l.name, About: l.about, Rules: len(l.rules)})
	}
	return all
}

// log is a log of the client with its rules.
type log struct {
	name       string   // the file name without ".log"
	components []string // the components that write to it, as its records spell them
	about      string   // what it reports, for LogInfo and docs/logs.md
	rules      []rule
}

// logs holds all logs, sorted by name. A set of logs is an uint64 with a bit for each index, so
// there may be no more than 64.
var logs = []*log{
	&appEnforce, &cas, &ccmExecLog, &ccmMessaging, &ccmNotificationAgent, &ciAgent, &ciDownloader, &ciStateStore, &ciStore,
	&contentTransferManager, &dataTransferService, &dcmAgent, &deltaDownload, &execmgr, &locationServices,
	&maintenanceCoordinator, &policyAgent, &policyAgentProvider, &rebootCoordinator, &scanAgent, &scheduler, &scNotify,
	&serviceWindowManager, &stateMessage, &updatesDeployment, &updatesHandler, &updatesStore, &windowsUpdate, &wuaHandler,
}

// componentsWithoutRules holds components of the client for which there are no rules. Their names
// serve to recognise a pasted line that has a component but no time.
var componentsWithoutRules = []string{"SdmAgent"}

// logsByComponent maps a component, spelled as in logs and in lower case, to the set of logs that
// it writes. The set is empty for the components without rules.
var logsByComponent = func() map[string]uint64 {
	sets := map[string]uint64{}
	for _, component := range componentsWithoutRules {
		sets[strings.ToLower(component)] = 0
	}
	for i, l := range logs {
		for _, component := range l.components {
			lower := strings.ToLower(component)
			sets[lower] |= 1 << i
			sets[component] = sets[lower]
		}
	}
	return sets
}()

// logsOf returns the set of logs that a component writes. Case does not matter, since clients spell
// some components in several ways.
func logsOf(component string) uint64 {
	if set, ok := logsByComponent[component]; ok {
		return set
	}
	return logsByComponent[strings.ToLower(component)]
}

// plainWordLogs is the set of logs whose components are plain English words, such as "Agent". A
// pasted line that ends in such a word does not name its component.
var plainWordLogs = uint64(1) << slices.Index(logs, &windowsUpdate)

// isKnownComponent reports whether a word can only be the name of a component of the client.
func isKnownComponent(word []byte) bool {
	if len(word) == 0 || len(word) > 40 {
		return false
	}
	set, ok := logsByComponent[strings.ToLower(string(word))]
	return ok && set != plainWordLogs
}

// HasRules reports whether a component writes to a log that has rules. Only there is a line that no
// rule matches worth reporting.
func HasRules(component string) bool { return logsOf(component) != 0 }

// ComponentIn returns the component of a record in a log: the one that it names, or else the one
// that the name of the log stands for. It is "" if neither is known.
func ComponentIn(logName, component string) string {
	if component != "" {
		return component
	}
	name := logName
	for _, extension := range []string{".log", ".txt"} {
		if n := len(name) - len(extension); n > 0 && strings.EqualFold(name[n:], extension) {
			name = name[:n]
			break
		}
	}
	for _, l := range logs {
		if strings.EqualFold(l.name, name) {
			return l.components[0]
		}
	}
	if isKnownComponent([]byte(name)) {
		return name
	}
	return ""
}
