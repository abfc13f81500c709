package report

import (
	"time"

	"ccmtail/store"
)

// ChangeMoment says up to which moment changes of a client are told. The zero value is that of a client
// that has not been looked at.
type ChangeMoment struct {
	followsClock bool // the client's time is that of the clock
}

// Of returns the moment: now if the client is followed, else the time of its newest record.
func (m *ChangeMoment) Of(c *store.Client, now time.Time) time.Time {
	_, last := c.TimeRange()
	if !c.Live || last.IsZero() || now.Before(last) {
		return last
	}
	if m.followsClock = m.followsClock || now.Sub(last) < store.StaleAfter; m.followsClock {
		return now
	}
	return last
}

// ChangesOf returns the changes of a client that its events show as of a moment, in the order of time, but
// for those whose keys are known.
func ChangesOf(c *store.Client, at time.Time, known func(key string) bool) []Change {
	var all []Change
	w := &ChangeWriter{
		tell:  func(ch Change) error { all = append(all, ch); return nil },
		known: func(_, key string) bool { return known(key) },
	}
	_ = w.writeClient(&writtenState{written: map[uint64]struct{}{}}, c, at) // tell returns no error
	return all
}

// Gap returns the change that records of a log may be missing behind a place in a file, which is named by
// its identity, see store.Records.FileIdentity.
func Gap(client, log, file string, offset int64) Change {
	return Change{Client: client, Key: gapKeyAt(file, offset), Kind: kindGap, To: "missing", Log: log, File: log, Text: stringOrNil(GapText(1))}
}

// MoreGaps returns the change that there are more gaps in a log than were known, and whether there are.
func MoreGaps(c *store.Client, l *store.Log, known int) (ch Change, any bool) {
	more := l.Gaps - known
	return Change{Client: c.Name, Key: gapKey(c, l), Kind: kindGap, To: "missing", Log: l.Name, Text: stringOrNil(GapText(more))}, more > 0
}
