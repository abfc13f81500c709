package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/view"
)

// Text writes the report for people. Nothing of a log reaches w unsanitised.
func Text(w io.Writer, v *view.Snapshot, o Options) error {
	p := &printer{w: w, colour: o.Colour}
	for i, s := range subjects(v, o) {
		if i > 0 {
			p.line("")
		}
		p.client(&s)
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
			args[i] = Clean(s)
		}
	}
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, strings.TrimRight(format, " ")+"\n", args...)
	}
}

// title begins a section.
func (p *printer) title(s string) { p.line("\n%s", strings.ToUpper(s)) }

func (p *printer) client(s *subject) {
	records, damaged := 0, 0
	for i := range s.Logs {
		records += s.Logs[i].Records
		damaged += s.Logs[i].Damaged
	}
	p.line("%s  %s", s.Name, s.Path)
	p.line("%d logs, %d records%s, as of %s", len(s.Logs), records, plural(damaged, ", %d damaged"), s.clock(s.at))
	if s.Err != nil {
		p.line("cannot read: %s", s.Err.Error())
	}
	p.findings(s)
	p.updates(s)
	p.window(s)
	p.reboot(s)
	p.deployments(s)
	p.scans(s)
	p.logs(s)
}

func plural(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

// clock is a time on the client's clock with its offset, or as logged where no record names a zone.
func (s *subject) clock(t time.Time) string {
	if t.IsZero() || t.UnixNano() == 0 {
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
	return fmt.Sprintf("%s:%d", s.Records.Log(e.Rec), s.Records.Line(e.Rec))
}

func (p *printer) findings(s *subject) {
	all := s.state.FindingsAt(s.at)
	if len(all) == 0 {
		return
	}
	p.title("findings")
	for _, f := range all {
		lasts := ""
		if !f.Lasts() {
			lasts = " (cleared " + s.clock(f.Cleared.At) + ")"
		}
		p.line("%s %s: %s%s", f.ID, p.paint(string(f.Severity), severityLook(f).Tone), f.Text, lasts)
		p.line("    %s", f.Advice)
		p.line("    %s", s.source(f.Evidence[0]))
	}
}

func (p *printer) updates(s *subject) {
	all := s.state.Updates()
	if len(all) == 0 {
		return
	}
	p.title("updates")
	for _, u := range all {
		kb := "-"
		if u.KB != "" {
			kb = "KB" + u.KB
		}
		title := u.Title
		if title == "" {
			title = u.ID.String()
		}
		state := fmt.Sprintf("%-19s", u.State)
		p.line("%-10s %s %s", kb, p.paint(state, updateLooks[u.State].Tone), title)
		if why := s.state.Why(u, s.at, s.rules); why != "" {
			p.line("           %s", why)
		}
		if e := u.Since(); len(u.Transitions) > 0 {
			p.line("           since %s, %s", s.when(e), s.source(e))
		}
	}
}

// when is the time of a piece of evidence; a record without one is placed by its neighbours only.
func (s *subject) when(e model.Evidence) string {
	if !e.Timed {
		return "an unknown time (near " + s.clock(e.At) + ")"
	}
	return s.clock(e.At)
}

func (p *printer) window(s *subject) {
	st := s.state.WindowAt(s.at)
	p.title("service window")
	switch {
	case st.Restricted == model.Unsaid:
		p.line("not in the logs")
		return
	case st.Restricted == model.No:
		p.line("none restricts updates")
		return
	case st.Open && st.Until.IsZero():
		p.line("open since %s; when it closes is not in the logs", s.clock(st.Since))
	case st.Open:
		p.line("open, closes %s (in %s)", s.clock(st.Until), st.Until.Sub(s.at).Round(time.Second).String())
	case st.Next.Start.IsZero():
		p.line("closed; when one opens is not in the logs")
	default:
		p.line("closed, opens %s (in %s)", s.clock(st.Next.Start), st.Next.Start.Sub(s.at).Round(time.Second).String())
	}
	for _, f := range s.state.Fits(s.at, s.rules) {
		p.fit(f)
	}
}

func (p *printer) fit(f model.Fit) {
	verdict := fitLook(f.Fits)
	assumed := ""
	if !f.Measured {
		assumed = ", assumed"
	}
	left := ""
	if f.Left > 0 {
		left = fmt.Sprintf(", there is %s", f.Left.Round(time.Second))
	}
	p.line("  %s needs %s%s%s: %s", p.paint(fmt.Sprintf("%-12s", verdict.Word), verdict.Tone), f.Need.String(), assumed, left, f.Update.Name())
}

func (p *printer) reboot(s *subject) {
	r, waiting := &s.state.Reboot, s.state.PendingReboots()
	if len(waiting) == 0 && r.Agent == "" && r.Counted == 0 {
		return
	}
	p.title("restart")
	if len(waiting) > 0 {
		p.line("%d updates wait for a restart", len(waiting))
	}
	if r.HasCount {
		p.line("the client counts %d", r.Counted)
	}
	if r.Agent != "" {
		p.line("asked for by %s, due %s", r.Agent, s.clock(r.Deadline))
	}
}

func (p *printer) deployments(s *subject) {
	all := s.state.Deployments()
	if len(all) == 0 {
		return
	}
	p.title("deployments")
	for _, d := range all {
		required := ""
		if d.Required > 0 {
			required = ", needs " + d.Required.String()
		}
		p.line("{%s}  %s, %d updates%s", strings.ToUpper(d.ID.String()), p.paint(d.Phase.String(), deploymentLooks[d.Phase].Tone), len(d.Updates), required)
		if len(d.Transitions) > 0 {
			p.line("           since %s, %s", s.when(d.Since()), s.source(d.Since()))
		}
	}
}

func (p *printer) scans(s *subject) {
	if len(s.state.Scans) == 0 {
		return
	}
	p.title("last scan")
	c := &s.state.Scans[len(s.state.Scans)-1]
	switch {
	case !c.Ended:
		p.line("begun %s, its end is not in the logs", s.clock(c.Start.At))
	case c.Result.Failed():
		p.line("%s %s with %s", p.paint("failed", "bad"), s.clock(c.End.At), c.Result.String())
	default:
		p.line("completed %s", s.clock(c.End.At))
	}
	if c.Server != "" {
		p.line("server %s", c.Server)
	}
}

func (p *printer) logs(s *subject) {
	p.title("logs")
	for i := range s.Logs {
		l := &s.Logs[i]
		p.line("%-34s %8d records %10d bytes  %s%s%s", l.Name, l.Records, l.Bytes, l.Format.String(),
			plural(l.Damaged, ", %d damaged"), plural(l.Gaps, ", %d gaps"))
		if l.Err != "" {
			p.line("    %s: %s", l.State, l.Err)
		}
	}
}
