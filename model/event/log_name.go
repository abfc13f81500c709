package event

import (
	"strings"
	"sync"
	"sync/atomic"
)

// LogName is the name of a log, "WUAHandler.log", by number: what is kept a million times has no
// pointer to it. Zero is no log. Names are few, and their numbers stay for as long as the program
// runs.
type LogName uint32

var (
	logNames     atomic.Pointer[[]string] // by number
	logNumbers   = map[string]LogName{"": 0}
	logNumbersMu sync.Mutex
)

func init() { logNames.Store(&[]string{""}) }

// LogNamed returns the number of a name.
func LogNamed(name string) LogName {
	logNumbersMu.Lock()
	defer logNumbersMu.Unlock()
	n, known := logNumbers[name]
	if !known {
		names := append(*logNames.Load(), strings.Clone(name))
		n = LogName(len(names) - 1)
		logNumbers[names[n]] = n
		logNames.Store(&names)
	}
	return n
}

// String returns the name.
func (l LogName) String() string { return (*logNames.Load())[l] }

// Compare orders logs by their names.
func (l LogName) Compare(o LogName) int {
	if l == o {
		return 0
	}
	return strings.Compare(l.String(), o.String())
}
