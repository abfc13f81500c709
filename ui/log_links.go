package ui

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
)

// linkedRecords is what belongs to the updates that a chip names, as of the end: a link is true at
// any time.
type linkedRecords struct {
	about []*query.About
	// eventCount is how many events the links were made from.
	eventCount int
}

// linkChip makes the chip that follows an id. It lets through what guid: with this id does.
func (c *session) linkChip(id event.GUID) chip {
	return c.resolve(chip{source: "* " + c.asOf.NameOf(id), parsed: query.IDs{id: true}, linkID: id})
}

// resolve returns a chip with what belongs to the updates that it names.
func (c *session) resolve(k chip) chip {
	m, about := query.Resolve(k.parsed, c.client.Records, c.endState)
	k.matcher, k.linked = m, nil
	if about != nil {
		k.linked = &linkedRecords{about, c.client.Events.Len()}
	}
	return k
}

// equal reports whether the same belongs to both, but for the records that name it.
func (l *linkedRecords) equal(o *linkedRecords) bool {
	return slices.EqualFunc(l.about, o.about, (*query.About).Equal)
}

// refreshLinks follows what has been linked since to the updates that the filters name. That
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
		now := c.resolve(k)
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

func (p *logPane) unfollowIDs() { p.keepChips(func(c *chip) bool { return c.linkID.IsZero() }) }

// noneFollowed says that a list is empty only because something else is followed.
func (d *renderContext) noneFollowed() []item {
	return d.emptyItems("None belongs to what is followed; " + d.keys.hint(actFollowIDs) + " shows all")
}

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
