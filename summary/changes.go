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
	at       time.Time
	rank     int // of two at one moment the smaller is told first
	thing    int // of two of one rank that of the larger is told first
	step     int // of two of one thing the larger is told first
	describe func() Change
}

// newest gathers the newest changes. It never has many more than are wanted: a client may have
// hundreds of thousands.
type newest struct {
	most   int
	all    []changeRef
	things int       // whose changes have been added
	from   time.Time // what is older is not among them
}

// add adds a change of the next thing.
func (n *newest) add(at model.Evidence, rank int, describe func() Change) {
	n.things++
	if at := at.At(); !at.Before(n.from) {
		n.addStep(at, rank, 0, describe)
	}
}

// addStep adds a change of the thing counted last.
func (n *newest) addStep(at time.Time, rank, step int, describe func() Change) {
	n.all = append(n.all, changeRef{at, rank, n.things, step, describe})
	if len(n.all) >= 2*n.most {
		n.cut()
	}
}

// addSteps adds the steps of the next thing, the newest first: those before one that is too old are
// older still. about returns what describes a step, nil if nobody waits for it.
func addSteps[S any](n *newest, steps []model.Transition[S], rank int, about func(i int) func() Change) {
	n.things++
	for i := len(steps) - 1; i >= 0; i-- {
		at := steps[i].At()
		if at.Before(n.from) {
			return
		}
		if describe := about(i); describe != nil {
			n.addStep(at, rank, i, describe)
		}
	}
}

// cut puts the changes into order, the newest first, and drops those that are too many.
func (n *newest) cut() {
	arrange.By(n.all, func(a, b changeRef) int {
		if c := b.at.Compare(a.at); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.thing, a.thing), cmp.Compare(b.step, a.step))
	})
	if len(n.all) > n.most {
		n.all = slices.Delete(n.all, n.most, len(n.all))
		n.from = n.all[n.most-1].at
	}
}

// Changes returns the newest changes, the newest first, at most so many: of updates, deployments,
// findings, restarts and maintenance windows. That a scan saw an update which nothing deploys is
// none.
func (s *AsOf) Changes(most int) []Change { return s.ChangesFrom(time.Time{}, most) }

// ChangesFrom returns those of them that are not older than a time, which takes less where that is
// near.
func (s *AsOf) ChangesFrom(from time.Time, most int) []Change {
	n := newest{most: max(most, 1), from: from}
	for _, u := range s.Updates() {
		addUpdateChanges(&n, u)
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
func addUpdateChanges(n *newest, u *model.Update) {
	addSteps(n, u.Transitions, 0, func(i int) func() Change {
		t := &u.Transitions[i]
		if i == 0 && quietUpdateState(t.State) {
			return nil
		}
		return func() Change {
			c := Change{Evidence: t.Evidence, ID: u.ID, What: UpdateLabel(u), Label: ShortTitle(u), To: UpdateBadges[t.State]}
			if i > 0 {
				c.From = UpdateBadges[u.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.Failed, t.Code, t.HasCode)
			return c
		}
	})
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
	addSteps(n, d.Transitions, 2, func(i int) func() Change {
		t := &d.Transitions[i]
		switch t.State {
		case model.DeploymentUnknown, model.DeploymentTriggered, model.DeploymentEvaluating, model.DeploymentEvaluated:
			return nil
		}
		return func() Change {
			c := Change{Evidence: t.Evidence, ID: d.ID, What: s.NameOf(d.ID), To: DeploymentBadges[t.State]}
			if i > 0 {
				c.From = DeploymentBadges[d.Transitions[i-1].State]
			}
			c.Code = failureCode(t.State == model.DeploymentFailed, t.Code, t.HasCode)
			return c
		}
	})
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
