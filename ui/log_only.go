package ui

import (
	"fmt"
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// inLog wants the records of one log.
type inLog string

func (l inLog) Match(s *store.Records, id event.RecordID) bool { return s.LogName(id) == string(l) }

// onlyLog is the log that is shown alone, "" for all of them merged.
func (p *logPane) onlyLog() string {
	for _, c := range p.chips {
		if l, ok := c.matcher.(inLog); ok {
			return string(l)
		}
	}
	return ""
}

// showOnlyLog shows one log; "" shows all of them merged. The selection stays at its time.
func (p *logPane) showOnlyLog(log string) {
	p.chips = slices.DeleteFunc(slices.Clone(p.chips), func(c chip) bool { _, ok := c.matcher.(inLog); return ok })
	if log == "" {
		p.applyChips()
		return
	}
	p.addChip(chip{source: "log:" + log, matcher: inLog(log)})
}

// logNames is the logs that have records, as the sources list them.
func (c *session) logNames() []string {
	var out []string
	for i := range c.client.Logs {
		if c.client.Logs[i].Records > 0 {
			out = append(out, c.client.Logs[i].Name)
		}
	}
	return out
}

// onlyLogTitle says which log is shown alone.
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
func (a *App) cycleLog(by int) {
	a.focus, a.pages = paneLog, nil
	c := a.session()
	ring := append([]string{""}, c.logNames()...)
	at := max(slices.Index(ring, c.log.onlyLog()), 0)
	a.showLog(ring[(at+by+len(ring))%len(ring)])
}

// showLogOfRecord shows the selected record's log alone.
func (a *App) showLogOfRecord() {
	d := a.renderContext(true)
	if s := a.activePane().subject(d); s.hasRec {
		a.focus, a.pages = paneLog, nil
		a.showLog(d.asOf.records.LogName(s.rec))
	}
}

func (a *App) showLog(name string) {
	p := a.session().log
	p.showOnlyLog(name)
	p.centre = true
	if name == "" {
		a.notify("all logs, merged by time", notifyTime)
	}
}
