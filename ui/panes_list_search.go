package ui

import (
	"strings"

	"ccmtail/ui/cell"
)

// How a list of items is searched: an item is found by the text of its rows and by what it is about.

func (p *list) searching() *listSearch { return &p.search }

// itemText returns what the item at i can be found by, in small letters, and where the next one begins.
func (p *list) itemText(d *renderContext, items []item, i int) (text string, next int) {
	var b strings.Builder
	for next = i; next < len(items) && (next == i || items[next].unselectable); next++ {
		for _, s := range items[next].text {
			b.WriteString(s.Text)
		}
		b.WriteByte(' ')
	}
	return strings.ToLower(b.String()) + " " + d.subjectText(items[i].subject, !p.ownWords), next
}

// narrow returns the items that pass the filters, and counts what there is and what is found. What
// stands above the first item stays.
func (p *list) narrow(d *renderContext, items []item) []item {
	p.all, p.shown, p.matches = 0, 0, 0
	if !p.search.narrows() && p.search.wanted == "" {
		return items
	}
	var out []item
	for i := 0; i < len(items); {
		if items[i].unselectable {
			out = append(out, items[i])
			i++
			continue
		}
		text, next := p.itemText(d, items, i)
		p.all++
		if p.search.passes(text) {
			found := p.search.finds(text)
			p.shown, p.matches = p.shown+1, p.matches+btoi(found)
			for k := i; k < next; k++ {
				it := items[k]
				it.found, it.match = found, p.matches
				out = append(out, it)
			}
		}
		i = next
	}
	if p.shown == 0 && p.all > 0 {
		out = append(out, item{text: cell.OneSpan(d.th.Faint, "No rows match the filter; "+d.keys.hint(actRemoveChip)+" removes it"), unselectable: true})
	}
	return out
}

// searchTitle returns what is looked for in the list, as of its rows drawn last.
func (p *list) searchTitle(d *renderContext) []cell.Span {
	at := 0
	if p.selected < len(p.items) && p.items[p.selected].found {
		at = p.items[p.selected].match
	}
	return p.search.titleSpans(&d.look, p.shown, p.all, at, p.matches)
}

func (p *list) selectMatch(d *renderContext, dir int) bool {
	p.items = p.narrow(d, p.build(d, max(p.width, 1)))
	n := len(p.items)
	step, from := 1, p.selected
	if dir != 0 {
		step, from = dir, p.selected+dir
	}
	for k := range n {
		if i := ((from+k*step)%n + n) % n; p.items[i].found && !p.items[i].unselectable {
			p.selected, p.detached = i, false
			return true
		}
	}
	return false
}

func (p *list) keepSelection(*renderContext) (restore func()) {
	selected, top, detached := p.selected, p.top, p.detached
	return func() { p.selected, p.top, p.detached = selected, top, detached }
}
