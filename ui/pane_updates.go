package ui

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

// updatesPane lists the updates: what each is doing, for how long and why.
type updatesPane struct {
	order  updateOrder
	by     grouping
	closed map[groupKey]bool
	every  bool // also those that nothing deploys and that need nothing
	list   []*model.Update
	lines  []updateLine // the list in its groups
	hidden int
	names  int // rows of column names above the lines
	top    int
	height int
}

// updateOrder is how updates are sorted.
type updateOrder uint8

const (
	byUrgency updateOrder = iota
	byState
	byKB
	byTitle
	byChange
	updateOrders
)

var updateOrderNames = [updateOrders]string{"by urgency", "by state", "by KB", "by title", "by last change"}

// urgency orders states by how much they want to be looked at.
var urgency = [model.UpdateStates]int{
	model.Failed: 0, model.Installing: 1, model.PendingRestart: 2, model.Downloading: 3,
	model.WaitingToInstall: 4, model.WaitingForWindow: 5, model.Downloaded: 6, model.Targeted: 7,
	model.Missing: 8, model.Unknown: 9, model.Installed: 10, model.Superseded: 11, model.NotRequired: 12,
}

func (p *updatesPane) gather(d *draw) {
	p.list, p.hidden = p.list[:0], 0
	link := d.c.log.link()
	for _, u := range d.m.state.Updates() {
		switch {
		case link != nil && !link[u.ID]:
			p.hidden++
		case link == nil && !p.every && dull(u):
			p.hidden++
		default:
			p.list = append(p.list, u)
		}
	}
	slices.SortStableFunc(p.list, p.order.compare)
	p.group(d)
}

// dull says whether an update needs nothing and nothing deploys it.
func dull(u *model.Update) bool {
	switch u.State {
	case model.Installed, model.NotRequired, model.Unknown, model.Missing, model.Superseded:
		return !u.Deployed()
	}
	return false
}

func (o updateOrder) compare(a, b *model.Update) int {
	switch o {
	case byUrgency:
		return cmp.Or(cmp.Compare(urgency[a.State], urgency[b.State]), cmp.Compare(a.KB, b.KB))
	case byState:
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.KB, b.KB))
	case byKB:
		return cmp.Compare(a.KB, b.KB)
	case byTitle:
		return cmp.Compare(a.Name(), b.Name())
	}
	return b.Since().At.Compare(a.Since().At)
}

func (p *updatesPane) heading(d *draw) (string, []span) {
	var n [model.UpdateStates]int
	for _, u := range d.m.state.Updates() {
		if u.Deployed() || !dull(u) {
			n[u.State]++
		}
	}
	var parts []span
	for _, s := range []model.UpdateState{
		model.Failed, model.Installing, model.PendingRestart, model.Downloading, model.WaitingToInstall,
		model.WaitingForWindow, model.Downloaded, model.Targeted, model.Missing, model.Installed,
	} {
		if n[s] > 0 {
			parts = append(parts, span{d.th.stateStyle(s), fmt.Sprintf("%d %s", n[s], stateWords[s])})
		}
	}
	if p.by != ungrouped {
		parts = append(parts, span{d.th.faint, groupingWords[p.by]})
	}
	if p.order != byUrgency {
		parts = append(parts, span{d.th.faint, updateOrderNames[p.order]})
	}
	if p.hidden > 0 && d.c.log.link() == nil {
		parts = append(parts, span{d.th.faint, fmt.Sprintf("%d more: %s", p.hidden, d.app.key("a"))})
	}
	return "Updates", words(d.sep(), parts...)
}

func (p *updatesPane) rows(d *draw, w, h int) []string {
	p.gather(d)
	p.names = btoi(h >= namesFrom)
	p.height = h - p.names
	if len(p.list) == 0 {
		return filled([]string{p.empty(d, w)}, w, h)
	}
	sel := p.index(d)
	p.top = scrolled(p.top, sel, p.height, len(p.lines))
	out := make([]string, 0, h)
	cols := updateColumnsIn(w)
	if p.names > 0 {
		out = append(out, cols.names(d, w))
	}
	for i := p.top; i < min(p.top+p.height, len(p.lines)); i++ {
		if l := p.lines[i]; l.u == nil {
			out = append(out, p.headingRow(d, l.group, l.n, w, i == sel))
		} else {
			out = append(out, cols.row(d, l.u, w, i == sel))
		}
	}
	return filled(out, w, h)
}

func (p *updatesPane) empty(d *draw, w int) string {
	l := newLine(w, "")
	switch {
	case d.m.client.Preview:
		l.put(d.th.faint, " "+noneSoFar)
	case d.m.client.Loading:
		l.put(d.th.faint, " "+d.c.pace.words(d.m.client)+ellipsis)
	case p.hidden > 0:
		l.put(d.th.faint, fmt.Sprintf(" no update is deployed; %d seen by scans (%s shows them)", p.hidden, d.app.key("a")))
	default:
		l.put(d.th.faint, " no update is named in the logs up to this moment")
	}
	return l.String()
}

func rowBase(d *draw, selected bool) style {
	switch {
	case selected && d.focus:
		return d.th.selected
	case selected:
		return d.th.selectedIdle
	}
	return ""
}

func kbOr(u *model.Update) string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.ID.Short()
}

// stateText is the state's word, with the result of a failure.
func stateText(u *model.Update, width int) string {
	if u.State == model.Failed && u.HasResult && width >= 16 {
		return "failed " + u.Result.String()
	}
	return stateWords[u.State]
}

// stateIn is the state's word for a column; without room for a bar a download's percentage stands behind it.
func stateIn(d *draw, u *model.Update, width int, percent bool) string {
	if done, total := d.m.state.DownloadBytes(u); percent && u.State == model.Downloading && total > 0 {
		return fmt.Sprintf("%s %d%%", stateWords[u.State], min(done*100/total, 100))
	}
	return stateText(u, width)
}

// timeIn is how long the update has been in its state.
func timeIn(d *draw, u *model.Update) string {
	since := u.Since().At
	if since.IsZero() {
		return ""
	}
	if t := d.m.at.Sub(since); t >= 100*time.Hour {
		return fmt.Sprintf("%d d", int(t.Hours()/24))
	}
	return d.m.lasts(since)
}

// reason is why the update is where it is, with the bytes of a download.
func reason(d *draw, u *model.Update) string {
	why := summary.Sentence(d.m.state.Why(u, d.m.at, d.m.rules))
	if m := meaning(u.Result); u.State == model.Failed && m != "" {
		return m
	}
	if done, total := d.m.state.DownloadBytes(u); u.State == model.Downloading && total > 0 {
		why += " " + partOf(done, total)
	}
	return why
}

func right(s string, n int) string { return spaces(n-cells(s)) + s }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// index is the line selected: the heading, the update in its group, or else anywhere; the first line if it is gone.
func (p *updatesPane) index(d *draw) int {
	at := -1
	for i, l := range p.lines {
		switch {
		case d.c.heading && l.u == nil && l.group == d.c.group:
			return i
		case d.c.heading || l.u == nil || l.u.ID != d.c.picked:
		case l.group == d.c.group:
			return i
		case at < 0:
			at = i
		}
	}
	if at < 0 && d.c.picked.IsZero() && len(p.lines) > 1 && p.lines[0].u == nil && p.lines[1].u != nil {
		return 1 // at the start an update is selected, not its heading
	}
	return max(at, 0)
}

// choose selects a line.
func (p *updatesPane) choose(d *draw, i int) {
	l := p.lines[i]
	d.c.group, d.c.heading = l.group, l.u == nil
	if l.u != nil {
		d.c.picked = l.u.ID
	}
}

func (p *updatesPane) move(d *draw, by int) {
	p.gather(d)
	if n := len(p.lines); n > 0 {
		p.choose(d, min(max(p.index(d)+min(max(by, -n), n), 0), n-1))
	}
}

func (p *updatesPane) page() int { return max(p.height, 1) }

func (p *updatesPane) pick(d *draw, row int) {
	if i := p.top + row - p.names; i >= p.top && i < len(p.lines) {
		p.choose(d, i)
	}
}

func (p *updatesPane) subject(d *draw) subject {
	p.gather(d)
	if len(p.lines) == 0 {
		return subject{}
	}
	l := p.lines[p.index(d)]
	if l.u == nil {
		return headingSubject(d, l.group)
	}
	s := subject{id: l.u.ID}
	if e := l.u.Since(); !e.At.IsZero() {
		s.rec, s.hasRec = e.Rec, true
	}
	return s
}

// headingSubject is the deployment that a heading names.
func headingSubject(d *draw, k groupKey) subject {
	a := d.m.state.Deployment(k.deployment)
	if a == nil {
		return subject{}
	}
	e := a.Since()
	return subject{id: a.ID, rec: e.Rec, hasRec: !e.At.IsZero()}
}
