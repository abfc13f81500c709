package feed

import (
	"slices"
	"sync"

	"ccmtail/tail"
)

// limits are the limits of the system that have been reached, each once, in that order.
type limits struct {
	mu       sync.Mutex
	reached  []tail.Limit
	onChange func()
}

// add adds a limit. It may be called from any goroutine.
func (l *limits) add(limit tail.Limit) {
	l.mu.Lock()
	isNew := !slices.Contains(l.reached, limit)
	if isNew {
		l.reached = append(l.reached, limit)
	}
	l.mu.Unlock()
	if isNew {
		l.onChange()
	}
}

// texts returns the limits in words.
func (l *limits) texts() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []string
	for _, limit := range l.reached {
		all = append(all, limit.String())
	}
	return all
}
