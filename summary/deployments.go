package summary

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// Deployment is a deployment in words.
type Deployment struct {
	ID       string
	Badge    Badge
	Since    Time
	Deadline Time
	Due      string // "in 2 h", "overdue by 3 d 18 h"; "" without a deadline
	Needs    string
	Count    string // of its updates, by its own word or by those that are named
	Updates  []string
	Facts    []Fact
	Steps    []Step

	Model *model.Deployment
}

// Deployment puts a deployment into words.
func (s *AsOf) Deployment(d *model.Deployment) Deployment {
	r := Deployment{
		ID: d.ID.String(), Badge: DeploymentBadges[d.State], Deadline: s.Time(d.Deadline), Count: updateCount(d), Model: d,
		Updates: mapAll(d.Updates, func(id event.GUID) string { return UpdateName(s.State, id) }),
		Facts:   s.deploymentDetails(d), Steps: s.DeploymentSteps(d),
	}
	if len(d.Transitions) > 0 {
		r.Since = s.EvidenceTime(d.Since())
	}
	if d.RequestedRunTime > 0 {
		r.Needs = Duration(d.RequestedRunTime)
	}
	return r
}

// ComplianceText says whether a deployment reports compliance, "" if it has not said.
func ComplianceText(d *model.Deployment) string {
	return map[event.Tri]string{event.Yes: "compliant", event.No: "not compliant"}[d.Compliant]
}
