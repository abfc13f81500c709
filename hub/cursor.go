package hub

import (
	"math"
	"slices"
	"time"

	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// A cursor names a place in each log by the identity of a file. What a client's events up to these places
// show, as of the cursor's moment, has been sent; what they show now and did not show then is new. So a
// collector needs to keep nothing else, and whoever has the cursor and the logs can go on.

// maxOlder is how many older files of a log a cursor names.
const maxOlder = 8

// place is a place in a log: a file by its generation, and an offset.
type place struct {
	generation int
	offset     int64
}

// Places before and behind everything.
var (
	beforeAll = place{-1, 0}
	behindAll = place{math.MaxInt, 0}
)

// includes reports whether a record is before a place.
func (p place) includes(generation int, offset int64) bool {
	return generation < p.generation || generation == p.generation && offset < p.offset
}

// position is a cursor in the logs of a client that has been read.
type position struct {
	at      time.Time
	isBegin bool // nothing has been sent
	places  map[string]place
	// lost are the logs whose places are in no file any more: records behind them may be missing.
	lost []LogCursor
}

// locate finds the places of a cursor.
func (c *Cursor) locate(client *store.Client, v *veil) position {
	p := position{at: c.At, isBegin: len(c.Logs) == 0, places: map[string]place{}}
	for i := range client.Logs {
		l := &client.Logs[i]
		sent := v.log(l.Name)
		k := slices.IndexFunc(c.Logs, func(lc LogCursor) bool { return lc.Log == sent })
		if k < 0 {
			p.set(l.Name, sent, beforeAll)
			continue
		}
		at, found := c.Logs[k].locate(client.Records, l)
		if !found {
			p.lost = append(p.lost, c.Logs[k])
		}
		p.set(l.Name, sent, at)
	}
	return p
}

// set sets the place of a log, by its name and by that under which it is sent.
func (p *position) set(log, sent string, at place) { p.places[log], p.places[sent] = at, at }

// locate finds the place in a log. Where its file is gone, all older files that the cursor names are
// before it, and all others behind. Nothing is behind it as long as a file that cannot be read may be
// the one, or the file has not been read up to there.
func (c *LogCursor) locate(records *store.Records, l *store.Log) (at place, found bool) {
	if c.known {
		return place{c.generation, c.Offset}, true
	}
	older, newest := -1, records.Generations(l.Name)-1
	for g := newest; g >= 0; g-- {
		end := records.FileEnd(l.Name, g)
		if g == newest {
			end += int64(l.Pending)
		}
		switch id := records.FileIdentity(l.Name, g); {
		case id == c.File && end >= c.Offset:
			return place{g, c.Offset}, true
		case id == c.File: // another collector has read further, and will go on, or this one will
			return behindAll, true
		case id != "" && id != c.File && older < 0 && slices.Contains(c.Older, id):
			older = g
		}
	}
	if l.Records == 0 && l.Damaged == 0 || l.Err != "" || len(l.Unread) > 0 {
		return behindAll, true
	}
	return place{older + 1, 0}, false
}

// past returns the client as it was when the cursor was here.
func (p *position) past(client *store.Client) *store.Client {
	then := *client
	then.Events = client.Events.Where(func(e *event.Event) bool { return p.places[e.Log.String()].includes(e.Generation, e.Offset) })
	then.Logs = nil
	for _, l := range client.Logs {
		if p.places[l.Name] == beforeAll {
			continue
		}
		if l.Last.After(p.at) {
			l.Last = p.at
		}
		then.Logs = append(then.Logs, l)
	}
	return &then
}

// keys returns the keys of what had been sent when the cursor was here.
func (p *position) keys(client *store.Client) map[string]struct{} {
	keys := map[string]struct{}{}
	if p.isBegin {
		return keys
	}
	report.ChangesOf(p.past(client), p.at, func(key string) bool { keys[key] = struct{}{}; return true })
	return keys
}

// cursorOf returns the cursor behind everything that has been read of a client. What cannot be read at
// present stays as it was in the cursor before.
func cursorOf(client *store.Client, before *Cursor, at time.Time, v *veil) Cursor {
	c := Cursor{At: at}
	for i := range client.Logs {
		if lc, ok := logCursorOf(client.Records, &client.Logs[i]); ok {
			lc.Log = v.log(lc.Log)
			c.Logs = append(c.Logs, lc)
		}
	}
	for _, old := range before.Logs {
		if !slices.ContainsFunc(c.Logs, func(lc LogCursor) bool { return lc.Log == old.Log }) {
			c.Logs = append(c.Logs, old)
		}
	}
	return c
}

// logCursorOf returns the place behind the last record of a log; ok is false if no file of it is known.
func logCursorOf(records *store.Records, l *store.Log) (c LogCursor, ok bool) {
	for g := records.Generations(l.Name) - 1; g >= 0; g-- {
		id := records.FileIdentity(l.Name, g)
		switch {
		case id == "":
		case !ok:
			c = LogCursor{Log: l.Name, File: id, Offset: records.FileEnd(l.Name, g), Gaps: l.Gaps, generation: g, known: true}
			ok = true
		case len(c.Older) < maxOlder && id != c.File:
			c.Older = append(c.Older, id)
		}
	}
	return c, ok
}

// gapsBehind returns the gaps that have not been told: those of logs that were rolled beyond the cursor,
// and those that were met while they were read.
func (c *Cursor) gapsBehind(client *store.Client, p *position, v *veil) (all []report.Change) {
	for _, lost := range p.lost {
		all = append(all, report.Gap(client.Name, lost.Log, lost.File, lost.Offset))
	}
	for i := range client.Logs {
		l := &client.Logs[i]
		known := 0
		for _, lc := range c.Logs {
			if lc.Log == v.log(l.Name) && lc.File == client.Records.FileIdentity(l.Name, client.Records.Generations(l.Name)-1) {
				known = lc.Gaps
			}
		}
		if gap, any := report.MoreGaps(client, l, known); any {
			all = append(all, gap)
		}
	}
	return all
}
