package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/errcode"
	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// markdownPage writes details as Markdown: what it is about, what is known, its story with the records that prove each step, and
// those records as they stand in the logs. Nothing of a log is taken for markup.
type markdownPage struct {
	strings.Builder
	d *renderContext
}

func newMarkdownPage(d *renderContext, title string) *markdownPage {
	t := &markdownPage{d: d}
	t.writeLine("# " + mdText(title))
	t.writeLine("")
	t.writeLine(fmt.Sprintf("%s, as of %s %s%s", mdText(d.session.client.Name), d.asOf.fullTime(d.asOf.at), d.asOf.offsetText(d.asOf.at),
		either(d.asOf.client.Preview, ", from the newest records alone: the rest was being read", "")))
	return t
}

// mdText and code are a text from a log within a line of Markdown.
func mdText(s string) string { return text.Markdown(oneLine(cell.Printable(s))) }
func mdCode(s string) string { return text.MarkdownCode(oneLine(cell.Printable(s))) }

func (t *markdownPage) writeLine(s string) {
	t.WriteString(s)
	t.WriteByte('\n')
}

func (t *markdownPage) writeSection(title string) {
	t.writeLine("")
	t.writeLine("## " + title)
	t.writeLine("")
}

// writeTableHead begins a table; without heads its head is empty, as for facts.
func (t *markdownPage) writeTableHead(heads ...string) {
	t.writeTableRow(heads...)
	t.writeLine("|" + strings.Repeat(" --- |", len(heads)))
}

func (t *markdownPage) writeTableRow(cells ...string) {
	for i := range cells {
		cells[i] = text.MarkdownCell(cells[i])
	}
	t.writeLine("| " + strings.Join(cells, " | ") + " |")
}

func (t *markdownPage) writeFacts(facts []pageFact) {
	t.writeLine("")
	t.writeTableHead("", "")
	for _, f := range facts {
		if f.value != "" {
			t.writeTableRow(f.name, mdText(f.value))
		}
	}
}

// cite cites a record.
func (t *markdownPage) cite(e model.Evidence) string {
	if e.At.IsZero() {
		return ""
	}
	return mdCode(where(e))
}

// maxQuoteLen bounds, in bytes, what is quoted of one record.
const maxQuoteLen = 16 << 10

// writeRecords is records as they stand in the logs, each once.
func (t *markdownPage) writeRecords(recs []event.RecordID) {
	seen := map[event.RecordID]bool{}
	var b strings.Builder
	for _, rec := range recs {
		if seen[rec] {
			continue
		}
		seen[rec] = true
		raw := t.d.asOf.records.Raw(rec)
		fmt.Fprintf(&b, "%s %s\n", recordWhere(t.d, rec), strings.TrimRight(cell.Printable(string(raw[:min(len(raw), maxQuoteLen)])), "\n"))
		if len(raw) > maxQuoteLen {
			fmt.Fprintf(&b, "… and %s more in the log\n", summary.Size(int64(len(raw)-maxQuoteLen)))
		}
	}
	if b.Len() > 0 {
		t.writeLine(text.MarkdownFence(strings.TrimSuffix(b.String(), "\n")))
	}
}

// writeHistory writes a story: when, into which state, for how long, and the record that says so.
func writeHistory[S any](t *markdownPage, steps []model.Transition[S], word func(S) string) {
	if len(steps) == 0 {
		return
	}
	t.writeSection("Story")
	t.writeTableHead("Time", "State", "For", "Code", "Evidence")
	var recs []event.RecordID
	for i, s := range steps {
		end, result := t.d.asOf.at, ""
		if i+1 < len(steps) {
			end = steps[i+1].At
		}
		if s.HasCode {
			result = mdCode(s.Code.String())
		}
		t.writeTableRow(t.d.asOf.fullTime(s.At), word(s.State), clockDurationText(end.Sub(s.At)), result, t.cite(s.Evidence))
		recs = append(recs, s.Rec)
	}
	t.writeSection("Records")
	t.writeRecords(recs)
}

func updateMarkdown(d *renderContext, u *model.Update) string {
	if u == nil {
		return ""
	}
	title := updateLabel(u)
	if u.Title != "" && u.Title != title {
		title += ": " + u.Title
	}
	t := newMarkdownPage(d, title)
	state := "**" + mdText(stateText(u, 99)) + "**"
	if e := u.Since(); !e.At.IsZero() {
		state += " since " + d.asOf.fullTime(e.At) + ", " + t.cite(e)
	}
	t.writeLine("")
	t.writeLine(state)
	t.writeFacts(updateFacts(d, u))
	for _, f := range d.asOf.findings {
		if f.Update == u.ID {
			t.writeSection("Finding " + mdText(f.ID))
			t.writeFinding(f)
		}
	}
	writeHistory(t, u.Transitions, func(s model.UpdateState) string { return updateStateWords[s] })
	return t.String()
}

func deploymentMarkdown(d *renderContext, a *model.Deployment) string {
	if a == nil {
		return ""
	}
	t := newMarkdownPage(d, "Deployment "+a.ID.String())
	t.writeFacts(deploymentFactsOf(d, a))
	if len(a.Updates) > 0 {
		t.writeSection(countText(len(a.Updates), "update"))
		t.writeTableHead("Update", "State", "Title")
	}
	for _, g := range a.Updates {
		if u := d.asOf.update(g); u != nil {
			t.writeTableRow(mdText(updateLabel(u)), mdText(stateText(u, 99)), mdText(u.Title))
		}
	}
	writeHistory(t, a.Transitions, func(p model.DeploymentState) string { return deploymentPhaseWords[p] })
	return t.String()
}

func recordMarkdown(d *renderContext, rec event.RecordID) string {
	t := newMarkdownPage(d, recordWhere(d, rec))
	t.writeFacts(recordFacts(d, rec))
	t.writeLine("")
	t.writeRecords([]event.RecordID{rec})
	msg := d.asOf.records.Message(rec)
	said := map[uint32]bool{}
	for _, m := range errcode.Find(msg) {
		if words := codeMeaning(event.Code(m.Code)); m.Code != 0 && words != "" && !said[m.Code] {
			said[m.Code] = true
			t.writeLine("")
			t.writeLine("- " + mdCode(event.Code(m.Code).String()) + " " + mdText(words))
		}
	}
	return t.String()
}

func findingMarkdown(d *renderContext, f *model.Finding) string {
	if f == nil {
		return ""
	}
	t := newMarkdownPage(d, "Finding "+f.ID)
	t.writeLine("")
	t.writeFinding(f)
	return t.String()
}

// writeFinding is a finding's sentence, what to do, and its records.
func (t *markdownPage) writeFinding(f *model.Finding) {
	t.writeLine("**" + string(f.Severity) + "**: " + mdText(summary.Sentence(f.Text)))
	if !f.Active() {
		t.writeLine("")
		t.writeLine("Cleared " + t.d.asOf.fullTime(f.Cleared.At) + ", " + t.cite(f.Cleared) + ".")
	}
	if advice := summary.Sentence(f.Advice); advice != "" {
		t.writeLine("")
		t.writeLine("What to do: " + mdText(advice))
	}
	var recs []event.RecordID
	for _, e := range f.Evidence {
		if !e.At.IsZero() {
			recs = append(recs, e.Rec)
		}
	}
	t.writeLine("")
	t.writeRecords(recs)
}

// markdownOf is the Markdown of the page on top, or of what is selected, and a word for it.
func (a *App) markdownOf(d *renderContext) (md, what string) {
	if p := a.pages.top(); p != nil {
		if p.markdown != nil && !p.raw {
			return p.markdown(d), "the page as Markdown"
		}
		return "# " + mdText(p.name) + "\n\n" + text.MarkdownFence(strings.TrimRight(p.text(d), "\n")) + "\n", "the page as Markdown"
	}
	s := a.activePane().subject(d)
	switch {
	case d.asOf.finding(s.finding) != nil:
		return copiedSubject(d, s)
	case a.focus == paneLog && s.hasRec:
		return recordMarkdown(d, s.rec), "the record as Markdown"
	case d.asOf.update(s.id) != nil:
		return updateMarkdown(d, d.asOf.update(s.id)), "the update as Markdown"
	case d.asOf.state.Deployment(s.id) != nil:
		return deploymentMarkdown(d, d.asOf.state.Deployment(s.id)), "the deployment as Markdown"
	case s.hasRec:
		return recordMarkdown(d, s.rec), "the record as Markdown"
	}
	return "", ""
}

// openMarkdown opens the Markdown of what is on the screen as a page.
func (a *App) openMarkdown() tea.Cmd {
	source, _ := a.markdownOf(a.renderContext(true))
	if source == "" {
		return a.do(notice{"nothing here to tell of"})
	}
	p := &page{markdown: func(*renderContext) string { return source }}
	p.name = "Markdown"
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, d.keys.text(actCopy)+" copies it, :w FILE.md writes it")
	}
	p.build = func(_ *renderContext, w int) []item {
		var out []item
		for _, piece := range cell.Wrap(source, w-2) {
			out = append(out, item{text: cell.OneSpan("", piece), unselectable: true})
		}
		return out
	}
	return a.do(openPage{p})
}
