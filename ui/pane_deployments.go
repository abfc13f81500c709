package ui

import (
	"ccmtail/ui/cell"
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
)

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
		more = append(more, cell.Styled("", "asks for "+durationText(a.RequestedRunTime)))
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

func scansTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.state.Scans()); n > 0 {
		return cell.OneSpan(d.th.Faint, groupThousands(n))
	}
	return nil
}

// scanItems lists the scans, the newest first.
func scanItems(d *renderContext, w int) []item {
	scans := d.asOf.state.Scans()
	if len(scans) == 0 {
		return d.emptyItems("no scan in the logs up to this moment")
	}
	var out []item
	for i := len(scans) - 1; i >= 0; i-- {
		out = append(out, scanItem(d, &scans[i], w))
	}
	return out
}

func scanItem(d *renderContext, c *model.Scan, _ int) item {
	text := []cell.Span{cell.Styled("", cell.PadRight(d.asOf.fullTime(c.Start.At), 21))}
	switch {
	case !c.Ended:
		text = append(text, cell.Styled(d.th.Busy, cell.PadRight("scanning, "+d.asOf.roughAgeText(c.Start.At), 22)))
	case c.Result.Failed():
		text = append(text, cell.Styled(d.th.Bad, cell.PadRight("failed "+c.Result.String(), 22)))
	default:
		text = append(text, cell.Styled(d.th.Good, cell.PadRight(fmt.Sprintf("done in %s", durationText(c.End.At.Sub(c.Start.At))), 22)))
	}
	if c.Server != "" {
		text = append(text, cell.Styled("", c.Server+" "))
	}
	if !c.Source.IsZero() {
		text = append(text, cell.Styled(d.th.Faint, "source "+c.Source.Short()))
	}
	return item{text: text, subject: subject{id: c.Source, rec: c.Start.Rec, hasRec: !c.Start.At.IsZero()}}
}
