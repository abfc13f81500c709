package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
)

// openPrompt begins to type.
func (a *App) openPrompt(kind promptKind) {
	a.prompt = &prompt{kind: kind, history: a.inputHistory[kind]}
	if kind == promptFind || kind == promptFilter {
		a.pages = nil
		if a.focus != paneLog && a.layout.panes[paneLog].h == 0 {
			a.focus = paneLog
		}
	}
	if kind == promptCommand {
		a.suggestCommands()
	}
	p := a.session().log
	n := p.lines.Len(a.session().asOf.shownRows)
	if n > 0 {
		a.prompt.origin, a.prompt.wasFollowing = p.lines.At(p.selectedLine(n)), p.following
	}
}

// onPromptKey is a key while something is being typed.
func (a *App) onPromptKey(k tea.KeyPressMsg) tea.Cmd {
	p := a.prompt
	switch k.String() {
	case "esc":
		return a.cancelPrompt()
	case "enter":
		return a.promptEntered()
	case "backspace":
		if len(p.text) == 0 {
			return a.cancelPrompt()
		}
	case "tab":
		if p.kind == promptCommand && p.choice < len(p.choices) {
			p.set(p.choices[p.choice].name)
		}
		return a.completeSaved(p)
	}
	if p.editKey(k) {
		return a.promptEdited()
	}
	return nil
}

// onPaste is text from the clipboard; it is typed, never a command.
func (a *App) onPaste(s string) tea.Cmd {
	p := a.prompt
	if p == nil && len(a.pages) > 0 {
		p = a.pages[len(a.pages)-1].search
	}
	if p == nil {
		return nil
	}
	p.insert(s)
	if a.prompt == nil {
		return nil
	}
	cmd := a.promptEdited()
	a.refreshAsOf()
	return tea.Batch(cmd, a.continueSearches())
}

// promptEdited shows at once what the input so far would do.
func (a *App) promptEdited() tea.Cmd {
	p, log := a.prompt, a.session().log
	p.err = ""
	switch p.kind {
	case promptFilter:
		log.setDraft(a.draftChip(p))
	case promptFind:
		log.setFind(a.draftChip(p))
		if log.findChip != nil {
			return a.findFrom(p.origin)
		}
	case promptCommand:
		a.suggestCommands()
	case promptColumns:
		a.offerColumns()
	}
	return nil
}

// draftChip is the input as a chip, nil if it is empty or not right yet.
func (a *App) draftChip(p *prompt) *chip {
	if strings.Trim(p.value(), " !") == "" {
		return nil
	}
	c, err := parseChip(p.value(), a.savedFilters, a.parseTime)
	if err != nil {
		p.err = err.Error()
		return nil
	}
	return &c
}

// findFrom goes to the first match at or below a record, else to the nearest above it.
func (a *App) findFrom(origin event.RecordID) tea.Cmd {
	d := a.renderContext(true)
	log := d.session.log
	n := log.lines.Len(d.asOf.shownRows)
	if n == 0 || d.asOf.records.Len() == 0 {
		return nil
	}
	from := min(log.lines.Index(origin), n-1)
	for _, dir := range []int{1, -1} {
		_, rec, found := searchLines(a.ctx, log.lines, d.asOf.records, log.findChip.matcher, from, n, dir, syncSearchLines)
		if found {
			log.selectRecord(d, rec)
			return nil
		}
	}
	a.prompt.err = "not near here; Enter searches on"
	return nil
}

// promptEntered does what was typed.
func (a *App) promptEntered() tea.Cmd {
	p := a.prompt
	a.prompt = nil
	text := strings.TrimSpace(p.value())
	if text != "" {
		a.inputHistory[p.kind] = append(a.inputHistory[p.kind], text)
	}
	switch p.kind {
	case promptFilter:
		return a.filterEntered(p, text)
	case promptFind:
		return a.findEntered(p)
	case promptTime:
		return a.timeEntered(text)
	case promptNote:
		d := a.renderContext(true)
		if s := a.activePane().subject(d); s.hasRec {
			d.session.marks[s.rec] = text
		}
	case promptColumns:
		a.toggleChosenColumn(p)
	case promptCode:
		a.codeEntered(text)
	case promptName:
		return a.saveFilter(text)
	case promptWrite, promptReport:
		return a.fileEntered(p)
	case promptCommand:
		if p.choice < len(p.choices) {
			return p.choices[p.choice].run(a)
		}
		a.notifyError("no command like " + text)
	}
	return nil
}

// filterEntered keeps the chip; an empty one takes all chips off, or the one that was edited.
func (a *App) filterEntered(p *prompt, text string) tea.Cmd {
	log := a.session().log
	draft := log.draft
	log.draft = nil
	switch {
	case text == "" && p.editedChip == nil:
		log.keepChips(func(*chip) bool { return false })
	case text == "":
		log.applyChips()
	case draft != nil && draft.source == text:
		log.addChip(*draft) // what it lets through is known
		a.finishChipEdit(p, false)
	default:
		a.finishChipEdit(p, !a.addChip(text))
		log.applyChips()
	}
	return nil
}

func (a *App) findEntered(p *prompt) tea.Cmd {
	log := a.session().log
	a.focus = paneLog
	switch {
	case log.findChip == nil && p.err != "":
		a.notifyError(p.err)
	case p.err != "":
		return a.findNext(-1)
	}
	return nil
}

func (a *App) timeEntered(text string) tea.Cmd {
	t, err := a.parseTime(text)
	if err != nil {
		a.notifyError(err.Error())
		return nil
	}
	a.seekTo(t)
	return a.restartClock()
}

// cancelPrompt leaves the prompt as if nothing had been typed.
func (a *App) cancelPrompt() tea.Cmd {
	p, log := a.prompt, a.session().log
	a.prompt = nil
	switch p.kind {
	case promptFilter:
		a.finishChipEdit(p, true)
		log.setDraft(nil)
	case promptFind:
		log.setFind(nil)
		if p.wasFollowing {
			a.followNewest()
		} else if p.origin < a.session().asOf.records.End() {
			log.selectRecord(a.renderContext(true), p.origin)
		}
	}
	return nil
}
