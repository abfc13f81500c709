package ui

import (
	"cmp"
	"fmt"
	"slices"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// updatesPane lists the updates: what each is doing, for how long and why.
type updatesPane struct {
	order       updateOrder
	grouping    grouping
	collapsed   map[groupKey]bool
	showAll     bool // also those that nothing deploys and that need nothing
	updates     []*model.Update
	lines       []updateLine // the list in its groups
	hiddenCount int
	headRows    int // rows of column names above the lines
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

func (p *updatesPane) collect(d *renderContext) {
	p.updates, p.hiddenCount = p.updates[:0], 0
	link := d.session.log.linkedIDs()
	for _, u := range d.asOf.state.Updates() {
		switch {
		case link != nil && !link[u.ID]:
			p.hiddenCount++
		case link == nil && !p.showAll && needsNothing(u):
			p.hiddenCount++
		default:
			p.updates = append(p.updates, u)
		}
	}
	slices.SortStableFunc(p.updates, p.order.compare)
	p.groupLines(d)
}

// needsNothing says whether an update needs nothing and nothing deploys it.
func needsNothing(u *model.Update) bool {
	switch u.State {
	case model.Installed, model.NotRequired, model.Unknown, model.Missing, model.Superseded:
		return !u.Deployed()
	}
	return false
}

func (o updateOrder) compare(a, b *model.Update) int {
	switch o {
	case byUrgency:
		return cmp.Or(cmp.Compare(summary.Urgency(a.State), summary.Urgency(b.State)), cmp.Compare(a.KB, b.KB))
	case byState:
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.KB, b.KB))
	case byKB:
		return cmp.Compare(a.KB, b.KB)
	case byTitle:
		return cmp.Compare(a.Name(), b.Name())
	}
	return b.Since().At.Compare(a.Since().At)
}

func (p *updatesPane) title(d *renderContext) (string, []cell.Span) {
	var parts []cell.Span
	for _, n := range summary.CountStates(d.asOf.state.Updates(), func(u *model.Update) bool { return u.Deployed() || !needsNothing(u) }) {
		parts = append(parts, cell.Styled(toneStyle(d.th, n.Badge.Tone), n.Text()))
	}
	if p.grouping != ungrouped {
		parts = append(parts, cell.Styled(d.th.Faint, groupingNames[p.grouping]))
	}
	if p.order != byUrgency {
		parts = append(parts, cell.Styled(d.th.Faint, updateOrderNames[p.order]))
	}
	if p.hiddenCount > 0 && d.session.log.linkedIDs() == nil {
		parts = append(parts, cell.Styled(d.th.Faint, summary.Grouped(p.hiddenCount)+" more: "+d.app.keyText("a")))
	}
	return "Updates", cell.Join(d.separator(), parts...)
}

func (p *updatesPane) rows(d *renderContext, w, h int) []string {
	p.collect(d)
	p.headRows = btoi(h >= minHeightForNames)
	p.height = h - p.headRows
	if len(p.updates) == 0 {
		return cell.FillRows([]string{p.emptyRow(d, w)}, w, h)
	}
	sel := p.selectedLine(d)
	p.top = scrollTop(p.top, sel, p.height, len(p.lines))
	out := make([]string, 0, h)
	cols := fitUpdateColumns(w)
	if p.headRows > 0 {
		out = append(out, cols.headRow(d, w))
	}
	for i := p.top; i < min(p.top+p.height, len(p.lines)); i++ {
		if l := p.lines[i]; l.update == nil {
			out = append(out, p.groupRow(d, l.group, l.count, w, i == sel))
		} else {
			out = append(out, cols.row(d, l.update, w, i == sel))
		}
	}
	return cell.FillRows(out, w, h)
}

func (p *updatesPane) emptyRow(d *renderContext, w int) string {
	l := cell.NewBuilder(w, "")
	switch {
	case d.asOf.client.Preview:
		l.Put(d.th.Faint, " "+nothingInPreview)
	case d.asOf.client.Loading:
		l.Put(d.th.Faint, " "+d.session.loadRate.describe(d.asOf.client)+cell.Ellipsis)
	case p.hiddenCount > 0:
		l.Put(d.th.Faint, fmt.Sprintf(" No update is deployed; %s seen by scans (%s shows them)", summary.Grouped(p.hiddenCount), d.app.keyText("a")))
	default:
		l.Put(d.th.Faint, " "+summary.NoUpdates)
	}
	return l.String()
}

// selectedLine is the line selected: the heading, the update in its group, or else anywhere; the first line if it is gone.
func (p *updatesPane) selectedLine(d *renderContext) int {
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
func (p *updatesPane) selectLine(d *renderContext, i int) {
	l := p.lines[i]
	d.session.selectedGroup, d.session.groupSelected = l.group, l.update == nil
	if l.update != nil {
		d.session.selectedUpdate = l.update.ID
	}
}

func (p *updatesPane) move(d *renderContext, by int) {
	p.collect(d)
	if n := len(p.lines); n > 0 {
		p.selectLine(d, min(max(p.selectedLine(d)+min(max(by, -n), n), 0), n-1))
	}
}

func (p *updatesPane) pageSize() int { return max(p.height, 1) }

func (p *updatesPane) selectRow(d *renderContext, row int) {
	if i := p.top + row - p.headRows; i >= p.top && i < len(p.lines) {
		p.selectLine(d, i)
	}
}

func (p *updatesPane) subject(d *renderContext) subject {
	p.collect(d)
	if len(p.lines) == 0 {
		return subject{}
	}
	l := p.lines[p.selectedLine(d)]
	if l.update == nil {
		return groupSubject(d, l.group)
	}
	s := subject{id: l.update.ID}
	if e := l.update.Since(); !e.At.IsZero() {
		s.rec, s.hasRec = e.Rec, true
	}
	return s
}

// groupSubject is the deployment that a heading names.
func groupSubject(d *renderContext, k groupKey) subject {
	a := d.asOf.state.Deployment(k.deployment)
	if a == nil {
		return subject{}
	}
	e := a.Since()
	return subject{id: a.ID, rec: e.Rec, hasRec: !e.At.IsZero()}
}

func (a *App) cycleUpdateOrder() {
	if p, ok := a.panes[a.focus].(*updatesPane); ok {
		p.order = (p.order + 1) % updateOrderCount
		a.notify("updates "+updateOrderNames[p.order], notifyTime)
	}
}

func (a *App) toggleAllUpdates() {
	p := a.panes[paneUpdates].(*updatesPane)
	p.showAll = !p.showAll
	a.notify(either(p.showAll, "all updates", "only updates that are deployed or at work"), notifyTime)
}
