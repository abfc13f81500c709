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

// rolloverSize is the size at which the client rolls a log over unless it is told otherwise.
const rolloverSize = 250_000

// Write writes what a source holds of the update chain, what is missing, and what to turn on to see
// more.
func Write(w io.Writer, c *store.Client, x Examination) error {
	p := printer{text.NewPrinter(w)}
	first, last := c.TimeRange()
	clock := summary.Of(c, nil, last, model.FitRules{}, nil).Clock
	p.Line("%s  %s", c.Name, c.Path)
	if c.Err != nil {
		p.Line("cannot read: %s", c.Err.Error())
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

// printer writes the examination of a source.
type printer struct{ *text.Printer }

func (p printer) chain(x Examination) {
	p.Heading("logs of the update chain")
	for _, l := range x.Chain {
		switch {
		case l.Records > 0:
			p.Line("  found    %-24s %15s, %5.1f %% understood", l.Name, summary.Count(l.Records, "record"), 100*float64(l.Understood)/float64(l.Records))
		case l.Essential:
			p.Line("  MISSING  %-24s %s", l.Name, l.About)
		}
	}
}

func (p printer) troubles(c *store.Client) {
	head := false
	for i := range c.Logs {
		l := &c.Logs[i]
		if l.Err == "" && l.Damaged == 0 && l.Gaps == 0 {
			continue
		}
		if !head {
			p.Heading("problems")
			head = true
		}
		p.Line("  %s: %s", l.Name, summary.TroubleText(l))
	}
}

func (p printer) advice(c *store.Client, x Examination, span time.Duration) {
	p.Heading("to see more")
	wrote := false
	say := func(format string, args ...any) { wrote = true; p.Line(format, args...) }
	rolled := 0
	for i := range c.Logs {
		if c.Logs[i].Files > 1 || c.Logs[i].Bytes > rolloverSize*8/10 {
			rolled++
		}
	}
	if rolled > 0 {
		say("  %s at the size limit, so the history reaches back only %s: raise LogMaxSize and LogMaxHistory under", summary.Count(rolled, "log"), summary.Duration(span))
		say("  HKLM\\SOFTWARE\\Microsoft\\CCM\\Logging\\@Global and restart CcmExec")
	}
	if !x.Debug {
		say("  debug logging is off: HKLM\\SOFTWARE\\Microsoft\\CCM\\Logging\\DebugLogging, Enabled = \"True\"; restart CcmExec")
	}
	for _, l := range x.Chain {
		if l.Name == "WindowsUpdate" && l.Records == 0 {
			say("  WindowsUpdate.log is not there: Get-WindowsUpdateLog writes one from the event trace on Windows 10 and later")
		}
	}
	if !wrote {
		p.Line("  logging is sufficient")
	}
}
