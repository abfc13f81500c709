package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/ui/cell"
)

// item is one row of a list.
type item struct {
	text []cell.Span
	subject
	unselectable bool // cannot be selected
	found        bool // what is looked for in the list is in it, the match-th of all
	match        int
}

// recordHints returns the hints of panes whose items are facts, each proved by a record.
func recordHints(*renderContext) []keyHint {
	return []keyHint{hintFor("show the log line", actDetails), hintFor("related records", actFollowIDs), hintFor("find in list", actFind), hintFor("filter list", actFilter), hintFor("pane", actNextPane)}
}

// list is a pane made of items, all of them built for each frame: for things of which there are
// few.
type list struct {
	titleMore func(d *renderContext) []cell.Span       // what stands behind the name, nil for nothing
	build     func(d *renderContext, w int) []item     // w is the width of the pane
	openItem  func(d *renderContext, s subject) effect // Enter on an item; nil goes to the record that says so
	items     []item
	selected  int
	top       int
	height    int
	width     int
	detached  bool // scrolled away from the selection
	search    listSearch
	ownWords  bool // a row is not found by the updates of its deployment or finding: they have rows too
	// Of the items, while something is looked for: how many there are, are shown, and are found.
	all, shown, matches int
}

func (p *list) title(d *renderContext) []cell.Span {
	var more []cell.Span
	if p.titleMore != nil {
		more = p.titleMore(d)
	}
	if found := p.searchTitle(d); found != nil {
		more = slices.Concat(found, []cell.Span{d.separator()}, more)
	}
	return d.markPreview(more)
}

func (p *list) rows(d *renderContext, w, h int) []cell.Row {
	p.height, p.width = h, w
	p.items = p.narrow(d, p.build(d, w))
	p.clamp()
	out := make([]cell.Row, 0, h)
	for i := p.top; i < min(p.top+h, len(p.items)); i++ {
		base := cell.Style("")
		if i == p.selected && !p.items[i].unselectable && d.focused {
			base = d.th.Selected
		}
		l := cell.NewBuilder(w, base)
		l.Put("", d.cursorSign(i == p.selected && !p.items[i].unselectable && d.focused))
		l.PutSpans(p.items[i].text)
		out = append(out, l.Row())
	}
	return cell.FillRows(out, w, h)
}

// clamp keeps the selection on an item and in sight; scrolled loose, the sight stays where it is.
func (p *list) clamp() {
	p.selected = max(min(p.selected, len(p.items)-1), 0)
	if i := p.nextSelectable(p.selected, 1); i >= 0 {
		p.selected = i
	}
	if p.detached {
		p.top = max(min(p.top, len(p.items)-p.height), 0)
		return
	}
	p.top = scrollTop(p.top, p.selected, p.height, len(p.items))
	if p.selected < p.height && p.nextSelectable(0, 1) == p.selected {
		p.top = 0 // what stands above the first item stays in sight
	}
}

// nextSelectable returns the first item from i on in a direction that can be selected, -1 if there
// is none.
func (p *list) nextSelectable(i, dir int) int {
	for ; i >= 0 && i < len(p.items); i += dir {
		if !p.items[i].unselectable {
			return i
		}
	}
	return -1
}

// scrollTop returns the first row to show so that sel is among the height rows shown of n.
func scrollTop(top, sel, height, n int) int {
	top = min(top, sel)
	if sel >= top+height {
		top = sel - height + 1
	}
	return max(min(top, n-height), 0)
}

// moveBy selects the next item that way. Where the next one is out of sight it scrolls, so that a
// long text between two items can be read.
func (p *list) moveBy(_ *renderContext, by int) effect {
	n := len(p.items)
	if n == 0 {
		return nil
	}
	by = min(max(by, -n), n)
	dir := 1
	if by < 0 {
		dir = -1
	}
	next := p.nextSelectable(min(max(p.selected+by, 0), n-1), dir)
	near := next >= p.top+min(by, 0) && next < p.top+p.height+max(by, 0)
	top := max(min(p.top+by, n-p.height), 0)
	if next >= 0 && next != p.selected && (near || top == p.top) {
		p.selected, p.detached = next, false
	} else if top != p.top {
		p.top, p.detached = top, true
		p.selectInView(dir)
	}
	return nil
}

// selectInView selects an item in sight, if the selected one no longer is.
func (p *list) selectInView(dir int) {
	if p.inView(p.selected) {
		return
	}
	from := p.top
	if dir < 0 {
		from = p.top + p.height - 1
	}
	if i := p.nextSelectable(min(from, len(p.items)-1), dir); p.inView(i) {
		p.selected = i
	}
}

func (p *list) inView(i int) bool { return i >= p.top && i < p.top+p.height }

func (p *list) pageSize() int { return max(p.height, 1) }

func (p *list) selectRow(_ *renderContext, row int) effect {
	if i := p.top + row; i < len(p.items) && !p.items[i].unselectable {
		p.selected, p.detached = i, false
	}
	return nil
}

func (p *list) subject(_ *renderContext) subject {
	if p.selected < len(p.items) && p.inView(p.selected) {
		return p.items[p.selected].subject
	}
	return subject{}
}

// openItemDetails does what Enter does where an item is more than a record.
func openItemDetails(_ *renderContext, s subject) effect { return openDetails{s} }

// open opens the item selected.
func (p *list) open(d *renderContext) effect {
	s := p.subject(d)
	switch {
	case p.openItem != nil:
		return p.openItem(d, s)
	case s.hasRec:
		return showRecord{s.rec}
	}
	return openDetails{s}
}

func evidenceItem(text []cell.Span, e model.Evidence) item {
	return item{text: text, subject: subject{rec: e.Rec, hasRec: !e.At().IsZero()}, unselectable: e.At().IsZero()}
}
