package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// paneID names a pane; its number is its key.
type paneID uint8

const (
	paneNone paneID = iota
	paneUpdates
	paneWindow
	paneReboots
	paneLog
	paneFindings
	paneDeployments
	paneScans
	paneSources
	paneTimeline
	panes
)

// pane is a part of the screen with a title. It draws into the cells it is given and never measures itself.
type pane interface {
	// heading is the pane's name and, behind it, what is most worth knowing about its content.
	heading(d *draw) (name string, more []span)
	// rows is h rows of w cells.
	rows(d *draw, w, h int) []string
	// move moves the selection by some rows, as far as there are any.
	move(d *draw, by int)
	// page is how many rows it showed last.
	page() int
	// pick selects the row shown at a height.
	pick(d *draw, row int)
	// subject is what is selected.
	subject(d *draw) subject
}

// subject is something a key can act on: an id, a record, a finding with both, or a log.
type subject struct {
	id      event.GUID
	rec     event.RecordID
	hasRec  bool
	finding model.FindingKey
	log     string
}

// draw is what a pane draws from and with.
type draw struct {
	th    *theme
	g     *glyphs
	m     *moment
	c     *session
	app   *App
	focus bool
}

// item is one row of a list.
type item struct {
	text []span
	subject
	plain bool // cannot be selected
}

// list is a pane made of items, all of them built for each frame: for things of which there are few.
type list struct {
	name   string
	more   func(d *draw) []span
	build  func(d *draw, w int) []item
	items  []item
	sel    int
	top    int
	height int
	loose  bool // scrolled away from the selection
}

func (p *list) heading(d *draw) (string, []span) {
	if p.more == nil {
		return p.name, nil
	}
	return p.name, p.more(d)
}

func (p *list) rows(d *draw, w, h int) []string {
	p.height = h
	p.items = p.build(d, w)
	p.clamp()
	out := make([]string, 0, h)
	for i := p.top; i < min(p.top+h, len(p.items)); i++ {
		base := style("")
		if i == p.sel && !p.items[i].plain && d.focus {
			base = d.th.selected
		}
		l := newLine(w, base)
		l.put("", lead(d, i == p.sel && !p.items[i].plain && d.focus))
		l.spans(p.items[i].text)
		out = append(out, l.String())
	}
	return filled(out, w, h)
}

// lead is the sign before a row: it shows the selection without colour.
func lead(d *draw, selected bool) string {
	if selected {
		return d.g.cursor
	}
	return " "
}

// clamp keeps the selection on an item and in sight; scrolled loose, the sight stays where it is.
func (p *list) clamp() {
	p.sel = max(min(p.sel, len(p.items)-1), 0)
	if i := p.selectable(p.sel, 1); i >= 0 {
		p.sel = i
	}
	if p.loose {
		p.top = max(min(p.top, len(p.items)-p.height), 0)
		return
	}
	p.top = scrolled(p.top, p.sel, p.height, len(p.items))
	if p.sel < p.height && p.selectable(0, 1) == p.sel {
		p.top = 0 // what stands above the first item stays in sight
	}
}

// selectable is the first item from i on in a direction that can be selected, -1 if there is none.
func (p *list) selectable(i, dir int) int {
	for ; i >= 0 && i < len(p.items); i += dir {
		if !p.items[i].plain {
			return i
		}
	}
	return -1
}

// scrolled is the first row to show so that sel is among the height rows shown of n.
func scrolled(top, sel, height, n int) int {
	top = min(top, sel)
	if sel >= top+height {
		top = sel - height + 1
	}
	return max(min(top, n-height), 0)
}

// move selects the next item that way. Where the next one is out of sight it scrolls, so that a long text between two
// items can be read.
func (p *list) move(_ *draw, by int) {
	n := len(p.items)
	if n == 0 {
		return
	}
	by = min(max(by, -n), n)
	dir := 1
	if by < 0 {
		dir = -1
	}
	next := p.selectable(min(max(p.sel+by, 0), n-1), dir)
	near := next >= p.top+min(by, 0) && next < p.top+p.height+max(by, 0)
	top := max(min(p.top+by, n-p.height), 0)
	if next >= 0 && next != p.sel && (near || top == p.top) {
		p.sel, p.loose = next, false
		return
	}
	if top != p.top {
		p.top, p.loose = top, true
		p.follow(dir)
	}
}

// follow selects an item in sight, if the selected one no longer is.
func (p *list) follow(dir int) {
	if p.inSight(p.sel) {
		return
	}
	from := p.top
	if dir < 0 {
		from = p.top + p.height - 1
	}
	if i := p.selectable(min(from, len(p.items)-1), dir); p.inSight(i) {
		p.sel = i
	}
}

func (p *list) inSight(i int) bool { return i >= p.top && i < p.top+p.height }

func (p *list) page() int { return max(p.height, 1) }

func (p *list) pick(_ *draw, row int) {
	if i := p.top + row; i < len(p.items) && !p.items[i].plain {
		p.sel, p.loose = i, false
	}
}

func (p *list) subject(_ *draw) subject {
	if p.sel < len(p.items) && p.inSight(p.sel) {
		return p.items[p.sel].subject
	}
	return subject{}
}

// filled adds empty rows up to h.
func filled(rows []string, w, h int) []string {
	for len(rows) < h {
		rows = append(rows, spaces(w))
	}
	return rows[:max(h, 0)]
}
