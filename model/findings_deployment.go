package model

import "time"

// deploymentProblems is what is wrong with a deployment itself.
var deploymentProblems = []*problem{
	{
		ID: "F30", Severity: SeverityError,
		Advice:    "Look at WUAHandler.log and UpdatesHandler.log in the same minute: the deployment only reports what failed there.",
		Otherwise: phaseDeployment,
	},
	{
		ID: "F34", Severity: SeverityWarning,
		Advice: "The deadline has passed and the client has not begun: see in PolicyAgent.log and Scheduler.log whether it knows " +
			"the deployment, and run an evaluation cycle.",
		Overdue: (*overdueFinder).findMissedDeadlines,
	},
}

// patienceDeadline is how long after its deadline a deployment may begin: deadlines may be spread
// over two hours, but are logged when they fire.
const patienceDeadline = 30 * time.Minute

// findMissedDeadlines finds the deployments that have not begun although their deadline has passed.
func (l *overdueFinder) findMissedDeadlines() {
	const (
		notEvaluated  = "Deployment {%s} passed its deadline %s ago and has not been evaluated since."
		notBegun      = "Deployment {%s} passed its deadline %s ago and has not begun."
		noneEvaluated = "The deadline of %s passed more than %s ago, and no evaluation has followed."
		noneBegun     = "The deadline of %s passed more than %s ago, and nothing has begun."
	)
	for _, id := range l.deployments.keys {
		d := l.deployments.get(id)
		passed := l.t.Sub(d.Deadline)
		if d.Deadline.IsZero() || passed <= patienceDeadline || l.isIntunes(d) {
			continue
		}
		e, format, ofMany := d.Since(), notEvaluated, noneEvaluated
		switch {
		case d.State == DeploymentUnknown && d.CICount+len(d.Updates) > 0: // other deadlines than of updates are scheduled too
			e = d.DeadlineEvidence
		case d.State == DeploymentTriggered:
		case (d.State == DeploymentEvaluating || d.State == DeploymentEvaluated) && e.At().Before(d.Deadline):
			format, ofMany = notBegun, noneBegun
		default:
			continue
		}
		if l.exceeds(e, patienceDeadline) && l.covers(logDeployments, d.Deadline) {
			v := sighting{about: d.ID, text: sentence(format, d.ID, passed), ofMany: sentence(ofMany, l.subject(d.ID), patienceDeadline)}
			l.add(v, e, max(d.Deadline.Sub(e.At()), 0)+patienceDeadline)
		}
	}
}

// isIntunes reports whether Intune updates what a deployment has: ConfigMgr does not begin with it.
func (s *State) isIntunes(d *Deployment) bool {
	const numberOfWorkload = 41
	f := s.findings.get(FindingKey{number: numberOfWorkload})
	if f == nil || !f.Active() || len(d.Updates) == 0 {
		return false
	}
	for _, id := range d.Updates {
		if !s.updates.get(id).IsMicrosofts() {
			return false
		}
	}
	return true
}
