package ui

import (
	"fmt"
	"strings"

	"ccmtail/errcode"
	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// ticket writes details as Markdown: what it is about, what is known, its story with the records that prove each step, and
// those records as they stand in the logs. Nothing of a log is taken for markup.
type ticket struct {
	strings.Builder
	d *draw
}

func newTicket(d *draw, title string) *ticket {
	t := &ticket{d: d}
	t.line("# " + markdown(title))
	t.line("")
	t.line(fmt.Sprintf("%s, as of %s %s%s", markdown(d.c.client.Name), d.m.exact(d.m.at), d.m.zone(d.m.at),
		pick(d.m.client.Preview, ", from the newest records alone: the rest was being read", "")))
	return t
}

// markdown and code are a text from a log within a line of Markdown.
func markdown(s string) string { return text.Markdown(oneLine(printable(s))) }
func code(s string) string     { return text.MarkdownCode(oneLine(printable(s))) }

func (t *ticket) line(s string) {
	t.WriteString(s)
	t.WriteByte('\n')
}

func (t *ticket) part(title string) {
	t.line("")
	t.line("## " + title)
	t.line("")
}

// table begins a table; without heads its head is empty, as for facts.
func (t *ticket) table(heads ...string) {
	t.row(heads...)
	t.line("|" + strings.Repeat(" --- |", len(heads)))
}

func (t *ticket) row(cells ...string) {
	for i := range cells {
		cells[i] = text.MarkdownCell(cells[i])
	}
	t.line("| " + strings.Join(cells, " | ") + " |")
}

func (t *ticket) facts(facts []named) {
	t.line("")
	t.table("", "")
	for _, f := range facts {
		if f.value != "" {
			t.row(f.name, markdown(f.value))
		}
	}
}

// proof cites a record.
func (t *ticket) proof(e model.Evidence) string {
	if e.At.IsZero() {
		return ""
	}
	return code(cited(e))
}

// mostQuoted bounds, in bytes, what is quoted of one record.
const mostQuoted = 16 << 10

// quote is records as they stand in the logs, each once.
func (t *ticket) quote(recs []event.RecordID) {
	seen := map[event.RecordID]bool{}
	var b strings.Builder
	for _, rec := range recs {
		if seen[rec] {
			continue
		}
		seen[rec] = true
		raw := t.d.m.records.Raw(rec)
		fmt.Fprintf(&b, "%s %s\n", place(t.d, rec), strings.TrimRight(printable(string(raw[:min(len(raw), mostQuoted)])), "\n"))
		if len(raw) > mostQuoted {
			fmt.Fprintf(&b, "… and %s more in the log\n", summary.Size(int64(len(raw)-mostQuoted)))
		}
	}
	if b.Len() > 0 {
		t.line(text.MarkdownFence(strings.TrimSuffix(b.String(), "\n")))
	}
}

// tell writes a story: when, into which state, for how long, and the record that says so.
func tell[S any](t *ticket, steps []model.Transition[S], word func(S) string) {
	if len(steps) == 0 {
		return
	}
	t.part("Story")
	t.table("Time", "State", "For", "Code", "Evidence")
	var recs []event.RecordID
	for i, s := range steps {
		end, result := t.d.m.at, ""
		if i+1 < len(steps) {
			end = steps[i+1].At
		}
		if s.HasCode {
			result = code(s.Code.String())
		}
		t.row(t.d.m.exact(s.At), word(s.State), length(end.Sub(s.At)), result, t.proof(s.Evidence))
		recs = append(recs, s.Rec)
	}
	t.part("Records")
	t.quote(recs)
}

func updateTicket(d *draw, u *model.Update) string {
	if u == nil {
		return ""
	}
	title := label(u)
	if u.Title != "" && u.Title != title {
		title += ": " + u.Title
	}
	t := newTicket(d, title)
	state := "**" + markdown(stateText(u, 99)) + "**"
	if e := u.Since(); !e.At.IsZero() {
		state += " since " + d.m.exact(e.At) + ", " + t.proof(e)
	}
	t.line("")
	t.line(state)
	t.facts(updateFacts(d, u))
	for _, f := range d.m.findings {
		if f.Update == u.ID {
			t.part("Finding " + markdown(f.ID))
			t.finding(f)
		}
	}
	tell(t, u.Transitions, func(s model.UpdateState) string { return stateWords[s] })
	return t.String()
}

func deploymentTicket(d *draw, a *model.Deployment) string {
	if a == nil {
		return ""
	}
	t := newTicket(d, "Deployment "+a.ID.String())
	t.facts(deploymentFactsOf(d, a))
	if len(a.Updates) > 0 {
		t.part(plural(len(a.Updates), "update"))
		t.table("Update", "State", "Title")
	}
	for _, g := range a.Updates {
		if u := d.m.update(g); u != nil {
			t.row(markdown(label(u)), markdown(stateText(u, 99)), markdown(u.Title))
		}
	}
	tell(t, a.Transitions, func(p model.DeploymentState) string { return phaseWords[p] })
	return t.String()
}

func recordTicket(d *draw, rec event.RecordID) string {
	t := newTicket(d, place(d, rec))
	t.facts(recordFacts(d, rec))
	t.line("")
	t.quote([]event.RecordID{rec})
	msg := d.m.records.Message(rec)
	said := map[uint32]bool{}
	for _, m := range errcode.Find(msg) {
		if words := meaning(event.Code(m.Code)); m.Code != 0 && words != "" && !said[m.Code] {
			said[m.Code] = true
			t.line("")
			t.line("- " + code(event.Code(m.Code).String()) + " " + markdown(words))
		}
	}
	return t.String()
}

func findingTicket(d *draw, f *model.Finding) string {
	if f == nil {
		return ""
	}
	t := newTicket(d, "Finding "+f.ID)
	t.line("")
	t.finding(f)
	return t.String()
}

// finding is a finding's sentence, what to do, and its records.
func (t *ticket) finding(f *model.Finding) {
	t.line("**" + string(f.Severity) + "**: " + markdown(summary.Sentence(f.Text)))
	if !f.Active() {
		t.line("")
		t.line("Cleared " + t.d.m.exact(f.Cleared.At) + ", " + t.proof(f.Cleared) + ".")
	}
	if advice := summary.Sentence(f.Advice); advice != "" {
		t.line("")
		t.line("What to do: " + markdown(advice))
	}
	var recs []event.RecordID
	for _, e := range f.Evidence {
		if !e.At.IsZero() {
			recs = append(recs, e.Rec)
		}
	}
	t.line("")
	t.quote(recs)
}

// ticketOf is the Markdown of the page on top, or of what is selected, and a word for it.
func (a *App) ticketOf(d *draw) (md, what string) {
	if n := len(a.pages); n > 0 {
		p := a.pages[n-1]
		if p.ticket != nil && !p.raw {
			return p.ticket(d), "the page as Markdown"
		}
		name, _ := p.heading(d)
		return "# " + markdown(name) + "\n\n" + text.MarkdownFence(strings.TrimRight(a.pageText(d), "\n")) + "\n", "the page as Markdown"
	}
	s := a.top().subject(d)
	if a.focus == paneFindings {
		if f := d.m.finding(s.finding); f != nil {
			return findingTicket(d, f), "the finding as Markdown"
		}
	}
	switch {
	case a.focus == paneLog && s.hasRec:
		return recordTicket(d, s.rec), "the record as Markdown"
	case d.m.update(s.id) != nil:
		return updateTicket(d, d.m.update(s.id)), "the update as Markdown"
	case d.m.state.Deployment(s.id) != nil:
		return deploymentTicket(d, d.m.state.Deployment(s.id)), "the deployment as Markdown"
	case s.hasRec:
		return recordTicket(d, s.rec), "the record as Markdown"
	}
	return "", ""
}

// markdown opens the Markdown of what is on the screen as a page.
func (a *App) markdown() {
	source, _ := a.ticketOf(a.draw(true))
	if source == "" {
		a.tell("nothing here to tell of", toastTime)
		return
	}
	p := &page{ticket: func(*draw) string { return source }}
	p.name = "Markdown"
	p.more = func(d *draw) []span {
		return say(d.th.faint, a.key("y")+" copies it, :w FILE.md writes it")
	}
	p.build = func(_ *draw, w int) []item {
		var out []item
		for _, piece := range wrap(source, w-2) {
			out = append(out, item{text: say("", piece), plain: true})
		}
		return out
	}
	a.open(p)
}
