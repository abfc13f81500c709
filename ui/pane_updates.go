package ui

import (
	"cmp"
	"fmt"
	"slices"

	"ccmtail/model"
)

// updatesPane lists the updates: what each is doing, for how long and why.
type updatesPane struct {
	order  updateOrder
	every  bool // also those that nothing deploys and that need nothing
	list   []*model.Update
	hidden int
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
	model.UpdateFailed: 0, model.UpdateInstalling: 1, model.UpdatePendingReboot: 2, model.UpdateDownloading: 3,
	model.UpdateWaitingToInstall: 4, model.UpdateWaitingForWindow: 5, model.UpdateDownloaded: 6, model.UpdateIsTargeted: 7,
	model.UpdateMissing: 8, model.UpdateUnknown: 9, model.UpdateIsInstalled: 10, model.UpdateIsSuperseded: 11, model.UpdateNotRequired: 12,
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
}

// dull says whether an update needs nothing and nothing deploys it.
func dull(u *model.Update) bool {
	switch u.State {
	case model.UpdateIsInstalled, model.UpdateNotRequired, model.UpdateUnknown, model.UpdateMissing, model.UpdateIsSuperseded:
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
		model.UpdateFailed, model.UpdateInstalling, model.UpdatePendingReboot, model.UpdateDownloading, model.UpdateWaitingToInstall,
		model.UpdateWaitingForWindow, model.UpdateDownloaded, model.UpdateIsTargeted, model.UpdateMissing, model.UpdateIsInstalled,
	} {
		if n[s] > 0 {
			parts = append(parts, span{d.th.stateStyle(s), fmt.Sprintf("%d %s", n[s], stateWords[s])})
		}
	}
	if p.order != byUrgency {
		parts = append(parts, span{d.th.faint, updateOrderNames[p.order]})
	}
	if p.hidden > 0 && d.c.log.link() == nil {
		parts = append(parts, span{d.th.faint, fmt.Sprintf("%d more: a", p.hidden)})
	}
	return "Updates", words(d.sep(), parts...)
}

func (p *updatesPane) rows(d *draw, w, h int) []string {
	p.gather(d)
	p.height = h
	if len(p.list) == 0 {
		return filled([]string{p.empty(d, w)}, w, h)
	}
	sel := p.index(d)
	p.top = scrolled(p.top, sel, h, len(p.list))
	out := make([]string, 0, h)
	for i := p.top; i < min(p.top+h, len(p.list)); i++ {
		out = append(out, p.row(d, p.list[i], w, i == sel))
	}
	return filled(out, w, h)
}

func (p *updatesPane) empty(d *draw, w int) string {
	l := newLine(w, "")
	switch {
	case d.m.client.Loading:
		l.put(d.th.faint, " reading the logs"+ellipsis)
	case p.hidden > 0:
		l.put(d.th.faint, fmt.Sprintf(" no update is deployed; %d seen by scans (a shows them)", p.hidden))
	default:
		l.put(d.th.faint, " no update is named in the logs up to this moment")
	}
	return l.String()
}

// row is one update. What is said first is said at any width; the reason and the bar need room.
func (p *updatesPane) row(d *draw, u *model.Update, w int, selected bool) string {
	l := newLine(w, rowBase(d, selected))
	st := d.th.stateStyle(u.State)
	l.put("", lead(d, selected))
	l.putIn(2, st, d.g.states[u.State]+" ")
	l.putIn(10, d.th.strong, kbOr(u))
	state, bar, since, why := 17, 0, 8, 0
	switch {
	case w >= 130:
		bar, why = 12, w*2/5
	case w >= 90:
		bar = 10
	case w < 60:
		since = 0
		if w < 44 {
			state = max(w-14, 0)
		}
	}
	title := w - l.used - state - bar - since - why - btoi(bar > 0) - btoi(since > 0) - btoi(why > 0) - 1
	l.putIn(title, "", u.Title)
	l.put("", " ")
	l.putIn(state, st, stateIn(d, u, state, bar == 0))
	if bar > 0 {
		l.put("", " ")
		p.progress(d, l, u, bar)
	}
	if since > 0 {
		l.put("", " ")
		l.putIn(since, d.th.faint, right(timeIn(d, u), since))
	}
	if why > 0 {
		l.put("", " ")
		l.putIn(why, d.th.faint, reason(d, u))
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
	if u.State == model.UpdateFailed && u.HasResult && width >= 16 {
		return "failed " + u.Result.String()
	}
	return stateWords[u.State]
}

// stateIn is the state's word for a column; without room for a bar a download's percentage stands behind it.
func stateIn(d *draw, u *model.Update, width int, percent bool) string {
	if done, total := d.m.state.Bytes(u); percent && u.State == model.UpdateDownloading && total > 0 {
		return fmt.Sprintf("%s %d%%", stateWords[u.State], min(done*100/total, 100))
	}
	return stateText(u, width)
}

func (p *updatesPane) progress(d *draw, l *line, u *model.Update, width int) {
	done, total := d.m.state.Bytes(u)
	if u.State != model.UpdateDownloading || total == 0 {
		l.fill("", l.used+width)
		return
	}
	full, rest := d.g.bar(done, total, width-5)
	l.put(d.th.bar, full)
	l.put(d.th.barRest, rest)
	l.putIn(5, "", fmt.Sprintf("%4d%%", min(done*100/total, 100)))
}

// timeIn is how long the update has been in its state.
func timeIn(d *draw, u *model.Update) string {
	since := u.Since().At
	if since.IsZero() {
		return ""
	}
	t := d.m.at.Sub(since)
	if t >= 100*60*60*1e9 {
		return fmt.Sprintf("%d d", int(t.Hours()/24))
	}
	return length(t)
}

// reason is why the update is where it is, with the bytes of a download.
func reason(d *draw, u *model.Update) string {
	why := d.m.state.Why(u, d.m.at, d.m.rules)
	if m := meaning(u.Result); u.State == model.UpdateFailed && m != "" {
		return m
	}
	if done, total := d.m.state.Bytes(u); u.State == model.UpdateDownloading && total > 0 {
		why += fmt.Sprintf(" %s of %s", bytesOf(done), bytesOf(total))
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

// index is the selected update's row; the first one if it is gone.
func (p *updatesPane) index(d *draw) int {
	i := slices.IndexFunc(p.list, func(u *model.Update) bool { return u.ID == d.c.picked })
	return max(i, 0)
}

func (p *updatesPane) move(d *draw, by int) {
	p.gather(d)
	if len(p.list) > 0 {
		d.c.picked = p.list[min(max(p.index(d)+by, 0), len(p.list)-1)].ID
	}
}

func (p *updatesPane) page() int { return max(p.height, 1) }

func (p *updatesPane) pick(d *draw, row int) {
	if i := p.top + row; i < len(p.list) {
		d.c.picked = p.list[i].ID
	}
}

func (p *updatesPane) subject(d *draw) subject {
	p.gather(d)
	if len(p.list) == 0 {
		return subject{}
	}
	u := p.list[p.index(d)]
	s := subject{id: u.ID}
	if e := u.Since(); !e.At.IsZero() {
		s.rec, s.hasRec = e.Rec, true
	}
	return s
}
