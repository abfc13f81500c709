package parsers

import (
	"slices"
	"strings"
)

// LogInfo describes a log that has rules.
type LogInfo struct {
	Name  string // the file name without its extension
	About string // what the log reports, in a few words
	Rules int    // how many rules it has
	// Excerpt says that only a few of its lines have rules. What no rule matches there says nothing
	// about the rules.
	Excerpt bool
}

// Logs returns all logs that have rules, sorted by name without regard to case.
func Logs() []LogInfo {
	all := make([]LogInfo, 0, len(logs))
	for _, l := range logs {
		all = append(all, LogInfo{Name: l.name, About: l.about, Rules: len(l.rules), Excerpt: l.excerpt})
	}
	return all
}

// log is a log of the client with its rules.
type log struct {
	name       string   // the file name without its extension
	components []string // the components that write to it, as its records spell them
	about      string   // what it reports, for LogInfo and docs/logs.md
	excerpt    bool     // only a few of its lines are known; the others are not counted as not understood
	prefixes   []prefix
	rules      []rule
}

// prefix is what newer clients write before the lines of a log, such as the job.
type prefix struct {
	text     string // with holes and optional parts, as in a rule
	replaces string // the beginning of the lines it is written for, which it replaces; "" for all
}

// logs holds all logs, sorted by name. A set of logs is an uint64 with a bit for each index, so
// there may be no more than 64.
var logs = []*log{
	&appEnforce, &cas, &cbs, &ccmExecLog, &ccmMessaging, &ccmNotificationAgent, &ccmSetup, &ciAgent, &ciDownloader, &ciStateStore, &ciStore,
	&clientIDManagerStartup, &cmBITSManager, &coManagementHandler, &complRelayAgent, &contentTransferManager,
	&dataTransferService, &dcmAgent, &deltaDownload, &dism, &execmgr, &locationServices, &maintenanceCoordinator, &scriptRunner, &policyAgent,
	&policyAgentProvider, &rebootCoordinator, &reportingEvents, &scanAgent, &scClient, &scheduler, &scNotify, &serviceWindowManager,
	&setupact, &setupDiagResults, &smsts, &stateMessage, &updatesDeployment, &updatesHandler, &updatesStore, &windowsUpdate,
	&wuaHandler,
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

// plainWordLogs is the set of logs whose components are plain English words or abbreviations, such
// as "Agent" and "SP". A pasted line that ends in such a word does not name its component.
var plainWordLogs = func() (set uint64) {
	for _, l := range [...]*log{&cbs, &dism, &setupact, &windowsUpdate} {
		set |= 1 << slices.Index(logs, l)
	}
	return set
}()

// isKnownComponent reports whether a word can only be the name of a component of the client.
func isKnownComponent(word []byte) bool {
	if len(word) == 0 || len(word) > 40 {
		return false
	}
	set, ok := logsByComponent[strings.ToLower(string(word))]
	return ok && (set == 0 || set&^plainWordLogs != 0)
}

// HasRules reports whether a component writes to a log that has rules.
func HasRules(component string) bool { return logsOf(component) != 0 }

// Wordings returns all wordings that the rules of a component's logs match, as docs/logs.md writes
// them: with holes <field:type>, and "…" at the end where anything may follow.
func Wordings(component string) []string {
	var all []string
	set := logsOf(component)
	for i, l := range logs {
		if set>>i&1 == 0 {
			continue
		}
		for k := range l.rules {
			all = append(all, l.rules[k].wordings(l.prefixes)...)
		}
	}
	return all
}

// excerpts is the set of logs of which only a few lines have rules.
var excerpts = func() (set uint64) {
	for i, l := range logs {
		if l.excerpt {
			set |= 1 << i
		}
	}
	return set
}()

// IsCovered reports whether a component writes to a log whose lines have rules, not only a few of
// them. Only there is a line that no rule matches worth reporting.
func IsCovered(component string) bool { return logsOf(component)&^excerpts != 0 }

// NameOf returns the name of a log file without its extension, as LogInfo has it.
func NameOf(file string) string {
	for _, extension := range []string{".log", ".txt", ".xml"} {
		if n := len(file) - len(extension); n > 0 && strings.EqualFold(file[n:], extension) {
			return file[:n]
		}
	}
	return file
}

// ComponentIn returns the component of a record in a log: the one that it names, or else the one
// that the name of the log stands for. It is "" if neither is known.
func ComponentIn(logName, component string) string {
	if component != "" {
		return component
	}
	name := NameOf(logName)
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
