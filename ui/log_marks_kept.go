package ui

import (
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// SavedMark is a mark that is kept from one run to the next. It names its record by what a roll-over
// does not change.
type SavedMark struct {
	Client string `toml:"client"`
	Log    string `toml:"log"`
	Time   string `toml:"time"` // UTC
	Sum    string `toml:"sum"`  // of the message
	Note   string `toml:"note"`
}

// The most marks that are kept, and the most bytes that their notes may have in all; the newest are.
const (
	maxSavedMarks     = 500
	maxSavedNoteBytes = 64 << 10
)

// saveMark returns what names a record in another run.
func (c *session) saveMark(id event.RecordID, note string) SavedMark {
	r := c.client.Records
	return SavedMark{c.client.Name, r.LogName(id), r.Time(id).Format(time.RFC3339Nano), messageSum(r, id), note}
}

// messageSum returns a checksum of a record's message.
func messageSum(r *store.Records, id event.RecordID) string {
	sum := fnv.New64a()
	_, _ = sum.Write(r.Message(id))
	return fmt.Sprintf("%016x", sum.Sum64())
}

// find returns the record that is marked.
func (m *SavedMark) find(r *store.Records) (event.RecordID, bool) {
	t, err := time.Parse(time.RFC3339Nano, m.Time)
	if err != nil {
		return 0, false
	}
	for row := r.CountUntil(t) - 1; row >= 0; row-- {
		id := r.ID(row)
		if !r.Time(id).Equal(t) {
			break
		}
		if r.LogName(id) == m.Log && messageSum(r, id) == m.Sum {
			return id, true
		}
	}
	return 0, false
}

// restoreMarks marks the records of a client that were marked in an earlier run, once they are there.
func (a *App) restoreMarks(c *session) {
	r := c.client.Records
	if len(a.savedMarks) == 0 || c.client.Loading || c.client.Preview || c.marksSoughtUntil == r.End() {
		return
	}
	c.marksSoughtUntil = r.End()
	a.savedMarks = slices.DeleteFunc(slices.Clone(a.savedMarks), func(m SavedMark) bool {
		if m.Client != c.client.Name {
			return false
		}
		id, found := m.find(r)
		if _, marked := c.marks[id]; found && !marked {
			c.marks[id] = m.Note
		}
		return found
	})
}

// marksToKeep returns all marks, those too whose records are not there.
func (a *App) marksToKeep() []SavedMark {
	all := slices.Clone(a.savedMarks)
	for _, id := range a.client.markedRecords() {
		all = append(all, a.client.saveMark(id, a.client.marks[id]))
	}
	kept, notes := 0, 0
	for kept < min(len(all), maxSavedMarks) {
		if notes += len(all[len(all)-1-kept].Note); notes > maxSavedNoteBytes {
			break
		}
		kept++
	}
	return all[len(all)-kept:]
}

// markedRecords returns the records that are marked and still there, in the order of time.
func (c *session) markedRecords() (ids []event.RecordID) {
	for id := range c.marks {
		if !c.client.Records.Evicted(id) {
			ids = append(ids, id)
		}
	}
	c.client.Records.Sort(ids)
	return ids
}
