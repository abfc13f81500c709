package ui

import (
	"cmp"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// updateList is the updates in their order and their groups, and which is selected: what the panes
// share that list updates.
type updateList struct {
	order       updateOrder
	descending  bool // the other way round
	grouping    grouping
	collapsed   map[groupKey]bool
	showAll     bool // also those that nothing deploys and that need nothing
	updates     []*model.Update
	lines       []updateLine // the list in its groups
	hiddenCount int
	narrowedOut int // by what is typed to filter
	search      listSearch
	stuck       map[event.GUID]bool // what an error that lasts explains
	stuckOf     *clientAsOf         // which moment's that is
	headRows    int                 // rows of column names above the lines
	top         int
	height      int
}

// updateOrder is how updates are sorted.
type updateOrder uint8

const (
	byUrgency updateOrder = iota
	byState
	byKB
	byTitle
	byChange
	updateOrderCount
)

var updateOrderNames = [updateOrderCount]string{"by urgency", "by state", "by KB", "by title", "by last change"}

func (p *updateList) collect(d *renderContext) {
	p.updates, p.hiddenCount, p.narrowedOut = p.updates[:0], 0, 0
	link := d.session.log.linkedIDs()
	for _, u := range d.asOf.Updates() {
		switch {
		case link != nil && !link[u.ID]:
			p.hiddenCount++
		case link == nil && !p.showAll && needsNothing(u):
			p.hiddenCount++
		case p.search.narrows() && !p.search.passes(d.updateText(u)):
			p.narrowedOut++
		default:
			p.updates = append(p.updates, u)
		}
	}
	p.findStuck(d)
	p.sortUpdates()
	p.groupLines(d)
}

// needsNothing reports whether an update needs nothing and nothing deploys it.
func needsNothing(u *model.Update) bool {
	switch u.State {
	case model.Installed, model.NotRequired, model.Compliant, model.Unknown, model.Missing, model.Superseded:
		return !u.Deployed()
	}
	return false
}

// findStuck notes which updates are pending because of an error that lasts.
func (p *updateList) findStuck(d *renderContext) {
	if p.stuckOf == d.asOf {
		return
	}
	p.stuck, p.stuckOf = map[event.GUID]bool{}, d.asOf
	for _, f := range d.asOf.Findings() {
		if !f.Active() || f.Severity != model.SeverityError {
			continue
		}
		for _, id := range f.Explained() {
			if u := d.asOf.FindUpdate(id); u != nil && u.Pending() {
				p.stuck[u.ID] = true
			}
		}
	}
}

// urgency returns how much an update wants to be looked at: those that have failed first, then what is
// stuck in whatever state.
func (p *updateList) urgency(u *model.Update) int {
	if u.State != model.Failed && p.stuck[u.ID] {
		return summary.Urgency(model.Failed)*2 + 1
	}
	return summary.Urgency(u.State) * 2
}

func (p *updateList) compare(a, b *model.Update) int {
	switch p.order {
	case byUrgency:
		return cmp.Or(cmp.Compare(p.urgency(a), p.urgency(b)), cmp.Compare(a.KB, b.KB))
	case byState:
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.KB, b.KB))
	case byKB:
		return cmp.Compare(a.KB, b.KB)
	case byTitle:
		return cmp.Or(cmp.Compare(summary.ShortTitle(a), summary.ShortTitle(b)), cmp.Compare(a.KB, b.KB))
	}
	return b.Since().At().Compare(a.Since().At())
}

// selectedLine returns the line selected: the heading, the update in its group, or else anywhere;
// the first line if it is gone.
func (p *updateList) selectedLine(d *renderContext) int {
	at := -1
	for i, l := range p.lines {
		switch {
		case d.session.groupSelected && l.update == nil && l.group == d.session.selectedGroup:
			return i
		case d.session.groupSelected || l.update == nil || l.update.ID != d.session.selectedUpdate:
		case l.group == d.session.selectedGroup:
			return i
		case at < 0:
			at = i
		}
	}
	if at < 0 && d.session.selectedUpdate.IsZero() && len(p.lines) > 1 && p.lines[0].update == nil && p.lines[1].update != nil {
		return 1 // at the start an update is selected, not its heading
	}
	return max(at, 0)
}

// selectLine selects a line.
func (p *updateList) selectLine(d *renderContext, i int) {
	l := p.lines[i]
	d.session.selectedGroup, d.session.groupSelected = l.group, l.update == nil
	if l.update != nil {
		d.session.selectedUpdate = l.update.ID
	}
}

func (p *updateList) moveBy(d *renderContext, by int) effect {
	p.collect(d)
	if n := len(p.lines); n > 0 {
		p.selectLine(d, min(max(p.selectedLine(d)+min(max(by, -n), n), 0), n-1))
	}
	return nil
}

func (p *updateList) pageSize() int { return max(p.height, 1) }

func (p *updateList) selectRow(d *renderContext, row int) effect {
	if i := p.top + row - p.headRows; i >= p.top && i < len(p.lines) {
		p.selectLine(d, i)
	}
	return nil
}

func (p *updateList) subject(d *renderContext) subject {
	p.collect(d)
	if len(p.lines) == 0 {
		return subject{}
	}
	l := p.lines[p.selectedLine(d)]
	if l.update == nil {
		return groupSubject(d, l.group)
	}
	s := subject{id: l.update.ID}
	if e := l.update.Since(); !e.At().IsZero() {
		s.rec, s.hasRec = e.Rec, true
	}
	return s
}

// open opens or closes the group whose heading is selected, or opens an update.
func (p *updateList) open(d *renderContext) effect {
	if k, ok := p.selectedGroup(d); ok {
		p.collapsed[k] = !p.collapsed[k]
		return nil
	}
	return openDetails{p.subject(d)}
}

// groupSubject returns the deployment that a heading names.
func groupSubject(d *renderContext, k groupKey) subject {
	a := d.asOf.State.Deployment(k.deployment)
	if a == nil {
		return subject{}
	}
	e := a.Since()
	return subject{id: a.ID, rec: e.Rec, hasRec: !e.At().IsZero()}
}
