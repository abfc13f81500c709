package cli

import (
	"fmt"

	"ccmtail/internal/text"
	"ccmtail/report"
	"ccmtail/store"
)

// incompleteError says that so many clients and logs could not be read. Each has been named before.
type incompleteError struct {
	clients, logs int  // that could not be read
	dropped       bool // not all that was read was kept
}

// Error implements error.
func (e incompleteError) Error() string {
	what := countText(e.logs, "log")
	switch {
	case e.clients+e.logs == 0:
		return "not all that was read could be kept, so the output is incomplete; raise --memory"
	case e.logs == 0:
		what = countText(e.clients, "client")
	case e.clients > 0:
		what = countText(e.clients, "client") + " and " + what
	}
	return what + " could not be read, so the output is incomplete and may be wrong"
}

// sayUnread names what could not be read.
func (p *invocation) sayUnread(all ...string) {
	for _, failure := range all {
		fmt.Fprintf(p.errOut, "ccmtail: cannot read %s\n", text.Clean(failure))
	}
}

// sayLimit says that a limit of the system has been reached.
func (p *invocation) sayLimit(limit string) { fmt.Fprintf(p.errOut, "ccmtail: %s\n", limit) }

// unlessComplete returns an error if there is anything that could not be read.
func unlessComplete(unread []string) error {
	if len(unread) == 0 {
		return nil
	}
	return incompleteError{logs: len(unread)}
}

// sayIncomplete names what could not be read of a snapshot's sources, and returns an error if there
// is anything.
func (p *invocation) sayIncomplete(v *store.Snapshot) error {
	for _, limit := range v.Limits {
		p.sayLimit(limit)
	}
	p.sayUnread(incompleteIn(v)...)
	return unlessAllRead(v)
}

// unlessAllRead returns an error if anything of a snapshot's sources could not be read.
func unlessAllRead(v *store.Snapshot) error {
	all := len(incompleteIn(v))
	if len(v.Clients) == 1 || all == 0 {
		return unlessComplete(incompleteIn(v))
	}
	clients := 0
	for i := range v.Clients {
		clients += btoi(v.Clients[i].Err != nil && len(v.Clients[i].Unread()) == 0)
	}
	return incompleteError{clients: clients, logs: all - clients}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unreadClients is what could not be read of clients that are not kept.
type unreadClients struct {
	several       bool
	names         []string
	dropped       []string // what is kept no longer
	clients, logs int
}

// add adds what could not be read of a client.
func (u *unreadClients) add(c *store.Client) {
	prefix := ""
	if u.several {
		prefix = c.Name + ": "
	}
	for _, failure := range c.Incomplete() {
		u.names = append(u.names, prefix+failure)
	}
	if whole := c.Err != nil && len(c.Unread()) == 0; whole && u.several {
		u.clients++
	} else {
		u.logs += len(c.Incomplete())
	}
}

// addDropped adds what is kept no longer of a client, if anything.
func (u *unreadClients) addDropped(c *store.Client, dropped string) {
	switch {
	case dropped == "":
		return
	case u.several:
		dropped = c.Name + ": " + dropped
	}
	u.dropped = append(u.dropped, dropped)
}

// sayUnreadClients names what could not be read, and returns an error if there is anything.
func (p *invocation) sayUnreadClients(limits []string, u *unreadClients) error {
	for _, limit := range limits {
		p.sayLimit(limit)
	}
	p.sayUnread(u.names...)
	for _, what := range u.dropped {
		fmt.Fprintf(p.errOut, "ccmtail: %s\n", text.Clean(what))
	}
	if len(u.names)+len(u.dropped) == 0 {
		return nil
	}
	return incompleteError{u.clients, u.logs, len(u.dropped) > 0}
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

// followNotices says, once each, what a follower cannot read, where records may be missing, and which
// limits of the system have been reached.
type followNotices struct {
	*invocation
	said map[string]bool
	gaps map[string]int // by client and log
}

// newNotices returns notices of which nothing has been said.
func (p *invocation) newNotices() *followNotices {
	return &followNotices{p, map[string]bool{}, map[string]int{}}
}

// say says what is new in a snapshot.
func (n *followNotices) say(v *store.Snapshot) {
	n.sayLimits(v.Limits)
	for i := range v.Clients {
		n.sayClient(clientPrefix(v, i), &v.Clients[i])
	}
}

func (n *followNotices) sayLimits(limits []string) {
	for _, limit := range limits {
		if !n.said[limit] {
			n.said[limit] = true
			n.sayLimit(limit)
		}
	}
}

// sayClient says what is new of a client, with a prefix that no other client has.
func (n *followNotices) sayClient(prefix string, c *store.Client) {
	for _, failure := range c.Incomplete() {
		if failure = prefix + failure; !n.said[failure] {
			n.said[failure] = true
			n.sayUnread(failure)
		}
	}
	for _, l := range c.Logs {
		if more := l.Gaps - n.gaps[prefix+l.Name]; more > 0 {
			n.gaps[prefix+l.Name] = l.Gaps
			fmt.Fprintf(n.errOut, "ccmtail: %s: %s\n", text.Clean(prefix+l.Name), report.GapText(more))
		}
	}
}
