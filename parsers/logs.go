package parsers

// LogInfo is one log of the client whose lines are read.
type LogInfo struct {
	Name  string // as on disk, without ".log"
	Tells string // what it says, in a few words
	Rules int
}

// Logs is the logs of the update chain, by name.
func Logs() []LogInfo {
	all := make([]LogInfo, 0, len(logs))
	for _, l := range logs {
		all = append(all, LogInfo{Name: l.name, Tells: l.tells, Rules: len(l.rules)})
	}
	return all
}
