package ui

import "ccmtail/ui/cell"

// How the updates are searched.

func (p *updateList) searching() *listSearch { return &p.search }

func (p *updateList) selectMatch(d *renderContext, dir int) bool {
	p.collect(d)
	n, sel := len(p.lines), 0
	if n > 0 {
		sel = p.selectedLine(d)
	}
	step, from := 1, sel
	if dir != 0 {
		step, from = dir, sel+dir
	}
	for k := range n {
		i := ((from+k*step)%n + n) % n
		if u := p.lines[i].update; u != nil && p.search.finds(d.updateText(u)) {
			p.selectLine(d, i)
			return true
		}
	}
	return false
}

func (p *updateList) keepSelection(d *renderContext) (restore func()) {
	c := d.session
	id, group, onGroup := c.selectedUpdate, c.selectedGroup, c.groupSelected
	return func() { c.selectedUpdate, c.selectedGroup, c.groupSelected = id, group, onGroup }
}

// hiddenMatches counts the updates that are found but not listed.
func (p *updateList) hiddenMatches(d *renderContext) int {
	listed, n := map[string]bool{}, 0
	for _, u := range p.updates {
		listed[u.ID.String()] = true
	}
	for _, u := range d.asOf.Updates() {
		n += btoi(!listed[u.ID.String()] && p.search.passes(d.updateText(u)) && p.search.finds(d.updateText(u)))
	}
	return n
}

// searchTitle returns what is looked for among the updates.
func (p *updateList) searchTitle(d *renderContext) []cell.Span {
	if !p.search.narrows() && p.search.wanted == "" {
		return nil
	}
	at, matches := 0, 0
	if p.search.wanted != "" {
		for i, l := range p.lines {
			if l.update != nil && p.search.finds(d.updateText(l.update)) {
				if matches++; i == p.selectedLine(d) {
					at = matches
				}
			}
		}
	}
	return p.search.titleSpans(&d.look, len(p.updates), len(p.updates)+p.narrowedOut, at, matches)
}
