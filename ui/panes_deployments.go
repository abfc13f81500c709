package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

var deploymentsSpec = paneSpec{
	id: "deployments", name: "Deployments", key: "6", help: "deployments", hints: deploymentHints,
	new: func() pane {
		return &list{titleMore: deploymentsTitle, build: deploymentItems, openItem: openItemDetails}
	},
}

func deploymentHints(*renderContext) []keyHint {
	return []keyHint{hintFor("its story", actDetails), hintFor("follow its ids", actFollowIDs), hintFor("find", actFind), hintFor("pane", actNextPane)}
}

// deploymentPhaseWords are the phases of a deployment as a person says them.
var deploymentPhaseWords = [model.DeploymentStates]string{
	"unknown", "triggered", "evaluating", "evaluated", "downloading", "downloaded", "waits for window",
	"installing", "needs restart", "installed", "failed", "removed",
}

func phaseStyle(t *cell.Theme, p model.DeploymentState) cell.Style {
	switch p {
	case model.DeploymentFailed:
		return t.Bad
	case model.DeploymentPendingRestart:
		return t.Warn
	case model.DeploymentInstalled:
		return t.Good
	case model.DeploymentDownloading, model.DeploymentInstalling, model.DeploymentEvaluating:
		return t.Busy
	case model.DeploymentWaitingForWindow, model.DeploymentDownloaded:
		return t.Waiting
	}
	return t.Faint
}

func deploymentsTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.state.Deployments()); n > 0 {
		return cell.OneSpan(d.th.Faint, groupThousands(n))
	}
	return nil
}

func deploymentItems(d *renderContext, w int) []item {
	var out []item
	link := d.session.log.linkedIDs()
	for _, a := range d.asOf.state.Deployments() {
		if link != nil && !link[a.ID] {
			continue
		}
		out = append(out, deploymentItem(d, a, w))
	}
	if out == nil {
		return d.emptyItems("no deployment is named in the logs up to this moment")
	}
	return out
}

func deploymentItem(d *renderContext, a *model.Deployment, w int) item {
	st := phaseStyle(d.th, a.State)
	text := []cell.Span{cell.Styled(d.th.ID, a.ID.Short()+" "), cell.Styled(st, cell.PadRight(deploymentPhaseWords[a.State], 17)), cell.Styled("", cell.PadRight(countText(max(len(a.Updates), a.CICount), "update"), 12))}
	var more []cell.Span
	if !a.Deadline.IsZero() {
		more = append(more, cell.Styled(d.th.Faint, "deadline "+d.asOf.shortTime(a.Deadline)+" ("+d.asOf.relativeText(a.Deadline)+")"))
	}
	if a.RequestedRunTime > 0 {
		more = append(more, cell.Styled("", "asks for "+summary.Duration(a.RequestedRunTime)))
	}
	if a.HasError {
		more = append(more, cell.Styled(d.th.Bad, a.Error.String()))
	}
	if a.Trigger != "" {
		more = append(more, cell.Styled(d.th.Faint, "by "+a.Trigger))
	}
	if e := a.Since(); !e.At.IsZero() && w > 60 {
		more = append(more, cell.Styled(d.th.Faint, "since "+d.asOf.shortTime(e.At)))
	}
	if a.Compliant != event.Unsaid {
		more = append(more, cell.Styled(d.th.Faint, map[event.Tri]string{event.Yes: "compliant", event.No: "not compliant"}[a.Compliant]))
	}
	e := a.Since()
	return item{text: append(text, cell.Join(d.separator(), more...)...), subject: subject{id: a.ID, rec: e.Rec, hasRec: !e.At.IsZero()}}
}
