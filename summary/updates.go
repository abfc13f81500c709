package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Update is an update in words. What the logs do not say is "".
type Update struct {
	ID          string
	Label       string // its KB, else its title, else its id
	KB, Title   string
	Badge       Badge
	Rank        int // how much attention it wants: updates are listed by it, the smallest first
	Pending     bool
	Why         string // "" if the state says it
	Reason      string // the same beside the state: without what that says
	UntilTime   Time   // when that may change
	Then        string // what happens then
	Do          string
	Since       Time
	Where       string
	WhyEvidence []Quote // where the numbers of Why are from
	Result      Code
	Compliance  string
	Facts       []Fact

	Model *model.Update
	asOf  *AsOf
}

// Step is a change of state and the record that says so.
type Step struct {
	Badge  Badge
	Result Code
	lasted time.Duration // how long it was so, or has been by now; if timed
	timed  bool
	Citation
}

// Lasted returns how long it was so, or has been by now; "" if that is not known.
func (s Step) Lasted() string {
	if !s.timed {
		return ""
	}
	return Duration(s.lasted)
}

// HeadlineSentence returns what a headline says of the update.
func (r *Update) HeadlineSentence() string {
	switch {
	case r.Why == "":
		return Capitalized(r.Badge.Word) + r.Until()
	case r.Model.State == model.Failed && r.Result.Failed:
		return r.Result.String()
	}
	return Capitalized(r.Why) + r.Until()
}

// Capitalized returns a sentence as it begins a line.
func Capitalized(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// SinceText returns since when it is as it is, and names the record that says so.
func (r *Update) SinceText() string { return SinceText(r.Since, r.Where) }

// UntilText says until when an update that is not done stays where it is, "" of one that is.
func (r *Update) UntilText() string { return untilText(r.Pending, r.UntilTime, r.Then) }

func untilText(pending bool, until Time, then string) string {
	switch {
	case !pending:
		return ""
	case until.Text != "":
		return until.Text + ", when " + then
	case then != "":
		return then
	}
	return "not in the logs"
}

// Until returns what UntilText does, as it ends a sentence: "; until 23:00, when the window opens".
func (r *Update) Until() string {
	switch {
	case !r.Pending:
		return ""
	case r.UntilTime.Text == "" && r.Then == "":
		return "; until when is " + r.UntilText()
	}
	return "; until " + r.UntilText()
}

// Verdict is what an administrator would be told of an update, in words.
type Verdict struct {
	Why          string // "" if there is nothing to say beyond its state
	Proof        model.Evidence
	FurtherProof []model.Evidence // of the numbers of Why that Proof does not give
	Until        time.Time
	Then, Do     string
}

// Cited returns the newest record that Why has its numbers from, or else the one that says so: as
// of that record the reason is what it is now.
func (v *Verdict) Cited() model.Evidence {
	if len(v.FurtherProof) == 0 {
		return v.Proof
	}
	return slices.MaxFunc(v.FurtherProof, func(a, b model.Evidence) int { return a.At().Compare(b.At()) })
}

// Verdict returns why an update is where it is, since when and until when, and what to do.
func (s *AsOf) Verdict(u *model.Update) Verdict {
	v := s.judge().Verdict(u)
	return Verdict{Sentence(v.Why), v.Proof, v.FurtherProof, v.Until, v.Then, Sentence(v.Do)}
}

// UpdateLine says in a line what is to be said of an update.
func (s *AsOf) UpdateLine(u *model.Update) string {
	line := UpdateLabel(u)
	if u.Title != "" && u.Title != line {
		line += " " + u.Title
	}
	line += ": " + StateText(u)
	if s.Preview {
		line += " so far"
	}
	if reason := s.Reason(u); reason != "" {
		line += ". " + strings.TrimSuffix(Capitalized(reason), ".")
	}
	return line + "."
}

// updates returns the rows of all updates, what wants attention first.
func (s *AsOf) updates() []Update {
	rows := mapAll(s.Updates(), s.Update)
	arrange.By(rows, func(a, b Update) int { return cmp.Compare(a.Rank, b.Rank) })
	return rows
}

// Idle returns the updates that need nothing from anyone: neither waits nor has one failed.
func (c *Client) Idle() []*model.Update {
	var all []*model.Update
	for i := range c.Updates {
		if r := &c.Updates[i]; !r.Pending {
			all = append(all, r.Model)
		}
	}
	return all
}

// Update puts an update into words.
func (s *AsOf) Update(u *model.Update) Update {
	v := s.Verdict(u)
	r := Update{
		ID: u.ID.String(), Label: UpdateLabel(u), Title: u.Title, Badge: UpdateBadges[u.State], Rank: Urgency(u.State), Pending: u.Pending(),
		Why: v.Why, Reason: s.reason(u, v.Why), UntilTime: s.Time(v.Until), Then: v.Then, Do: v.Do, Compliance: string(u.Compliance),
		Facts: append(s.updateDetails(u), s.updateIDs(u)...), Model: u, asOf: s,
	}
	if r.Why == r.Badge.Word { // the state says it
		r.Why = ""
	}
	if u.KB != "" {
		r.KB = r.Label
	}
	if len(u.Transitions) > 0 {
		r.WhyEvidence = mapAll(v.FurtherProof, s.Quote)
		r.Since, r.Where = s.EvidenceTime(v.Proof), s.Where(v.Proof)
	}
	if code, ok := u.Result(); ok {
		r.Result = ExplainCode(code)
	}
	return r
}

// ResultText returns what the last installation ended with, and how many there were; "" if none has
// ended.
func ResultText(u *model.Update) string {
	code, ok := u.Result()
	if !ok {
		return ""
	}
	text := ExplainCode(code).String()
	if n := u.AttemptCount(); n > 1 {
		text = strings.TrimSuffix(text, ".") + fmt.Sprintf(" (after %s)", Count(n, "attempt"))
	}
	return text
}

// steps returns a history with its evidence.
func steps[S interface {
	~uint8
	String() string
}](s *AsOf, all []model.Transition[S], looks []Badge) []Step {
	out := make([]Step, 0, len(all))
	for i, t := range all {
		end := s.At
		if i+1 < len(all) {
			end = all[i+1].At()
		}
		r := Step{Badge: looks[t.State], Citation: Citation{s, t.Evidence}}
		if HasTime(t.At()) {
			r.lasted, r.timed = end.Sub(t.At()), true
		}
		if t.HasCode {
			r.Result = ExplainCode(t.Code)
		}
		out = append(out, r)
	}
	return out
}

// StepText says a step of an update in a few words: "failed 0x80070643".
func StepText(t model.Transition[model.UpdateState]) string {
	words := UpdateBadges[t.State].Word
	if code := failureCode(t.State == model.Failed, t.Code, t.HasCode); code != "" {
		words += " " + code
	}
	return words
}

// UpdateSteps returns an update's history.
func (s *AsOf) UpdateSteps(u *model.Update) []Step { return steps(s, u.Transitions, UpdateBadges[:]) }

// DeploymentSteps returns a deployment's history.
func (s *AsOf) DeploymentSteps(d *model.Deployment) []Step {
	return steps(s, d.Transitions, DeploymentBadges[:])
}

// Steps returns the update's history. It is made when it is asked for, since of thousands of
// updates it is long.
func (r Update) Steps() []Step { return r.asOf.UpdateSteps(r.Model) }

// LastQuote returns the quote that the newest step of the history rests on; ok is false if there is
// none.
func (r Update) LastQuote() (quote Quote, ok bool) { return lastStep(r.asOf, r.Model.Transitions) }

// Steps returns the deployment's history, as Update.Steps does.
func (r Deployment) Steps() []Step { return r.asOf.DeploymentSteps(r.Model) }

// LastQuote returns the quote that the newest step of the history rests on; ok is false if there is
// none.
func (r Deployment) LastQuote() (quote Quote, ok bool) { return lastStep(r.asOf, r.Model.Transitions) }

func lastStep[S any](s *AsOf, all []model.Transition[S]) (quote Quote, ok bool) {
	if len(all) == 0 {
		return Quote{}, false
	}
	return Citation{s, all[len(all)-1].Evidence}.Quote(), true
}

// StepCount counts the steps.
func (r Update) StepCount() string { return Count(len(r.Model.Transitions), "step") }

// yesNo are the answers of the client.
var yesNo = map[event.Tri]string{event.Yes: "yes", event.No: "no"}
