package ui

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
)

// linkedRecords is what belongs to an id: the ids linked with it, and the records that events about
// them were read from though they name nothing.
type linkedRecords struct {
	ids     query.IDs
	records query.Set
	article string // its article, if it has one
	// eventCount is how many events the links were made from.
	eventCount int
}

// linkChip makes the chip that follows an id. What was linked later belongs to it too: a link is
// true at any time.
func (c *session) linkChip(id event.GUID) chip {
	r := c.client.Records
	l := &linkedRecords{ids: c.endState().Linked(id), eventCount: c.client.Events.Len()}
	l.records = l.ids.Implied(r)
	want := query.Any{l.records, query.Precompute(r, l.ids)}
	if u := c.asOf.FindUpdate(id); u != nil && u.KB != "" {
		l.article = u.KB
		want = append(want, query.Precompute(r, query.Article(u.KB)))
	}
	return chip{source: "* " + c.asOf.NameOf(id), matcher: want, linkID: id, linked: l}
}

// equal reports whether the same belongs to both, but for the records that name their ids: new ones
// of those are found anyway.
func (l *linkedRecords) equal(o *linkedRecords) bool {
	return len(l.ids) == len(o.ids) && l.article == o.article && slices.Equal(l.records, o.records)
}

// refreshLinks follows what has been linked since to the ids that are followed on the screen. That
// looks up all that belongs to them, so where there is much of it and always more, it does so for a
// twentieth of the time: the next news or the next second will do.
func (a *App) refreshLinks() {
	c, start := a.session(), a.options.Now()
	if start.Before(c.nextRelink) {
		return
	}
	c.refreshLinks()
	now := a.options.Now()
	c.nextRelink = now.Add(20 * now.Sub(start))
}

// refreshLinks follows the ids that have been linked since; while much is being read, not for each
// bit of it.
func (c *session) refreshLinks() {
	changed, n := false, c.client.Events.Len()
	for i, k := range c.log.chips {
		if k.linked == nil || k.linked.eventCount == n || c.client.Loading && n < k.linked.eventCount*5/4 {
			continue
		}
		now := c.linkChip(k.linkID)
		if now.linked.equal(k.linked) {
			k.linked.eventCount = n
			continue
		}
		c.log.chips[i], changed = c.log.withNumber(now), true
	}
	if changed {
		c.log.applyChips()
	}
}

// eventIDOf returns the update, content or deployment that the event of a record is about, zero if
// there is none.
func (c *session) eventIDOf(rec event.RecordID) event.GUID {
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

// toggleFollowIDs shows only what belongs to the selection; done again it shows everything.
func toggleFollowIDs(d *renderContext, s subject) effect {
	p := d.session.log
	if old := p.linkedIDs(); old != nil && (s.id.IsZero() || old[s.id]) {
		p.unfollowIDs()
		return nil
	}
	if s.id.IsZero() {
		return notice{"nothing related to show: no ID here"}
	}
	p.unfollowIDs()
	p.addChip(d.session.linkChip(s.id))
	return nil
}

func (p *logPane) unfollowIDs() { p.keepChips(func(c *chip) bool { return c.linked == nil }) }

// mainID returns the id a record is about: one that is known as an update or a deployment first,
// else the first one in it.
func (p *logPane) mainID(d *renderContext, rec event.RecordID) event.GUID {
	var first, best event.GUID
	query.EachGUID(d.asOf.Records.Message(rec), func(g event.GUID, _, _ int) bool {
		if first.IsZero() {
			first = g
		}
		if d.asOf.State.Update(g) != nil || d.asOf.State.Content(g) != nil || best.IsZero() && d.asOf.State.Deployment(g) != nil {
			best = g
		}
		return d.asOf.State.Update(g) == nil
	})
	if best.IsZero() {
		best = d.session.eventIDOf(rec)
	}
	if best.IsZero() {
		return first
	}
	return best
}
