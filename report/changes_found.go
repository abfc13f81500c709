package report

import (
	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/summary"
	"strings"
	"time"
)

// changes returns everything that has changed for a client since a moment, in the order of time, and all
// findings: one that is found late may have begun before.
func (s clientDocs) changes(since time.Time) []change {
	var all []change
	add := func(e model.Evidence, ch change) {
		p := s.evidenceDoc(e)
		ch.Time, ch.Log, ch.File, ch.Line = p.Time.exact(), p.Log, p.File, p.Line
		ch.at, ch.rec, ch.evidence = e.At(), e.Rec, e
		all = append(all, ch)
	}
	for _, u := range s.State.Updates() {
		transitionChanges(u.Transitions, since, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID, ch.update = kindUpdate, guidOrNil(u.ID), u
			ch.KB, ch.Title = stringOrNil(u.KB), stringOrNil(u.Title)
			add(e, ch)
		})
	}
	for _, d := range s.State.Deployments() {
		transitionChanges(d.Transitions, since, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID = kindDeployment, guidOrNil(d.ID)
			add(e, ch)
		})
	}
	for _, n := range s.State.Windows.Notices {
		add(n.Evidence, change{Change: Change{Kind: kindWindow, To: strings.ToLower(n.Name)}})
	}
	for _, r := range s.State.RestartSteps {
		add(r.Evidence, change{Change: Change{Kind: kindRestart, To: r.Name}})
	}
	s.scanChanges(add)
	for _, f := range s.SingleFindings() {
		ch := change{Change: Change{Kind: kindFinding, ID: stringOrNil(f.ID)}, finding: f, subject: f.Key().Subject().String()}
		if u := s.State.Update(f.Update); u != nil && !f.Update.IsZero() {
			ch.KB, ch.Title = stringOrNil(u.KB), stringOrNil(u.Title)
		}
		e := f.Evidence[0].Moved(f.Since) // what only time makes a finding is one from then on
		ch.To = findingFound
		add(e, ch)
		if !f.Active() {
			ch.To = "cleared"
			add(f.Cleared, ch)
		}
	}
	arrange.By(all, func(a, b change) int { return a.at.Compare(b.at) })
	return all
}

// findingFound is the change by which a finding becomes one.
const findingFound = "found"

// findingText returns the sentence of a finding. One that has just become one says what it said at
// that moment: what time alone makes says how long it has lasted.
func (s clientDocs) findingText(f *model.Finding, to string) string {
	if to == findingFound && !f.Since.Equal(f.Evidence[0].At()) {
		for _, then := range s.State.SingleFindingsAt(f.Since.Add(1)) {
			if then.Key() == f.Key() && then.Evidence[0].Rec == f.Evidence[0].Rec {
				f = then
				break
			}
		}
	}
	return summary.Sentence(f.Text)
}

// transitionChanges turns transitions since a moment into changes, each from the state before it.
func transitionChanges[S interface{ String() string }](all []model.Transition[S], since time.Time, add func(model.Evidence, change)) {
	from := ""
	for _, t := range all {
		if t.At().Before(since) {
			from = t.State.String()
			continue
		}
		ch := change{Change: Change{From: stringOrNil(from), To: t.State.String()}}
		if t.HasCode {
			ch.Result = stringOrNil(t.Code.String())
		}
		add(t.Evidence, ch)
		from = ch.To
	}
}

func (s clientDocs) scanChanges(add func(model.Evidence, change)) {
	for _, c := range s.State.Scans() {
		id, from := guidOrNil(c.Source), "started"
		if !c.Start.At().IsZero() {
			add(c.Start, change{Change: Change{Kind: kindScan, ID: id, To: from, Text: stringOrNil(c.Server)}})
		}
		if !c.Ended {
			continue
		}
		to := "completed"
		if c.Result.Failed() {
			to = "failed"
		}
		add(c.End, change{Change: Change{Kind: kindScan, ID: id, From: &from, To: to, Result: stringOrNil(c.Result.String())}})
	}
}
