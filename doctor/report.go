package doctor

import (
	"io"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// rolloverSize is the size in bytes at which the client rolls a log over by default.
const rolloverSize = 250_000

// Write writes the examination of a client to w, as text: what there is of the update chain, what
// is missing, and what to turn on to see more. It returns the first error of w.
func Write(w io.Writer, c *store.Client, x Examination) error {
	p := printer{text.NewPrinter(w)}
	first, last := c.TimeRange()
	clock := summary.Of(c, nil, last, model.FitRules{}, nil).Clock
	p.Line("%s  %s", c.Name, c.Path)
	if c.Err != nil {
		p.Line("cannot read: %s", c.Err.Error())
	}
	if incomplete := summary.IncompleteText(c); incomplete != "" {
		p.Line("%s", incomplete)
	}
	p.Line("%s, from %s to %s", summary.Count(len(c.Logs), "log"), clock.Zoned(first), clock.Zoned(last))
	if bias, known := c.Records.BiasAt(last); known {
		p.Line("zone: bias %+d minutes, so UTC = local time %+d minutes", bias, bias)
	} else {
		p.Line("zone: no record names one; times are as the client's clock showed them")
	}
	if len(x.Wording) > 0 {
		p.Line("wording: ConfigMgr %s", strings.Join(x.Wording, ", "))
	}
	if until := c.EvictedUntil(); !until.IsZero() {
		p.Line("records before %s were dropped (--memory) and are not looked at", clock.Zoned(until))
	}
	p.chain(x)
	p.troubles(c)
	p.advice(c, x, last.Sub(first))
	return p.Err()
}

// printer writes the parts of the examination.
type printer struct{ *text.Printer }

// chain writes which logs of the update chain are there.
func (p printer) chain(x Examination) {
	p.Heading("logs of the update chain")
	for _, l := range x.Chain {
		switch {
		case l.Records > 0:
			percent := 100 * float64(l.Understood) / float64(l.Records)
			p.Line("  found    %-24s %15s, %5.1f %% understood", l.Name, summary.Count(l.Records, "record"), percent)
		case l.Essential:
			p.Line("  MISSING  %-24s %s", l.Name, l.About)
		}
	}
}

// troubles writes which logs cannot be read as a whole, under a heading if there are any.
func (p printer) troubles(c *store.Client) {
	wrote := false
	for i := range c.Logs {
		l := &c.Logs[i]
		if l.Err == "" && l.Damaged == 0 && l.Gaps == 0 {
			continue
		}
		if !wrote {
			p.Heading("problems")
			wrote = true
		}
		p.Line("  %s: %s", l.Name, summary.TroubleText(l))
	}
}

// advice writes what to turn on to see more. covered is the time that the logs cover.
func (p printer) advice(c *store.Client, x Examination, covered time.Duration) {
	p.Heading("to see more")
	wrote := false
	advise := func(format string, args ...any) { wrote = true; p.Line(format, args...) }
	atLimit := 0
	for i := range c.Logs {
		if c.Logs[i].Files > 1 || c.Logs[i].Bytes > rolloverSize*8/10 {
			atLimit++
		}
	}
	if atLimit > 0 {
		advise("  %s at the size limit, so the history reaches back only %s: raise LogMaxSize and LogMaxHistory under",
			summary.Count(atLimit, "log"), summary.Duration(covered))
		advise("  HKLM\\SOFTWARE\\Microsoft\\CCM\\Logging\\@Global and restart CcmExec")
	}
	if !x.Debug {
		advise("  debug logging is off: HKLM\\SOFTWARE\\Microsoft\\CCM\\Logging\\DebugLogging, Enabled = \"True\"; restart CcmExec")
	}
	for _, l := range x.Chain {
		if l.Name == "WindowsUpdate" && l.Records == 0 {
			advise("  WindowsUpdate.log is not there: Get-WindowsUpdateLog writes one from the event trace on Windows 10 and later")
		}
	}
	if !wrote {
		p.Line("  logging is sufficient")
	}
}
