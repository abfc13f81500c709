package report

import (
	"encoding/json"
	"io"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// JSON writes the report as one JSON document, schema version 1.
func JSON(w io.Writer, v *store.Snapshot, o Options) error {
	d := reportDoc{Schema: Schema, At: stampOrNil(asOfTime(v, o)), Clients: []clientDoc{}}
	for _, s := range clientsAsOf(v, o) {
		d.Clients = append(d.Clients, clientDocs{s}.clientDoc())
	}
	e := json.NewEncoder(text.NewJSONEscaper(w))
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// clientDocs is one client as of a moment, with what JSON and the changes say of it.
type clientDocs struct{ *summary.AsOf }

// stamp is a time in a report: RFC 3339, UTC, with milliseconds where it has any.
type stamp time.Time

// MarshalText returns the stamp's form in JSON.
func (s stamp) MarshalText() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format("2006-01-02T15:04:05.999Z07:00")), nil
}

func stampOrNil(t time.Time) *stamp {
	if !summary.HasTime(t) {
		return nil
	}
	return (*stamp)(&t)
}

func (s clientDocs) clientDoc() clientDoc {
	d := clientDoc{
		Name: s.Name, Path: s.Path, Window: s.windowStatusDoc(), Restart: s.restartDoc(),
		Logs: mapAll(s.Logs, logDocOf), Updates: mapAll(s.State.Updates(), s.updateDoc),
		Deployments: mapAll(s.State.Deployments(), s.deploymentDoc), Contents: mapAll(s.State.Contents(), s.contentDoc),
		Windows: s.listedWindowDocs(), Scans: mapAll(s.State.Scans(), s.scanDoc), Findings: mapAll(s.Findings(), s.findingDoc),
		WindowEvents: mapAll(s.State.Windows.Notices, func(n model.WindowNotice) windowEventDoc {
			return windowEventDoc{Event: n.Name, evidenceDoc: s.evidenceDoc(n.Evidence)}
		}),
	}
	if bias, known := s.Records.BiasAt(s.At); known {
		d.ZoneBiasMinutes = &bias
	}
	d.Incomplete = append([]string{}, s.Incomplete()...)
	d.Complete = len(d.Incomplete) == 0
	if s.Err != nil {
		d.Error = s.Err.Error()
	}
	if until := s.EvictedUntil(); !until.IsZero() {
		n, _ := s.Records.EvictedUntil()
		d.Forgotten = &forgottenDoc{Records: n, Events: s.Events.Begin(), Until: stampOrNil(until)}
	}
	d.Shortened = s.State.DroppedSteps()
	return d
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
		Name: l.Name, Path: l.Path, Format: l.Format.String(), Files: l.Files, Records: l.Records, Damaged: l.Damaged,
		Bytes: l.Bytes, First: stampOrNil(l.First), Last: stampOrNil(l.Last), State: l.State, Gaps: l.Gaps, Error: l.Err,
	}
}

// evidenceDoc returns where a piece of evidence stands.
func (s clientDocs) evidenceDoc(e model.Evidence) evidenceDoc {
	p := evidenceDoc{Log: e.Log, File: s.FileName(e), Line: int(e.Line)}
	if e.Timed {
		p.Time = stampOrNil(e.At)
	}
	return p
}

func (s clientDocs) updateDoc(u *model.Update) updateDoc {
	v := s.Verdict(u)
	d := updateDoc{
		ID: u.ID.String(), Aliases: event.Strings(u.Contents), KB: stringOrNil(u.KB), Title: stringOrNil(u.Title), State: u.State.String(),
		JobState: u.JobState, Compliance: stringOrNil(string(u.Compliance)), RestartRequired: boolOrNil(u.RestartRequired),
		Deployed: u.Deployed(), Deployments: event.Strings(u.Deployments), SupersededBy: u.SupersededBy.String(),
		Why: v.Why, Until: stampOrNil(v.Until), Then: v.Then, Do: v.Do, Transitions: transitions(s, u.Transitions),
		WhyEvidence: mapAll(v.FurtherProof, s.evidenceDoc),
	}
	if u.Revision > 0 {
		d.Revision = &u.Revision
	}
	if u.HasResult {
		d.Result = stringOrNil(u.Result.String())
	}
	if done, total := s.State.DownloadBytes(u); total > 0 {
		d.Bytes = &bytesDoc{done, total}
	}
	return d
}

func transitions[S interface{ String() string }](s clientDocs, all []model.Transition[S]) []transitionDoc {
	return mapAll(all, func(t model.Transition[S]) transitionDoc {
		d := transitionDoc{State: t.State.String(), evidenceDoc: s.evidenceDoc(t.Evidence)}
		if t.HasCode {
			d.Result = t.Code.String()
		}
		return d
	})
}

func (s clientDocs) deploymentDoc(p *model.Deployment) deploymentDoc {
	d := deploymentDoc{
		ID: p.ID.String(), Updates: event.Strings(p.Updates), CIs: p.CICount, Trigger: p.Trigger, Deadline: stampOrNil(p.Deadline),
		State: p.State.String(), StateID: p.ReportedStateID, StateName: p.ReportedStateName, Compliant: boolOrNil(p.Compliant),
		Jobs: event.Strings(p.Jobs), Transitions: transitions(s, p.Transitions),
	}
	if p.RequestedRunTime > 0 {
		d.TimeRequired = wholeSeconds(p.RequestedRunTime)
	}
	if p.HasError {
		d.Error = p.Error.String()
	}
	return d
}

func (s clientDocs) contentDoc(c *model.Content) contentDoc {
	d := contentDoc{
		ID: c.ID.String(), Update: c.Update.String(), File: c.File, State: c.State.String(),
		Bytes: bytesDoc{c.Done, c.Total}, Request: c.Request.String(), CTM: c.CTM.String(),
		LocationRequest: c.LocationRequest.String(), DTS: c.DTS.String(), BITS: c.BITS.String(), Server: c.Server,
		Retries: c.Retries, Started: stampOrNil(c.Started.At), Ended: stampOrNil(c.Ended.At),
	}
	if c.HasError {
		d.Error = c.Error.String()
	}
	return d
}

func (s clientDocs) scanDoc(c model.Scan) scanDoc {
	d := scanDoc{
		Source: stringOrNil(c.Source.String()), Job: c.Job.String(), Server: stringOrNil(c.Server),
		Start: s.evidenceDoc(c.Start).Time,
	}
	if c.Ended {
		d.End, d.Result = s.evidenceDoc(c.End).Time, stringOrNil(c.Result.String())
	}
	return d
}

func (s clientDocs) findingDoc(f *model.Finding) findingDoc {
	d := findingDoc{
		ID: f.ID, Severity: string(f.Severity), Text: summary.Sentence(f.Text), Advice: summary.Sentence(f.Advice), Update: f.Update.String(),
		Evidence: mapAll(f.Evidence, s.evidenceDoc),
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
