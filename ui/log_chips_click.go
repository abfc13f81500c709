package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"ccmtail/query"
	"ccmtail/ui/cell"
)

// removeSign is the sign on a chip that takes it off when it is clicked.
const removeSign = "× "

// chipSpans returns how the chips stand behind the log's title: a gap, the chip and its sign for
// each of them.
func (p *logPane) chipSpans(d *renderContext) []cell.Span {
	var out []cell.Span
	for _, i := range p.shownChips() {
		out = append(out, cell.Styled("", " "), cell.Styled(d.th.Chip, " "+p.chips[i].source+" "), cell.Styled(d.th.Chip, removeSign))
	}
	return out
}

// shownChips returns the places of the chips behind the title: all but that of one log alone, whose
// name stands first.
func (p *logPane) shownChips() []int {
	var out []int
	for i := range p.chips {
		if _, alone := p.chips[i].matcher.(query.InLog); !alone {
			out = append(out, i)
		}
	}
	return out
}

// draftSpans returns the chip being typed.
func (p *logPane) draftSpans(d *renderContext) []cell.Span {
	if p.draft == nil {
		return nil
	}
	return []cell.Span{cell.Styled("", " "), cell.Styled(d.th.Chip, " "+p.draft.source+cell.Ellipsis+" ")}
}

// chipAt returns the chip at a column of the log's title, and whether its sign is there; -1 if
// there is none.
func (p *logPane) chipAt(d *renderContext, x int) (n int, sign bool) {
	more := p.title(d)
	chips := p.chipSpans(d)
	before := more[:max(len(more)-len(chips)-len(p.draftSpans(d)), 0)]
	at := cell.TotalWidth(before)
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

// isTyped reports whether a chip is what somebody typed, so that it can be typed anew.
func (c *chip) isTyped() bool {
	_, alone := c.matcher.(query.InLog)
	return !alone && c.linkID.IsZero()
}

// clickTitle takes off the chip whose sign is clicked, and opens the one whose text is.
func (p *logPane) clickTitle(d *renderContext, x int) (e effect, hit bool) {
	n, sign := p.chipAt(d, x)
	if n < 0 {
		return nil, false
	}
	if sign || !p.chips[n].isTyped() {
		p.removeChip(n)
		return nil, true
	}
	return editChip{n}, true
}

func (p *logPane) removeChip(n int) {
	p.chips = slices.Delete(slices.Clone(p.chips), n, n+1)
	p.applyChips()
}

// editChip asks for a chip anew, with what it says now. Until that is answered the chip is off.
type editChip struct{ n int }

func (e editChip) do(a *App) tea.Cmd {
	p := a.session().log
	old := p.chips[e.n]
	a.openPrompt(promptFilter)
	a.prompt.input.set(old.source)
	a.prompt.editedChip, a.prompt.editedAt = &old, e.n
	p.chips = slices.Delete(slices.Clone(p.chips), e.n, e.n+1)
	return a.promptEdited()
}

// editNewestChip edits the chip typed last.
func (p *logPane) editNewestChip(*renderContext) effect {
	for n := len(p.chips) - 1; n >= 0; n-- {
		if p.chips[n].isTyped() {
			return editChip{n}
		}
	}
	return notice{"no filter to edit"}
}

// finishChipEdit ends the editing of a chip: what replaces it takes its place; with nothing to
// replace it, it is back, or off.
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
