package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/ui/cell"
)

// The names of the columns of the updates: clicked, each sorts by its column, clicked again the other
// way round.

// columnHead is a column's name, where it stands, and what it sorts by.
type columnHead struct {
	name     string
	x, width int
	order    updateOrder
	right    bool // it ends where its column does
}

// heads returns the names of the columns that are shown.
func (c updateColumns) heads() []columnHead {
	out := []columnHead{{"update", 3, leadWidth - 3, byKB, false}}
	x := leadWidth
	add := func(name string, width int, order updateOrder, right bool) {
		if width > 0 {
			out = append(out, columnHead{name, x + 1, width, order, right})
			x += width + 1
		}
	}
	add("title", c.title, byTitle, false)
	add("state", c.state, byState, false)
	add("progress", c.bar, byUrgency, false)
	add("age", c.since, byChange, true)
	add("details", c.why, byUrgency, false)
	return out
}

// headRow returns the names; the one that the updates are sorted by has the sign of the direction.
func (p *updateList) headRow(d *renderContext, c updateColumns, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	for _, h := range c.heads() {
		l.FillTo("", h.x)
		name := h.name
		if h.order == p.order && p.order != byUrgency {
			name += p.directionSign(d)
		}
		if h.right {
			name = cell.PadLeft(name, h.width)
		}
		l.PutIn(h.width, d.th.Faint, name)
	}
	return l.Row()
}

// directionSign returns the sign of the direction in which the updates are sorted.
func (p *updateList) directionSign(d *renderContext) string {
	if d.g.ASCII {
		return either(p.descending, "v", "^")
	}
	return either(p.descending, "▼", "▲")
}

// sortUpdates sorts what is listed.
func (p *updateList) sortUpdates() {
	compare := p.compare
	if p.descending {
		compare = func(a, b *model.Update) int { return p.compare(b, a) }
	}
	slices.SortStableFunc(p.updates, compare)
}

// sortBy sorts by something, or if that is so already, the other way round.
func (p *updateList) sortBy(d *renderContext, order updateOrder) effect {
	p.descending = p.order == order && !p.descending
	p.order = order
	return p.sortNotice(d)
}

// reverse sorts the other way round.
func (p *updatesPane) reverse(d *renderContext) effect {
	p.descending = !p.descending
	return p.sortNotice(d)
}

func (p *updateList) sortNotice(d *renderContext) effect {
	return notice{"updates sorted " + p.orderText(d)}
}

// orderText says how the updates are sorted; with the usual direction of urgency nothing is said of it.
func (p *updateList) orderText(d *renderContext) string {
	if p.order == byUrgency && !p.descending {
		return updateOrderNames[p.order]
	}
	return updateOrderNames[p.order] + " " + p.directionSign(d)
}

// clickHead sorts by the column whose name is clicked.
func (p *updatesPane) clickHead(d *renderContext, x, row int) (e effect, hit bool) {
	if row != 0 || p.headRows == 0 {
		return nil, false
	}
	for _, h := range p.columns.heads() {
		if x >= h.x && x < h.x+h.width {
			return p.sortBy(d, h.order), true
		}
	}
	return nil, true
}
