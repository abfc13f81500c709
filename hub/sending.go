//go:build !nohub

package hub

import (
	"encoding/json"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// sending is a client that is being sent: the newest of its states in the stream, as far as is known.
type sending struct {
	number int
	name   string // as it is sent
	veil   *veil

	wasRead bool   // its newest state in the stream has been read once
	isKnown bool   // the same, and since then nobody else has sent another as far as is known
	seq     uint64 // of that state; 0: there is none
	floor   uint64 // the newest state in the stream has this number or a higher one, as far as is known
	cursor  Cursor
	part    *Part
	sender  Sender
	shown   ClientSummary // in that state, until the client has been read here
	digest  digest        // of that summary
	sentAt  time.Time     // when it was sent or read

	// What the client had when nothing was new of it, and when that was.
	events, gaps int
	lookedAt     time.Time

	moment report.ChangeMoment
	isDue  bool // there may be something to send
	// isUnderWay: it is in the batch that is being sent.
	isUnderWay bool
	heldTo     time.Time // another collector sends it: until then it is left alone
	heldAt     uint64    // the state when it was found so
	shownError bool      // in the newest state in the stream its logs could not be read
	// isNamesake: the newest state in the stream is another client's of this name. isDoubtful: it is to
	// be looked at again, toldNamesake: so it was said.
	isNamesake, isDoubtful, toldNamesake bool
	adopts                               bool // its state is to be sent though nothing is new: whoever has sent it is dead
	// pausedTo: it waits until then, since the hub did not take it.
	pausedTo time.Time
}

// digest is what is compared of two summaries.
type digest struct {
	strong uint64 // what is sent at once when it changes
	weak   uint64 // what is sent when it has changed for a while
	last   time.Time
}

// How soon a state is sent again that differs in little.
const (
	weakAfter = time.Minute     // in words only, such as how long something has lasted
	lastAfter = 5 * time.Minute // in the time of the newest record
)

var digestSeed = maphash.MakeSeed()

// digestOf returns the digest of a summary. Where it was read, and when, is no difference.
func digestOf(c ClientSummary) digest {
	d := digest{last: c.LastRecord}
	c.Path, c.Visited, c.Retry, c.At, c.LastRecord, c.Said = "", time.Time{}, time.Time{}, time.Time{}, time.Time{}, ""
	d.weak = hashOf(c)
	c.Verdict, c.Openings, c.History, c.Incomplete, c.Replaced = "", nil, nil, "", ""
	c.Updates, c.Stuck = slices.Clone(c.Updates), slices.Clone(c.Stuck)
	for i := range c.Updates {
		c.Updates[i].Reason = ""
	}
	for i := range c.Stuck {
		c.Stuck[i].Why = ""
	}
	d.strong = hashOf(c)
	return d
}

func hashOf(v any) uint64 {
	text, _ := json.Marshal(v) // of plain values: it does not fail
	return maphash.Bytes(digestSeed, text)
}

// isWorth reports whether a summary is different enough from the one in the stream to be sent.
func (d digest) isWorth(old digest, age time.Duration) bool {
	switch {
	case d.strong != old.strong:
		return true
	case d.weak != old.weak:
		return age >= weakAfter
	case !d.last.Equal(old.last):
		return age >= lastAfter
	}
	return false
}

// learn takes over the newest state in the stream; nil: there is none.
func (s *sending) learn(state *State, seq uint64, now time.Time) {
	s.wasRead, s.isKnown, s.seq, s.sentAt, s.events = true, true, seq, now, -1
	before := s.sender.Name
	s.cursor, s.part, s.sender, s.shown, s.digest = Cursor{}, nil, Sender{}, ClientSummary{}, digest{}
	if state != nil {
		s.cursor, s.part, s.sender, s.shown = state.Cursor, state.Part, state.Sender, state.Client
		s.digest, s.shownError = digestOf(state.Client), state.Client.Error != ""
	}
	s.adopts = s.adopts && s.sender.Name == before
}

// parcel is what is to be sent of a client in one batch.
type parcel struct {
	client  *sending
	changes []report.Change
	state   State
	digest  digest
	place   int  // of the state in the batch
	isPart  bool // more is to be sent after it
}

// pack returns what is new of a client, nil if nothing is, with so many messages at most. nothing is kept
// of the client.
func (s *sending) pack(c *store.Client, row *summary.ClientSummary, o *packOptions) *parcel {
	if s.isAsSent(c, row, o.now) {
		return nil
	}
	at := s.moment.Of(c, o.now)
	here, there := s.cursor.locate(c, s.veil), cursorOf(c, &s.cursor, at, s.veil)
	if s.isNamesake = s.isOthers(c, &here, o); s.isNamesake {
		return nil
	}
	keepUnread(&there, &s.cursor, &here)
	if s.part != nil { // what was cut off comes first
		there = s.part.Cursor
	}
	changes := s.behindMark(s.news(c, &here, &there))
	p := &parcel{client: s, changes: changes, state: State{Sender: o.sender, Cursor: there, Client: s.summarize(row)}}
	if row.Error != "" && len(row.Updates) == 0 && len(s.shown.Updates) > 0 {
		p.state.Client = s.shown.unreadable(s.summarize(row)) // what was known of it remains
	}
	if row.Error == "" {
		s.shown = ClientSummary{}
	}
	p.digest = digestOf(p.state.Client)
	if len(changes) == 0 && s.part == nil && s.seq > 0 && !s.adopts && !p.digest.isWorth(s.digest, o.now.Sub(s.sentAt)) {
		s.events, s.gaps, s.lookedAt = c.Events.Len(), gapsOf(c), o.now
		return nil
	}
	s.events = -1
	p.split(o.most)
	for i := range p.changes {
		ch := &p.changes[i]
		if s.veil.change(ch); !o.withText {
			ch.Evidence = nil
		}
		if ch.Evidence != nil {
			line := strings.Join(strings.Fields(*ch.Evidence), " ")
			ch.Evidence = &line
		}
	}
	return p
}

// summarize returns a summary as it is sent.
func (s *sending) summarize(row *summary.ClientSummary) ClientSummary {
	c := summarize(row)
	s.veil.client(&c)
	return c
}

// news returns what a client shows from one cursor to another, in order: first the gaps between them.
func (s *sending) news(c *store.Client, here *position, there *Cursor) []report.Change {
	known, then := here.keys(c), c
	if s.part != nil {
		p := there.locate(c, s.veil)
		then = p.past(c)
	}
	changes := s.cursor.gapsBehind(c, here, s.veil)
	return append(changes, report.ChangesOf(then, there.At, func(key string) bool { _, ok := known[key]; return ok })...)
}

// lookAgainAfter is when a client without news is looked at thoroughly again: time alone may have made
// something of it that its summary does not show.
const lookAgainAfter = time.Minute

// isAsSent reports whether a client has the events and the summary that it had when nothing was new of it.
func (s *sending) isAsSent(c *store.Client, row *summary.ClientSummary, now time.Time) bool {
	if s.seq == 0 || s.part != nil || s.adopts || s.events != c.Events.Len() || s.gaps != gapsOf(c) || now.Sub(s.lookedAt) >= lookAgainAfter {
		return false
	}
	return !digestOf(s.summarize(row)).isWorth(s.digest, now.Sub(s.sentAt))
}

// gapsOf counts the gaps in the logs of a client.
func gapsOf(c *store.Client) (n int) {
	for i := range c.Logs {
		n += c.Logs[i].Gaps
	}
	return n
}

// packOptions say how to pack.
type packOptions struct {
	now    time.Time
	sender Sender
	most   int // messages
	// withText: the text of log lines is sent.
	withText bool
	// lives reports whether another collector is known to be at work; nil: nobody knows.
	lives func(name string) bool
}

// packUnread returns the state of a client that cannot be looked at, nil if it is as it was.
func (s *sending) packUnread(row *summary.ClientSummary, o *packOptions) *parcel {
	p := &parcel{client: s, state: State{Sender: o.sender, Cursor: s.cursor, Part: s.part, Client: s.summarize(row)}, isPart: s.part != nil}
	if len(row.Updates) == 0 && len(s.shown.Updates) > 0 {
		p.state.Client = s.shown.unreadable(p.state.Client)
	}
	p.digest = digestOf(p.state.Client)
	if s.seq > 0 && !p.digest.isWorth(s.digest, o.now.Sub(s.sentAt)) {
		return nil
	}
	return p
}

// unreadable returns the summary of a client that cannot be read now, with what was known of it.
func (c *ClientSummary) unreadable(now ClientSummary) ClientSummary {
	u := *c
	u.Error, u.State, u.Visited, u.Retry, u.Stuck = now.Error, now.State, now.Visited, now.Retry, nil
	return u
}

// keepUnread leaves the places of logs as they were of which it cannot be said where they are.
func keepUnread(c, before *Cursor, here *position) {
	for i := range c.Logs {
		if here.places[c.Logs[i].Log] != behindAll {
			continue
		}
		for _, old := range before.Logs {
			if old.Log == c.Logs[i].Log {
				c.Logs[i] = old
			}
		}
	}
}

// behindMark returns the changes that a part has not sent. Their order is the same whenever they are read
// from the same events.
func (s *sending) behindMark(all []report.Change) []report.Change {
	if s.part == nil {
		return all
	}
	last := s.part.Last
	if i := slices.IndexFunc(all, func(c report.Change) bool { return c.Key == last.Key }); i >= 0 {
		return all[i+1:]
	}
	return slices.DeleteFunc(all, func(c report.Change) bool { return c.Time == nil || !c.Time.After(last.Time) })
}

// markOf returns the place of a change in the order.
func markOf(c *report.Change) Mark {
	m := Mark{Key: c.Key}
	if c.Time != nil {
		m.Time = *c.Time
	}
	return m
}

// split leaves what is too much for one batch to the next.
func (p *parcel) split(most int) {
	n := most - 1
	if len(p.changes) <= n {
		return
	}
	p.changes, p.isPart = p.changes[:n], true
	p.state.Part = &Part{Cursor: p.state.Cursor, Last: markOf(&p.changes[n-1])}
	p.state.Cursor = p.client.cursor
}

// sent takes over what the stream has now.
func (p *parcel) sent(first uint64, now time.Time) {
	s := p.client
	s.seq, s.cursor, s.part, s.sender = first+uint64(p.place), p.state.Cursor, p.state.Part, p.state.Sender
	s.digest, s.sentAt, s.floor, s.adopts, s.shownError = p.digest, now, s.seq, false, p.state.Client.Error != ""
}
