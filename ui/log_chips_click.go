package ui

import (
	"slices"

	"ccmtail/query"
	"ccmtail/ui/cell"
)

// removeSign is the sign on a chip that takes it off when it is clicked.
const removeSign = "× "

// chipSpans is how the chips stand behind the log's title: a gap, the chip and its sign for each of them.
func (p *logPane) chipSpans(d *renderContext) []cell.Span {
	var out []cell.Span
	for _, i := range p.shownChips() {
		out = append(out, cell.Styled("", " "), cell.Styled(d.th.Chip, " "+p.chips[i].source+" "), cell.Styled(d.th.Chip, removeSign))
	}
	return out
}

// shownChips are the places of the chips behind the title: all but that of one log alone, whose name stands first.
func (p *logPane) shownChips() []int {
	var out []int
	for i := range p.chips {
		if _, alone := p.chips[i].matcher.(query.InLog); !alone {
			out = append(out, i)
		}
	}
	return out
}

// draftSpans is the chip being typed.
func (p *logPane) draftSpans(d *renderContext) []cell.Span {
	if p.draft == nil {
		return nil
	}
	return []cell.Span{cell.Styled("", " "), cell.Styled(d.th.Chip, " "+p.draft.source+cell.Ellipsis+" ")}
}

// chipAt is the chip at a column of the log's title, and whether its sign is there; -1 if there is none.
func (a *App) chipAt(x int) (n int, sign bool) {
	d := a.renderContext(false)
	name, more := a.panes[paneLog].title(d)
	p := d.session.log
	chips := p.chipSpans(d)
	before := more[:max(len(more)-len(chips)-len(p.draftSpans(d)), 0)]
	at := a.layout.panes[paneLog].x + a.titleIndent(paneLog, name) + cell.TotalWidth(before)
	for i, s := range chips {
		if at += cell.Width(s.Text); x < at {
			if i%3 == 0 || x < at-cell.Width(s.Text) {
				break
			}
			return p.shownChips()[i/3], i%3 == 2
		}
	}
	return -1, false
}

// isTyped says whether a chip is what somebody typed, so that it can be typed anew.
func (c *chip) isTyped() bool {
	_, alone := c.matcher.(query.InLog)
	return !alone && c.linkID.IsZero()
}

// clickChip takes off the chip whose sign is clicked, and opens the one whose text is; it says whether a chip was hit.
func (a *App) clickChip(x int) bool {
	n, sign := a.chipAt(x)
	if n < 0 {
		return false
	}
	p := a.session().log
	if sign || !p.chips[n].isTyped() {
		p.chips = slices.Delete(slices.Clone(p.chips), n, n+1)
		p.applyChips()
		return true
	}
	a.editChip(n)
	return true
}

// editChip asks for a chip anew, with what it says now. Until that is answered the chip is off.
func (a *App) editChip(n int) {
	p := a.session().log
	old := p.chips[n]
	a.openPrompt(promptFilter)
	a.prompt.input.set(old.source)
	a.prompt.editedChip, a.prompt.editedAt = &old, n
	p.chips = slices.Delete(slices.Clone(p.chips), n, n+1)
	_ = a.promptEdited()
}

// editNewestChip edits the chip typed last.
func (a *App) editNewestChip() {
	p := a.session().log
	for n := len(p.chips) - 1; n >= 0; n-- {
		if p.chips[n].isTyped() {
			a.editChip(n)
			return
		}
	}
	a.notify("no filter chip to edit", notifyTime)
}

// finishChipEdit ends the editing of a chip: what replaces it takes its place; with nothing to replace it, it is back, or off.
func (a *App) finishChipEdit(p *prompt, back bool) {
	log := a.session().log
	if p.editedChip == nil {
		return
	}
	at := min(p.editedAt, len(log.chips))
	if back {
		log.chips = slices.Insert(log.chips, at, *p.editedChip)
		return
	}
	if n := len(log.chips); n > at {
		last := log.chips[n-1]
		log.chips = slices.Insert(log.chips[:n-1], at, last)
	}
}
