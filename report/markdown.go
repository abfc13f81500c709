package report

import (
	"fmt"
	"io"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// markdownClient writes a client for a ticket.
func markdownClient(w io.Writer, s *summary.AsOf, r *Report) error {
	m := &markdown{Printer: text.NewPrinter(w)}
	if r.parts.begin() > 0 || r.several {
		m.print("", "---", "")
	}
	sh := s.Summarize()
	m.client(&sh)
	return m.Err()
}

// markdown writes lines and keeps the first error. What it is given is escaped already.
type markdown struct {
	*text.Printer
	quotes []summary.Quote // for the evidence section, in order of first mention
}

func (m *markdown) print(lines ...string) {
	for _, l := range lines {
		m.Print(l + "\n")
	}
}

// md, mdCode and mdFence make a text harmless and then into Markdown: within a line, as code in it,
// as a block of code.
func md(s string) string     { return text.Markdown(text.Clean(s)) }
func mdCode(s string) string { return text.MarkdownCode(text.Clean(s)) }

func mdFence(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = text.Clean(l)
	}
	return text.MarkdownFence(strings.Join(lines, "\n"))
}

// section begins a section.
func (m *markdown) section(title string) { m.print("", "## "+title, "") }

func (m *markdown) client(sh *summary.Client) {
	m.quotes = nil
	m.print("# Software updates on "+md(sh.Name), "")
	if sh.Incomplete != "" {
		m.print("**"+md(sh.Incomplete)+"**", "")
	}
	m.print("**" + md(sh.Verdict) + "**")
	if len(sh.Headline) > 0 {
		m.print("")
	}
	for _, s := range sh.Headline {
		from := ""
		if s.Since != "" {
			from = ", " + s.Since
		}
		m.print(fmt.Sprintf("- **%s** (%s%s): %s", md(s.About), s.Badge.Word, md(from), md(s.Sentence)))
	}
	m.print("", strings.Join(m.facts(sh), "  \n"))
	m.findings(sh)
	m.updates(sh)
	m.window(sh)
	m.restart(sh)
	m.deployments(sh)
	m.scan(sh)
	m.logs(sh)
	m.evidence()
}

func (m *markdown) facts(sh *summary.Client) []string {
	zone := sh.Zone
	if zone == "" {
		zone = "with each time, it changes in these logs"
	}
	facts := []string{
		"As of " + sh.AsOf.OrUnknown() + ", zone " + zone, fmt.Sprintf("Read %s from %s", md(sh.Counts), mdCode(sh.Path)),
	}
	var states []string
	for _, t := range sh.StateCounts {
		states = append(states, t.Text())
	}
	if len(states) > 0 {
		facts = append(facts, "Updates: "+strings.Join(states, ", "))
	}
	if sh.Error != "" {
		facts = append(facts, "**Cannot read**: "+md(sh.Error))
	}
	return facts
}

func (m *markdown) findings(sh *summary.Client) {
	if len(sh.Findings) == 0 {
		return
	}
	m.section("Findings")
	for _, f := range sh.Findings {
		cleared := ""
		if !f.Lasts {
			cleared = " Cleared " + f.Cleared.OrUnknown() + "."
		}
		m.print(fmt.Sprintf("- **%s %s**: %s%s%s", md(f.ID), f.Badge.Word, md(f.Text), inBrackets(f.CountText()), cleared))
		if f.Advice != "" {
			m.print("  - What to do: " + md(f.Advice))
		}
		m.print("  - Evidence: " + m.cite(f.Quotes))
	}
}

// cite names records and has them quoted at the end.
func (m *markdown) cite(quotes []summary.Quote) string {
	var names []string
	for _, q := range quotes {
		names = append(names, mdCode(q.Where))
	}
	m.quotes = append(m.quotes, quotes...)
	return strings.Join(names, ", ")
}

func (m *markdown) updates(sh *summary.Client) {
	if len(sh.Updates) == 0 {
		return
	}
	m.section("Updates")
	m.table("Update", "Title", "State", "Since", "Why", "Evidence")
	for i := range sh.Updates {
		r := &sh.Updates[i]
		name, state := r.KB, summary.StateText(r.Model)
		if name == "" {
			name = r.ID
		}
		where := ""
		if last, ok := r.LastQuote(); ok {
			where = mdCode(r.Where)
			if len(r.WhyEvidence) > 0 {
				where += ", " + m.cite(r.WhyEvidence)
			}
			if r.Pending {
				m.quotes = append(m.quotes, last)
			}
		}
		m.row(md(name), md(r.Title), md(state), r.Since.Text, md(r.Why+r.Until()), where)
	}
	m.codes(sh)
}

// codes explains, below the table, the codes that updates failed with.
func (m *markdown) codes(sh *summary.Client) {
	said := map[string]bool{}
	for i := range sh.Updates {
		c := sh.Updates[i].Result
		if !c.Failed || said[c.Code] || c.Symbol+c.Meaning == "" {
			continue
		}
		if len(said) == 0 {
			m.print("")
		}
		said[c.Code] = true
		m.print(fmt.Sprintf("- %s %s: %s", mdCode(c.Code), md(c.Symbol), md(c.Meaning)))
	}
}

func (m *markdown) window(sh *summary.Client) {
	w := &sh.Window
	m.section("Maintenance window")
	m.print(md(w.Sentence))
	if len(w.Proof) > 0 {
		m.print("Evidence: " + m.cite(w.Proof))
	}
	if len(w.Fits) > 0 {
		m.print("")
		m.table("Update", "Needs", "Available", "Sum", "Verdict")
		for _, f := range w.Fits {
			m.row(md(f.Label), f.Need, f.Left, md(f.Comparison), f.Badge.Word)
		}
	}
	if len(w.Rows) > 0 {
		m.print("")
		m.table("Window", "For", "Recurs", "From", "To", "Now")
		for _, r := range w.Rows {
			m.row(mdCode(r.ID), r.Kind, md(r.Recurrence), r.Start.Text, r.End.Text, r.State)
		}
	}
	if n := len(w.Other); n > 0 {
		m.print("", summary.Count(n, "other window")+" on the client, for other things than updates.")
	}
}

func (m *markdown) restart(sh *summary.Client) {
	m.section("Restart")
	for _, s := range sh.Restart.Sentences {
		m.print(md(s.Text) + ".")
	}
	if len(sh.Restart.Steps) > 0 {
		m.print("")
		m.table("Step", "Time", "Evidence")
	}
	for _, s := range sh.Restart.Steps {
		q := s.Quote()
		m.row(md(s.Name), q.At.Text, mdCode(q.Where))
	}
}

func (m *markdown) deployments(sh *summary.Client) {
	if len(sh.Deployments) == 0 {
		return
	}
	m.section("Deployments")
	m.table("Deployment", "State", "Since", "Deadline", "Needs", "Updates")
	for _, d := range sh.Deployments {
		m.row(mdCode(d.ID), d.Badge.Word, d.Since.Text, d.Deadline.Text, d.Needs, md(strings.Join(d.Updates, ", ")))
	}
}

func (m *markdown) scan(sh *summary.Client) {
	n := len(sh.Scans)
	if n == 0 {
		return
	}
	m.section("Last scan")
	s := sh.Scans[n-1]
	m.print(md(s.Sentence) + ".")
	if s.Server != "" {
		m.print("Server: " + mdCode(s.Server))
	}
}

func (m *markdown) logs(sh *summary.Client) {
	if len(sh.Logs) == 0 {
		return
	}
	m.section("Logs")
	m.table("Log", "Records", "Size", "First", "Last", "Form", "Trouble")
	for _, l := range sh.Logs {
		m.row(mdCode(l.Name), summary.Grouped(l.Records), l.Size, l.First.Text, l.Last.Text, l.Format, md(l.Trouble))
	}
}

// evidence quotes each record that was cited, once.
func (m *markdown) evidence() {
	if len(m.quotes) == 0 {
		return
	}
	m.section("Evidence")
	seen := map[summary.Quote]bool{}
	for _, q := range m.quotes {
		if seen[q] {
			continue
		}
		seen[q] = true
		head := mdCode(q.Where) + ", " + q.At.OrUnknown()
		if q.Origin != "" {
			head += ", " + md(q.Origin)
		}
		m.print(head, "", mdFence(q.Text), "")
	}
}

func (m *markdown) table(heads ...string) {
	m.row(heads...)
	m.print("|" + strings.Repeat(" --- |", len(heads)))
}

func (m *markdown) row(cells ...string) {
	for i, c := range cells {
		cells[i] = text.MarkdownCell(c)
	}
	m.print("| " + strings.Join(cells, " | ") + " |")
}
