package store

// logSum is what was read of one log.
type logSum struct {
	name   string
	file   string // the newest
	newest int    // its generation
	files  int
	counts Counts
	tally  // of a counting store
}

// log is the sum of a log. There are few.
func (s *Store) log(name string) *logSum {
	for _, l := range s.logs {
		if l.name == name {
			return l
		}
	}
	l := &logSum{name: name}
	s.logs = append(s.logs, l)
	return l
}

// open takes note of a file, and says which was there before it: that of the generation before.
func (l *logSum) open(file string, generation int) (before string) {
	if l.files > 0 && l.newest == generation-1 {
		before = l.file
	}
	if l.files == 0 || generation >= l.newest {
		l.file, l.newest = file, generation
	}
	l.files++
	return before
}

// lost is the file of the records that are forgotten.
var lost = &Segment{log: &logSum{}}
