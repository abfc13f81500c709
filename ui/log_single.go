package ui

import (
	"fmt"
	"slices"

	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// onlyLog returns the log that is shown alone, "" for all of them merged.
func (p *logPane) onlyLog() string {
	for _, c := range p.chips {
		if l, ok := c.matcher.(query.InLog); ok {
			return string(l)
		}
	}
	return ""
}

// showOnlyLog shows one log; "" shows all of them merged. The selection stays at its time.
func (p *logPane) showOnlyLog(log string) {
	p.chips = slices.DeleteFunc(slices.Clone(p.chips), func(c chip) bool { _, ok := c.matcher.(query.InLog); return ok })
	if log == "" {
		p.applyChips()
		return
	}
	p.addChip(chip{source: "log:" + log, matcher: query.InLog(log)})
}

// logNames returns the logs that have records, as the sources list them.
func (c *session) logNames() []string {
	var out []string
	for i := range c.client.Logs {
		if c.client.Logs[i].Records > 0 {
			out = append(out, c.client.Logs[i].Name)
		}
	}
	return out
}

// onlyLogTitle returns which log is shown alone.
func (p *logPane) onlyLogTitle(d *renderContext) []cell.Span {
	log := p.onlyLog()
	if log == "" {
		return nil
	}
	names := d.session.logNames()
	which := fmt.Sprintf("%d of %s", slices.Index(names, log)+1, summary.Count(len(names), "log"))
	return []cell.Span{cell.Styled(d.th.Chip, " log:"+log+" "), cell.Styled(d.th.Faint, " "+which+" "+d.g.Dot+" ")}
}

// cycleLog goes round: all logs merged, one log, the next one.
func (p *logPane) cycleLog(d *renderContext, by int) effect {
	ring := append([]string{""}, d.session.logNames()...)
	at := max(slices.Index(ring, p.onlyLog()), 0)
	return showLog{ring[(at+by+len(ring))%len(ring)]}
}

// showAllLogs shows all logs, wherever the user is.
func (p *logPane) showAllLogs(*renderContext) effect { return p.showLog("") }

// showLogOfRecord shows the selected record's log alone.
func showLogOfRecord(d *renderContext, s subject) effect {
	if !s.hasRec {
		return nil
	}
	return showLog{d.asOf.Records.LogName(s.rec)}
}

// showLog shows one log alone, or says that all are shown.
func (p *logPane) showLog(name string) effect {
	p.showOnlyLog(name)
	p.centre = true
	if name == "" {
		return notice{"all logs merged by time"}
	}
	return nil
}
