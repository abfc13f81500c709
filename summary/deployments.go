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
	Needs    string
	Count    string // of its updates, by its own word or by those that are named
	Updates  []string
	Facts    []Fact

	Model *model.Deployment
	asOf  *AsOf
}

// Deployment puts a deployment into words.
func (s *AsOf) Deployment(d *model.Deployment) Deployment {
	r := Deployment{
		ID: d.ID.String(), Badge: DeploymentBadges[d.State], Deadline: s.Time(d.Deadline), Count: UpdateCount(d), Model: d,
		Updates: mapAll(d.Updates, func(id event.GUID) string { return UpdateName(s.State, id) }),
		Facts:   s.deploymentDetails(d), asOf: s,
	}
	if len(d.Transitions) > 0 {
		r.Since = s.EvidenceTime(d.Since())
	}
	if d.RequestedRunTime > 0 {
		r.Needs = Duration(d.RequestedRunTime)
	}
	return r
}

// DeploymentText says the most important of a deployment in short, each of it "" if it is not
// known: its deadline, what it needs, what started it, whether it reports compliance.
func (s *AsOf) DeploymentText(d *model.Deployment) (deadline, needs, started, compliance string) {
	if !d.Deadline.IsZero() {
		deadline = "deadline " + s.Short(d.Deadline) + " (" + s.Relative(d.Deadline) + ")"
	}
	if d.RequestedRunTime > 0 {
		needs = "needs " + Duration(d.RequestedRunTime)
	}
	return deadline, needs, TriggerText(d), ComplianceText(d)
}

// ComplianceText returns "compliant" or "not compliant", as the client last reported a deployment,
// and "" if it has not.
func ComplianceText(d *model.Deployment) string {
	return map[event.Tri]string{event.Yes: "compliant", event.No: "not compliant"}[d.Compliant]
}
