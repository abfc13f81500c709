package doctor

import (
	"io"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/parsers"
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
	p.chain(x, c)
	p.troubles(c)
	p.advice(c, x, last.Sub(first))
	return p.Err()
}

// printer writes the parts of the examination.
type printer struct{ *text.Printer }

// chainStates are how a log of the update chain is there.
const (
	chainAbsent  chainState = iota // and not wanted
	chainMissing                   // and essential
	chainUnread                    // it is there, and nothing of it could be read
	chainExcerpt                   // only a few of its lines have rules
	chainFound
)

type chainState int

// String returns the state as JSON has it.
func (s chainState) String() string {
	return [...]string{"absent", "missing", "unread", "in-part", "found"}[s]
}

// chainStateOf returns how a log is there. One that is there and cannot be read is not missing.
func chainStateOf(c *store.Client, l ChainLog) chainState {
	switch {
	case l.Records > 0 && l.Excerpt:
		return chainExcerpt
	case l.Records > 0:
		return chainFound
	case l.Essential && isUnread(c, l.Name):
		return chainUnread
	case l.Essential:
		return chainMissing
	}
	return chainAbsent
}

// chain writes which logs of the update chain are there.
func (p printer) chain(x Examination, c *store.Client) {
	p.Heading("logs of the update chain")
	for _, l := range x.Chain {
		switch chainStateOf(c, l) {
		case chainExcerpt:
			p.Line("  in part  %-24s %15s, %6s known, the others not read", l.Name, summary.Count(l.Records, "record"), summary.Grouped(l.Understood))
		case chainFound:
			p.Line("  found    %-24s %15s, %6s understood", l.Name, summary.Count(l.Records, "record"), summary.Share(l.Understood, l.Records))
		case chainUnread:
			p.Line("  UNREAD   %-24s %s", l.Name, "it is there, and cannot be read: see the problems")
		case chainMissing:
			p.Line("  MISSING  %-24s %s", l.Name, l.About)
		}
	}
}

// isUnread reports whether a client has a log of which nothing could be read.
func isUnread(c *store.Client, name string) bool {
	return slices.ContainsFunc(c.Logs, func(l store.Log) bool {
		return strings.EqualFold(parsers.NameOf(l.Name), name) && l.Records == 0 && (l.Err != "" || len(l.Unread) > 0)
	})
}

// hasTrouble reports whether a log cannot be read as a whole.
func hasTrouble(l *store.Log) bool { return l.Err != "" || l.Damaged > 0 || l.Gaps > 0 }

// troubles writes which logs cannot be read as a whole, under a heading if there are any.
func (p printer) troubles(c *store.Client) {
	wrote := false
	for i := range c.Logs {
		l := &c.Logs[i]
		if !hasTrouble(l) {
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
	all := advice(c, x, covered)
	for _, lines := range all {
		for _, line := range lines {
			p.Line("  %s", line)
		}
	}
	if len(all) == 0 {
		p.Line("  logging is sufficient")
	}
}

// advice returns what to turn on to see more, each in lines.
func advice(c *store.Client, x Examination, covered time.Duration) (all [][]string) {
	atLimit := 0
	for i := range c.Logs {
		if c.Logs[i].Files > 1 || c.Logs[i].Bytes > rolloverSize*8/10 {
			atLimit++
		}
	}
	if atLimit > 0 {
		all = append(all, []string{
			summary.Count(atLimit, "log") + " at the size limit, so the history reaches back only " + summary.Duration(covered) +
				": raise LogMaxSize and LogMaxHistory under",
			`HKLM\SOFTWARE\Microsoft\CCM\Logging\@Global and restart CcmExec`,
		})
	}
	if !x.Debug {
		all = append(all, []string{`debug logging is off: HKLM\SOFTWARE\Microsoft\CCM\Logging\DebugLogging, Enabled = "True"; restart CcmExec`})
	}
	for _, l := range x.Chain {
		if l.Name == "WindowsUpdate" && l.Records == 0 {
			all = append(all, []string{"WindowsUpdate.log is not there: Get-WindowsUpdateLog writes one from the event trace on Windows 10 and later"})
		}
	}
	return all
}
