package ui

import (
	"fmt"
	"slices"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

const paneUpdates paneID = "updates"

var updatesSpec = paneSpec{
	id: paneUpdates, name: "Updates", key: "1", help: "updates", place: placeLeft, hints: updateHints,
	new: func() pane { return &updatesPane{updateList: updateList{collapsed: map[groupKey]bool{}}} },
}

func updateHints(d *renderContext) []keyHint {
	if d.session.groupSelected {
		return []keyHint{hintFor("collapse, expand", actDetails), hintFor("only this deployment", actFollowIDs), hintFor("group", actGroup), hintFor("pane", actNextPane), hintFor("sort", actSort)}
	}
	return []keyHint{
		hintFor("history", actDetails), hintFor("only this update", actFollowIDs), hintFor("find in updates", actFind), hintFor("filter updates", actFilter), hintFor("pane", actNextPane),
		hintFor("group", actGroup), hintFor("sort", actSort), hintFor("show all", actShowAllUpdates),
	}
}

// updatesPane lists the updates: what each is doing, for how long and why.
type updatesPane struct {
	updateList
	columns updateColumns // of the rows drawn last
}

func (p *updatesPane) title(d *renderContext) []cell.Span {
	var parts []cell.Span
	for _, n := range summary.CountStates(d.asOf.Updates(), func(u *model.Update) bool { return u.Deployed() || !needsNothing(u) }) {
		parts = append(parts, cell.Styled(toneStyle(d.th, n.Badge.Tone), n.Text()))
	}
	if p.grouping != ungrouped {
		parts = append(parts, cell.Styled(d.th.Faint, groupingNames[p.grouping]))
	}
	if p.order != byUrgency || p.descending {
		parts = append(parts, cell.Styled(d.th.Faint, p.orderText(d)))
	}
	if p.hiddenCount > 0 && d.session.log.linkedIDs() == nil {
		parts = append(parts, cell.Styled(d.th.Faint, summary.Grouped(p.hiddenCount)+" more "+d.keys.hint(actShowAllUpdates)))
	}
	said := cell.Join(d.separator(), parts...)
	if found := p.searchTitle(d); found != nil {
		said = slices.Concat(found, []cell.Span{d.separator()}, said)
	}
	return d.markPreview(said)
}

func (p *updatesPane) rows(d *renderContext, w, h int) []cell.Row {
	p.collect(d)
	p.headRows = btoi(h >= minHeightForNames)
	p.height = h - p.headRows
	if len(p.updates) == 0 {
		return cell.FillRows([]cell.Row{p.emptyRow(d, w)}, w, h)
	}
	sel := p.selectedLine(d)
	p.top = scrollTop(p.top, sel, p.height, len(p.lines))
	out := make([]cell.Row, 0, h)
	cols := fitUpdateColumns(d, p.lines[p.top:min(p.top+max(p.height, 0), len(p.lines))], w)
	p.columns = cols
	if p.headRows > 0 {
		out = append(out, p.headRow(d, cols, w))
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

func (p *updatesPane) emptyRow(d *renderContext, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	switch {
	case d.asOf.Client.Preview:
		l.Put(d.th.Faint, " "+nothingInPreview)
	case d.asOf.Client.Loading:
		l.Put(d.th.Faint, " "+d.session.loadRate.describe(d.asOf.Client)+cell.Ellipsis)
	case p.narrowedOut > 0:
		l.Put(d.th.Faint, " No updates match the filter; "+d.keys.hint(actRemoveChip)+" removes it")
	case p.hiddenCount > 0:
		l.Put(d.th.Faint, " "+wholeWords(fmt.Sprintf("No update is deployed; %s shows %s that scans saw", d.keys.hint(actShowAllUpdates), summary.Grouped(p.hiddenCount)), w-1))
	default:
		l.Put(d.th.Faint, " "+summary.NoUpdates)
	}
	return l.Row()
}

// sort sorts the updates another way.
func (p *updatesPane) sort(d *renderContext) effect {
	p.order, p.descending = (p.order+1)%updateOrderCount, false
	return p.sortNotice(d)
}

// toggleAll shows also the updates that need nothing, or hides them.
func (p *updatesPane) toggleAll(*renderContext) effect {
	p.showAll = !p.showAll
	return notice{either(p.showAll, "showing all updates", "showing deployed and active updates only")}
}

// restore brings back how the updates were listed.
func (p *updatesPane) restore(m Remembered) {
	if i := slices.Index(updateOrderNames[:], m.Sort); i >= 0 {
		p.order = updateOrder(i)
	}
	if i := slices.Index(groupingNames[:], m.Group); i >= 0 {
		p.grouping = grouping(i)
	}
	p.showAll = m.AllUpdates
}

// remember says how the updates are listed.
func (p *updatesPane) remember(m *Remembered) {
	m.Sort, m.Group, m.AllUpdates = updateOrderNames[p.order], groupingNames[p.grouping], p.showAll
}
