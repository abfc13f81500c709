package ui

import (
	"fmt"
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
)

// While a large client is being read, the screen shows its newest records and what they tell. Everything told from them
// says so: what came before may change it.

// soFar marks what is told from the newest records alone.
func (d *draw) soFar(more []span) []span { return d.marked(soFar, more) }

const soFar = "so far"

// marked puts a mark before what a heading says, while there is a preview.
func (d *draw) marked(mark string, more []span) []span {
	switch {
	case !d.m.client.Preview:
		return more
	case len(more) == 0:
		return say(d.th.busy, mark)
	}
	return append([]span{{d.th.busy, mark}, d.sep()}, more...)
}

// hedge stands before a state that is told from the newest records alone.
func (d *draw) hedge() string { return pick(d.m.client.Preview, soFar+" ", "") }

const noneSoFar = "nothing in the newest records"

// none says that there is nothing of a kind, as far as can be said.
func (d *draw) none(words string) []item {
	if d.m.client.Preview {
		words = noneSoFar
	}
	return []item{{text: say(d.th.faint, words), plain: true}}
}

// forgotten says until when nothing is kept, "" if nothing is forgotten.
func (c *session) forgotten() string {
	until := c.client.EvictedUntil()
	if until.IsZero() || c.m == nil {
		return ""
	}
	return "what was before " + c.m.clock(until) + " is forgotten (--memory)"
}

// butForgotten is that behind what else is said.
func (c *session) butForgotten() string {
	if s := c.forgotten(); s != "" {
		return "; " + s
	}
	return ""
}

// amongNewest is added to a message that something was not found.
func (c *session) amongNewest() string {
	return c.butForgotten() + pick(c.client.Preview, " among the newest records; the rest is being read", "")
}

// onlyNewest is added to a message that something was done with what is there.
func (c *session) onlyNewest() string {
	return c.butForgotten() + pick(c.client.Preview, ", of the newest records alone; the rest is being read", "")
}

// edge is the row that says where the records begin of which none is missing, "" if line i is not the first of them.
func (f *rowFormat) edge(i int) string {
	c, r := f.d.m.client, f.d.m.records
	since, st, words := c.PreviewSince, f.d.th.busy, "before this, records of some logs are still to be read"
	if n, until := r.EvictedUntil(); n > 0 {
		since, st, words = until.Add(1), f.d.th.warn, "before this, "+plural(n, "record")+" are forgotten (--memory)"
	}
	if since.IsZero() || r.Time(f.p.lines.At(i)).Before(since) || i > 0 && !r.Time(f.p.lines.At(i-1)).Before(since) {
		return ""
	}
	return f.remark(st, words)
}

// cited is where the record of a piece of evidence stands, be it kept or not.
func cited(e model.Evidence) string { return placeOf(e.Log, int(e.Line)) }

// placeOf is the place of a record in its file, as far as it is known.
func placeOf(log string, line int) string {
	if line == 0 {
		return log
	}
	return fmt.Sprintf("%s:%d", log, line)
}

// progress is how far the reading is, in a few words where there is little room.
func (c *session) progress(room bool) []string {
	k := &c.client
	if !room {
		return []string{fmt.Sprintf("newest; %d%% read", min(k.BytesRead*100/max(k.BytesTotal, 1), 100))}
	}
	return []string{c.pace.words(k), count(k.Records.Len()) + " newest records"}
}

// sameRecords are the records of a preview in what has been read since.
type sameRecords map[event.RecordID]event.RecordID

// inherit takes over where the user stands in the preview. It says how many marked records are not there any more.
func (c *session) inherit(from *session, same sameRecords) (lost int) {
	c.picked, c.group, c.heading, c.trouble = from.picked, from.group, from.heading, from.trouble
	for id, note := range from.marks {
		now, ok := same[id]
		if !ok {
			lost++
			continue
		}
		c.marks[now] = note
	}
	c.log = from.log.over(c.log.lines, c.linkTo, func(id event.RecordID) event.RecordID {
		if now, ok := same[id]; ok {
			return now
		}
		n := c.client.Records.CountUntil(from.client.Records.Time(id))
		return c.client.Records.ID(max(n-1, 0)) // the nearest
	})
	return lost
}

// over is the pane over other lines: link makes the chips that follow ids anew, and same gives the records.
func (p *logPane) over(l lines, link func(event.GUID) chip, same func(event.RecordID) event.RecordID) *logPane {
	q := *p
	q.lines, q.found, q.known, q.applied, q.shown = l, lines{snap: l.snap}, nil, nil, nil
	q.chips = slices.Clone(p.chips)
	for i, k := range q.chips {
		if k.linked != nil {
			q.chips[i] = q.numbered(link(k.link))
		}
	}
	q.apply()
	n := p.lines.Len(p.lines.snap.Len())
	at := func(line int) int { return q.lines.Index(same(p.lines.At(line))) }
	if p.top < n {
		q.top = at(p.top)
	}
	if p.last >= 0 && p.last < n {
		q.last = at(p.last)
	}
	if p.hasSel {
		q.sel = same(p.sel)
	}
	if p.anchor != nil {
		anchor := same(*p.anchor)
		q.anchor = &anchor
	}
	return &q
}
