package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/ui/cell"
)

// recordSearch looks for the next line that a matcher wants: a first stretch at once, the rest off
// the event loop.
type recordSearch struct {
	serial int
	stop   context.CancelFunc // ends what goes on off the event loop, nil if nothing does
}

// cancel gives up what is being looked for, and reports whether anything was.
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
	serial  int
	record  event.RecordID
	found   bool
	what    string
	matcher query.Matcher
}

// goToMatch goes to the next line in a direction that a matcher wants, beginning behind the
// selected one.
type goToMatch struct {
	matcher query.Matcher
	dir     int
	what    string
}

func (e goToMatch) do(a *App) tea.Cmd {
	d := a.renderContext(true)
	p := d.session.log
	n := p.lines.Len(d.asOf.shownRows)
	if n == 0 {
		return nil
	}
	a.search.cancel()
	from := p.selectedLine(n) + e.dir
	next, rec, found := p.lines.Seek(a.ctx, e.matcher, from, n, e.dir, syncSearchLines)
	if found {
		return a.do(goToFound{goToRecord{rec}, e.matcher})
	}
	what := e.what + either(e.dir > 0, " below", " above")
	if next < 0 || next >= n {
		return a.do(notice{"no " + what + d.session.notFoundSuffix()})
	}
	a.notify("searching"+cell.Ellipsis+" "+a.keys.text(actBack)+" cancels", time.Minute)
	ctx, stop := context.WithCancel(a.ctx)
	a.search.stop = stop
	lines, serial := p.lines.Share(), a.search.serial
	return func() tea.Msg {
		_, rec, found := lines.Seek(ctx, e.matcher, next, n, e.dir, 1<<62)
		return searchDone{serial: serial, record: rec, found: found, what: what, matcher: e.matcher}
	}
}

// handle takes the end of a search.
func (r searchDone) handle(a *App) tea.Cmd {
	if r.serial != a.search.serial {
		return nil
	}
	a.search.cancel()
	a.toast = toast{}
	if r.found {
		return a.do(goToFound{goToRecord{r.record}, r.matcher})
	}
	return a.do(notice{"no " + r.what + a.session().notFoundSuffix()})
}

// findNext goes to the next match of what / looks for.
func (p *logPane) findNext(d *renderContext, dir int) effect {
	switch rec, known, found := p.nextMatch(d.asOf.shownRows, dir); {
	case p.findChip == nil:
		return notice{"nothing to search for yet; " + d.keys.text(actFind) + " starts a search"}
	case !known:
		return goToMatch{p.findChip.matcher, dir, "\"" + p.findChip.source + "\""}
	case found:
		return goToFound{goToRecord{rec}, p.findChip.matcher}
	}
	return notice{"no \"" + p.findChip.source + "\"" + either(dir > 0, " below", " above") + d.session.notFoundSuffix()}
}

// nextOfLevel goes to the next record of a level.
func nextOfLevel(l model.Level, dir int) goToMatch {
	return goToMatch{query.Levels(l), dir, l.String()}
}

// nextOfIDs goes to the next record with one of the selection's ids.
func nextOfIDs(d *renderContext, s subject, dir int) effect {
	if s.id.IsZero() {
		return notice{"no ID here"}
	}
	return goToMatch{d.session.linkChip(s.id).matcher, dir, "record of " + d.asOf.NameOf(s.id)}
}

// nextMark goes to the next marked record.
func (p *logPane) nextMark(d *renderContext, dir int) effect {
	var set query.Set
	for id := range d.session.marks {
		set.Add(id)
	}
	return goToMatch{set, dir, "mark"}
}

// nextGap goes to the next line before which nothing was logged for long.
func (p *logPane) nextGap(_ *renderContext, dir int) effect {
	return goToMatch{query.AfterGap(&p.lines), dir, "gap of more than five minutes"}
}
