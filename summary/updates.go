package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Update is an update in words. What the logs do not say is "".
type Update struct {
	ID          string
	Label       string // its KB, else its title, else its id
	KB, Title   string
	Badge       Badge
	Rank        int // attention; the least comes first
	Pending     bool
	Why         string
	UntilTime   Time   // when that may change
	Then        string // what happens then
	Do          string
	Since       Time
	Where       string
	WhyEvidence []Quote // where the numbers of Why are from
	Result      Code
	Compliance  string
	Facts       []Fact
	Steps       []Step

	Model *model.Update
}

// fact is a small thing worth knowing.
type Fact struct{ Name, Value string }

// Step is a change of state and the record that says so.
type Step struct {
	Badge  Badge
	Result Code
	Citation
}

// HeadlineSentence is what a headline says of the update.
func (r *Update) HeadlineSentence() string {
	switch {
	case r.Why == "":
		return capitalize(r.Badge.Word) + r.Until()
	case r.Model.State == model.Failed && r.Result.Failed:
		return r.Result.String()
	}
	return capitalize(r.Why) + r.Until()
}

// capitalize is a sentence as it begins a line.
func capitalize(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// SinceText is since when it is as it is, and the record that says so.
func (r *Update) SinceText() string { return SinceText(r.Since, r.Where) }

// Until says until when an update that is not done stays where it is, as the end of a sentence.
func (r *Update) Until() string {
	switch {
	case !r.Pending:
		return ""
	case r.UntilTime.Text != "":
		return "; until " + r.UntilTime.Text + ", when " + r.Then
	case r.Then != "":
		return "; until " + r.Then
	}
	return "; until when is not in the logs"
}

// updates is the rows of all updates, what wants attention first.
func (d *summarizer) updates() []Update {
	rows := mapAll(d.State.Updates(), d.updateRow)
	slices.SortStableFunc(rows, func(a, b Update) int { return cmp.Compare(a.Rank, b.Rank) })
	return rows
}

// UpdateLabel is an update's short name.
func UpdateLabel(u *model.Update) string {
	if u.KB != "" {
		return "KB" + text.Clean(u.KB)
	}
	return text.Clean(u.Name())
}

func (d *summarizer) updateRow(u *model.Update) Update {
	v := d.State.Verdict(u, d.At, d.Rules)
	r := Update{
		ID: u.ID.String(), Label: UpdateLabel(u), Title: text.Clean(u.Title), Badge: UpdateBadges[u.State], Rank: urgency[u.State],
		Pending: u.Pending(), Why: text.Clean(Sentence(v.Why)), UntilTime: d.Time(v.Until), Then: text.Clean(v.Then), Do: text.Clean(Sentence(v.Do)),
		Compliance: string(u.Compliance), Facts: d.updateFacts(u), Steps: steps(d, u.Transitions, UpdateBadges[:]), Model: u,
	}
	if r.Why == r.Badge.Word { // the state says it
		r.Why = ""
	}
	if u.KB != "" {
		r.KB = r.Label
	}
	if len(u.Transitions) > 0 {
		r.WhyEvidence = mapAll(v.FurtherProof, d.quote)
		r.Since, r.Where = d.EvidenceTime(v.Proof), text.Clean(d.Where(v.Proof))
	}
	if u.HasResult {
		r.Result = ExplainCode(u.Result)
	}
	return r
}

func (d *summarizer) updateFacts(u *model.Update) []Fact {
	facts := []Fact{{"Id", u.ID.String()}}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, Fact{name, value})
		}
	}
	add("Contents", strings.Join(event.Strings(u.Contents), ", "))
	add("Deployments", strings.Join(event.Strings(u.Deployments), ", "))
	if u.Revision > 0 {
		add("Revision", fmt.Sprint(u.Revision))
	}
	if done, total := d.State.DownloadBytes(u); total > 0 {
		add("Downloaded", Size(done)+" of "+Size(total))
	}
	add("Restart required", map[event.Tri]string{event.Yes: "yes", event.No: "no"}[u.RestartRequired])
	add("Job state", text.Clean(u.JobState))
	add("Superseded by", updateName(d.State, u.SupersededBy))
	return facts
}

// updateName is an update's short name, its id if it is not known, "" for none.
func updateName(s *model.State, id event.GUID) string {
	if u := s.Update(id); u != nil {
		return UpdateLabel(u)
	}
	return id.String()
}

// steps is a history with its evidence.
func steps[S interface {
	~uint8
	String() string
}](d *summarizer, all []model.Transition[S], looks []Badge) []Step {
	return mapAll(all, func(t model.Transition[S]) Step {
		r := Step{Badge: looks[t.State], Citation: Citation{d, t.Evidence}}
		if t.HasCode {
			r.Result = ExplainCode(t.Code)
		}
		return r
	})
}

// StepCount counts the steps.
func (r Update) StepCount() string { return Count(len(r.Steps), "step") }
