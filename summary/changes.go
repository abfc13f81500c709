package summary

import (
	"cmp"
	"slices"
	"strings"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Change is something that became different, and the record that says so.
type Change struct {
	Evidence model.Evidence
	ID       event.GUID       // of the update or the deployment it is about, zero if it is about none
	Finding  model.FindingKey // of the finding, zero if it is about none
	What     string           // what changed: "KB5024300", "F20", "restart"
	Label    string           // its title or its sentence, "" if there is none
	From, To Badge            // the zero From: it was not there before
	Code     string           // the code of a failure, "" if there is none
}

// Words says the change: "installing → failed 0x8024000b".
func (c *Change) Words() string {
	words := c.To.Word
	if c.From.Word != "" {
		words = c.From.Word + " → " + words
	}
	if c.Code != "" {
		words += " " + c.Code
	}
	return words
}

// noticeWord returns what a notice of a window says of it.
func noticeWord(name string) string {
	switch name {
	case "START":
		return "opened"
	case "END":
		return "closed"
	case "DELETE":
		return "deleted"
	}
	return strings.ToLower(name)
}

// changeRef is where a change stands in the state.
type changeRef struct {
	at       model.Evidence
	rank     int // of two at one moment the smaller is told first
	describe func() Change
}

// Changes returns the newest changes, the newest first, at most so many: of updates, deployments,
// findings, restarts and maintenance windows. That a scan saw an update which nothing deploys is
// none.
func (s *AsOf) Changes(most int) []Change {
	var all []changeRef
	for _, u := range s.State.Updates() {
		all = append(all, s.updateChanges(u)...)
	}
	for _, d := range s.State.Deployments() {
		all = append(all, s.deploymentChanges(d)...)
	}
	for _, f := range s.Findings() {
		all = append(all, s.findingChanges(f)...)
	}
	for _, r := range s.State.RestartSteps {
		all = append(all, changeRef{r.Evidence, 1, func() Change {
			what, step, ok := strings.Cut(r.Name, "-") // "client-started"
			if !ok {
				what, step = "restart", r.Name
			}
			return Change{Evidence: r.Evidence, What: what, To: Badge{step, "loop", "restart"}}
		}})
	}
	for _, n := range s.State.Windows.Notices {
		all = append(all, changeRef{n.Evidence, 1, func() Change {
			return Change{Evidence: n.Evidence, What: "maintenance window", To: Badge{noticeWord(n.Name), "clock", "quiet"}}
		}})
	}
	arrange.By(all, func(a, b changeRef) int { return cmp.Or(a.at.At.Compare(b.at.At), cmp.Compare(b.rank, a.rank)) })
	slices.Reverse(all)
	return mapAll(all[:min(len(all), most)], func(r changeRef) Change { return r.describe() })
}

// updateChanges returns the steps of an update that somebody may be waiting for.
func (s *AsOf) updateChanges(u *model.Update) []changeRef {
	var all []changeRef
	for i, t := range u.Transitions {
		if i == 0 && quietUpdateState(t.State) {
			continue
		}
		all = append(all, changeRef{t.Evidence, 0, func() Change {
			c := Change{Evidence: t.Evidence, ID: u.ID, What: UpdateLabel(u), Label: ShortTitle(u), To: UpdateBadges[t.State]}
			if i > 0 {
				c.From = UpdateBadges[u.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.Failed, t.Code, t.HasCode)
			return c
		}})
	}
	return all
}

// failureCode returns the code of a failure, "" if nothing failed or no line names one.
func failureCode(failed bool, code event.Code, known bool) string {
	if !failed || !known {
		return ""
	}
	return code.String()
}

// quietUpdateState reports whether a scan may find an update so without anything happening.
func quietUpdateState(s model.UpdateState) bool {
	return UpdateBadges[s].Tone == "quiet" || s == model.Installed
}

// deploymentChanges returns the steps of a deployment but for those of each evaluation.
func (s *AsOf) deploymentChanges(d *model.Deployment) []changeRef {
	var all []changeRef
	for i, t := range d.Transitions {
		switch t.State {
		case model.DeploymentUnknown, model.DeploymentTriggered, model.DeploymentEvaluating, model.DeploymentEvaluated:
			continue
		}
		all = append(all, changeRef{t.Evidence, 2, func() Change {
			c := Change{Evidence: t.Evidence, ID: d.ID, What: s.NameOf(d.ID), To: DeploymentBadges[t.State]}
			if i > 0 {
				c.From = DeploymentBadges[d.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.DeploymentFailed, t.Code, t.HasCode)
			return c
		}})
	}
	return all
}

// findingChanges returns when a finding became one, and when it cleared.
func (s *AsOf) findingChanges(f *model.Finding) []changeRef {
	about := func(e model.Evidence, to Badge) changeRef {
		return changeRef{e, 3, func() Change {
			return Change{Evidence: e, ID: f.Update, Finding: f.Key(), What: f.ID, Label: Sentence(f.Text), To: to}
		}}
	}
	began, lasts := f.Evidence[0], *f
	began.At, lasts.Cleared = f.Since, model.Evidence{}
	all := []changeRef{about(began, SeverityBadge(&lasts))}
	if !f.Active() {
		all = append(all, about(f.Cleared, Badge{"cleared", "check", "good"}))
	}
	return all
}
