package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/store"
)

// Text writes the report for people. Nothing of a log reaches w unsanitised.
func Text(w io.Writer, v *store.Snapshot, o Options) error {
	p := &printer{w: w, colour: o.Colour}
	for i, s := range clients(v, o) {
		if i > 0 {
			p.line("")
		}
		p.client(s, s.summarize())
	}
	return p.err
}

// printer writes lines and keeps the first error.
type printer struct {
	w      io.Writer
	err    error
	colour bool
}

func (p *printer) line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = text.Clean(s)
		}
	}
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, strings.TrimRight(format, " ")+"\n", args...)
	}
}

// title begins a section.
func (p *printer) title(s string) { p.line("\n%s", strings.ToUpper(s)) }

func (p *printer) client(s *subject, sh sheet) {
	zone := ""
	if sh.Zone != "" {
		zone = " (all times " + sh.Zone + ")"
	}
	p.line("%s  %s", sh.Name, sh.Path)
	p.line("%s, as of %s%s", sh.Counts, orUnknown(sh.AsOf.Text), zone)
	if sh.Error != "" {
		p.line("cannot read: %s", sh.Error)
	}
	p.findings(&sh)
	p.updates(&sh)
	p.window(&sh)
	p.restart(s, &sh)
	p.deployments(&sh)
	p.scan(&sh)
	p.logs(s)
}

func plural(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

// timeText is a time on the client's clock with its offset, or as logged where no record names a zone.
func (s *subject) timeText(t time.Time) string {
	if !HasTime(t) {
		return "no time"
	}
	bias, known := s.Records.Bias(t)
	if !known {
		return t.UTC().Format("2006-01-02 15:04:05") + " (zone unknown)"
	}
	zone := time.FixedZone("", -bias*60)
	return t.In(zone).Format("2006-01-02 15:04:05 -07:00")
}

// source is "WUAHandler.log:12".
func (s *subject) source(e model.Evidence) string {
	return fmt.Sprintf("%s:%d", e.Log, e.Line)
}

// when is the time of a piece of evidence; a record without one is placed by its neighbours only.
func (s *subject) when(e model.Evidence) string {
	switch {
	case !HasTime(e.At):
		return "at an unknown time"
	case !e.Timed:
		return "about " + s.timeText(e.At)
	}
	return s.timeText(e.At)
}

// since is when something began, and the record that says so.
func since(at clockTime, where string) string {
	if at.Text == "" {
		return "since an unknown time, " + where
	}
	return "since " + at.Text + ", " + where
}

func (p *printer) findings(sh *sheet) {
	if len(sh.Findings) == 0 {
		return
	}
	p.title("findings")
	for i := range sh.Findings {
		f := &sh.Findings[i]
		p.line("%s %s: %s", f.ID, p.paint(f.Look.Word, f.Look.Tone), f.Text)
		if f.Lasts {
			p.line("    do: %s", f.Advice)
		}
		where, from := f.Quotes[0].Where, f.Quotes[0].At
		if f.Records > 1 {
			where += " and " + count(f.Records-1, "more record")
		}
		if f.Lasts {
			p.line("    %s", since(from, where))
		} else {
			p.line("    from %s, %s, to %s", orUnknown(from.Text), where, orUnknown(f.Cleared.Text))
		}
	}
}

func (p *printer) updates(sh *sheet) {
	if len(sh.Updates) == 0 {
		return
	}
	p.title("updates")
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
		p.line("%-10s %s %s", kb, p.paint(fmt.Sprintf("%-19s", r.update.State), r.Look.Tone), title)
		if r.Why != "" {
			p.line("           %s%s", r.Why, places(r.Shown))
		}
		if r.Proof != "" {
			p.line("           %s", since(r.Since, r.Proof)+r.Until())
		}
		switch as := said[r.Do]; {
		case r.Do == "":
		case as != "":
			p.line("           do: %s", as)
		default:
			p.line("           do: %s", r.Do)
		}
	}
}

// places is where records stand, in brackets; "" for none.
func places(quotes []quote) string {
	if len(quotes) == 0 {
		return ""
	}
	return " (" + strings.Join(mapped(quotes, func(q quote) string { return q.Where }), ", ") + ")"
}

func (p *printer) window(sh *sheet) {
	p.title("service window")
	p.line("%s%s", sh.Window.Says, places(sh.Window.Proof))
	for _, f := range sh.Window.Fits {
		there := ""
		if f.Sum != "" {
			there = "; there is " + f.Left
		}
		p.line("  %s needs %s%s: %s", p.paint(fmt.Sprintf("%-12s", f.Look.Word), f.Look.Tone), f.Need, there, f.Name)
	}
}

func (p *printer) restart(s *subject, sh *sheet) {
	r := &s.state.Reboot
	if len(s.state.PendingReboots()) == 0 && r.Agent == "" && r.Counted == 0 {
		return
	}
	p.title("restart")
	for _, says := range sh.Restart.Says {
		p.line("%s", says)
	}
}

func (p *printer) deployments(sh *sheet) {
	if len(sh.Deployments) == 0 {
		return
	}
	p.title("deployments")
	for i := range sh.Deployments {
		d := &sh.Deployments[i]
		updates := "no update of it is named"
		if n := len(d.Updates); n > 0 {
			updates = count(n, "update")
		}
		needs := ""
		if d.Needs != "" {
			needs = ", needs " + d.Needs
		}
		p.line("{%s}  %s, %s%s", strings.ToUpper(d.ID), p.paint(d.deployment.Phase.String(), d.Look.Tone), updates, needs)
		if n := len(d.Steps); n > 0 {
			p.line("           %s", since(d.Since, d.Steps[n-1].Quote().Where))
		}
		if d.Deadline.Text != "" {
			p.line("           deadline %s", d.Deadline.Text)
		}
	}
}

func (p *printer) scan(sh *sheet) {
	n := len(sh.Scans)
	if n == 0 {
		return
	}
	p.title("last scan")
	switch c := &sh.Scans[n-1]; {
	case c.End.Text == "" && c.Result.Code == "":
		p.line("begun %s; its %s", orUnknown(c.Start.Text), c.Look.Word)
	case c.Result.Failed:
		p.line("%s %s with %s", p.paint("failed", "bad"), orUnknown(c.End.Text), c.Result.String())
	default:
		p.line("completed %s", orUnknown(c.End.Text))
	}
	if server := sh.Scans[n-1].Server; server != "" {
		p.line("server %s", server)
	}
}

func (p *printer) logs(s *subject) {
	p.title("logs")
	for i := range s.Logs {
		l := &s.Logs[i]
		p.line("%-34s %16s %10d bytes  %s%s%s", l.Name, count(l.Records, "record"), l.Bytes, l.Format.String(),
			plural(l.Damaged, ", %d damaged"), gaps(l.Gaps))
		if l.Err != "" {
			p.line("    %s: %s", l.State, l.Err)
		}
	}
}

func gaps(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + count(n, "gap")
}
