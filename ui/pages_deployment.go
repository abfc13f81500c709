package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// deploymentPage is a deployment's whole story.
func deploymentPage(id event.GUID) *page {
	p := &page{shownSubject: subject{id: id}, markdown: func(d *renderContext) string { return deploymentMarkdown(d, d.asOf.state.Deployment(id)) }}
	p.name = "Deployment"
	p.titleMore = func(d *renderContext) []cell.Span { return cell.OneSpan(d.th.ID, id.String()) }
	p.build = func(d *renderContext, w int) []item {
		a := d.asOf.state.Deployment(id)
		if a == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "not known yet at this moment"), unselectable: true}}
		}
		return deploymentPageItems(d, w, a)
	}
	return p
}

// deploymentFactsOf is what is known about a deployment in short.
func deploymentFactsOf(d *renderContext, a *model.Deployment) []pageFact {
	out := []pageFact{{"phase", phaseStyle(d.th, a.State), deploymentPhaseWords[a.State], evidenceSubject(a.Since())}}
	if !a.Deadline.IsZero() {
		out = append(out, pageFact{"deadline", "", d.asOf.fullTime(a.Deadline) + ", " + d.asOf.relativeText(a.Deadline), subject{}})
	}
	if a.RequestedRunTime > 0 {
		out = append(out, pageFact{"asks for", "", summary.Duration(a.RequestedRunTime) + " of a service window", subject{}})
	}
	out = append(out, pageFact{"started by", "", a.Trigger, subject{}})
	if a.HasError {
		out = append(out, pageFact{"error", d.th.Bad, a.Error.String(), subject{}})
	}
	if a.ReportedStateName != "" {
		out = append(out, pageFact{"reported", "", fmt.Sprintf("%s (%d)", a.ReportedStateName, a.ReportedStateID), subject{}})
	}
	for _, g := range a.Jobs {
		out = append(out, pageFact{"job", d.th.ID, g.String(), subject{id: g}})
	}
	return out
}

func deploymentPageItems(d *renderContext, w int, a *model.Deployment) []item {
	out := factItems(d, w, deploymentFactsOf(d, a))
	out = append(out, historyItems(d, w, a.Transitions, func(p model.DeploymentState) (cell.Style, string) {
		return phaseStyle(d.th, p), deploymentPhaseWords[p]
	})...)
	out = append(out, sectionItems(d, countText(len(a.Updates), "update"))...)
	for _, g := range a.Updates {
		u := d.asOf.update(g)
		if u == nil {
			continue
		}
		st := stateStyle(d.th, u.State)
		out = append(out, item{text: []cell.Span{cell.Styled(st, "  "+d.stateSign(u.State)+" "), cell.Styled(d.th.Strong, cell.PadRight(articleOrID(u), 10)), cell.Styled(st, cell.PadRight(stateText(u, 99), 18)+" "), cell.Styled("", u.Title)}, subject: subject{id: u.ID}})
	}
	return out
}
