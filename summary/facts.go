package summary

import (
	"fmt"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Fact is a small thing worth knowing: a name, and what is so named. A screen may colour it, lead
// to the record that says so, or to what it is about.
type Fact struct {
	Name, Value string
	Tone        string
	Evidence    model.Evidence
	ID          event.GUID
}

// facts is a list of facts in the order in which they are shown, none of them without a value.
type facts []Fact

func (all *facts) add(f Fact) {
	if f.Value != "" {
		*all = append(*all, f)
	}
}

// UpdateFacts returns what is known about an update in short, its reason and advice first.
func (s *AsOf) UpdateFacts(u *model.Update) []Fact {
	v := s.Verdict(u)
	var all facts
	all.add(Fact{Name: "title", Value: u.Title, Tone: "strong"})
	all.add(Fact{Name: "why", Value: s.whyText(u, v.Why), Evidence: v.Cited()})
	for _, e := range v.FurtherProof {
		all.add(Fact{Name: "by", Value: s.Where(e), Tone: "quiet", Evidence: e})
	}
	all.add(Fact{Name: "until", Value: untilText(u.Pending(), s.Time(v.Until), v.Then)})
	all.add(Fact{Name: "action", Value: v.Do})
	all.add(Fact{Name: "result", Value: ResultText(u), Tone: resultTone(u), Evidence: u.Since()})
	return append(all, s.updateDetails(u)...)
}

// whyText returns the whole reason of an update, the bytes of a download with it.
func (s *AsOf) whyText(u *model.Update, why string) string {
	if u.State == model.Failed {
		return why
	}
	return s.reason(u, why)
}

func resultTone(u *model.Update) string {
	if code, _ := u.Result(); ExplainCode(code).Failed {
		return "bad"
	}
	return "good"
}

// updateDetails returns what is known about an update beside its state and its reason.
func (s *AsOf) updateDetails(u *model.Update) []Fact {
	var all facts
	all.add(Fact{Name: "compliance", Value: complianceWords[u.Compliance]})
	all.add(Fact{Name: "restart", Value: map[event.Tri]string{event.Yes: "required by the installer", event.No: "not required by the installer"}[u.Install.Restart]})
	all.add(Fact{Name: "job state", Value: jobState(u)})
	all.add(Fact{Name: "id", Value: u.ID.String(), Tone: "id", ID: u.ID})
	if u.Revision > 0 {
		all.add(Fact{Name: "revision", Value: fmt.Sprint(u.Revision)})
	}
	all.add(Fact{Name: "superseded by", Value: UpdateName(s.State, u.SupersededBy), ID: u.SupersededBy})
	return all
}

// jobState returns what the client's job last called the update's state, "" where other logs have told
// since that its content has come.
func jobState(u *model.Update) string {
	if strings.Contains(u.JobState, "ownload") && u.State != model.Downloading && u.State != model.Targeted {
		return ""
	}
	return u.JobState
}

// updateIDs returns the ids that belong to an update, for whoever has no place of its own for them,
// and how much of it is there.
func (s *AsOf) updateIDs(u *model.Update) []Fact {
	var all facts
	all.add(Fact{Name: "contents", Value: strings.Join(event.Strings(u.Contents), ", ")})
	all.add(Fact{Name: "deployments", Value: strings.Join(event.Strings(u.Deployments), ", ")})
	switch done, total := s.State.DownloadBytes(u); {
	case total > 0 && done == total:
		all.add(Fact{Name: "downloaded", Value: Size(total)})
	case total > 0:
		all.add(Fact{Name: "downloaded", Value: SizeOf(done, total)})
	}
	return all
}

// complianceWords are the compliance states for people.
var complianceWords = map[model.Compliance]string{
	model.ComplianceInstalled: "installed", model.ComplianceNeeded: "needed", model.ComplianceNotNeeded: "not needed",
	model.ComplianceSoftRestart: "soft restart", model.ComplianceHardRestart: "hard restart",
}

// DeploymentFacts returns what is known about a deployment in short.
func (s *AsOf) DeploymentFacts(d *model.Deployment) []Fact {
	badge := DeploymentBadges[d.State]
	var all facts
	all.add(Fact{Name: "state", Value: badge.Word, Tone: badge.Tone, Evidence: d.Since()})
	if !d.Deadline.IsZero() {
		all.add(Fact{Name: "deadline", Value: s.Exact(d.Deadline) + ", " + s.Relative(d.Deadline), Evidence: d.DeadlineEvidence})
	}
	all.add(Fact{Name: "needs", Value: needsText(d), Evidence: d.RequestEvidence})
	return append(all, s.deploymentDetails(d)...)
}

// needsText returns how much of a maintenance window a deployment has requested, "" if nothing is
// known of it.
func needsText(d *model.Deployment) string {
	if d.RequestedRunTime <= 0 {
		return ""
	}
	return Duration(d.RequestedRunTime) + " of a maintenance window"
}

// deploymentDetails returns what is known about a deployment beside its state, its deadline and
// what it needs.
func (s *AsOf) deploymentDetails(d *model.Deployment) []Fact {
	var all facts
	all.add(Fact{Name: "evaluation", Value: TriggerText(d)})
	all.add(Fact{Name: "compliant", Value: yesNo[d.Compliant]})
	reported := d.ReportedStateName
	if d.ReportedStateID > 0 {
		reported = strings.TrimSpace(fmt.Sprintf("%s (%d)", reported, d.ReportedStateID))
	}
	all.add(Fact{Name: "reported", Value: reported})
	if d.HasError {
		all.add(Fact{Name: "error", Value: ExplainCode(d.Error).String(), Tone: "bad"})
	}
	for _, id := range d.Jobs {
		all.add(Fact{Name: "job", Value: id.String(), Tone: "id", ID: id})
	}
	return all
}

// FindingFacts returns what is known about a finding in short.
func (s *AsOf) FindingFacts(f *model.Finding) []Fact {
	var all facts
	all.add(Fact{Name: "what", Value: Sentence(f.Text), Tone: "strong"})
	all.add(Fact{Name: "action", Value: Sentence(f.Advice)})
	all.add(Fact{Name: "since", Value: s.Exact(f.Began()) + ", " + s.Relative(f.Began())})
	if !f.Active() {
		all.add(Fact{Name: "cleared", Value: s.EvidenceExact(f.Cleared) + ", " + s.Where(f.Cleared), Tone: "good", Evidence: f.Cleared})
	}
	if u := s.FindUpdate(f.Update); u != nil {
		all.add(Fact{Name: "update", Value: UpdateLabel(u) + ", " + StateText(u), Tone: UpdateBadges[u.State].Tone, ID: u.ID})
	}
	return all
}

// RecordFacts returns what stands around a record's message. late says that it came after later
// ones.
func (s *AsOf) RecordFacts(id event.RecordID, late bool) []Fact {
	r := s.Records.Record(id)
	var all facts
	all.add(Fact{Name: "time", Value: s.recordTimes(id, &r), Evidence: s.evidenceOf(id)})
	all.add(Fact{Name: "file", Value: positionText(&r)})
	all.add(Fact{Name: "component", Value: r.Component})
	if r.Thread != 0 {
		all.add(Fact{Name: "thread", Value: fmt.Sprintf("%d (0x%X)", r.Thread, r.Thread)})
	}
	all.add(Fact{Name: "source", Value: r.Source})
	all.add(Fact{Name: "level", Value: r.Level.String(), Tone: levelTones[r.Level]})
	all.add(Fact{Name: "note", Value: FlagText(s.Records.Flags(id), late), Tone: "restart"})
	return all
}

var levelTones = map[model.Level]string{model.LevelWarning: "restart", model.LevelError: "bad", model.LevelDebug: "quiet"}

// recordTimes says a record's time on the clock and, where that is another one, in UTC.
func (s *AsOf) recordTimes(id event.RecordID, r *model.Record) string {
	text := s.RecordTime(id)
	if HasTime(r.Time) && !strings.HasSuffix(text, "UTC") && r.ZoneKnown {
		text += r.Time.UTC().Format("  (15:04:05.000 UTC)")
	}
	return text
}

// positionText returns where a record stands. Where its line is not known, its place in the text
// may not be either.
func positionText(r *model.Record) string {
	if r.Line == 0 {
		return r.File + "; its line is known when all of it has been read"
	}
	return fmt.Sprintf("%s, line %s, byte %s", r.File, Grouped(r.Line), Grouped(int(r.Offset)))
}

// FlagText returns what is out of the ordinary about a record's place or text, "" if nothing is.
// late says that it came after later ones.
func FlagText(f model.Flags, late bool) string {
	var all []string
	for _, flag := range []struct {
		on    bool
		words string
	}{
		{f&model.Damaged != 0, "damaged: its head or tail is missing"},
		{f&model.Partial != 0, "not written to its end yet"},
		{f&model.Untimed != 0, "without a usable time of its own"},
		{late, "arrived late"},
		{f&model.Zoneless != 0, "its zone is not logged"},
	} {
		if flag.on {
			all = append(all, flag.words)
		}
	}
	return strings.Join(all, ", ")
}
