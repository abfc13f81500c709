package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/ui/cell"
)

// recordSearch looks for the next line that a matcher wants: a first stretch at once, the rest off the event loop.
type recordSearch struct {
	serial int
	stop   context.CancelFunc // ends what goes on off the event loop, nil if nothing does
}

// cancel gives up what is being looked for, and says whether anything was.
func (s *recordSearch) cancel() bool {
	if s.serial++; s.stop == nil {
		return false
	}
	s.stop()
	s.stop = nil
	return true
}

// syncSearchLines is how many lines are tried on the event loop.
const syncSearchLines = 20000

// searchDone is what a search off the event loop found.
type searchDone struct {
	client, serial int
	record         event.RecordID
	found          bool
	what           string
}

// seek goes to the next line in a direction that m wants, beginning behind the selected one.
func (a *App) searchNext(m query.Matcher, dir int, what string) tea.Cmd {
	d := a.renderContext(true)
	p := d.session.log
	n := p.lines.Len(d.asOf.shownRows)
	if n == 0 {
		return nil
	}
	a.search.cancel()
	from := p.selectedLine(n) + dir
	next, rec, found := searchLines(a.ctx, p.lines, d.asOf.records, m, from, n, dir, syncSearchLines)
	if found {
		a.goToRecord(rec)
		return nil
	}
	if next < 0 || next >= n {
		a.notify("no "+what+either(dir > 0, " below", " above")+d.session.notFoundSuffix(), notifyTime)
		return nil
	}
	a.notify("searching"+cell.Ellipsis+" "+a.keyText("Esc")+" gives it up", time.Minute)
	ctx, stop := context.WithCancel(a.ctx)
	a.search.stop = stop
	lines, snap, gen, client := p.lines.share(), d.asOf.records, a.search.serial, a.shownClient
	return func() tea.Msg {
		_, rec, found := searchLines(ctx, lines, snap, m, next, n, dir, 1<<62)
		return searchDone{client: client, serial: gen, record: rec, found: found, what: what + either(dir > 0, " below", " above")}
	}
}

// searchLines tries up to budget lines from one on and says where it stopped.
func searchLines(ctx context.Context, l results, snap *store.Records, m query.Matcher, from, n, dir, budget int) (next int, rec event.RecordID, found bool) {
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

// onSearchDone takes the end of a search.
func (a *App) onSearchDone(r searchDone) tea.Cmd {
	if r.serial != a.search.serial || r.client != a.shownClient {
		return nil
	}
	a.search.cancel()
	a.toast = toast{}
	if r.found {
		a.goToRecord(r.record)
	} else {
		a.notify("no "+r.what+a.session().notFoundSuffix(), notifyTime)
	}
	a.refreshAsOf()
	return nil
}

func (a *App) findNext(dir int) tea.Cmd {
	p := a.session().log
	switch rec, known, found := p.nextMatch(a.session().asOf.shownRows, dir); {
	case p.findChip == nil:
		a.notify("nothing to find yet: "+a.keyText("/")+" asks", notifyTime)
	case !known:
		return a.searchNext(p.findChip.matcher, dir, "\""+p.findChip.source+"\"")
	case found:
		a.goToRecord(rec)
	default:
		a.notify("no \""+p.findChip.source+"\""+either(dir > 0, " below", " above")+a.session().notFoundSuffix(), notifyTime)
	}
	return nil
}

func (a *App) nextOfLevel(l model.Level, dir int) tea.Cmd {
	return a.searchNext(query.Levels(l), dir, l.String())
}

// nextOfIDs goes to the next record with one of the selection's ids.
func (a *App) nextOfIDs(dir int) tea.Cmd {
	d := a.renderContext(true)
	s := a.activePane().subject(d)
	if s.id.IsZero() {
		a.notify("no id here", notifyTime)
		return nil
	}
	return a.searchNext(d.session.linkChip(s.id).matcher, dir, "record of "+d.asOf.NameOf(s.id))
}

func (a *App) nextMark(dir int) tea.Cmd {
	var set query.Set
	for id := range a.session().marks {
		set.Add(id)
	}
	return a.searchNext(set, dir, "mark")
}

// nextGap goes to the next line before which nothing was logged for long.
func (a *App) nextGap(dir int) tea.Cmd {
	return a.searchNext(afterGap{a.session().log.lines}, dir, "gap of more than five minutes")
}
