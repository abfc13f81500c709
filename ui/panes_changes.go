package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The changes pane: what became different, the newest first, each with the record that says so; and
// the row of the newest of them that is always in sight where there is room.

const paneChanges paneID = "changes"

var changesSpec = paneSpec{
	id: paneChanges, name: "Changes", key: "D", help: "changes: what became different, the newest first", hints: recordHints,
	new: func() pane { return &list{titleMore: changesTitle, build: changeItems, ownWords: true} },
}

func changesTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.newestChanges(maxChanges)); n == maxChanges {
		return cell.OneSpan(d.th.Faint, "the newest "+summary.Grouped(n))
	} else if n > 0 {
		return cell.OneSpan(d.th.Faint, summary.Grouped(n))
	}
	return nil
}

func changeItems(d *renderContext, w int) []item {
	all := d.asOf.newestChanges(maxChanges)
	if len(all) == 0 {
		return d.emptyItems(summary.NoChanges)
	}
	link := d.session.log.linkedIDs()
	var out []item
	marked := map[changeKey]bool{} // only the newest change of a thing carries its mark
	for i := range all {
		c := &all[i]
		if link != nil && !c.ID.IsZero() && !link[c.ID] {
			continue
		}
		k := changeKey{id: c.ID}
		if c.Finding != (model.FindingKey{}) {
			k = changeKey{finding: c.Finding}
		}
		out = append(out, changeItem(d, c, w, either(marked[k], " ", d.changedSign(k))))
		marked[k] = true
	}
	return out
}

func changeItem(d *renderContext, c *summary.Change, w int, mark string) item {
	text := append([]cell.Span{cell.Styled(d.th.Mark, mark+" ")}, d.changeSpans(c)...)
	if c.Label != "" && w >= 60 {
		text = append(text, cell.Styled(d.th.Faint, "  "+c.Label))
	}
	s := evidenceSubject(c.Evidence)
	s.id, s.finding = c.ID, c.Finding
	return item{text: text, subject: s, unselectable: !s.hasRec}
}

// changeSpans returns a change in words, with its time.
func (d *renderContext) changeSpans(c *summary.Change) []cell.Span {
	return []cell.Span{
		cell.Styled(d.th.Faint, d.changeTime(c.Evidence.At())+" "), cell.Styled(d.th.Strong, c.What+" "), cell.Styled(toneStyle(d.th, c.To.Tone), c.Words()),
	}
}

// changeTime says when something changed, with the date if it is not the day of the time shown.
func (d *renderContext) changeTime(t time.Time) string {
	if !summary.HasTime(t) {
		return d.asOf.Exact(t)
	}
	return d.scrubberTime(t, d.asOf.At)
}

// changesStrip returns as many of the newest changes as have room, the newest first.
func (d *renderContext) changesStrip(w, _ int) []cell.Row {
	l := cell.NewBuilder(w, "")
	l.Put(d.th.Faint, " "+either(d.asOf.Client.Preview, previewMark, "latest"))
	if d.asOf.change(0) == nil {
		l.Put(d.th.Faint, ": "+summary.NoChanges)
	}
	first := true
	for i := 0; ; i++ {
		c := d.asOf.change(i)
		if c == nil {
			break
		}
		spans := d.stripSpans(c)
		if !first && cell.TotalWidth(spans)+3 > l.Room() {
			break
		}
		if spans != nil {
			l.PutSpans(append([]cell.Span{cell.Styled(d.th.Faint, either(first, "  ", " "+d.g.Dot+" "))}, spans...))
			first = false
		}
	}
	return []cell.Row{l.Row()}
}

// stripSpans returns a change in a few words, nil if others say the same: a deployment moves with its
// updates, and a finding about an update that has failed is the failure.
func (d *renderContext) stripSpans(c *summary.Change) []cell.Span {
	u := d.asOf.FindUpdate(c.ID)
	switch {
	case c.Finding == (model.FindingKey{}) && u == nil && !c.ID.IsZero():
		return nil
	case c.Finding == (model.FindingKey{}):
		return d.changeSpans(c)
	case u != nil && u.State == model.Failed:
		return nil
	}
	return append(d.changeSpans(c), cell.Styled(d.th.Faint, " "+wholeWords(c.Label, 40)))
}
