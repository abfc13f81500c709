package ui

import (
	"slices"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// grouping is what the updates are grouped by.
type grouping uint8

const (
	ungrouped grouping = iota
	byDeployment
	byUpdateState
	groupingCount
)

var groupingNames = [groupingCount]string{"in one list", "by deployment", "by state"}

// groupKey names a group; the zero one is that of the ungrouped list.
type groupKey struct {
	by         grouping
	deployment event.GUID // zero: of no deployment
	state      model.UpdateState
}

// updateLine is a row of the updates pane: an update, or the heading of a group.
type updateLine struct {
	group  groupKey
	update *model.Update // nil: a heading
	count  int           // a heading's updates
}

// groupLines puts the sorted updates into lines. An update of two deployments stands in both
// groups.
func (p *updateList) groupLines(d *renderContext) {
	p.lines = p.lines[:0]
	if p.grouping == ungrouped {
		for _, u := range p.updates {
			p.lines = append(p.lines, updateLine{update: u})
		}
		return
	}
	members := map[groupKey][]*model.Update{}
	for _, u := range p.updates {
		for _, k := range p.groupsOf(u) {
			members[k] = append(members[k], u)
		}
	}
	for _, k := range p.sortedGroups(d, members) {
		p.lines = append(p.lines, updateLine{group: k, count: len(members[k])})
		if p.collapsed[k] {
			continue
		}
		for _, u := range members[k] {
			p.lines = append(p.lines, updateLine{group: k, update: u})
		}
	}
}

func (p *updateList) groupsOf(u *model.Update) []groupKey {
	if p.grouping == byUpdateState {
		return []groupKey{{by: byUpdateState, state: u.State}}
	}
	if !u.Deployed() {
		return []groupKey{{by: byDeployment}}
	}
	var out []groupKey
	for _, g := range u.Deployments {
		out = append(out, groupKey{by: byDeployment, deployment: g})
	}
	return out
}

// sortedGroups returns the groups that have members: deployments as the log names them, states by
// urgency.
func (p *updateList) sortedGroups(d *renderContext, members map[groupKey][]*model.Update) []groupKey {
	var all []groupKey
	if p.grouping == byDeployment {
		for _, a := range d.asOf.State.Deployments() {
			all = append(all, groupKey{by: byDeployment, deployment: a.ID})
		}
		all = append(all, groupKey{by: byDeployment})
	} else {
		for s := range model.UpdateState(model.UpdateStates) {
			all = append(all, groupKey{by: byUpdateState, state: s})
		}
		arrange.By(all, func(a, b groupKey) int { return summary.Urgency(a.state) - summary.Urgency(b.state) })
	}
	return slices.DeleteFunc(all, func(k groupKey) bool { return len(members[k]) == 0 })
}

// groupRow returns the row above a group.
func (p *updateList) groupRow(d *renderContext, k groupKey, n, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	l.Put("", d.cursorSign(selected))
	l.Put(d.th.Accent, either(p.collapsed[k], d.g.GroupClosed, d.g.GroupOpen)+" ")
	l.PutSpans(groupTitle(d, k, n))
	return l.Row()
}

func groupTitle(d *renderContext, k groupKey, n int) []cell.Span {
	if k.by == byUpdateState {
		st := stateStyle(d.th, k.state)
		return cell.Join(d.separator(), cell.Styled(st, d.stateSign(k.state)+" "+summary.UpdateBadges[k.state].Word), cell.Styled(d.th.Faint, summary.Count(n, "update")))
	}
	a := d.asOf.State.Deployment(k.deployment)
	if a == nil {
		return cell.Join(d.separator(), cell.Styled(d.th.Title, "No deployment"), cell.Styled(d.th.Faint, summary.Count(n, "update")))
	}
	done, all := d.asOf.Installed(a)
	parts := []cell.Span{cell.Styled(d.th.Title, "Deployment {"+a.ID.Short()+cell.Ellipsis+"}")}
	if !a.Deadline.IsZero() {
		parts = append(parts, cell.Styled(eitherStyle(a.Deadline.After(d.asOf.At), "", d.th.Warn), "deadline "+d.asOf.Short(a.Deadline)))
	}
	return cell.Join(d.separator(), append(parts,
		cell.Styled(eitherStyle(done == all, d.th.Good, ""), d.asOf.InstalledText(a)),
		cell.Styled(phaseStyle(d.th, a.State), summary.DeploymentBadges[a.State].Word))...)
}

func (p *updateList) selectedGroup(d *renderContext) (groupKey, bool) {
	p.collect(d)
	if len(p.lines) == 0 {
		return groupKey{}, false
	}
	l := p.lines[p.selectedLine(d)]
	return l.group, l.update == nil
}

// groupBy groups the updates another way.
func (p *updatesPane) groupBy(_ *renderContext, by grouping) effect {
	p.grouping = by
	return notice{"updates " + either(by == 0, "", "grouped ") + groupingNames[by]}
}

// cycleGrouping groups the updates in the next way.
func (p *updatesPane) cycleGrouping(d *renderContext) effect {
	return p.groupBy(d, (p.grouping+1)%groupingCount)
}

// toggleGroups closes all groups, or opens them if all are closed.
func (p *updatesPane) toggleGroups(d *renderContext) effect {
	if p.grouping == ungrouped {
		p.grouping = byDeployment
	}
	p.collect(d)
	var heads, closed int
	for _, l := range p.lines {
		heads += btoi(l.update == nil)
		closed += btoi(l.update == nil && p.collapsed[l.group])
	}
	for _, l := range p.lines {
		p.collapsed[l.group] = closed < heads
	}
	return nil
}
