package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// toastTime is how long a remark stays.
const toastTime = 4 * time.Second

// seeker looks for the next line that a matcher wants: a first stretch at once, the rest off the event loop.
type seeker struct {
	gen  int
	stop context.CancelFunc // ends what goes on off the event loop, nil if nothing does
}

// end gives up what is being looked for, and says whether anything was.
func (s *seeker) end() bool {
	if s.gen++; s.stop == nil {
		return false
	}
	s.stop()
	s.stop = nil
	return true
}

// stretchAtOnce is how many lines are tried on the event loop.
const stretchAtOnce = 20000

// sought is what a search off the event loop found.
type sought struct {
	client, gen int
	rec         event.RecordID
	found       bool
	what        string
}

// seek goes to the next line in a direction that m wants, beginning behind the selected one.
func (a *App) seekFor(m query.Matcher, dir int, what string) tea.Cmd {
	d := a.draw(true)
	p := d.c.log
	n := p.lines.Len(d.m.bound)
	if n == 0 {
		return nil
	}
	a.seek.end()
	from := p.current(n) + dir
	next, rec, found := scanLines(a.ctx, p.lines, d.m.records, m, from, n, dir, stretchAtOnce)
	if found {
		a.goTo(rec)
		return nil
	}
	if next < 0 || next >= n {
		a.tell("no "+what+pick(dir > 0, " below", " above")+d.c.amongNewest(), toastTime)
		return nil
	}
	a.tell("searching"+ellipsis+" "+a.key("Esc")+" gives it up", time.Minute)
	ctx, stop := context.WithCancel(a.ctx)
	a.seek.stop = stop
	lines, snap, gen, client := p.lines.lend(), d.m.records, a.seek.gen, a.client
	return func() tea.Msg {
		_, rec, found := scanLines(ctx, lines, snap, m, next, n, dir, 1<<62)
		return sought{client: client, gen: gen, rec: rec, found: found, what: what + pick(dir > 0, " below", " above")}
	}
}

// scanLines tries up to budget lines from one on and says where it stopped.
func scanLines(ctx context.Context, l lines, snap *store.Records, m query.Matcher, from, n, dir, budget int) (next int, rec event.RecordID, found bool) {
	for i := from; i >= 0 && i < n; i += dir {
		if budget--; budget < 0 || i%1024 == 0 && ctx.Err() != nil {
			return i, 0, false
		}
		if id := l.At(i); m.Match(snap, id) {
			return i, id, true
		}
	}
	return -1, 0, false
}

// arrive takes the end of a search.
func (a *App) arrive(r sought) tea.Cmd {
	if r.gen != a.seek.gen || r.client != a.client {
		return nil
	}
	a.seek.end()
	a.toast = toast{}
	if r.found {
		a.goTo(r.rec)
	} else {
		a.tell("no "+r.what+a.session().amongNewest(), toastTime)
	}
	a.moment()
	return nil
}

// isLost says of a record that is forgotten that it is.
func (a *App) isLost(rec event.RecordID) bool {
	lost := a.session().client.Records.Evicted(rec)
	if lost {
		a.complain("that record is not kept any more" + a.session().butForgotten())
	}
	return lost
}

// goTo selects a record in the log and looks at its moment.
func (a *App) goTo(rec event.RecordID) {
	if a.isLost(rec) {
		return
	}
	if len(a.pages) > 0 {
		a.pages = nil
	}
	a.focus = paneLog
	d := a.draw(true)
	d.c.log.show(d, rec)
}

func (a *App) findOn(dir int) tea.Cmd {
	p := a.session().log
	switch rec, known, found := p.nextMatch(a.session().m.bound, dir); {
	case p.find == nil:
		a.tell("nothing to find yet: "+a.key("/")+" asks", toastTime)
	case !known:
		return a.seekFor(p.find.want, dir, "\""+p.find.source+"\"")
	case found:
		a.goTo(rec)
	default:
		a.tell("no \""+p.find.source+"\""+pick(dir > 0, " below", " above")+a.session().amongNewest(), toastTime)
	}
	return nil
}

func (a *App) seekLevel(l model.Level, dir int) tea.Cmd {
	return a.seekFor(query.Levels(l), dir, l.String())
}

// seekSame goes to the next record with one of the selection's ids.
func (a *App) seekSame(dir int) tea.Cmd {
	d := a.draw(true)
	s := a.top().subject(d)
	if s.id.IsZero() {
		a.tell("no id here", toastTime)
		return nil
	}
	return a.seekFor(d.c.linkTo(s.id).want, dir, "record of "+d.m.name(s.id))
}

func (a *App) seekMark(dir int) tea.Cmd {
	var set query.Set
	for id := range a.session().marks {
		set.Add(id)
	}
	return a.seekFor(set, dir, "mark")
}

// seekGap goes to the next line before which nothing was logged for long.
func (a *App) seekGap(dir int) tea.Cmd {
	return a.seekFor(gapBefore{a.session().log.lines}, dir, "gap of more than five minutes")
}

// follow shows only what belongs to the selection; done again it shows everything.
func (a *App) follow() {
	c := a.session()
	d := a.draw(true)
	s := a.top().subject(d)
	if old := c.log.link(); old != nil && (s.id.IsZero() || old[s.id]) {
		a.unfollow()
		return
	}
	if s.id.IsZero() {
		a.tell("no id here to follow", toastTime)
		return
	}
	a.unfollow()
	c.log.add(c.linkTo(s.id))
}

func (a *App) unfollow() { a.session().log.keep(func(c *chip) bool { return c.linked == nil }) }

func (a *App) dropChip() tea.Cmd {
	p := a.session().log
	if len(p.chips) == 0 {
		a.tell("no filter chip to take off", toastTime)
		return nil
	}
	p.chips = p.chips[:len(p.chips)-1]
	p.apply()
	return nil
}

// only filters by the selected record's component, or by all others.
func only(others bool) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		d := a.draw(true)
		s := d.c.log.subject(d)
		if !s.hasRec {
			return nil
		}
		source := "component:" + d.m.records.Component(s.rec)
		if d.m.records.Component(s.rec) == "" {
			source = "log:" + d.m.records.LogName(s.rec)
		}
		a.addChip(pick(others, "!", "") + source)
		return nil
	}
}

// chipped adds a chip.
func chipped(source string) func(*App) tea.Cmd {
	return plainly(func(a *App) { a.addChip(source) })
}

func (a *App) onlyThread() {
	d := a.draw(true)
	if s := d.c.log.subject(d); s.hasRec {
		a.addChip(fmt.Sprintf("thread:%d", d.m.records.Thread(s.rec)))
	}
}

// addChip filters by what was typed; it says whether it could be read.
func (a *App) addChip(source string) bool {
	p := a.session().log
	c, err := parseChip(source, a.saved, a.when)
	if err != nil {
		a.complain(err.Error())
		return false
	}
	p.add(c)
	return true
}

func (a *App) when(s string) (time.Time, error) {
	c := a.session()
	return c.m.typedTime(s, c.first(), c.now(a.wall))
}
