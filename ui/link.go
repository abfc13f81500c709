package ui

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
)

// linked is what belongs to an id: the ids linked with it, and the records that events about them were read from
// though they name nothing.
type linked struct {
	set  query.IDs
	recs query.Set
	kb   string // its article, if it has one
	// events is how many events the links were made from.
	events int
}

// linkTo makes the chip that follows an id. What was linked later belongs to it too: a link is true at any time.
func (c *session) linkTo(id event.GUID) chip {
	r := c.client.Records
	l := &linked{set: c.wholeState().Linked(id), events: c.client.Events.Len()}
	l.recs = l.set.Implied(r)
	want := query.Any{l.recs, query.Precompute(r, l.set)}
	if u := c.m.update(id); u != nil && u.KB != "" {
		l.kb = u.KB
		want = append(want, query.Precompute(r, query.NewArticle(u.KB)))
	}
	return chip{source: "* " + c.m.name(id), want: want, link: id, linked: l}
}

// same says whether the same belongs to both, but for the records that name their ids: new ones of those are found anyway.
func (l *linked) same(o *linked) bool {
	return len(l.set) == len(o.set) && l.kb == o.kb && slices.Equal(l.recs, o.recs)
}

// relink follows what has been linked since to the ids that are followed on the screen. That looks up all that belongs to them, so where
// there is much of it and always more, it does so for a twentieth of the time: the next news or the next second will do.
func (a *App) relink() {
	c, start := a.session(), a.o.Now()
	if start.Before(c.relinkAt) {
		return
	}
	c.relink()
	now := a.o.Now()
	c.relinkAt = now.Add(20 * now.Sub(start))
}

// relink follows the ids that have been linked since; while much is being read, not for each bit of it.
func (c *session) relink() {
	changed, n := false, c.client.Events.Len()
	for i, k := range c.log.chips {
		if k.linked == nil || k.linked.events == n || c.client.Loading && n < k.linked.events*5/4 {
			continue
		}
		now := c.linkTo(k.link)
		if now.linked.same(k.linked) {
			k.linked.events = n
			continue
		}
		c.log.chips[i], changed = c.log.numbered(now), true
	}
	if changed {
		c.log.apply()
	}
}

// about is the update, content or deployment that the event of a record is about, zero if there is none.
func (c *session) about(rec event.RecordID) event.GUID {
	r := c.client.Records
	t := r.Time(rec).UnixNano()
	ev := c.client.Events
	for i := ev.CountUntil(r.Time(rec)) - 1; i >= ev.Begin() && ev.At(i).At == t; i-- {
		if e := ev.At(i); e.Rec == rec {
			for _, g := range [...]event.GUID{e.Update, e.Content, e.Deployment, e.Job} {
				if !g.IsZero() {
					return g
				}
			}
		}
	}
	return event.GUID{}
}
