package ui

import (
	"fmt"
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
)

// grouping is what the updates are grouped by.
type grouping uint8

const (
	ungrouped grouping = iota
	byDeployment
	inStates
	groupings
)

var groupingWords = [groupings]string{"in one list", "by deployment", "by state"}

// groupKey names a group; the zero one is that of the ungrouped list.
type groupKey struct {
	by         grouping
	deployment event.GUID // zero: of no deployment
	state      model.UpdateState
}

// updateLine is a row of the updates pane: an update, or the heading of a group.
type updateLine struct {
	group groupKey
	u     *model.Update // nil: a heading
	n     int           // a heading's updates
}

// group puts the sorted updates into lines. An update of two deployments stands in both groups.
func (p *updatesPane) group(d *draw) {
	p.lines = p.lines[:0]
	if p.by == ungrouped {
		for _, u := range p.list {
			p.lines = append(p.lines, updateLine{u: u})
		}
		return
	}
	members := map[groupKey][]*model.Update{}
	for _, u := range p.list {
		for _, k := range p.groupsOf(u) {
			members[k] = append(members[k], u)
		}
	}
	for _, k := range p.groupOrder(d, members) {
		p.lines = append(p.lines, updateLine{group: k, n: len(members[k])})
		if p.closed[k] {
			continue
		}
		for _, u := range members[k] {
			p.lines = append(p.lines, updateLine{group: k, u: u})
		}
	}
}

func (p *updatesPane) groupsOf(u *model.Update) []groupKey {
	if p.by == inStates {
		return []groupKey{{by: inStates, state: u.State}}
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

// groupOrder is the groups that have members: deployments as the log names them, states by urgency.
func (p *updatesPane) groupOrder(d *draw, members map[groupKey][]*model.Update) []groupKey {
	var all []groupKey
	if p.by == byDeployment {
		for _, a := range d.m.state.Deployments() {
			all = append(all, groupKey{by: byDeployment, deployment: a.ID})
		}
		all = append(all, groupKey{by: byDeployment})
	} else {
		for s := range model.UpdateState(model.UpdateStates) {
			all = append(all, groupKey{by: inStates, state: s})
		}
		slices.SortFunc(all, func(a, b groupKey) int { return urgency[a.state] - urgency[b.state] })
	}
	return slices.DeleteFunc(all, func(k groupKey) bool { return len(members[k]) == 0 })
}

// headingRow is the row above a group.
func (p *updatesPane) headingRow(d *draw, k groupKey, n, w int, selected bool) string {
	l := newLine(w, rowBase(d, selected))
	l.put("", lead(d, selected))
	l.put(d.th.accent, pick(p.closed[k], d.g.closed, d.g.opened)+" ")
	l.spans(groupWords(d, k, n))
	return l.String()
}

func groupWords(d *draw, k groupKey, n int) []span {
	if k.by == inStates {
		st := d.th.stateStyle(k.state)
		return words(d.sep(), span{st, d.g.states[k.state] + " " + stateWords[k.state]}, span{d.th.faint, plural(n, "update")})
	}
	a := d.m.state.Deployment(k.deployment)
	if a == nil {
		return words(d.sep(), span{d.th.title, "No deployment"}, span{d.th.faint, plural(n, "update")})
	}
	done, all := installedOf(d.m.state, a)
	parts := []span{{d.th.title, "Deployment {" + a.ID.Short() + ellipsis + "}"}}
	if !a.Deadline.IsZero() {
		parts = append(parts, span{pickStyle(a.Deadline.After(d.m.at), "", d.th.warn), "deadline " + d.m.clock(a.Deadline)})
	}
	return words(d.sep(), append(parts,
		span{pickStyle(done == all, d.th.good, ""), fmt.Sprintf("%d of %d installed", done, all)},
		span{d.th.phaseStyle(a.State), phaseWords[a.State]})...)
}

// installedOf is how many updates of a deployment are installed, and how many there are.
func installedOf(s *model.State, a *model.Deployment) (done, all int) {
	seen := map[*model.Update]bool{}
	for _, g := range a.Updates {
		u := s.Update(g)
		if u == nil || seen[u] {
			continue
		}
		seen[u] = true
		all++
		done += btoi(u.State == model.Installed)
	}
	return done, all
}

// toggle opens or closes the group whose heading is selected; it says whether one is.
func (p *updatesPane) toggle(d *draw) bool {
	k, ok := p.selectedHeading(d)
	if ok {
		p.closed[k] = !p.closed[k]
	}
	return ok
}

func (p *updatesPane) selectedHeading(d *draw) (groupKey, bool) {
	p.gather(d)
	if len(p.lines) == 0 {
		return groupKey{}, false
	}
	l := p.lines[p.index(d)]
	return l.group, l.u == nil
}

// toggleGroup is Enter on a heading.
func (a *App) toggleGroup(d *draw) bool {
	p, ok := a.panes[a.focus].(*updatesPane)
	return ok && len(a.pages) == 0 && p.toggle(d)
}

// groupUpdates groups the updates another way.
func (a *App) groupUpdates(by grouping) {
	p := a.panes[paneUpdates].(*updatesPane)
	p.by = by
	a.tell("updates "+groupingWords[by], toastTime)
}

func (a *App) nextGrouping() {
	p := a.panes[paneUpdates].(*updatesPane)
	a.groupUpdates((p.by + 1) % groupings)
}

// foldGroups closes all groups, or opens them if all are closed.
func (a *App) foldGroups() {
	p := a.panes[paneUpdates].(*updatesPane)
	if p.by == ungrouped {
		p.by = byDeployment
	}
	p.gather(a.draw(true))
	var heads, closed int
	for _, l := range p.lines {
		heads += btoi(l.u == nil)
		closed += btoi(l.u == nil && p.closed[l.group])
	}
	for _, l := range p.lines {
		p.closed[l.group] = closed < heads
	}
}
