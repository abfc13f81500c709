package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"ccmtail/model/event"
)

// ask begins to type.
func (a *App) ask(kind promptKind) {
	a.prompt = &prompt{kind: kind, past: a.past[kind]}
	if kind == promptFind || kind == promptFilter {
		a.pages = nil
		if a.focus != paneLog && a.layout.panes[paneLog].h == 0 {
			a.focus = paneLog
		}
	}
	if kind == promptCommand {
		a.suggest()
	}
	p := a.session().log
	n := p.lines.Len(a.session().m.bound)
	if n > 0 {
		a.prompt.origin, a.prompt.atEnd = p.lines.At(p.current(n)), p.follow
	}
}

// typed is a key while something is being typed.
func (a *App) typed(k tea.KeyPressMsg) tea.Cmd {
	p := a.prompt
	switch k.String() {
	case "esc":
		return a.abandon()
	case "enter":
		return a.entered()
	case "backspace":
		if len(p.text) == 0 {
			return a.abandon()
		}
	case "tab":
		if p.kind == promptCommand && p.pick < len(p.picks) {
			p.set(p.picks[p.pick].name)
		}
		return a.complete(p)
	}
	if p.edit(k) {
		return a.edited()
	}
	return nil
}

// paste is text from the clipboard; it is typed, never a command.
func (a *App) paste(s string) tea.Cmd {
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
	cmd := a.edited()
	a.moment()
	return tea.Batch(cmd, a.scanOn())
}

// edited shows at once what the input so far would do.
func (a *App) edited() tea.Cmd {
	p, log := a.prompt, a.session().log
	p.err = ""
	switch p.kind {
	case promptFilter:
		log.sketch(a.draftOf(p))
	case promptFind:
		log.seek(a.draftOf(p))
		if log.find != nil {
			return a.findFrom(p.origin)
		}
	case promptCommand:
		a.suggest()
	case promptColumns:
		a.offerColumns()
	}
	return nil
}

// draftOf is the input as a chip, nil if it is empty or not right yet.
func (a *App) draftOf(p *prompt) *chip {
	if strings.Trim(p.value(), " !") == "" {
		return nil
	}
	c, err := parseChip(p.value(), a.saved, a.when)
	if err != nil {
		p.err = err.Error()
		return nil
	}
	return &c
}

// findFrom goes to the first match at or below a record, else to the nearest above it.
func (a *App) findFrom(origin event.RecordID) tea.Cmd {
	d := a.draw(true)
	log := d.c.log
	n := log.lines.Len(d.m.bound)
	if n == 0 || d.m.records.Len() == 0 {
		return nil
	}
	from := min(log.lines.Index(origin), n-1)
	for _, dir := range []int{1, -1} {
		_, rec, found := scanLines(a.ctx, log.lines, d.m.records, log.find.want, from, n, dir, stretchAtOnce)
		if found {
			log.show(d, rec)
			return nil
		}
	}
	a.prompt.err = "not near here; Enter searches on"
	return nil
}

// entered does what was typed.
func (a *App) entered() tea.Cmd {
	p := a.prompt
	a.prompt = nil
	text := strings.TrimSpace(p.value())
	if text != "" {
		a.past[p.kind] = append(a.past[p.kind], text)
	}
	switch p.kind {
	case promptFilter:
		return a.filterEntered(p, text)
	case promptFind:
		return a.findEntered(p)
	case promptTime:
		return a.timeEntered(text)
	case promptNote:
		d := a.draw(true)
		if s := a.top().subject(d); s.hasRec {
			d.c.marks[s.rec] = text
		}
	case promptColumns:
		a.columnChosen(p)
	case promptCode:
		a.codeTyped(text)
	case promptName:
		return a.saveFilter(text)
	case promptWrite, promptReport:
		return a.fileTyped(p)
	case promptCommand:
		if p.pick < len(p.picks) {
			return p.picks[p.pick].do(a)
		}
		a.complain("no command like " + text)
	}
	return nil
}

// filterEntered keeps the chip; an empty one takes all chips off, or the one that was edited.
func (a *App) filterEntered(p *prompt, text string) tea.Cmd {
	log := a.session().log
	draft := log.draft
	log.draft = nil
	switch {
	case text == "" && p.old == nil:
		log.keep(func(*chip) bool { return false })
	case text == "":
		log.apply()
	case draft != nil && draft.source == text:
		log.add(*draft) // what it lets through is known
		a.settle(p, false)
	default:
		a.settle(p, !a.addChip(text))
		log.apply()
	}
	return nil
}

func (a *App) findEntered(p *prompt) tea.Cmd {
	log := a.session().log
	a.focus = paneLog
	switch {
	case log.find == nil && p.err != "":
		a.complain(p.err)
	case p.err != "":
		return a.findOn(-1)
	}
	return nil
}

func (a *App) timeEntered(text string) tea.Cmd {
	t, err := a.when(text)
	if err != nil {
		a.complain(err.Error())
		return nil
	}
	a.seekTo(t)
	return a.startClock()
}

// abandon leaves the prompt as if nothing had been typed.
func (a *App) abandon() tea.Cmd {
	p, log := a.prompt, a.session().log
	a.prompt = nil
	switch p.kind {
	case promptFilter:
		a.settle(p, true)
		log.sketch(nil)
	case promptFind:
		log.seek(nil)
		if p.atEnd {
			a.followLog()
		} else if p.origin < a.session().m.records.End() {
			log.show(a.draw(true), p.origin)
		}
	}
	return nil
}

// suggest finds the commands that the input could mean.
func (a *App) suggest() {
	p := a.prompt
	p.pick, p.picks = 0, nil
	if p.value() == "" {
		p.picks = a.actions
		return
	}
	if act := typedCommand(p.value()); act != nil {
		p.picks = append(p.picks, act)
	}
	for _, m := range fuzzy.FindFrom(p.value(), actionNames(a.actions)) {
		p.picks = append(p.picks, a.actions[m.Index])
	}
}

// actionNames lets a fuzzy search look at the names of actions.
type actionNames []*action

func (n actionNames) String(i int) string { return n[i].name }
func (n actionNames) Len() int            { return len(n) }
