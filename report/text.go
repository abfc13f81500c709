package report

import (
	"fmt"
	"io"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// textClient writes a client for people.
func textClient(w io.Writer, s *summary.AsOf, r *Report) error {
	p := &printer{text.NewPrinter(w), r.Colour}
	if r.parts.begin() > 0 || r.several {
		p.Line("")
	}
	p.client(s, s.Summarize(), r.Options)
	return p.Err()
}

// printer writes the report as text.
type printer struct {
	*text.Printer
	colour bool
}

func (p *printer) client(s *summary.AsOf, sh summary.Client, o Options) {
	zone := ""
	if sh.Zone != "" {
		zone = " (all times " + sh.Zone + ")"
	}
	p.Line("%s", strings.TrimSpace(sh.Name+"  "+unlessSame(sh.Path, sh.Name)))
	p.Line("%s, as of %s%s", sh.Counts, sh.AsOf.OrUnknown(), zone)
	if sh.Error != "" {
		p.Line("cannot read: %s", sh.Error)
	}
	if sh.Incomplete != "" {
		p.Line("%s", sh.Incomplete)
	}
	p.Line("")
	p.Line("%s", sh.Verdict)
	if sums := sumsText(&sh); sums != "" {
		p.Line("%s", sums)
	}
	p.findings(&sh, o.All)
	p.updates(&sh, o.All)
	p.window(&sh)
	p.restart(s, &sh)
	p.deployments(&sh)
	p.scan(&sh)
	p.logs(&sh)
}

// unlessSame returns a text, "" if it is the same as another one that stands before it.
func unlessSame(s, as string) string {
	if s == as {
		return ""
	}
	return s
}

// sumsText counts the updates by state, "" if there are none.
func sumsText(sh *summary.Client) string {
	if len(sh.Updates) == 0 {
		return ""
	}
	var states []string
	for _, c := range sh.StateCounts {
		states = append(states, c.Text())
	}
	return summary.Count(len(sh.Updates), "update") + ": " + strings.Join(states, ", ")
}

// inBrackets returns a text in brackets behind another one, "" for none.
func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// findings writes what lasts, the worst first, and of what is over all or how many there are.
func (p *printer) findings(sh *summary.Client, all bool) {
	if len(sh.Findings) == 0 {
		return
	}
	p.Heading("findings")
	for i := range sh.Findings {
		f := &sh.Findings[i]
		if !f.Lasts && !all {
			p.Line("%s; --all lists them", sh.ClearedFindings())
			return
		}
		p.finding(f)
	}
}

func (p *printer) finding(f *summary.Finding) {
	p.Line("%s %s: %s%s", f.ID, p.colourize(f.Badge.Word, f.Badge.Tone), f.Text, inBrackets(f.CountText()))
	if f.Lasts && f.Advice != "" {
		p.Line("    action: %s", f.Advice)
	}
	where, from := f.Quotes[0].Where, f.Quotes[0].At
	if f.Records > 1 {
		where += " and " + summary.Count(f.Records-1, "more record")
	}
	if f.Lasts {
		p.Line("    %s", summary.SinceText(from, where))
	} else {
		p.Line("    from %s, %s, to %s", from.OrUnknown(), where, f.Cleared.OrUnknown())
	}
}

// updates writes what is pending, one by one, and of the rest all or how many are in which state.
func (p *printer) updates(sh *summary.Client, all bool) {
	if len(sh.Updates) == 0 {
		return
	}
	p.Heading("updates")
	said := map[string]string{}
	for i := range sh.Findings {
		if f := &sh.Findings[i]; (f.Lasts || all) && f.Advice != "" {
			said[f.Advice] = "as " + f.ID + " says"
		}
	}
	for i := range sh.Updates {
		if r := &sh.Updates[i]; r.Pending || all {
			p.update(r, said)
		}
	}
	if !all {
		p.restOfUpdates(sh)
	}
}

// restOfUpdates counts the updates that need nothing from anyone.
func (p *printer) restOfUpdates(sh *summary.Client) {
	states := summary.CountStates(sh.Idle(), nil)
	for _, c := range states {
		p.Line("%-10s %s %s", "", p.colourize(fmt.Sprintf("%-19s", c.Badge.Word), c.Badge.Tone), summary.Count(c.N, "update"))
	}
	if len(states) > 0 {
		p.Line("%-10s --all lists them", "")
	}
}

// update writes one update. said is where an action has been told already.
func (p *printer) update(r *summary.Update, said map[string]string) {
	kb, title := "-", r.ID
	if r.KB != "" {
		kb = r.KB
	}
	if r.Title != "" {
		title = r.Title
	}
	p.Line("%-10s %s %s", kb, p.colourize(fmt.Sprintf("%-19s", r.Badge.Word), r.Badge.Tone), title)
	if r.Why != "" {
		p.Line("           %s%s", r.Why, summary.PlacesText(r.WhyEvidence))
	}
	if r.Where != "" {
		p.Line("           %s", summary.SinceText(r.Since, r.Where)+r.Until())
	}
	switch as := said[r.Do]; {
	case r.Do == "":
	case as != "":
		p.Line("           action: %s", as)
	default:
		p.Line("           action: %s", r.Do)
	}
}

func (p *printer) window(sh *summary.Client) {
	p.Heading("maintenance window")
	p.Line("%s%s", sh.Window.Sentence, summary.PlacesText(sh.Window.Proof))
	for _, f := range sh.Window.Fits {
		p.Line("  %s %s: %s", p.colourize(fmt.Sprintf("%-12s", f.Badge.Word), f.Badge.Tone), f.Sentence, f.Name)
	}
}

func (p *printer) restart(s *summary.AsOf, sh *summary.Client) {
	if !s.RestartWanted() {
		return
	}
	p.Heading("restart")
	for _, says := range sh.Restart.Sentences {
		p.Line("%s.", says.Text)
	}
}

func (p *printer) deployments(sh *summary.Client) {
	if len(sh.Deployments) == 0 {
		return
	}
	p.Heading("deployments")
	for i := range sh.Deployments {
		d := &sh.Deployments[i]
		needs := ""
		if d.Needs != "" {
			needs = ", needs " + d.Needs
		}
		p.Line("{%s}  %s, %s%s", strings.ToUpper(d.ID), p.colourize(d.Badge.Word, d.Badge.Tone), d.Count, needs)
		if last, ok := d.LastQuote(); ok {
			p.Line("           %s", summary.SinceText(d.Since, last.Where))
		}
		if d.Deadline.Text != "" {
			p.Line("           deadline %s", d.Deadline.Text)
		}
	}
}

func (p *printer) scan(sh *summary.Client) {
	n := len(sh.Scans)
	if n == 0 {
		return
	}
	p.Heading("last scan")
	p.Line("%s.", sh.Scans[n-1].Sentence)
	if server := sh.Scans[n-1].Server; server != "" {
		p.Line("server %s", server)
	}
}

func (p *printer) logs(sh *summary.Client) {
	p.Heading("logs")
	for i := range sh.Logs {
		l := &sh.Logs[i]
		trouble := ""
		if l.Trouble != "" {
			trouble = ", " + l.Trouble
		}
		p.Line("%-34s %16s %10s  %s%s", l.Name, summary.Count(l.Records, "record"), l.Size, l.Format, trouble)
	}
}
