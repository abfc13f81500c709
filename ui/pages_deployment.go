package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// deploymentPage returns all about a deployment.
func deploymentPage(id event.GUID) *page {
	p := &page{shownSubject: subject{id: id}, markdown: func(d *renderContext) string { return d.deploymentMarkdown(id) }}
	p.name = "Deployment"
	p.titleMore = func(d *renderContext) []cell.Span { return cell.OneSpan(d.th.ID, id.String()) }
	p.build = func(d *renderContext, w int) []item {
		a := d.asOf.State.Deployment(id)
		if a == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "Not known yet at this time"), unselectable: true}}
		}
		return deploymentPageItems(d, w, a)
	}
	return p
}

func deploymentPageItems(d *renderContext, w int, a *model.Deployment) []item {
	out := factItems(d, w, d.asOf.DeploymentFacts(a))
	out = append(out, historyItems(d, w, d.asOf.DeploymentSteps(a), func(int) string { return "" })...)
	out = append(out, d.sectionItems(summary.Count(len(a.Updates), "update"))...)
	for _, g := range a.Updates {
		u := d.asOf.FindUpdate(g)
		if u == nil {
			continue
		}
		st := stateStyle(d.th, u.State)
		out = append(out, item{text: []cell.Span{cell.Styled(st, "  "+d.stateSign(u.State)+" "), cell.Styled(d.th.Strong, cell.PadRight(summary.ShortLabel(u), 10)), cell.Styled(st, cell.PadRight(summary.StateText(u), 18)+" "), cell.Styled("", u.Title)}, subject: subject{id: u.ID}})
	}
	return out
}
