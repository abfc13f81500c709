package ui

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// While a large client is being read, the screen shows its newest records and what they tell.
// Everything told from them says so: what came before may change it.

// markPreview marks what is told from the newest records alone.
func (d *renderContext) markPreview(more []cell.Span) []cell.Span {
	return d.withPreviewMark(previewMark, more)
}

const previewMark = "so far"

// withPreviewMark puts a mark before what a heading says, while there is a preview.
func (d *renderContext) withPreviewMark(mark string, more []cell.Span) []cell.Span {
	switch {
	case d.asOf == nil, !d.asOf.Client.Preview: // a fleet's page is about no client
		return more
	case len(more) == 0:
		return cell.OneSpan(d.th.Busy, mark)
	}
	return append([]cell.Span{cell.Styled(d.th.Busy, mark), d.separator()}, more...)
}

// previewPrefix stands before a state that is told from the newest records alone.
func (d *renderContext) previewPrefix() string {
	return either(d.asOf.Client.Preview, previewMark+" ", "")
}

const nothingInPreview = "nothing in the newest records"

// emptyItems says that there is nothing of a kind, as far as can be said.
func (d *renderContext) emptyItems(words string) []item {
	if d.asOf.Client.Preview {
		words = nothingInPreview
	}
	return []item{{text: cell.OneSpan(d.th.Faint, words), unselectable: true}}
}

// evictedText says until when nothing is kept, "" if nothing is forgotten.
func (c *session) evictedText() string {
	if c.asOf == nil {
		return ""
	}
	return c.asOf.EvictedText(c.asOf.Short)
}

// evictedSuffix returns the same as the end of a message.
func (c *session) evictedSuffix() string {
	if s := c.evictedText(); s != "" {
		return "; " + s
	}
	return ""
}

// notFoundSuffix returns what is added to a message that something was not found.
func (c *session) notFoundSuffix() string {
	return c.evictedSuffix() + either(c.client.Preview, " in the newest records; the rest is still loading", "")
}

// partialSuffix returns what is added to a message that something was done with what is there.
func (c *session) partialSuffix() string {
	return c.evictedSuffix() + either(c.client.Preview, ", newest records only; the rest is still loading", "")
}

// loadProgress returns how far the reading is, in a few words where there is little room.
func (c *session) loadProgress(room bool) []string {
	k := &c.client
	if !room {
		return []string{"newest; " + summary.PercentText(k.BytesRead, k.BytesTotal) + " loaded"}
	}
	return []string{c.loadRate.describe(k), summary.Grouped(k.Records.Len()) + " newest records"}
}

// counterparts are the records of a preview in what has been read since.
type counterparts map[event.RecordID]event.RecordID

// adoptPosition takes over where the user stands in the preview. It says how many marked records
// are not there any more.
func (c *session) adoptPosition(from *session, same counterparts) (lost int) {
	c.selectedUpdate, c.selectedGroup, c.groupSelected, c.readErrors = from.selectedUpdate, from.selectedGroup, from.groupSelected, from.readErrors
	for id, note := range from.marks {
		now, ok := same[id]
		if !ok {
			lost++
			continue
		}
		c.marks[now] = note
	}
	c.log = from.log.withResults(c.log.lines, c.resolve, func(id event.RecordID) event.RecordID {
		if now, ok := same[id]; ok {
			return now
		}
		n := c.client.Records.CountUntil(from.client.Records.Time(id))
		return c.client.Records.ID(max(n-1, 0)) // the nearest
	})
	return lost
}

// withResults returns the pane over other lines: resolve makes the chips that name updates anew, and
// same gives the records.
func (p *logPane) withResults(l query.Results, resolve func(chip) chip, same func(event.RecordID) event.RecordID) *logPane {
	q := *p
	q.lines, q.matches, q.outcomes, q.applied, q.rowLines = l, query.Results{}, query.Cache{}, nil, nil
	q.matches.Advance(l.Records())
	q.chips = slices.Clone(p.chips)
	for i, k := range q.chips {
		if k.linked != nil {
			q.chips[i] = q.withNumber(resolve(k))
		}
	}
	q.applyChips()
	n := p.lines.Len(p.lines.Records().Len())
	at := func(line int) int { return q.lines.Index(same(p.lines.At(line))) }
	if p.top < n {
		q.top = at(p.top)
	}
	if p.bottomLine >= 0 && p.bottomLine < n {
		q.bottomLine = at(p.bottomLine)
	}
	if p.hasSelected {
		q.selected = same(p.selected)
	}
	if p.rangeStart != nil {
		anchor := same(*p.rangeStart)
		q.rangeStart = &anchor
	}
	return &q
}
