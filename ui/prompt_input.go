package ui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"

	"ccmtail/errcode"
	"ccmtail/model/event"
	"ccmtail/query"
)

// openPrompt begins to type.
func (a *App) openPrompt(kind promptKind) {
	a.prompt = newPrompt(kind)
	a.prompt.history = a.inputHistory[kind]
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

// onPromptKey handles a key while something is being typed.
func (a *App) onPromptKey(k tea.KeyPressMsg) tea.Cmd {
	p := a.prompt
	switch k.String() {
	case "esc":
		return a.cancelPrompt()
	case "enter":
		return a.promptEntered()
	case "backspace":
		if p.value() == "" {
			return a.cancelPrompt()
		}
	case "tab":
		return a.complete(p)
	case "up", "ctrl+p":
		return a.changeInput(p, func() { p.walkHistory(1) })
	case "down", "ctrl+n":
		return a.changeInput(p, func() { p.walkHistory(-1) })
	case "ctrl+v":
		return readClipboard
	}
	return a.changeInput(p, func() { p.input.edit(k) })
}

// maxLivePreview is how many bytes an input may have to be acted on with each key. What is longer
// was hardly typed: it comes from a terminal that pastes without saying so, and waits until no more
// comes, lest there is a search for each of thousands of keys.
const maxLivePreview = 100

// previewDelay is how long such an input waits.
const previewDelay = 50 * time.Millisecond

// inputPaused says that previewDelay has passed since an edit.
type inputPaused struct {
	prompt *prompt
	edits  int
}

// changeInput lets change edit what is typed, and acts on it if that made a difference.
func (a *App) changeInput(p *prompt, change func()) tea.Cmd {
	before := p.value()
	change()
	if p.value() == before {
		return nil
	}
	p.edits++
	if len(p.value()) <= maxLivePreview {
		return a.promptEdited()
	}
	due := inputPaused{p, p.edits}
	return tea.Tick(previewDelay, func(time.Time) tea.Msg { return due })
}

func (m inputPaused) handle(a *App) tea.Cmd {
	if a.prompt != m.prompt || m.prompt.edits != m.edits {
		return nil
	}
	return a.promptEdited()
}

// onPaste types text from the clipboard; it is never a command.
func (a *App) onPaste(s string) tea.Cmd {
	if p := a.prompt; p != nil {
		p.input.insert(s)
		return a.promptEdited()
	}
	if p := a.pages.top(); p != nil && p.search != nil {
		p.editSearch(func(l *lineInput) { l.insert(s) })
	}
	return nil
}

// clipboardRead is what the system's clipboard holds.
type clipboardRead struct {
	text string
	err  error
}

// readClipboard reads the system's clipboard, for a terminal that does not paste by itself.
func readClipboard() tea.Msg {
	s, err := clipboard.ReadAll()
	return clipboardRead{s, err}
}

func (m clipboardRead) handle(a *App) tea.Cmd {
	if m.err == nil {
		return a.onPaste(m.text)
	}
	why := fmt.Sprintf("cannot read the clipboard: %v", m.err)
	if a.prompt == nil {
		a.notifyError(why)
		return nil
	}
	a.prompt.pasteErr = why
	return nil
}

// promptEdited shows at once what the input so far would do.
func (a *App) promptEdited() tea.Cmd {
	p, log := a.prompt, a.session().log
	p.err, p.wrong, p.hint, p.pasteErr, p.previewed = "", nil, "", "", p.edits
	switch p.kind {
	case promptFilter:
		log.setDraft(a.draftChip(p))
		a.suggestValues(p)
	case promptFind:
		log.setFind(a.draftChip(p))
		a.suggestValues(p)
		if log.findChip != nil {
			return a.findFrom(p.origin)
		}
	case promptListFind, promptListFilter:
		a.listInputEdited(p)
	case promptCommand:
		a.suggestCommands()
	case promptColumns:
		a.offerColumns()
	}
	return nil
}

// draftChip returns the input as a chip, nil if it is empty or not right yet.
func (a *App) draftChip(p *prompt) *chip {
	if strings.Trim(p.value(), " !") == "" {
		return nil
	}
	c, err := parseChip(p.value(), a.saved.all, a.parseTime)
	if err != nil {
		p.refuse(err)
		return nil
	}
	p.hint = strings.Join(query.Unmatched(c.parsed, a.session().client.Records), "; ")
	c = a.session().resolve(c)
	return &c
}

// findFrom goes to the first match at or below a record, else to the nearest above it.
func (a *App) findFrom(origin event.RecordID) tea.Cmd {
	d := a.renderContext(true)
	log := d.session.log
	n := log.lines.Len(d.asOf.shownRows)
	if n == 0 || d.asOf.Records.Len() == 0 {
		return nil
	}
	from := min(log.lines.Index(origin), n-1)
	for _, dir := range []int{1, -1} {
		_, rec, found := log.lines.Seek(a.ctx, log.findChip.matcher, from, n, dir, syncSearchLines)
		if found {
			log.selectRecord(d, rec)
			log.revealing = log.findChip.matcher
			return nil
		}
	}
	a.prompt.err = "none nearby, Enter searches all"
	return nil
}

// complete types on what is offered.
func (a *App) complete(p *prompt) tea.Cmd {
	switch {
	case len(p.values.values) > 0:
		return a.changeInput(p, func() { a.completeValue(p) })
	case p.kind == promptCommand && p.choice < len(p.choices):
		return a.changeInput(p, func() { p.input.set(string(p.choices[p.choice].id)) })
	}
	return a.completeSaved(p)
}

// checkInput returns why an input is refused, nil if it is not.
func (a *App) checkInput(p *prompt, text string) (err error) {
	switch {
	case text == "":
	case p.kind == promptFilter, p.kind == promptFind && strings.Trim(text, " !") != "":
		_, err = parseChip(p.value(), a.saved.all, a.parseTime)
	case p.kind == promptTime:
		_, err = a.parseTime(text)
	case p.kind == promptCode:
		_, err = errcode.Codes(text)
	case p.kind == promptName:
		err = a.checkFilterName(text)
	}
	return err
}

// promptEntered does what was typed. What is refused stays, to be mended.
func (a *App) promptEntered() tea.Cmd {
	p := a.prompt
	if p.previewed != p.edits {
		_ = a.promptEdited()
	}
	if p.picked && len(p.values.values) > 0 {
		return a.complete(p)
	}
	text := strings.TrimSpace(p.value())
	if err := a.checkInput(p, text); err != nil {
		p.refuse(err)
		return nil
	}
	if p.kind == promptCommand && (text != "" || p.picked) {
		return a.commandPromptEntered(p, text)
	}
	a.closePrompt(text)
	switch p.kind {
	case promptFilter:
		return a.filterEntered(p, text)
	case promptFind:
		return a.findEntered(p)
	case promptListFind, promptListFilter:
		a.listInputEntered(p, text)
	case promptTime:
		return a.timeEntered(text)
	case promptNote:
		a.setNote(text)
	case promptColumns:
		a.toggleChosenColumn(p)
	case promptCode:
		return a.do(codeEntered(text))
	case promptName:
		return a.saveFilter(text)
	case promptWrite, promptReport:
		return a.fileEntered(p)
	}
	return nil
}

// commandPromptEntered runs the command that was typed or chosen.
func (a *App) commandPromptEntered(p *prompt, text string) tea.Cmd {
	act, err := a.commandEntered(p)
	if err != nil {
		p.refuse(errors.New(err.Error())) // a part of the argument is none of the input
		return nil
	}
	a.closePrompt(text)
	return a.runCommand(act)
}

// closePrompt ends the prompt, whose input is remembered.
func (a *App) closePrompt(text string) {
	if text != "" {
		a.inputHistory[a.prompt.kind] = append(a.inputHistory[a.prompt.kind], text)
	}
	a.prompt = nil
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
		return a.do(log.findNext(a.renderContext(true), -1))
	}
	return nil
}

// timeEntered goes to a time; none is nothing to do.
func (a *App) timeEntered(text string) tea.Cmd {
	if text == "" {
		return nil
	}
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
	case promptListFind, promptListFilter:
		a.listInputCancelled(p)
	case promptFilter:
		a.finishChipEdit(p, true)
		log.setDraft(nil)
	case promptFind:
		log.setFind(nil)
		if log.following = p.wasFollowing; !log.following && p.origin < a.session().asOf.Records.End() {
			log.selectRecord(a.renderContext(true), p.origin)
		}
	}
	return nil
}
