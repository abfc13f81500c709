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

// savedFilters are the filters with names. The fleet and the clients that are opened in it share them.
type savedFilters struct {
	all  query.Saved
	save func(name string, expressions []string) error // nil: there is no place for it
}

func newSavedFilters(o *Options) *savedFilters {
	if o.savedFilters != nil {
		return o.savedFilters
	}
	f := &savedFilters{all: maps.Clone(o.Filters), save: o.SaveFilter}
	if f.all == nil {
		f.all = query.Saved{}
	}
	return f
}

var (
	errNoPlaceForFilters = errors.New("no folder to save filters in")
	errNoFilter          = errors.New("no filter to save")
)

// canSave returns why filters in force cannot be saved, whatever their name.
func (f *savedFilters) canSave(inForce []string) error {
	switch {
	case f.save == nil:
		return errNoPlaceForFilters
	case len(inForce) == 0:
		return errNoFilter
	}
	return nil
}

// with returns the saved filters with those in force under a name.
func (f *savedFilters) with(name string, inForce []string) (query.Saved, string) {
	name = strings.TrimPrefix(name, "@")
	all := maps.Clone(f.all)
	all[name] = slices.Clone(inForce)
	return all, name
}

// check returns why filters in force cannot be saved under a name.
func (f *savedFilters) check(name string, inForce []string, parseTime query.TimeParser) error {
	if err := f.canSave(inForce); err != nil {
		return err
	}
	all, name := f.with(name, inForce)
	if err := all.Check(name, parseTime); err != nil {
		return errors.New(err.Error()) // which part is wrong is no part of the name
	}
	return nil
}

// saving returns what saves filters under a name that was checked.
func (f *savedFilters) saving(name string, inForce []string) func() filterSaved {
	all, name := f.with(name, inForce)
	return func() filterSaved { return filterSaved{name, all[name], f.save(name, all[name])} }
}

// filterSaved says how the saving of a filter went.
type filterSaved struct {
	name        string
	expressions []string
	err         error
}

// keep takes in a filter that was saved, and says how that went.
func (f *savedFilters) keep(s filterSaved) (said string, isError bool) {
	if s.err != nil {
		return fmt.Sprintf("%q not saved: %v", s.name, s.err), true
	}
	_, again := f.all[s.name]
	f.all[s.name] = s.expressions
	return "saved" + either(again, " again", "") + " as @" + s.name, false
}

// completion returns the name of a saved filter that is being typed, and the names of those fitting
// that it could become.
func (f *savedFilters) completion(l *lineInput, fits func(name string) bool) (begun string, names []string) {
	word, _ := l.split()
	word = strings.TrimLeft(word[strings.LastIndexByte(word, ' ')+1:], "!")
	begun, ok := strings.CutPrefix(word, "@")
	if !ok {
		return "", nil
	}
	for _, name := range slices.Sorted(maps.Keys(f.all)) {
		if strings.HasPrefix(name, begun) && fits(name) {
			names = append(names, name)
		}
	}
	return begun, names
}

// complete types on as far as the names that are meant agree.
func (f *savedFilters) complete(l *lineInput, fits func(name string) bool) {
	begun, names := f.completion(l, fits)
	if len(names) == 0 {
		return
	}
	common := names[0]
	for _, n := range names {
		for !strings.HasPrefix(n, common) {
			_, size := utf8.DecodeLastRuneInString(common)
			common = common[:len(common)-size]
		}
	}
	l.insert(strings.TrimPrefix(common, begun))
}

// hints returns the saved filters that could be meant, while one is being typed; else that there are
// some, if that is to be said.
func (f *savedFilters) hints(l *lineInput, fits func(name string) bool, any bool) []hint {
	_, names := f.completion(l, fits)
	if len(names) == 0 {
		for name := range f.all {
			if any && fits(name) {
				return []hint{{"@", "saved filter"}}
			}
		}
		return nil
	}
	out := []hint{{"Tab", "complete"}}
	for _, n := range names {
		out = append(out, hint{"@" + n, strings.Join(f.all[n], "  ")})
	}
	return out
}

// actions returns the fitting filters as commands that filter something.
func (f *savedFilters) actions(fits func(name string) bool, what string, run func(source string) func(*App) tea.Cmd) (out []*action) {
	for _, name := range slices.Sorted(maps.Keys(f.all)) {
		if !fits(name) {
			continue
		}
		var do func(*App) tea.Cmd
		if run != nil {
			do = run("@" + name)
		}
		out = append(out, newAction(groupSearching, actionID("@"+name), do, "", "filter "+what+" by "+strings.Join(f.all[name], "  ")))
	}
	return out
}

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
	switch err := a.saved.canSave(a.session().log.expressions()); {
	case errors.Is(err, errNoFilter):
		a.notify("no filter to save; "+a.keys.text(actFilter)+" adds one", notifyTime)
	case err != nil:
		a.notifyError(err.Error())
	default:
		a.openPrompt(promptName)
	}
}

// checkFilterName returns why the chips cannot be saved under a name.
func (a *App) checkFilterName(name string) error {
	return a.saved.check(name, a.session().log.expressions(), a.parseTime)
}

// saveFilter keeps the chips under a name that was checked.
func (a *App) saveFilter(name string) tea.Cmd {
	save := a.saved.saving(name, a.session().log.expressions())
	return func() tea.Msg { return save() }
}

func (f filterSaved) handle(a *App) tea.Cmd {
	if said, isError := a.saved.keep(f); isError {
		a.notifyError(said)
	} else {
		a.notify(said, notifyTime)
	}
	return nil
}

// filtersLog reports whether a saved filter is one of log lines.
func (a *App) filtersLog(name string) bool {
	_, err := query.Parse("@"+name, a.saved.all, a.parseTime)
	return err == nil
}

// completeSaved types on the name of a saved filter.
func (a *App) completeSaved(p *prompt) tea.Cmd {
	if p.kind != promptFilter && p.kind != promptFind {
		return nil
	}
	return a.changeInput(p, func() { a.saved.complete(&p.input, a.filtersLog) })
}

// savedHints returns what the prompt says of saved filters.
func (a *App) savedHints() []hint {
	if p := a.prompt; p.kind == promptFilter || p.kind == promptFind {
		return a.saved.hints(&p.input, a.filtersLog, p.kind == promptFilter)
	}
	return nil
}
