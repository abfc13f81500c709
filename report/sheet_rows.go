package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ccmtail/errcode"
	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// The rows of a sheet's tables. What the logs do not say is "".
type (
	updateRow struct {
		ID         string
		Label      string // its KB, else its title, else its id
		KB, Title  string
		Look       look
		Rank       int // attention; the least comes first
		Pending    bool
		Why        string
		End        clockTime // when that may change
		Then       string    // what happens then
		Do         string
		Since      clockTime
		Proof      string
		Shown      []quote // where the numbers of Why are from
		Result     codeText
		Compliance string
		Facts      []fact
		Steps      []stepRow

		update *model.Update
	}

	// fact is a small thing worth knowing.
	fact struct{ Name, Value string }

	// stepRow is a change of state and the record that says so.
	stepRow struct {
		Look   look
		Result codeText
		cited
	}

	// codeText is a result code in words; Code is "" if there is none.
	codeText struct {
		Code, Symbol, Meaning string
		Failed                bool
	}

	findingRow struct {
		ID           string
		Look         look
		Text, Advice string
		About        string // id of the update
		Cleared      clockTime
		Lasts        bool
		Records      int // that show it; the first few are quoted
		Quotes       []quote
	}

	deploymentRow struct {
		ID       string
		Look     look
		Since    clockTime
		Deadline clockTime
		Needs    string
		Updates  []string
		Facts    []fact
		Steps    []stepRow

		deployment *model.Deployment
	}

	contentRow struct {
		Update, File   string
		Look           look
		Bytes          string
		Total          int64
		Started, Ended clockTime
		Server         string
		Error          codeText
		Chain          []fact // the ids from the update to the bytes
	}

	scanRow struct {
		Start, End clockTime
		Server     string
		Source     string
		Result     codeText
		Look       look
	}

	logRow struct {
		Name, Format string
		Records      int
		Bytes        int64
		Size         string
		First, Last  clockTime
		Trouble      string
	}
)

// Says is what a headline says of the update.
func (r *updateRow) Says() string {
	switch {
	case r.Why == "":
		return capital(r.Look.Word) + r.Until()
	case r.update.State == model.UpdateFailed && r.Result.Failed:
		return r.Result.String()
	}
	return capital(r.Why) + r.Until()
}

// capital is a sentence as it begins a line.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// sinceWhen is since when it is as it is, and the record that says so.
func (r *updateRow) sinceWhen() string { return since(r.Since, r.Proof) }

// Until says until when an update that is not done stays where it is, as the end of a sentence.
func (r *updateRow) Until() string {
	switch {
	case !r.Pending:
		return ""
	case r.End.Text != "":
		return "; until " + r.End.Text + ", when " + r.Then
	case r.Then != "":
		return "; until " + r.Then
	}
	return "; until when is not in the logs"
}

// updates is the rows of all updates, what wants attention first.
func (d *drafter) updates() []updateRow {
	rows := mapped(d.state.Updates(), d.updateRow)
	slices.SortStableFunc(rows, func(a, b updateRow) int { return cmp.Compare(a.Rank, b.Rank) })
	return rows
}

// label is an update's short name.
func label(u *model.Update) string {
	if u.KB != "" {
		return "KB" + text.Clean(u.KB)
	}
	return text.Clean(u.Name())
}

func (d *drafter) updateRow(u *model.Update) updateRow {
	v := d.state.Verdict(u, d.at, d.rules)
	r := updateRow{
		ID: u.ID.String(), Label: label(u), Title: text.Clean(u.Title), Look: updateLooks[u.State], Rank: attention[u.State],
		Pending: u.Pending(), Why: text.Clean(v.Why), End: d.clockTime(v.Until), Then: text.Clean(v.Then), Do: text.Clean(v.Do),
		Compliance: string(u.Compliance), Facts: d.updateFacts(u), Steps: history(d, u.Transitions, updateLooks[:]), update: u,
	}
	if r.Why == r.Look.Word { // the state says it
		r.Why = ""
	}
	if u.KB != "" {
		r.KB = r.Label
	}
	if len(u.Transitions) > 0 {
		r.Shown = mapped(v.Shown, d.quote)
		r.Since, r.Proof = d.evidence(v.Proof), text.Clean(d.source(v.Proof))
	}
	if u.HasResult {
		r.Result = explained(u.Result)
	}
	return r
}

func (d *drafter) updateFacts(u *model.Update) []fact {
	facts := []fact{{"Id", u.ID.String()}}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, fact{name, value})
		}
	}
	add("Contents", strings.Join(event.Strings(u.Contents), ", "))
	add("Deployments", strings.Join(event.Strings(u.Deployments), ", "))
	if u.Revision > 0 {
		add("Revision", fmt.Sprint(u.Revision))
	}
	if done, total := d.state.Bytes(u); total > 0 {
		add("Downloaded", size(done)+" of "+size(total))
	}
	add("Restart required", map[event.Tri]string{event.Yes: "yes", event.No: "no"}[u.Reboot])
	add("Job state", text.Clean(u.JobState))
	add("Superseded by", nameOf(d.state, u.Superseding))
	return facts
}

// nameOf is an update's short name, its id if it is not known, "" for none.
func nameOf(s *model.State, id event.GUID) string {
	if u := s.Update(id); u != nil {
		return label(u)
	}
	return id.String()
}

// history is a history with its evidence.
func history[S interface {
	~uint8
	String() string
}](d *drafter, all []model.Transition[S], looks []look) []stepRow {
	return mapped(all, func(t model.Transition[S]) stepRow {
		r := stepRow{Look: looks[t.State], cited: cited{d, t.Evidence}}
		if t.HasCode {
			r.Result = explained(t.Code)
		}
		return r
	})
}

// explained is a code in words. Success needs none.
func explained(c event.Code) codeText {
	t := codeText{Code: c.String(), Failed: c.Failed()}
	if c != 0 {
		info := errcode.Lookup(uint32(c))
		t.Symbol, t.Meaning, t.Failed = info.Symbol, info.Meaning, info.Failed
		if t.Meaning == "" {
			t.Meaning = info.System
		}
	}
	return t
}

// quotedEvidence is how many records of a finding are quoted.
const quotedEvidence = 5

func (d *drafter) finding(f *model.Finding) findingRow {
	r := findingRow{
		ID: f.ID, Look: severityLook(f), Text: text.Clean(f.Text), Advice: text.Clean(f.Advice), About: f.Update.String(), Lasts: f.Lasts(),
		Records: len(f.Evidence),
		Quotes:  mapped(f.Evidence[:min(len(f.Evidence), quotedEvidence)], d.quote),
	}
	if !r.Lasts {
		r.Cleared = d.evidence(f.Cleared)
	}
	return r
}

func (d *drafter) deployment(p *model.Deployment) deploymentRow {
	r := deploymentRow{
		ID: p.ID.String(), Look: deploymentLooks[p.Phase], Deadline: d.clockTime(p.Deadline), deployment: p,
		Updates: mapped(p.Updates, func(id event.GUID) string { return nameOf(d.state, id) }),
		Steps:   history(d, p.Transitions, deploymentLooks[:]),
	}
	if len(p.Transitions) > 0 {
		r.Since = d.evidence(p.Since())
	}
	if p.Required > 0 {
		r.Needs = length(p.Required)
	}
	add := func(name, value string) {
		if value != "" {
			r.Facts = append(r.Facts, fact{name, value})
		}
	}
	add("Started by", text.Clean(p.Trigger))
	add("Enforcement state", strings.TrimSpace(plural(p.StateID, "%d ")+text.Clean(p.StateName)))
	add("Compliant", map[event.Tri]string{event.Yes: "yes", event.No: "no"}[p.Compliant])
	if p.HasError {
		add("Error", explained(p.Error).String())
	}
	add("Jobs", strings.Join(event.Strings(p.Jobs), ", "))
	return r
}

// String is the code with its name and meaning.
func (c codeText) String() string {
	s := c.Code
	if c.Symbol != "" {
		s += " " + c.Symbol
	}
	if c.Meaning != "" {
		s += ": " + c.Meaning
	}
	return s
}

func (d *drafter) content(c *model.Content) contentRow {
	r := contentRow{
		Update: nameOf(d.state, c.Update), File: text.Clean(c.File), Look: contentLooks[c.Phase], Total: c.Total,
		Started: d.evidence(c.Started), Ended: d.evidence(c.Ended), Server: text.Clean(c.Server),
	}
	if c.Total > 0 {
		r.Bytes = size(c.Total)
		if c.Done != c.Total {
			r.Bytes = size(c.Done) + " of " + r.Bytes
		}
	}
	if c.HasError {
		r.Error = explained(c.Error)
	}
	for _, link := range []struct {
		name string
		id   event.GUID
	}{
		{"Content", c.ID}, {"Download request", c.Request}, {"CTM job", c.CTM}, {"Location request", c.LS}, {"DTS job", c.DTS},
		{"BITS job", c.BITS},
	} {
		if !link.id.IsZero() {
			r.Chain = append(r.Chain, fact{link.name, link.id.String()})
		}
	}
	if c.Retries > 0 {
		r.Chain = append(r.Chain, fact{"Retries", fmt.Sprint(c.Retries)})
	}
	return r
}

func (d *drafter) scan(c model.Scan) scanRow {
	r := scanRow{
		Start: d.evidence(c.Start), Server: text.Clean(c.Server), Source: c.Source.String(),
		Look: look{"end not in the logs", "dot", "quiet"},
	}
	switch {
	case c.Ended && c.Result.Failed():
		r.End, r.Result, r.Look = d.evidence(c.End), explained(c.Result), look{"failed", "cross", "bad"}
	case c.Ended:
		r.End, r.Result, r.Look = d.evidence(c.End), explained(c.Result), look{"completed", "check", "good"}
	}
	return r
}

func (d *drafter) log(l store.Log) logRow {
	r := logRow{
		Name: text.Clean(l.Name), Format: l.Format.String(), Records: l.Records, Bytes: l.Bytes, Size: size(l.Bytes),
		First: d.clockTime(l.First), Last: d.clockTime(l.Last),
	}
	var troubles []string
	if l.Damaged > 0 {
		troubles = append(troubles, count(l.Damaged, "damaged record"))
	}
	if l.Gaps > 0 {
		troubles = append(troubles, count(l.Gaps, "gap"))
	}
	if l.Err != "" {
		troubles = append(troubles, text.Clean(l.State+": "+l.Err))
	}
	r.Trouble = strings.Join(troubles, ", ")
	return r
}

// findings is what lasts, the worst first, and then what has cleared.
func (d *drafter) findings() []findingRow {
	rows := mapped(d.state.FindingsAt(d.at), d.finding)
	rank := func(r findingRow) int {
		return slices.Index([]string{"bad", "wait", "busy", "quiet"}, r.Look.Tone)
	}
	slices.SortStableFunc(rows, func(a, b findingRow) int { return cmp.Compare(rank(a), rank(b)) })
	return rows
}

// More counts the records beyond the first.
func (f findingRow) More() string { return count(len(f.Quotes)-1, "more record") }

// History counts the steps.
func (r updateRow) History() string { return count(len(r.Steps), "step") }
