package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// findingPage returns a trouble as a whole: what it is, since when, what to do, and the records
// that show it.
func findingPage(key model.FindingKey) *page {
	p := &page{shownSubject: subject{finding: key}, markdown: func(d *renderContext) string { return d.findingMarkdown(key) }}
	p.name = "Finding"
	p.titleMore = func(d *renderContext) []cell.Span {
		if f := d.asOf.FindFinding(key); f != nil {
			st, _ := severitySign(d, f)
			return cell.Join(d.separator(), cell.Styled(d.th.Strong, f.ID), cell.Styled(st, summary.SeverityBadge(f).Word))
		}
		return nil
	}
	p.build = func(d *renderContext, w int) []item {
		f := d.asOf.FindFinding(key)
		if f == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "Not found yet at this time"), unselectable: true}}
		}
		return append(factItems(d, w, d.asOf.FindingFacts(f)), evidenceItems(d, f)...)
	}
	return p
}

// evidenceItems returns the records that show a finding, each with what it says.
func evidenceItems(d *renderContext, f *model.Finding) []item {
	out := sectionItems(d, "Evidence: "+summary.Count(len(f.Evidence), "record"))
	for _, e := range f.Evidence {
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, "  "+d.asOf.EvidenceExact(e)+"  "), cell.Styled("", d.asOf.Where(e))}, subject: evidenceSubject(e)})
		if !d.asOf.Records.Evicted(e.Rec) {
			out = append(out, quotedItem(d, 4, e.Rec))
		}
	}
	return out
}
