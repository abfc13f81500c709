package ui

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"ccmtail/query"
)

// expressions returns the typed filters in force, one for each chip; what * follows is no filter
// that could be named.
func (p *logPane) expressions() (all []string) {
	for _, c := range p.chips {
		if c.linkID.IsZero() {
			all = append(all, c.source)
		}
	}
	return all
}

// askFilterName asks for a name for the chips.
func (a *App) askFilterName() {
	switch {
	case a.options.SaveFilter == nil:
		a.notifyError("no folder to save filters in")
	case len(a.session().log.expressions()) == 0:
		a.notify("no filter to save; "+a.keys.text(actFilter)+" adds one", notifyTime)
	default:
		a.openPrompt(promptName)
	}
}

// filterSaved says how the saving of a filter went.
type filterSaved struct {
	name        string
	expressions []string
	err         error
}

// withFilter returns the saved filters with the chips under a name.
func (a *App) withFilter(name string) (query.Saved, string) {
	name = strings.TrimPrefix(name, "@")
	all := maps.Clone(a.savedFilters)
	if all == nil {
		all = query.Saved{}
	}
	all[name] = a.session().log.expressions()
	return all, name
}

// checkFilterName returns why the chips cannot be saved under a name.
func (a *App) checkFilterName(name string) error {
	switch {
	case a.options.SaveFilter == nil:
		return errors.New("no folder to save filters in")
	case len(a.session().log.expressions()) == 0:
		return errors.New("no filter to save")
	}
	all, name := a.withFilter(name)
	if err := all.Check(name, a.parseTime); err != nil {
		return errors.New(err.Error()) // which part is wrong is no part of the name
	}
	return nil
}

// saveFilter keeps the chips under a name that was checked.
func (a *App) saveFilter(name string) tea.Cmd {
	all, name := a.withFilter(name)
	save := a.options.SaveFilter
	return func() tea.Msg { return filterSaved{name, all[name], save(name, all[name])} }
}

func (f filterSaved) handle(a *App) tea.Cmd {
	if f.err != nil {
		a.notifyError(fmt.Sprintf("%q not saved: %v", f.name, f.err))
		return nil
	}
	if a.savedFilters == nil {
		a.savedFilters = query.Saved{}
	}
	_, again := a.savedFilters[f.name]
	a.savedFilters[f.name] = f.expressions
	a.notify("saved"+either(again, " again", "")+" as @"+f.name, notifyTime)
	return nil
}

// savedCompletion returns the name of a saved filter that is being typed, and the names that it
// could become.
func (a *App) savedCompletion(p *prompt) (begun string, names []string) {
	if p.kind != promptFilter && p.kind != promptFind {
		return "", nil
	}
	word, _ := p.input.split()
	word = strings.TrimLeft(word[strings.LastIndexByte(word, ' ')+1:], "!")
	begun, ok := strings.CutPrefix(word, "@")
	if !ok {
		return "", nil
	}
	for _, name := range slices.Sorted(maps.Keys(a.savedFilters)) {
		if strings.HasPrefix(name, begun) {
			names = append(names, name)
		}
	}
	return begun, names
}

// completeSaved types on as far as the names that are meant agree.
func (a *App) completeSaved(p *prompt) tea.Cmd {
	begun, names := a.savedCompletion(p)
	if len(names) == 0 {
		return nil
	}
	common := names[0]
	for _, n := range names {
		for !strings.HasPrefix(n, common) {
			_, size := utf8.DecodeLastRuneInString(common)
			common = common[:len(common)-size]
		}
	}
	p.input.insert(strings.TrimPrefix(common, begun))
	return a.promptEdited()
}

// savedHints returns the saved filters that could be meant, while one is being typed; else that
// there are some.
func (a *App) savedHints() []hint {
	_, names := a.savedCompletion(a.prompt)
	switch {
	case len(names) > 0:
	case len(a.savedFilters) > 0 && a.prompt.kind == promptFilter:
		return []hint{{"@", "saved filter"}}
	default:
		return nil
	}
	out := []hint{{"Tab", "complete"}}
	for _, n := range names {
		out = append(out, hint{"@" + n, strings.Join(a.savedFilters[n], "  ")})
	}
	return out
}
