package summary

import (
	"strings"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Deployment is a deployment in words.
type Deployment struct {
	ID       string
	Badge    Badge
	Since    Time
	Deadline Time
	Needs    string
	Updates  []string
	Facts    []Fact
	Steps    []Step

	Model *model.Deployment
}

func (d *summarizer) deployment(p *model.Deployment) Deployment {
	r := Deployment{
		ID: p.ID.String(), Badge: deploymentBadges[p.State], Deadline: d.Time(p.Deadline), Model: p,
		Updates: mapAll(p.Updates, func(id event.GUID) string { return updateName(d.State, id) }),
		Steps:   steps(d, p.Transitions, deploymentBadges[:]),
	}
	if len(p.Transitions) > 0 {
		r.Since = d.EvidenceTime(p.Since())
	}
	if p.RequestedRunTime > 0 {
		r.Needs = Duration(p.RequestedRunTime)
	}
	add := func(name, value string) {
		if value != "" {
			r.Facts = append(r.Facts, Fact{name, value})
		}
	}
	add("Started by", text.Clean(p.Trigger))
	add("Enforcement state", strings.TrimSpace(UnlessZero(p.ReportedStateID, "%d ")+text.Clean(p.ReportedStateName)))
	add("Compliant", map[event.Tri]string{event.Yes: "yes", event.No: "no"}[p.Compliant])
	if p.HasError {
		add("Error", ExplainCode(p.Error).String())
	}
	add("Jobs", strings.Join(event.Strings(p.Jobs), ", "))
	return r
}
