package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/summary"
)

// What is typed on the fleet's screen.

// ask begins to type.
func (s *fleetScreen) ask(kind promptKind, place string) {
	p := newPrompt(kind)
	p.history, p.place = s.history[kind], place
	selected := s.pane().selectedKey()
	p.restoreList = func() { s.pane().selectKey(selected) }
	s.prompt = p
	if kind == promptCommand {
		s.suggestCommands()
	}
}

func (s *fleetScreen) placeName() string { return " in " + strings.ToLower(fleetPaneNames[s.focus]) }

func (s *fleetScreen) askFind() tea.Cmd    { s.ask(promptListFind, s.placeName()); return nil }
func (s *fleetScreen) askFilter() tea.Cmd  { s.ask(promptListFilter, s.placeName()); return nil }
func (s *fleetScreen) askTime() tea.Cmd    { s.ask(promptTime, ""); return nil }
func (s *fleetScreen) askCommand() tea.Cmd { s.ask(promptCommand, ""); return nil }

// fleetPaste is what the system's clipboard holds.
type fleetPaste struct{ clipboardRead }

// pasteIntoFleet reads the system's clipboard, for a terminal that does not paste by itself.
func pasteIntoFleet() tea.Msg {
	read, _ := readClipboard().(clipboardRead)
	return fleetPaste{read}
}

func (m fleetPaste) handleFleet(f *fleetApp) tea.Cmd {
	f.screen.dirty = true
	if m.err != nil {
		f.screen.say(fmt.Sprintf("cannot read the clipboard: %v", m.err), true)
		return nil
	}
	f.screen.onPaste(m.text)
	return nil
}

// onPaste types text from the clipboard; it is never a command.
func (s *fleetScreen) onPaste(text string) {
	switch {
	case s.prompt != nil:
		s.prompt.input.insert(text)
		s.promptEdited()
	case s.page != nil:
		s.page.editSearch(func(l *lineInput) { l.insert(text) })
	}
}

// onPromptKey handles a key while something is being typed.
func (s *fleetScreen) onPromptKey(k tea.KeyPressMsg) tea.Cmd {
	p, before := s.prompt, s.prompt.value()
	switch k.String() {
	case "esc":
		s.cancelPrompt()
		return nil
	case "enter":
		return s.promptEntered()
	case "ctrl+v":
		return pasteIntoFleet
	case "up", "ctrl+p":
		p.walkHistory(1)
	case "down", "ctrl+n":
		p.walkHistory(-1)
	case "tab":
		s.complete(p)
	case "backspace":
		if before == "" {
			s.cancelPrompt()
			return nil
		}
		fallthrough
	default:
		p.input.edit(k)
	}
	if p.value() != before {
		s.promptEdited()
	}
	return nil
}

// promptEdited shows at once what the input so far finds, or leaves.
func (s *fleetScreen) promptEdited() {
	p, list := s.prompt, s.pane()
	text := strings.TrimSpace(p.value())
	p.err, p.wrong, p.hint = "", nil, ""
	if p.kind == promptCommand {
		s.suggestCommands()
		return
	}
	if p.kind != promptListFind && p.kind != promptListFilter {
		return
	}
	if text != "" {
		if err := list.checkFilter(text); err != nil {
			p.refuse(err)
			return
		}
	}
	if p.kind == promptListFilter {
		list.searching().draft = text
		list.narrow()
		return
	}
	list.searching().wanted = text
	p.restoreList()
	if text != "" && !list.selectMatch(0) {
		p.err = "no match"
	}
	list.narrow()
}

// promptEntered does what was typed. What is refused stays, to be mended.
func (s *fleetScreen) promptEntered() tea.Cmd {
	p, list := s.prompt, s.pane()
	text := strings.TrimSpace(p.value())
	switch p.kind {
	case promptCommand:
		return s.commandEntered(text)
	case promptName:
		return s.nameEntered(text)
	case promptTime:
		t, err := s.parseTime(text)
		if err != nil && text != "" {
			p.refuse(err)
			return nil
		}
		if s.closePrompt(text); text != "" {
			s.seek(t)
		}
		return nil
	}
	if err := list.checkFilter(text); err != nil && text != "" {
		p.refuse(err)
		return nil
	}
	s.closePrompt(text)
	search := list.searching()
	switch {
	case p.kind == promptListFind:
		search.wanted = text
	case text == "":
		search.draft, search.filters = "", nil
	default:
		search.draft, search.filters = "", append(search.filters, text)
	}
	list.narrow()
	return nil
}

// closePrompt ends the prompt, whose input is remembered.
func (s *fleetScreen) closePrompt(text string) {
	if text != "" {
		s.history[s.prompt.kind] = append(s.history[s.prompt.kind], text)
	}
	s.prompt = nil
}

// cancelPrompt leaves the prompt as if nothing had been typed.
func (s *fleetScreen) cancelPrompt() {
	p, list := s.prompt, s.pane()
	s.prompt = nil
	switch p.kind {
	case promptListFind:
		list.searching().wanted = ""
	case promptListFilter:
		list.searching().draft = ""
	default:
		return
	}
	list.narrow()
	p.restoreList()
}

// findNextInFleet goes to the next match in the list in focus.
func findNextInFleet(dir int) func(*fleetScreen) tea.Cmd {
	return fleetNoCmd(func(s *fleetScreen) {
		wanted := s.pane().searching().wanted
		switch {
		case wanted == "":
			s.say("nothing is looked for", false)
		case !s.pane().selectMatch(dir):
			s.say("no \""+wanted+"\"", false)
		}
	})
}

// suggestCommands finds the commands that the input could mean.
func (s *fleetScreen) suggestCommands() {
	p := s.prompt
	p.choice, p.picked = 0, false
	p.choices = slices.Concat(s.keys.actions, s.saved.actions(s.fits, strings.ToLower(fleetPaneNames[s.focus]), nil))
	if p.value() != "" {
		p.choices = matchCommands(p.choices, p.value())
	}
}

// chosenCommand returns which of the commands offered Enter takes, -1 for none.
func (s *fleetScreen) chosenCommand() int {
	if p := s.prompt; p.picked || p.value() != "" && len(p.choices) > 0 {
		return p.choice
	}
	return -1
}

// commandEntered does the command that was typed or chosen.
func (s *fleetScreen) commandEntered(text string) tea.Cmd {
	p, i := s.prompt, s.chosenCommand()
	switch {
	case i >= 0 && i < len(p.choices):
		act := p.choices[i]
		s.closePrompt(text)
		return s.do(act)
	case text == "":
		s.closePrompt("")
	default:
		p.refuse(errors.New("no command \"" + text + "\"; " + s.keys.text(actHelp) + " lists all"))
	}
	return nil
}

// namesText says how many names there are.
func namesText(n int) string { return summary.Count(n, "name") }
