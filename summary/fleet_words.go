package summary

import (
	"strings"
	"time"

	"ccmtail/model"
)

// Verdict says in one sentence how the clients stand: how many are done, and what is wrong with how
// many.
func (f *Fleet) Verdict() string {
	if f.Clients() == 0 {
		return "No clients."
	}
	n := f.States[ClientDone]
	clauses := []string{Grouped(n) + " of " + Count(f.Clients(), "client") + " " + Verb(n, "is", "are") + " done"}
	for _, c := range []struct {
		state     ClientState
		one, many string
	}{
		{ClientFailed, " has failed", " have failed"}, {ClientStuck, " is stuck", " are stuck"},
		{ClientSilent, " is silent", " are silent"}, {ClientUnreadable, " could not be read", " could not be read"},
	} {
		n := f.States[c.state]
		if n == 0 {
			continue
		}
		clause := Grouped(n) + Verb(n, c.one, c.many)
		if c.state == ClientFailed {
			clause += f.failedWith(n)
		}
		clauses = append(clauses, clause)
	}
	if len(clauses) == 1 {
		clauses = append(clauses, f.underWay()...)
	}
	return strings.Join(clauses, "; ") + "."
}

// failedWith returns the code that most of the failed clients have, as the end of a clause.
func (f *Fleet) failedWith(failed int) string {
	codes := mostFrequent(f.codes)
	switch {
	case len(codes) == 0:
		return ""
	case codes[0].N == failed && failed == 1:
		return " with " + codes[0].Code
	case codes[0].N == failed:
		return ", all with " + codes[0].Code
	case len(codes) == 1:
		return ", " + Grouped(codes[0].N) + " of them with " + codes[0].Code
	case codes[0].N == 1:
		return " with different codes"
	case codes[1].N == codes[0].N:
		return ", " + Grouped(codes[0].N) + " each with " + codes[0].Code + " and " + codes[1].Code
	}
	return ", most often with " + codes[0].Code + inBrackets(Grouped(codes[0].N))
}

// underWay says what the clients do that are not done, where nothing is wrong.
func (f *Fleet) underWay() []string {
	var all []string
	for _, c := range f.StateCounts() {
		if c.State != ClientDone {
			all = append(all, c.Text())
		}
	}
	return all
}

// ClientCount counts the clients in a state.
type ClientCount struct {
	State ClientState
	Badge Badge
	N     int
}

// Text says the count: "38 failed".
func (c ClientCount) Text() string { return Grouped(c.N) + " " + c.Badge.Word }

// StateCounts counts the clients by state, what is done first, then the worst.
func (f *Fleet) StateCounts() []ClientCount {
	var all []ClientCount
	add := func(s ClientState) {
		if f.States[s] > 0 {
			all = append(all, ClientCount{s, ClientBadges[s], f.States[s]})
		}
	}
	add(ClientDone)
	for s := ClientState(ClientStates) - 1; s > ClientDone; s-- {
		add(s)
	}
	add(ClientUnknown)
	return all
}

// CountsText says how many clients are in which state.
func (f *Fleet) CountsText() string {
	var all []string
	for _, c := range f.StateCounts() {
		all = append(all, c.Text())
	}
	return Count(f.Clients(), "client") + ": " + strings.Join(all, ", ")
}

// Label returns the update's short name: its KB, else its title.
func (u *FleetUpdate) Label() string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.Title
}

// StateCounts counts the clients that have the update by state, the most urgent first.
func (u *FleetUpdate) StateCounts() []StateCount { return countedStates(&u.States) }

// CodesText says which codes it failed with on how many clients, "" if it did not.
func (u *FleetUpdate) CodesText() string {
	var all []string
	for _, c := range u.Codes {
		all = append(all, c.Code+inBrackets(Grouped(c.N)))
	}
	return strings.Join(all, ", ")
}

// CountText says how many clients have the cause.
func (c *FleetCause) CountText() string { return Count(c.Clients, "client") }

// NeedAttention returns the clients that are stuck, silent or unreadable, or on which something has
// failed, the worst first: most at most, and how many more there are.
func (f *Fleet) NeedAttention(most int) (all []*ClientSummary, more int) {
	for i := range f.Rows {
		switch c := &f.Rows[i]; {
		case c.State < ClientFailed:
		case len(all) < most:
			all = append(all, c)
		default:
			more++
		}
	}
	return all, more
}

// Badge returns how severe the cause is.
func (c *FleetCause) Badge() Badge { return SeverityBadge(&model.Finding{Severity: c.Severity}) }

// DoneText says how many of the updates that are wanted on the client are done: "9/11", "-" for none.
func (c *ClientSummary) DoneText() string {
	done, all := c.doneUpdates()
	if all == 0 {
		return "-"
	}
	return Grouped(done) + "/" + Grouped(all)
}

// Badge returns how the client stands.
func (c *ClientSummary) Badge() Badge { return ClientBadges[c.State] }

// WhyText says in a few words why the client stands as it does, "" if its state says it; and before that,
// that its logs are another client's than those that were read.
func (c *ClientSummary) WhyText() string {
	said, _, _ := strings.Cut(c.Replaced, ": ")
	why := c.ownWhy()
	if said == "" || why == "" {
		return said + why
	}
	return said + "; " + why
}

func (c *ClientSummary) ownWhy() string {
	switch {
	case c.State == ClientUnreadable:
		return c.Error
	case len(c.Stuck) > 0 && c.State == ClientSilent:
		return c.Stuck[len(c.Stuck)-1].Why // that it is silent
	case len(c.Stuck) > 0 && c.State == ClientStuck:
		return c.Stuck[0].Why
	}
	for i := range c.Updates { // the most urgent comes first
		if u := &c.Updates[i]; u.Pending && stateOfUpdate[u.State] == c.State {
			return strings.TrimSpace(u.Label() + " " + u.StateText() + unlessEmpty(": ", lowerFirst(u.Reason)))
		}
	}
	if c.State == ClientFailed || c.State == ClientPendingRestart {
		return withoutStop(c.Verdict)
	}
	return c.Incomplete
}

// Label returns the update's short name: its KB, else its title, else its id.
func (u *UpdateSummary) Label() string {
	switch {
	case u.KB != "":
		return "KB" + u.KB
	case u.Title != "":
		return u.Title
	}
	return u.ID.String()
}

// Badge returns the state of the update.
func (u *UpdateSummary) Badge() Badge { return UpdateBadges[u.State] }

// StateText says the state of the update, with the code of a failure.
func (u *UpdateSummary) StateText() string {
	if u.HasCode {
		return u.Badge().Word + " " + u.Code.String()
	}
	return u.Badge().Word
}

func unlessEmpty(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// UTCText says a time that no client's clock tells.
func UTCText(t time.Time) string {
	if !HasTime(t) {
		return unknownTime
	}
	return t.UTC().Format(time.DateTime) + " UTC"
}
