package store

// logInfo is what was read of one log.
type logInfo struct {
	name             string
	file             string // the newest
	newestGeneration int    // its generation
	files            int
	counts           Counts
	logTimes         // of a counting store
}

// logNamed returns the sum of a log. There are few.
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

// addFile takes note of a file, and says which was there before it: that of the generation before.
func (l *logInfo) addFile(file string, generation int) (before string) {
	if l.files > 0 && l.newestGeneration == generation-1 {
		before = l.file
	}
	if l.files == 0 || generation >= l.newestGeneration {
		l.file, l.newestGeneration = file, generation
	}
	l.files++
	return before
}

// evictedFile is the file of the records that are forgotten.
var evictedFile = &LogFile{log: &logInfo{}}
