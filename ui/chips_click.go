package ui

import "slices"

// drop is the sign on a chip that takes it off when it is clicked.
const drop = "× "

// chipSpans is how the chips stand behind the log's title: a gap, the chip and its sign for each of them.
func (p *logPane) chipSpans(d *draw) []span {
	var out []span
	for _, i := range p.shownChips() {
		out = append(out, span{"", " "}, span{d.th.chip, " " + p.chips[i].source + " "}, span{d.th.chip, drop})
	}
	return out
}

// shownChips are the places of the chips behind the title: all but that of one log alone, whose name stands first.
func (p *logPane) shownChips() []int {
	var out []int
	for i := range p.chips {
		if _, alone := p.chips[i].want.(oneLog); !alone {
			out = append(out, i)
		}
	}
	return out
}

// draftSpans is the chip being typed.
func (p *logPane) draftSpans(d *draw) []span {
	if p.draft == nil {
		return nil
	}
	return []span{{"", " "}, {d.th.chip, " " + p.draft.source + ellipsis + " "}}
}

// chipAt is the chip at a column of the log's title, and whether its sign is there; -1 if there is none.
func (a *App) chipAt(x int) (n int, sign bool) {
	d := a.draw(false)
	name, more := a.panes[paneLog].heading(d)
	p := d.c.log
	chips := p.chipSpans(d)
	before := more[:max(len(more)-len(chips)-len(p.draftSpans(d)), 0)]
	at := a.layout.panes[paneLog].x + a.titleIndent(paneLog, name) + width(before)
	for i, s := range chips {
		if at += cells(s.s); x < at {
			if i%3 == 0 || x < at-cells(s.s) {
				break
			}
			return p.shownChips()[i/3], i%3 == 2
		}
	}
	return -1, false
}

// typed says whether a chip is what somebody typed, so that it can be typed anew.
func (c *chip) typed() bool {
	_, alone := c.want.(oneLog)
	return !alone && c.link.IsZero()
}

// clickChip takes off the chip whose sign is clicked, and opens the one whose text is; it says whether a chip was hit.
func (a *App) clickChip(x int) bool {
	n, sign := a.chipAt(x)
	if n < 0 {
		return false
	}
	p := a.session().log
	if sign || !p.chips[n].typed() {
		p.chips = slices.Delete(slices.Clone(p.chips), n, n+1)
		p.apply()
		return true
	}
	a.editChip(n)
	return true
}

// editChip asks for a chip anew, with what it says now. Until that is answered the chip is off.
func (a *App) editChip(n int) {
	p := a.session().log
	old := p.chips[n]
	a.ask(promptFilter)
	a.prompt.set(old.source)
	a.prompt.old, a.prompt.oldAt = &old, n
	p.chips = slices.Delete(slices.Clone(p.chips), n, n+1)
	_ = a.edited()
}

// editNewest edits the chip typed last.
func (a *App) editNewest() {
	p := a.session().log
	for n := len(p.chips) - 1; n >= 0; n-- {
		if p.chips[n].typed() {
			a.editChip(n)
			return
		}
	}
	a.tell("no filter chip to edit", toastTime)
}

// settle ends the editing of a chip: what replaces it takes its place; with nothing to replace it, it is back, or off.
func (a *App) settle(p *prompt, back bool) {
	log := a.session().log
	if p.old == nil {
		return
	}
	at := min(p.oldAt, len(log.chips))
	if back {
		log.chips = slices.Insert(log.chips, at, *p.old)
		return
	}
	if n := len(log.chips); n > at {
		last := log.chips[n-1]
		log.chips = slices.Insert(log.chips[:n-1], at, last)
	}
}
