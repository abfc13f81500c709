package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

const paneDeployments paneID = "deployments"

var deploymentsSpec = paneSpec{
	id: paneDeployments, name: "Deployments", key: "6", help: "deployments", hints: deploymentHints,
	new: func() pane {
		return &list{titleMore: deploymentsTitle, build: deploymentItems, openItem: openItemDetails}
	},
}

func deploymentHints(*renderContext) []keyHint {
	return []keyHint{hintFor("details", actDetails), hintFor("related records", actFollowIDs), hintFor("find in deployments", actFind), hintFor("filter deployments", actFilter), hintFor("pane", actNextPane)}
}

func deploymentsTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.State.Deployments()); n > 0 {
		return cell.OneSpan(d.th.Faint, summary.Grouped(n))
	}
	return nil
}

func deploymentItems(d *renderContext, w int) []item {
	var out []item
	link := d.session.log.linkedIDs()
	for _, a := range d.asOf.State.Deployments() {
		if link != nil && !link[a.ID] && !slices.ContainsFunc(a.Updates, func(id event.GUID) bool { return link[id] }) {
			continue
		}
		out = append(out, deploymentItem(d, a, w))
	}
	switch {
	case out != nil:
		return out
	case len(d.asOf.State.Deployments()) > 0:
		return d.noneFollowed()
	}
	return d.emptyItems(summary.NoDeployments)
}

func deploymentItem(d *renderContext, a *model.Deployment, w int) item {
	st := phaseStyle(d.th, a.State)
	text := []cell.Span{cell.Styled(d.th.ID, a.ID.Short()), cell.Styled(d.th.Mark, d.changedSign(changeKey{id: a.ID})), cell.Styled(st, cell.PadRight(summary.DeploymentBadges[a.State].Word, 19)), cell.Styled("", cell.PadRight(summary.UpdateCount(a), 11)+" ")}
	var more []cell.Span
	add := func(st cell.Style, words string) {
		if words != "" {
			more = append(more, cell.Styled(st, words))
		}
	}
	deadline, needs, started, compliance := d.asOf.DeploymentText(a)
	add(d.th.Faint, deadline)
	add("", needs)
	if a.HasError {
		add(d.th.Bad, a.Error.String())
	}
	add(d.th.Faint, started)
	if e := a.Since(); !e.At().IsZero() && w > 60 {
		add(d.th.Faint, "since "+d.asOf.EvidenceShort(e))
	}
	add(d.th.Faint, compliance)
	e := a.Since()
	return item{text: append(text, cell.Join(d.separator(), more...)...), subject: subject{id: a.ID, rec: e.Rec, hasRec: !e.At().IsZero()}}
}
