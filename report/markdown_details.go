package report

import (
	"io"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// UpdateMarkdown writes for a ticket what is known of an update: its facts, what was found, its
// story, and the records that prove each step.
func UpdateMarkdown(w io.Writer, s *summary.AsOf, id event.GUID) error {
	u := s.FindUpdate(id)
	if u == nil {
		return nil
	}
	title := summary.UpdateLabel(u)
	if u.Title != "" && u.Title != title {
		title += ": " + u.Title
	}
	d := newDetails(w, s, title)
	state := "**" + md(summary.StateText(u)) + "**"
	if e := u.Since(); !e.At().IsZero() {
		state += " since " + s.EvidenceExact(e) + ", " + mdCode(s.Where(e))
	}
	d.print("", state)
	d.facts(s.UpdateFacts(u))
	for _, f := range s.Findings() {
		if !f.StopsClient() && f.Concerns(u.ID) {
			d.section("Finding " + md(f.ID))
			d.finding(f)
		}
	}
	d.story(s.UpdateSteps(u))
	d.evidence()
	return d.Err()
}

// DeploymentMarkdown writes for a ticket what is known of a deployment: its facts, its updates, its
// story and the records that prove it.
func DeploymentMarkdown(w io.Writer, s *summary.AsOf, id event.GUID) error {
	p := s.State.Deployment(id)
	if p == nil {
		return nil
	}
	d := newDetails(w, s, "Deployment "+p.ID.String())
	d.facts(s.DeploymentFacts(p))
	if len(p.Updates) > 0 {
		d.section(summary.Count(len(p.Updates), "update"))
		d.table("Update", "State", "Title")
	}
	for _, id := range p.Updates {
		if u := s.FindUpdate(id); u != nil {
			d.row(md(summary.UpdateLabel(u)), md(summary.StateText(u)), md(u.Title))
		}
	}
	d.story(s.DeploymentSteps(p))
	d.evidence()
	return d.Err()
}

// FindingMarkdown writes for a ticket what a finding is, what to do, and the records that show it.
func FindingMarkdown(w io.Writer, s *summary.AsOf, key model.FindingKey) error {
	f := s.FindFinding(key)
	if f == nil {
		return nil
	}
	d := newDetails(w, s, "Finding "+f.ID)
	d.print("")
	d.finding(f)
	d.evidence()
	return d.Err()
}

// RecordMarkdown writes for a ticket a record, what stands around it, and what the codes in it
// mean.
func RecordMarkdown(w io.Writer, s *summary.AsOf, id event.RecordID) error {
	d := newDetails(w, s, s.WhereRecord(id))
	d.facts(s.RecordFacts(id, false))
	d.print("", mdFence(s.QuoteRecord(id).Text))
	for _, c := range summary.ExplainCodes(s.Records.Message(id)) {
		if words := c.Words(); words != "" {
			d.print("", "- "+mdCode(c.Code)+" "+md(words))
		}
	}
	return d.Err()
}

// details writes one thing of a client as Markdown.
type details struct {
	markdown
	s *summary.AsOf
}

func newDetails(w io.Writer, s *summary.AsOf, title string) *details {
	d := &details{markdown{Printer: text.NewPrinter(w)}, s}
	preview := ""
	if s.Preview {
		preview = ", from the newest records alone: the rest was being read"
	}
	d.print("# "+md(title), "", md(s.Name)+", as of "+s.Zoned(s.At)+preview)
	return d
}

// facts writes facts as a table without heads, and has the records quoted that say so.
func (d *details) facts(all []summary.Fact) {
	d.print("")
	d.table("", "")
	for _, f := range all {
		d.row(f.Name, md(f.Value))
		if !f.Evidence.At().IsZero() {
			d.quotes = append(d.quotes, d.s.Quote(f.Evidence))
		}
	}
}

// finding writes a finding's sentence and what to do.
func (d *details) finding(f *model.Finding) {
	r := d.s.Finding(f)
	d.print("**" + r.Badge.Word + "**: " + md(r.Text))
	if !r.Lasts {
		d.print("", "Cleared "+r.Cleared.OrUnknown()+", "+mdCode(d.s.Where(f.Cleared))+".")
	}
	if r.Advice != "" {
		d.print("", "What to do: "+md(r.Advice))
	}
	var quotes []summary.Quote
	for _, e := range f.Evidence {
		quotes = append(quotes, d.s.Quote(e))
	}
	d.print("", "Evidence: "+d.cite(quotes))
}

// story writes a history: when, into which state, for how long, and the record that says so.
func (d *details) story(steps []summary.Step) {
	if len(steps) == 0 {
		return
	}
	d.section("Story")
	d.table("Time", "State", "For", "Code", "Evidence")
	for _, t := range steps {
		q := t.Quote()
		d.row(d.s.EvidenceExact(t.Evidence), t.Badge.Word, t.Lasted(), mdCode(t.Result.Code), mdCode(q.Where))
		d.quotes = append(d.quotes, q)
	}
}
