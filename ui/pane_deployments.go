package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// phaseWords are the phases of a deployment as a person says them.
var phaseWords = [model.DeploymentStates]string{
	"unknown", "triggered", "evaluating", "evaluated", "downloading", "downloaded", "waits for window",
	"installing", "needs restart", "installed", "failed", "removed",
}

func (t *theme) phaseStyle(p model.DeploymentState) style {
	switch p {
	case model.DeploymentFailed:
		return t.bad
	case model.DeploymentPendingRestart:
		return t.warn
	case model.DeploymentInstalled:
		return t.good
	case model.DeploymentDownloading, model.DeploymentInstalling, model.DeploymentEvaluating:
		return t.busy
	case model.DeploymentWaitingForWindow, model.DeploymentDownloaded:
		return t.wait
	}
	return t.faint
}

func deploymentsHead(d *draw) []span {
	if n := len(d.m.state.Deployments()); n > 0 {
		return say(d.th.faint, count(n))
	}
	return nil
}

func deploymentItems(d *draw, w int) []item {
	var out []item
	link := d.c.log.link()
	for _, a := range d.m.state.Deployments() {
		if link != nil && !link[a.ID] {
			continue
		}
		out = append(out, deploymentItem(d, a, w))
	}
	if out == nil {
		return d.none("no deployment is named in the logs up to this moment")
	}
	return out
}

func deploymentItem(d *draw, a *model.Deployment, w int) item {
	st := d.th.phaseStyle(a.State)
	text := []span{{d.th.guid, a.ID.Short() + " "}, {st, padded(phaseWords[a.State], 17)}, {"", padded(plural(max(len(a.Updates), a.CICount), "update"), 12)}}
	var more []span
	if !a.Deadline.IsZero() {
		more = append(more, span{d.th.faint, "deadline " + d.m.clock(a.Deadline) + " (" + d.m.until(a.Deadline) + ")"})
	}
	if a.RequestedRunTime > 0 {
		more = append(more, span{"", "asks for " + summary.Duration(a.RequestedRunTime)})
	}
	if a.HasError {
		more = append(more, span{d.th.bad, a.Error.String()})
	}
	if a.Trigger != "" {
		more = append(more, span{d.th.faint, "by " + a.Trigger})
	}
	if e := a.Since(); !e.At.IsZero() && w > 60 {
		more = append(more, span{d.th.faint, "since " + d.m.clock(e.At)})
	}
	if a.Compliant != event.Unsaid {
		more = append(more, span{d.th.faint, map[event.Tri]string{event.Yes: "compliant", event.No: "not compliant"}[a.Compliant]})
	}
	e := a.Since()
	return item{text: append(text, words(d.sep(), more...)...), subject: subject{id: a.ID, rec: e.Rec, hasRec: !e.At.IsZero()}}
}

// padded is s with spaces behind it up to n cells.
func padded(s string, n int) string { return s + spaces(n-cells(s)) }

func scansHead(d *draw) []span {
	if n := len(d.m.state.Scans()); n > 0 {
		return say(d.th.faint, count(n))
	}
	return nil
}

// scanItems lists the scans, the newest first.
func scanItems(d *draw, w int) []item {
	scans := d.m.state.Scans()
	if len(scans) == 0 {
		return d.none("no scan in the logs up to this moment")
	}
	var out []item
	for i := len(scans) - 1; i >= 0; i-- {
		out = append(out, scanItem(d, &scans[i], w))
	}
	return out
}

func scanItem(d *draw, c *model.Scan, _ int) item {
	text := []span{{"", padded(d.m.exact(c.Start.At), 21)}}
	switch {
	case !c.Ended:
		text = append(text, span{d.th.busy, padded("scanning, "+d.m.since(c.Start.At), 22)})
	case c.Result.Failed():
		text = append(text, span{d.th.bad, padded("failed "+c.Result.String(), 22)})
	default:
		text = append(text, span{d.th.good, padded(fmt.Sprintf("done in %s", rough(c.End.At.Sub(c.Start.At))), 22)})
	}
	if c.Server != "" {
		text = append(text, span{"", c.Server + " "})
	}
	if !c.Source.IsZero() {
		text = append(text, span{d.th.faint, "source " + c.Source.Short()})
	}
	return item{text: text, subject: subject{id: c.Source, rec: c.Start.Rec, hasRec: !c.Start.At.IsZero()}}
}
