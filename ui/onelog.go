package ui

import (
	"fmt"
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
)

// oneLog wants the records of one log.
type oneLog string

func (l oneLog) Match(s *store.Records, id event.RecordID) bool { return s.LogName(id) == string(l) }

// alone is the log that is shown alone, "" for all of them merged.
func (p *logPane) alone() string {
	for _, c := range p.chips {
		if l, ok := c.want.(oneLog); ok {
			return string(l)
		}
	}
	return ""
}

// showAlone shows one log; "" shows all of them merged. The selection stays at its time.
func (p *logPane) showAlone(log string) {
	p.chips = slices.DeleteFunc(slices.Clone(p.chips), func(c chip) bool { _, ok := c.want.(oneLog); return ok })
	if log == "" {
		p.apply()
		return
	}
	p.add(chip{source: "log:" + log, want: oneLog(log)})
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

// aloneHead says which log is shown alone.
func (p *logPane) aloneHead(d *draw) []span {
	log := p.alone()
	if log == "" {
		return nil
	}
	names := d.c.logNames()
	which := fmt.Sprintf("%d of %s", slices.Index(names, log)+1, plural(len(names), "log"))
	return []span{{d.th.chip, " log:" + log + " "}, {d.th.faint, " " + which + " " + d.g.dot + " "}}
}

// nextLog goes round: all logs merged, one log, the next one.
func (a *App) nextLog(by int) {
	a.focus, a.pages = paneLog, nil
	c := a.session()
	ring := append([]string{""}, c.logNames()...)
	at := max(slices.Index(ring, c.log.alone()), 0)
	a.showLog(ring[(at+by+len(ring))%len(ring)])
}

// onlyThisLog shows the selected record's log alone.
func (a *App) onlyThisLog() {
	d := a.draw(true)
	if s := a.top().subject(d); s.hasRec {
		a.focus, a.pages = paneLog, nil
		a.showLog(d.m.records.LogName(s.rec))
	}
}

func (a *App) showLog(name string) {
	p := a.session().log
	p.showAlone(name)
	p.middle = true
	if name == "" {
		a.tell("all logs, merged by time", toastTime)
	}
}
