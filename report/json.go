package report

import (
	"encoding/json"
	"io"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// JSON writes the report as one JSON document, schema version 1.
func JSON(w io.Writer, v *store.Snapshot, o Options) error {
	d := document{Schema: Schema, At: stampOf(moment(v, o)), Clients: []clientDoc{}}
	for _, s := range clients(v, o) {
		d.Clients = append(d.Clients, client{s}.doc())
	}
	e := json.NewEncoder(escapes{w})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// client is one client as of a moment, with what JSON and the changes say of it.
type client struct{ *subject }

// stamp is a time in a report: RFC 3339, UTC, with milliseconds where it has any.
type stamp time.Time

// MarshalText is the stamp's form in JSON.
func (s stamp) MarshalText() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format("2006-01-02T15:04:05.999Z07:00")), nil
}

func stampOf(t time.Time) *stamp {
	if !HasTime(t) {
		return nil
	}
	return (*stamp)(&t)
}

func (s client) doc() clientDoc {
	d := clientDoc{
		Name: s.Name, Path: s.Path, Window: s.windowDoc(), Reboot: s.rebootDoc(),
		Logs: list(s.Logs, logOf), Updates: list(s.state.Updates(), s.updateDoc),
		Deployments: list(s.state.Deployments(), s.deploymentDoc), Contents: list(s.state.Contents(), s.contentDoc),
		Windows: s.windows(), Scans: list(s.state.Scans(), s.scanDoc), Findings: list(s.state.FindingsAt(s.at), s.findingDoc),
		WindowEvents: list(s.state.Windows.Notices, func(n model.WindowNotice) windowEvent {
			return windowEvent{Event: n.Name, place: s.place(n.Evidence)}
		}),
	}
	if bias, known := s.Records.Bias(s.at); known {
		d.ZoneBiasMinutes = &bias
	}
	if s.Err != nil {
		d.Error = s.Err.Error()
	}
	if until := s.Forgot(); !until.IsZero() {
		n, _ := s.Records.Forgot()
		d.Forgotten = &forgottenDoc{Records: n, Events: s.Events.Begin(), Until: stampOf(until)}
	}
	d.Shortened = s.state.Shortened()
	return d
}

// list turns each value into its document; never null.
func list[T, D any](all []T, f func(T) D) []D {
	out := make([]D, 0, len(all))
	for _, v := range all {
		out = append(out, f(v))
	}
	return out
}

func logOf(l store.Log) logDoc {
	return logDoc{
		Name: l.Name, Path: l.Path, Format: l.Format.String(), Files: l.Files, Records: l.Records, Damaged: l.Damaged,
		Bytes: l.Bytes, First: stampOf(l.First), Last: stampOf(l.Last), State: l.State, Gaps: l.Gaps, Error: l.Err,
	}
}

// place is where a piece of evidence stands.
func (s client) place(e model.Evidence) place {
	p := place{Log: e.Log, Line: int(e.Line)}
	if e.Timed {
		p.Time = stampOf(e.At)
	}
	return p
}

func (s client) updateDoc(u *model.Update) updateDoc {
	v := s.state.Verdict(u, s.at, s.rules)
	d := updateDoc{
		ID: u.ID.String(), Aliases: event.Strings(u.Contents), KB: said(u.KB), Title: said(u.Title), State: u.State.String(),
		JobState: u.JobState, Compliance: said(string(u.Compliance)), RebootRequired: tri(u.Reboot),
		Deployed: u.Deployed(), Deployments: event.Strings(u.Deployments), SupersededBy: u.Superseding.String(),
		Why: v.Why, Until: stampOf(v.Until), Then: v.Then, Do: v.Do, Transitions: transitions(s, u.Transitions),
		Shown: list(v.Shown, s.place),
	}
	if u.Revision > 0 {
		d.Revision = &u.Revision
	}
	if u.HasResult {
		d.Result = said(u.Result.String())
	}
	if done, total := s.state.Bytes(u); total > 0 {
		d.Bytes = &bytesDoc{done, total}
	}
	return d
}

func transitions[S interface{ String() string }](s client, all []model.Transition[S]) []transitionDoc {
	return list(all, func(t model.Transition[S]) transitionDoc {
		d := transitionDoc{State: t.State.String(), place: s.place(t.Evidence)}
		if t.HasCode {
			d.Result = t.Code.String()
		}
		return d
	})
}

func (s client) deploymentDoc(p *model.Deployment) deploymentDoc {
	d := deploymentDoc{
		ID: p.ID.String(), Updates: event.Strings(p.Updates), CIs: p.CIs, Trigger: p.Trigger, Deadline: stampOf(p.Deadline),
		State: p.Phase.String(), StateID: p.StateID, StateName: p.StateName, Compliant: tri(p.Compliant),
		Jobs: event.Strings(p.Jobs), Transitions: transitions(s, p.Transitions),
	}
	if p.Required > 0 {
		d.TimeRequired = wholeSeconds(p.Required)
	}
	if p.HasError {
		d.Error = p.Error.String()
	}
	return d
}

func (s client) contentDoc(c *model.Content) contentDoc {
	d := contentDoc{
		ID: c.ID.String(), Update: c.Update.String(), File: c.File, State: c.Phase.String(),
		Bytes: bytesDoc{c.Done, c.Total}, Request: c.Request.String(), CTM: c.CTM.String(),
		LocationRequest: c.LS.String(), DTS: c.DTS.String(), BITS: c.BITS.String(), Server: c.Server,
		Retries: c.Retries, Started: stampOf(c.Started.At), Ended: stampOf(c.Ended.At),
	}
	if c.HasError {
		d.Error = c.Error.String()
	}
	return d
}

func (s client) scanDoc(c model.Scan) scanDoc {
	d := scanDoc{
		Source: said(c.Source.String()), Job: c.Job.String(), Server: said(c.Server),
		Start: s.place(c.Start).Time,
	}
	if c.Ended {
		d.End, d.Result = s.place(c.End).Time, said(c.Result.String())
	}
	return d
}

func (s client) findingDoc(f *model.Finding) findingDoc {
	d := findingDoc{
		ID: f.ID, Severity: string(f.Severity), Text: f.Text, Advice: f.Advice, Update: f.Update.String(),
		Evidence: list(f.Evidence, s.place),
	}
	if !f.Lasts() {
		p := s.place(f.Cleared)
		d.Cleared = &p
	}
	return d
}

// said is nil for what was not said.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func tri(t event.Tri) *bool {
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
