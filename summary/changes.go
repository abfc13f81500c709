package summary

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
	place    int // of two of one rank the larger is told first
	describe func() Change
}

// newest gathers the newest changes. It never has many more than are wanted: a client may have
// hundreds of thousands.
type newest struct {
	most  int
	all   []changeRef
	place int       // of the next change
	from  time.Time // what is older is not among them
}

// wants reports whether a change of a time may be among the newest.
func (n *newest) wants(at time.Time) bool { return !at.Before(n.from) }

// add adds a change.
func (n *newest) add(at model.Evidence, rank int, describe func() Change) {
	n.all = append(n.all, changeRef{at, rank, n.place, describe})
	n.place++
	if len(n.all) >= 2*n.most {
		n.cut()
	}
}

// cut puts the changes into order, the newest first, and drops those that are too many.
func (n *newest) cut() {
	arrange.By(n.all, func(a, b changeRef) int {
		return cmp.Or(b.at.At().Compare(a.at.At()), cmp.Compare(a.rank, b.rank), cmp.Compare(b.place, a.place))
	})
	if len(n.all) > n.most {
		n.all = slices.Delete(n.all, n.most, len(n.all))
		n.from = n.all[n.most-1].at.At()
	}
}

// Changes returns the newest changes, the newest first, at most so many: of updates, deployments,
// findings, restarts and maintenance windows. That a scan saw an update which nothing deploys is
// none.
func (s *AsOf) Changes(most int) []Change {
	n := newest{most: max(most, 1)}
	for _, u := range s.State.Updates() {
		s.addUpdateChanges(&n, u)
	}
	for _, d := range s.State.Deployments() {
		s.addDeploymentChanges(&n, d)
	}
	for _, f := range s.Findings() {
		addFindingChanges(&n, f)
	}
	for _, r := range s.State.RestartSteps {
		n.add(r.Evidence, 1, func() Change {
			what, step, ok := strings.Cut(r.Name, "-") // "client-started"
			if !ok {
				what, step = "restart", r.Name
			}
			return Change{Evidence: r.Evidence, What: what, To: Badge{step, "loop", "restart"}}
		})
	}
	for _, w := range s.State.Windows.Notices {
		n.add(w.Evidence, 1, func() Change {
			return Change{Evidence: w.Evidence, What: "maintenance window", To: Badge{noticeWord(w.Name), "clock", "quiet"}}
		})
	}
	n.cut()
	return mapAll(n.all[:min(len(n.all), most)], func(r changeRef) Change { return r.describe() })
}

// addUpdateChanges adds the steps of an update that somebody may be waiting for.
func (s *AsOf) addUpdateChanges(n *newest, u *model.Update) {
	for i := range u.Transitions {
		t := &u.Transitions[i]
		if !n.wants(t.At()) || i == 0 && quietUpdateState(t.State) {
			continue
		}
		n.add(t.Evidence, 0, func() Change {
			c := Change{Evidence: t.Evidence, ID: u.ID, What: UpdateLabel(u), Label: ShortTitle(u), To: UpdateBadges[t.State]}
			if i > 0 {
				c.From = UpdateBadges[u.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.Failed, t.Code, t.HasCode)
			return c
		})
	}
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

// addDeploymentChanges adds the steps of a deployment but for those of each evaluation.
func (s *AsOf) addDeploymentChanges(n *newest, d *model.Deployment) {
	for i := range d.Transitions {
		t := &d.Transitions[i]
		if !n.wants(t.At()) {
			continue
		}
		switch t.State {
		case model.DeploymentUnknown, model.DeploymentTriggered, model.DeploymentEvaluating, model.DeploymentEvaluated:
			continue
		}
		n.add(t.Evidence, 2, func() Change {
			c := Change{Evidence: t.Evidence, ID: d.ID, What: s.NameOf(d.ID), To: DeploymentBadges[t.State]}
			if i > 0 {
				c.From = DeploymentBadges[d.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.DeploymentFailed, t.Code, t.HasCode)
			return c
		})
	}
}

// addFindingChanges adds when a finding became one, and when it cleared.
func addFindingChanges(n *newest, f *model.Finding) {
	about := func(e model.Evidence, to Badge) {
		n.add(e, 3, func() Change {
			return Change{Evidence: e, ID: f.Update, Finding: f.Key(), What: f.ID, Label: Sentence(f.Text), To: to}
		})
	}
	began, lasts := f.Evidence[0].Moved(f.Since), *f
	lasts.Cleared = model.Evidence{}
	about(began, SeverityBadge(&lasts))
	if !f.Active() {
		about(f.Cleared, Badge{"cleared", "check", "good"})
	}
}
