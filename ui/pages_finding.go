package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// findingPage is a trouble as a whole: what it is, since when, what to do, and the records that show it.
func findingPage(key model.FindingKey) *page {
	p := &page{shownSubject: subject{finding: key}, markdown: func(d *renderContext) string { return findingMarkdown(d, d.asOf.finding(key)) }}
	p.name = "Finding"
	p.titleMore = func(d *renderContext) []cell.Span {
		if f := d.asOf.finding(key); f != nil {
			st, _ := severitySign(d, f)
			return cell.Join(d.separator(), cell.Styled(d.th.Strong, f.ID), cell.Styled(st, string(f.Severity)))
		}
		return nil
	}
	p.build = func(d *renderContext, w int) []item {
		f := d.asOf.finding(key)
		if f == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "not found yet at this moment"), unselectable: true}}
		}
		return append(factItems(d, w, findingFactsOf(d, f)), evidenceItems(d, f)...)
	}
	return p
}

// findingFactsOf is what is known about a finding in short.
func findingFactsOf(d *renderContext, f *model.Finding) []pageFact {
	out := []pageFact{
		{"what", d.th.Strong, summary.Sentence(f.Text), subject{}},
		{"what to do", "", summary.Sentence(f.Advice), subject{}},
		{"since", "", d.asOf.fullTime(f.Since) + ", " + d.asOf.relativeText(f.Since), subject{}},
	}
	if !f.Active() {
		out = append(out, pageFact{"cleared", d.th.Good, d.asOf.fullTime(f.Cleared.At) + ", " + where(f.Cleared), evidenceSubject(f.Cleared)})
	}
	if u := d.asOf.update(f.Update); u != nil {
		out = append(out, pageFact{"update", stateStyle(d.th, u.State), updateLabel(u) + ", " + stateText(u, 99), subject{id: u.ID}})
	}
	return out
}

// evidenceItems is the records that show a finding, each with what it says.
func evidenceItems(d *renderContext, f *model.Finding) []item {
	out := sectionItems(d, "Shown by "+countText(len(f.Evidence), "record"))
	for _, e := range f.Evidence {
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, "  "+d.asOf.fullTime(e.At)+"  "), cell.Styled("", where(e))}, subject: evidenceSubject(e)})
		if !d.asOf.records.Evicted(e.Rec) {
			out = append(out, quotedItem(d, 4, e.Rec))
		}
	}
	return out
}
