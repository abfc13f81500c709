package report

import (
	"fmt"
	"io"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// Text writes the report for people. Nothing of a log reaches w unsanitised.
func Text(w io.Writer, v *store.Snapshot, o Options) error {
	p := &printer{text.NewPrinter(w), o.Colour}
	for i, s := range clientsAsOf(v, o) {
		if i > 0 {
			p.Line("")
		}
		p.client(s, s.Summarize())
	}
	return p.Err()
}

// printer writes the report as text.
type printer struct {
	*text.Printer
	colour bool
}

func (p *printer) client(s *summary.AsOf, sh summary.Client) {
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
	p.findings(&sh)
	p.updates(&sh)
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

func (p *printer) findings(sh *summary.Client) {
	if len(sh.Findings) == 0 {
		return
	}
	p.Heading("findings")
	for i := range sh.Findings {
		f := &sh.Findings[i]
		p.Line("%s %s: %s", f.ID, p.colourize(f.Badge.Word, f.Badge.Tone), f.Text)
		if f.Lasts {
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
}

func (p *printer) updates(sh *summary.Client) {
	if len(sh.Updates) == 0 {
		return
	}
	p.Heading("updates")
	said := map[string]string{}
	for i := range sh.Findings {
		said[sh.Findings[i].Advice] = "as " + sh.Findings[i].ID + " says"
	}
	for i := range sh.Updates {
		r := &sh.Updates[i]
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
		if n := len(d.Steps); n > 0 {
			p.Line("           %s", summary.SinceText(d.Since, d.Steps[n-1].Quote().Where))
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
