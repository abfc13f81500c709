package summary

import (
	"strings"
	"time"

	"ccmtail/errcode"
	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// What a fleet says of one client in the columns of a table, and of all in a headline.

// Current returns the update that makes the client what it is, nil if none does.
func (c *ClientSummary) Current() *UpdateSummary {
	if len(c.Stuck) > 0 && c.State == ClientStuck && c.Stuck[0].KB != "" {
		for i := range c.Updates {
			if c.Updates[i].ID == c.Stuck[0].Update {
				return &c.Updates[i]
			}
		}
	}
	for i := range c.Updates { // the most urgent comes first
		if u := &c.Updates[i]; u.Pending && stateOfUpdate[u.State] == c.State {
			return u
		}
	}
	return nil
}

// NowText says what the client does, in a few words: "installing KB5081905", "failed 0x80070643".
func (c *ClientSummary) NowText() string {
	word := c.Badge().Word
	if c.Loading && c.State == ClientUnknown {
		return "reading"
	}
	u := c.Current()
	switch {
	case u == nil:
		return word
	case c.State == ClientFailed && u.HasCode:
		return word + " " + u.Code.String()
	case c.State == ClientStuck:
		return word + ": " + u.Label()
	case c.State == ClientInProgress:
		return u.Badge().Word + " " + u.Label()
	case c.State == ClientInstalling:
		return word + " " + u.Label()
	}
	return word
}

// DetailText says why the client stands as it does, without what NowText says.
func (c *ClientSummary) DetailText() string {
	u := c.Current()
	switch {
	case c.State == ClientUnreadable: // its path is where its name is from
		if _, why, ok := strings.Cut(c.Error, c.Path+": "); ok && c.Path != "" {
			return why
		}
		return c.Error
	case u == nil:
		return c.WhyText()
	case c.State >= ClientStuck:
		why := c.WhyText()
		if rest, ok := strings.CutPrefix(why, u.Label()+" "); ok && !strings.HasPrefix(rest, "and ") {
			return strings.TrimPrefix(strings.TrimPrefix(rest, "has been "), "has got ")
		}
		return why
	case strings.Contains(c.NowText(), u.Label()):
		return u.Reason
	}
	return u.Label() + unlessEmpty(": ", lowerFirst(u.Reason))
}

// RetryText says when a client that cannot be read is tried again, "" if that is not known.
func (c *ClientSummary) RetryText(now time.Time) string {
	if c.Error == "" || !c.Retry.After(now) {
		return ""
	}
	return "again in " + AgeText(now, c.Retry)
}

// Since returns when that began, zero if it is not known.
func (c *ClientSummary) Since() time.Time {
	switch u := c.Current(); {
	case c.State == ClientUnreadable, c.State == ClientUnknown:
		return time.Time{}
	case c.State == ClientSilent && len(c.Stuck) > 0:
		return c.Stuck[len(c.Stuck)-1].Since
	case c.State == ClientStuck && len(c.Stuck) > 0:
		return c.Stuck[0].Since
	case u != nil:
		return u.Since
	}
	var last time.Time
	for i := range c.Updates {
		if u := &c.Updates[i]; u.Since.After(last) && isDone(u.State) {
			last = u.Since
		}
	}
	return last
}

// LastedText says how long the client has been what it is since some moment, up to its own moment, as
// its sentences do: where its logs have ended, nobody knows how it went on. at is the fleet's moment.
func (c *ClientSummary) LastedText(since, at time.Time) string { return AgeText(since, c.moment(at)) }

// LastedFor returns what LastedText says.
func (c *ClientSummary) LastedFor(since, at time.Time) time.Duration { return c.moment(at).Sub(since) }

// moment returns the moment up to which the client's state has lasted.
func (c *ClientSummary) moment(at time.Time) time.Time {
	if c.hasEnded() && c.At.Before(at) && c.State != ClientSilent {
		return c.At
	}
	return at
}

// hasEnded reports whether the summary is about the end of the client's logs.
func (c *ClientSummary) hasEnded() bool { return HasTime(c.At) && !c.At.After(c.LastRecord) }

// AgeText says how long something has lasted, in whole minutes; "-" where it is not
// known since when.
func AgeText(since, at time.Time) string {
	d := at.Sub(since)
	switch {
	case !HasTime(since) || d < 0:
		return "-"
	case d < time.Minute:
		return "< 1 min"
	}
	return Duration(d.Truncate(time.Minute))
}

// DoneShare returns how much of what is wanted on the client is done, from 0 to 1; -1 for a client on
// which nothing is wanted.
func (c *ClientSummary) DoneShare() float64 {
	done, all := c.doneUpdates()
	if all == 0 {
		return -1
	}
	return float64(done) / float64(all)
}

// Window returns the opening of its maintenance window at a moment, else the next one; zero if none is
// known. An end that is not known is zero.
func (c *ClientSummary) Window(at time.Time) (o model.TimeRange, open bool) {
	for _, o := range c.Openings {
		switch {
		case !o.Start.After(at) && (o.End.IsZero() || o.End.After(at)):
			return o, true
		case o.Start.After(at):
			return o, false
		}
	}
	return model.TimeRange{}, false
}

// OwnWindow returns what Window does, up to the client's own moment: see LastedText.
func (c *ClientSummary) OwnWindow(at time.Time) (o model.TimeRange, open bool) {
	return c.Window(c.moment(at))
}

// WindowText says how long the client's maintenance window is still open, or how long it is until it
// opens, in days where it is that long.
func (c *ClientSummary) WindowText(at time.Time) string {
	at = c.moment(at)
	switch o, open := c.Window(at); {
	case c.Unrestricted:
		return "any time"
	case open && o.End.IsZero():
		return "open"
	case open:
		return "open " + AgeText(at, o.End)
	case o.Start.Sub(at) >= 24*time.Hour:
		return "in " + Duration(o.Start.Sub(at).Truncate(24*time.Hour))
	case !o.Start.IsZero():
		return "in " + AgeText(at, o.Start)
	}
	return "-"
}

// openness returns of how many clients WindowText says that the maintenance window is open, and when the
// first and the last of those closes that have not by then; zero if that is not known.
func (f *Fleet) openness(at time.Time) (open int, closes, last time.Time) {
	for i := range f.Rows {
		o, isOpen := f.Rows[i].OwnWindow(at)
		if !isOpen || f.Rows[i].Unrestricted {
			continue
		}
		open++
		if o.End.After(at) && (closes.IsZero() || o.End.Before(closes)) {
			closes = o.End
		}
		if o.End.After(last) {
			last = o.End
		}
	}
	return open, closes, last
}

// WindowsText says on how many clients the maintenance window is open, and when the next closes, in a
// zone; "" for none. The short text says only how many.
func (f *Fleet) WindowsText(at time.Time, zone *time.Location) (text, short string) {
	open, closes, last := f.openness(at)
	if open == 0 {
		return "", ""
	}
	short = "window open on " + Grouped(open)
	if closes.IsZero() {
		return short, short
	}
	next := ", closes "
	if last.After(closes) {
		next = ", next closes "
	}
	return short + next + closes.In(zone).Format("15:04") + inBrackets("in "+AgeText(at, closes)), short
}

// DoneFirst counts the clients that have the update by state: those that are done with it, then what is
// most urgent.
func (u *FleetUpdate) DoneFirst() []StateCount {
	counts := u.StateCounts()
	arrange.By(counts, func(a, b StateCount) int { return btoi(isDone(b.State)) - btoi(isDone(a.State)) })
	return counts
}

// Sentence says on how many clients the update is in which state: "KB5081905 on 412 clients: 380
// installed, 12 failed with 0x80070643, 20 waiting for window."
func (u *FleetUpdate) Sentence() string {
	var all []string
	for _, c := range u.DoneFirst() {
		clause := c.Text()
		if c.State == model.Failed && len(u.Codes) > 0 {
			clause += " with " + u.Codes[0].Code
			if len(u.Codes) > 1 {
				clause += " and others"
			}
		}
		all = append(all, clause)
	}
	return u.Label() + " on " + Count(u.Clients, "client") + ": " + strings.Join(all, ", ") + "."
}

// isDone reports whether an update in a state has nothing left to do on a client that wanted it.
func isDone(s model.UpdateState) bool { return s == model.Installed || s == model.Compliant }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// FleetReason is a code or a finding, and how many clients have it.
type FleetReason struct {
	ID      string // the code, or the finding's
	IsCode  bool
	Text    string
	Badge   Badge
	Clients int
}

// Reasons returns what holds clients up: the codes with which they failed, then what lasts on them.
func (f *Fleet) Reasons() []FleetReason {
	var all []FleetReason
	for _, c := range f.failures() {
		all = append(all, FleetReason{c.Code, true, codeWords(c.Code), ClientBadges[ClientFailed], c.N})
	}
	for i := range f.Causes {
		c := &f.Causes[i]
		all = append(all, FleetReason{c.ID, false, c.Text, c.Badge(), c.Clients})
	}
	return all
}

// codeWords returns what a code stands for, "" if that is not known.
func codeWords(code string) string {
	n, _, err := errcode.Parse(code)
	if err != nil {
		return ""
	}
	return ExplainCode(event.Code(n)).Words()
}

// failures counts the clients on which updates have failed, by code.
func (f *Fleet) failures() []CodeCount {
	counts := map[string]int{}
	for i := range f.Rows {
		for code := range failureCodes(&f.Rows[i]) {
			counts[code]++
		}
	}
	return mostFrequent(counts)
}
