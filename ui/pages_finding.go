package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
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
		return slices.Concat(factItems(d, w, d.asOf.FindingFacts(f)), explainedItems(d, f), evidenceItems(d, f))
	}
	return p
}

// explainedItems returns the updates and deployments whose state a finding explains; Enter opens each.
func explainedItems(d *renderContext, f *model.Finding) []item {
	var rows []item
	seen := map[event.GUID]bool{}
	for _, id := range f.Explained() {
		if u := d.asOf.FindUpdate(id); u != nil && !seen[u.ID] {
			seen[u.ID] = true
			rows = append(rows, explainedUpdate(d, u))
		} else if a := d.asOf.State.Deployment(id); a != nil && !seen[a.ID] {
			seen[a.ID] = true
			rows = append(rows, item{text: []cell.Span{cell.Styled("", "  "+summary.DeploymentLabel(a)+" "), cell.Styled(phaseStyle(d.th, a.State), summary.DeploymentBadges[a.State].Word)}, subject: subject{id: a.ID}})
		}
	}
	if len(rows) == 0 || len(rows) == 1 && !f.Update.IsZero() { // the update is among the facts
		return nil
	}
	return append(d.sectionItems("Explains "+summary.Grouped(len(rows))), rows...)
}

func explainedUpdate(d *renderContext, u *model.Update) item {
	return item{text: []cell.Span{
		cell.Styled(stateStyle(d.th, u.State), "  "+d.stateSign(u.State)+" "), cell.Styled(d.th.Strong, cell.PadRight(summary.ShortLabel(u), 10)),
		cell.Styled(stateStyle(d.th, u.State), summary.StateText(u)+" "), cell.Styled(d.th.Faint, summary.ShortTitle(u)),
	}, subject: subject{id: u.ID}}
}

// evidenceItems returns the records that show a finding, each with what it says.
func evidenceItems(d *renderContext, f *model.Finding) []item {
	out := d.sectionItems("Evidence: " + summary.RecordsOf(f))
	for _, e := range f.Evidence {
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, "  "+d.asOf.EvidenceExact(e)+"  "), cell.Styled("", d.asOf.Where(e))}, subject: evidenceSubject(e)})
		if !d.asOf.Records.Evicted(e.Rec) {
			out = append(out, quotedItem(d, 4, e.Rec))
		}
	}
	return out
}
