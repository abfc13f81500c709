package store

// logInfo is what is known of one log, whether its records are still kept or not.
type logInfo struct {
	name             string
	file             string // of the newest generation
	newestGeneration int
	files            int
	counts           Counts
	logTimes         // used by a counting store only
}

// logNamed returns the log of a name, new at its first mention. Logs are few, so it just walks over
// them.
func (s *Store) logNamed(name string) *logInfo {
	for _, l := range s.logs {
		if l.name == name {
			return l
		}
	}
	l := &logInfo{name: name}
	s.logs = append(s.logs, l)
	return l
}

// addFile records a file of the log and returns the file of the generation before it, "" if that is
// unknown.
func (l *logInfo) addFile(file string, generation int) (previous string) {
	if l.files > 0 && l.newestGeneration == generation-1 {
		previous = l.file
	}
	if l.files == 0 || generation >= l.newestGeneration {
		l.file, l.newestGeneration = file, generation
	}
	l.files++
	return previous
}
