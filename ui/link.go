package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/filter"
	"ccmtail/model/store"
)

// linked wants every record that belongs to an id: those that name it, or an id or article linked with it, and those
// that an event about it was read from though they name nothing.
type linked struct {
	set  filter.IDs
	kb   *filter.Article
	recs filter.Set
	// events is how many events the links were made from.
	events int
}

func (l linked) Match(s *store.Snapshot, id model.RecordID) bool {
	if l.recs.Has(id) || l.set.Match(s, id) {
		return true
	}
	return l.kb != nil && l.kb.Match(s, id)
}

func (l linked) Marks(text string, at []int) []int { return l.set.Marks(text, at) }

// linkTo makes the chip that follows an id. What was linked later belongs to it too: a link is true at any time.
func (c *session) linkTo(id model.GUID) chip {
	set := c.wholeState().Linked(id)
	l := linked{set: set, recs: c.recordsOf(set), events: c.client.Events.Len()}
	if u := c.m.update(id); u != nil && u.KB != "" {
		kb := filter.NewArticle(u.KB)
		l.kb = &kb
	}
	return chip{source: "* " + c.m.name(id), want: l, link: id}
}

// recordsOf is the records that events about some ids were read from.
func (c *session) recordsOf(set map[model.GUID]bool) filter.Set {
	var out filter.Set
	for i := range c.client.Events.Len() {
		if e := c.client.Events.At(i); touches(e, set) {
			out.Add(e.Rec)
		}
	}
	return out
}

func touches(e *model.Event, set map[model.GUID]bool) bool {
	for _, g := range [...]model.GUID{e.Update, e.Deployment, e.Content, e.Job, e.Request} {
		if !g.IsZero() && set[g] {
			return true
		}
	}
	return false
}

// relink follows the ids that have been linked since.
func (c *session) relink() {
	for i := range c.log.chips {
		k := &c.log.chips[i]
		l, ok := k.want.(linked)
		if !ok || l.events == c.client.Events.Len() {
			continue
		}
		before := l.recs
		*k = c.linkTo(k.link)
		if now := k.want.(linked); len(now.set) != len(l.set) || !slices.Equal(now.recs, before) {
			c.log.apply()
		}
	}
}

// about is the update, content or deployment that the event of a record is about, zero if there is none.
func (c *session) about(rec model.RecordID) model.GUID {
	r := c.client.Records
	t := r.Time(rec).UnixNano()
	ev := c.client.Events
	for i := ev.Until(r.Time(rec)) - 1; i >= 0 && ev.At(i).At == t; i-- {
		if e := ev.At(i); e.Rec == rec {
			for _, g := range [...]model.GUID{e.Update, e.Content, e.Deployment, e.Job} {
				if !g.IsZero() {
					return g
				}
			}
		}
	}
	return model.GUID{}
}
