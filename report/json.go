package report

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// clientDocs is one client as of a moment, with what JSON and the changes say of it.
type clientDocs struct{ *summary.AsOf }

// stamp is a time in a report: RFC 3339, UTC, with milliseconds where it has any.
type stamp time.Time

// MarshalText returns the stamp's form in JSON.
func (s stamp) MarshalText() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format("2006-01-02T15:04:05.999Z07:00")), nil
}

// exact returns the time that the stamp's form says, nil of none.
func (s *stamp) exact() *time.Time {
	if s == nil {
		return nil
	}
	t := time.Time(*s).UTC().Truncate(time.Millisecond)
	return &t
}

func stampOrNil(t time.Time) *stamp {
	if !summary.HasTime(t) {
		return nil
	}
	return (*stamp)(&t)
}

// clientDoc returns the document of the client without what lists returns.
func (s clientDocs) clientDoc() clientDoc {
	d := clientDoc{
		Name: s.Name, Path: stringOrNil(s.Path), Verdict: s.VerdictSentence(), Coverage: s.coverageDocs(), Window: s.windowStatusDoc(), Restart: s.restartDoc(),
	}
	if bias, known := s.Records.BiasAt(s.At); known {
		d.ZoneBiasMinutes = &bias
	}
	d.Incomplete = append([]string{}, s.Incomplete()...)
	d.Complete = len(d.Incomplete) == 0
	if s.Err != nil {
		d.Error = stringOrNil(s.Err.Error())
	}
	if until := s.EvictedUntil(); !until.IsZero() {
		n, _ := s.Records.EvictedUntil()
		d.Forgotten = &forgottenDoc{Records: n, Events: s.Events.Begin(), Until: stampOrNil(until)}
	}
	d.Shortened, d.DroppedUpdates = s.State.DroppedSteps(), s.State.DroppedUpdates+s.State.DroppedPending
	if seen := s.State.ActionableSeen; !seen.At().IsZero() {
		d.Actionable = &actionableDoc{s.State.Actionable, s.evidenceDoc(seen)}
	}
	return d
}

// lists returns the lists of the client's document, of which only one element is in memory at a time.
func (s clientDocs) lists(j *jsonStream) lists {
	return lists{
		"logs":        elements(j, s.Logs, logDocOf),
		"updates":     elements(j, s.State.Updates(), s.updateDoc),
		"deployments": elements(j, s.State.Deployments(), s.deploymentDoc),
		"contents":    elements(j, s.State.Contents(), s.contentDoc),
		"windows":     elements(j, s.listedWindowDocs(), func(d listedWindowDoc) listedWindowDoc { return d }),
		"scans":       elements(j, s.State.Scans(), s.scanDoc),
		"findings":    elements(j, s.Findings(), s.findingDoc),
		"window_events": elements(j, s.State.Windows.Notices, func(n model.WindowNotice) windowEventDoc {
			return windowEventDoc{Event: n.Name, evidenceDoc: s.evidenceDoc(n.Evidence)}
		}),
	}
}

// mapAll turns each value into its document; never null.
func mapAll[T, D any](all []T, f func(T) D) []D {
	out := make([]D, 0, len(all))
	for _, v := range all {
		out = append(out, f(v))
	}
	return out
}

func logDocOf(l store.Log) logDoc {
	return logDoc{
		Name: l.Name, Path: stringOrNil(l.Path), Format: l.Format.String(), Files: l.Files, Records: l.Records, Damaged: l.Damaged,
		Bytes: l.Bytes, First: stampOrNil(l.First), Last: stampOrNil(l.Last), State: stringOrNil(l.State), Gaps: l.Gaps,
		Error: stringOrNil(l.Err),
	}
}

// evidenceDoc returns where a piece of evidence stands.
func (s clientDocs) evidenceDoc(e model.Evidence) evidenceDoc {
	p := evidenceDoc{Log: e.Log().String(), File: s.FileName(e), Line: int(e.Line)}
	if e.Timed() {
		p.Time = stampOrNil(e.At())
	}
	return p
}

func (s clientDocs) updateDoc(u *model.Update) updateDoc {
	v := s.Verdict(u)
	d := updateDoc{
		ID: u.ID.String(), Aliases: event.Strings(u.Contents), KB: stringOrNil(u.KB), Title: stringOrNil(u.Title), State: u.State.String(),
		JobState: stringOrNil(u.JobState), Compliance: stringOrNil(string(u.Compliance)), RestartRequired: boolOrNil(u.Install.Restart),
		Deployed: u.Deployed(), Deployments: event.Strings(u.Deployments), SupersededBy: guidOrNil(u.SupersededBy),
		Why: stringOrNil(v.Why), Until: stampOrNil(v.Until), Then: stringOrNil(v.Then), Do: stringOrNil(v.Do), Transitions: transitions(s, u.Transitions),
		WhyEvidence: mapAll(v.FurtherProof, s.evidenceDoc), Reason: stringOrNil(s.ShortReason(u, reasonLen)),
		Scan: s.scanFactDoc(&u.Scan), Reported: s.reportedDoc(&u.Reported), Attempts: s.attemptDocs(u),
	}
	if u.Revision > 0 {
		d.Revision = &u.Revision
	}
	d.Result = codeOrNil(u.Result())
	if done, total := s.State.DownloadBytes(u); total > 0 {
		d.Bytes = &bytesDoc{done, total}
	}
	return d
}

func transitions[S interface{ String() string }](s clientDocs, all []model.Transition[S]) []transitionDoc {
	return mapAll(all, func(t model.Transition[S]) transitionDoc {
		d := transitionDoc{State: t.State.String(), evidenceDoc: s.evidenceDoc(t.Evidence)}
		if t.HasCode {
			d.Result = codeOrNil(t.Code, true)
		}
		return d
	})
}

func (s clientDocs) deploymentDoc(p *model.Deployment) deploymentDoc {
	d := deploymentDoc{
		ID: p.ID.String(), Updates: event.Strings(p.Updates), CIs: intOrNil(p.CICount), Evaluations: p.Evaluations,
		Trigger: stringOrNil(p.Trigger), Deadline: stampOrNil(p.Deadline),
		State: p.State.String(), StateID: intOrNil(p.ReportedStateID), StateName: stringOrNil(p.ReportedStateName), Compliant: boolOrNil(p.Compliant),
		Jobs: event.Strings(p.Jobs), Transitions: transitions(s, p.Transitions), Error: codeOrNil(p.Error, p.HasError),
	}
	if p.RequestedRunTime > 0 {
		d.TimeRequired = wholeSeconds(p.RequestedRunTime)
	}
	return d
}

func (s clientDocs) scanDoc(c model.Scan) scanDoc {
	d := scanDoc{
		Source: guidOrNil(c.Source), Job: guidOrNil(c.Job), Server: stringOrNil(c.Server),
		Start: s.evidenceDoc(c.Start).Time,
	}
	if c.Ended {
		d.End, d.Result = s.evidenceDoc(c.End).Time, codeOrNil(c.Result, true)
	}
	return d
}

func (s clientDocs) findingDoc(f *model.Finding) findingDoc {
	d := findingDoc{
		ID: f.ID, Severity: string(f.Severity), Text: summary.Sentence(f.Text), Advice: summary.Sentence(f.Advice), Update: guidOrNil(f.Update),
		Explains: event.Strings(f.Explained()), Count: summary.ExplainedCount(f), Since: stampOrNil(f.Began()), Evidence: mapAll(f.Evidence, s.evidenceDoc),
	}
	if !f.Active() {
		p := s.evidenceDoc(f.Cleared)
		d.Cleared = &p
	}
	return d
}

// stringOrNil returns nil for what was not said.
func stringOrNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// orEmpty returns "" for what was not said.
func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// codeOrNil returns nil for a code that no line names.
func codeOrNil(c event.Code, known bool) *string {
	if !known {
		return nil
	}
	return stringOrNil(c.String())
}

// intOrNil returns nil for a number that is 0 where it is not known.
func intOrNil(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func boolOrNil(t event.Tri) *bool {
	if t == event.Unsaid {
		return nil
	}
	b := t == event.Yes
	return &b
}

func wholeSeconds(d time.Duration) *int64 {
	n := int64(d / time.Second)
	return &n
}
