package cli

import (
	"fmt"

	"ccmtail/internal/text"
	"ccmtail/report"
	"ccmtail/store"
)

// incompleteError says that so many logs could not be read. Each has been named before.
type incompleteError struct{ n int }

// Error implements error.
func (e incompleteError) Error() string {
	return countText(e.n, "log") + " could not be read, so the output is incomplete and may be wrong"
}

// sayUnread names what could not be read.
func (p *invocation) sayUnread(all ...string) {
	for _, failure := range all {
		fmt.Fprintf(p.errOut, "ccmtail: cannot read %s\n", text.Clean(failure))
	}
}

// unlessComplete returns an error if there is anything that could not be read.
func unlessComplete(unread []string) error {
	if len(unread) == 0 {
		return nil
	}
	return incompleteError{len(unread)}
}

// sayIncomplete names what could not be read of a snapshot's sources, and returns an error if there
// is anything.
func (p *invocation) sayIncomplete(v *store.Snapshot) error {
	all := incompleteIn(v)
	p.sayUnread(all...)
	return unlessComplete(all)
}

// incompleteIn returns what could not be read of a snapshot's sources.
func incompleteIn(v *store.Snapshot) (all []string) {
	for i := range v.Clients {
		for _, failure := range v.Clients[i].Incomplete() {
			all = append(all, clientPrefix(v, i)+failure)
		}
	}
	return all
}

// clientPrefix returns what goes before the name of a log of a client, if there are several.
func clientPrefix(v *store.Snapshot, i int) string {
	if len(v.Clients) == 1 {
		return ""
	}
	return v.Clients[i].Name + ": "
}

// followNotices says, once each, what a follower cannot read and where records may be missing.
type followNotices struct {
	*invocation
	said map[string]bool
	gaps map[string]int // by client and log
}

// say says what is new in a snapshot.
func (n *followNotices) say(v *store.Snapshot) {
	for _, failure := range incompleteIn(v) {
		if !n.said[failure] {
			n.said[failure] = true
			n.sayUnread(failure)
		}
	}
	for i := range v.Clients {
		prefix := clientPrefix(v, i)
		for _, l := range v.Clients[i].Logs {
			key := fmt.Sprintf("%d %s", i, l.Name)
			if more := l.Gaps - n.gaps[key]; more > 0 {
				n.gaps[key] = l.Gaps
				fmt.Fprintf(n.errOut, "ccmtail: %s: %s\n", text.Clean(prefix+l.Name), report.GapText(more))
			}
		}
	}
}
