package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"
)

// Filters of the fleet's lists are saved and named as those of the log are.

// fits reports whether a saved filter is one of the list in focus.
func (s *fleetScreen) fits(name string) bool { return s.pane().checkFilter("@"+name) == nil }

// filters reports whether the prompt takes names of saved filters.
func (p *prompt) filters() bool { return p.kind == promptListFilter || p.kind == promptListFind }

// complete types on what is offered.
func (s *fleetScreen) complete(p *prompt) {
	switch {
	case p.kind == promptCommand && p.choice < len(p.choices):
		p.input.set(string(p.choices[p.choice].id))
	case p.filters():
		s.saved.complete(&p.input, s.fits)
	}
}

// savedHints returns what the prompt says of saved filters.
func (s *fleetScreen) savedHints() []hint {
	if s.prompt == nil || !s.prompt.filters() {
		return nil
	}
	return s.saved.hints(&s.prompt.input, s.fits, s.prompt.kind == promptListFilter)
}

// askFilterName asks for a name for the filters of the list in focus.
func (s *fleetScreen) askFilterName() {
	switch err := s.saved.canSave(s.pane().searching().filters); {
	case errors.Is(err, errNoFilter):
		s.say("no filter to save"+s.placeName()+"; "+s.keys.text(actFilter)+" adds one", false)
	case err != nil:
		s.say(err.Error(), true)
	default:
		s.ask(promptName, "")
	}
}

// nameEntered saves the filters of the list in focus under a name; one that is refused stays, to be
// mended.
func (s *fleetScreen) nameEntered(name string) tea.Cmd {
	inForce := s.pane().searching().filters
	if name == "" {
		s.closePrompt("")
		return nil
	}
	if err := s.saved.check(name, inForce, s.parseTime); err != nil {
		s.prompt.refuse(err)
		return nil
	}
	s.closePrompt(name)
	save := s.saved.saving(name, inForce)
	return func() tea.Msg { return fleetFilterSaved{save()} }
}

// fleetFilterSaved says how the saving of a filter went.
type fleetFilterSaved struct{ filterSaved }

func (m fleetFilterSaved) handleFleet(f *fleetApp) tea.Cmd {
	said, isError := f.screen.saved.keep(m.filterSaved)
	f.screen.say(said, isError)
	for p := range fleetPaneCount {
		f.screen.paneAt(p).forgetFilters() // a name may mean something else now
	}
	return nil
}

// addFilter filters the list in focus by one more filter.
func (s *fleetScreen) addFilter(source string) {
	search := s.pane().searching()
	search.filters = append(search.filters, source)
	s.pane().narrow()
}
