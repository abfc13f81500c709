package ui

import (
	"slices"
)

// Remembered is what the screen keeps from one run to the next: how it was laid out, and what was
// typed to filter. A value that is not known, as from a file that somebody changed, is as if it had
// not been kept.
type Remembered struct {
	Histogram  bool   `toml:"histogram"`
	Sort       string `toml:"sort"`  // of the updates
	Group      string `toml:"group"` // what the updates are grouped by
	AllUpdates bool   `toml:"all_updates"`
	Clock      string `toml:"clock"`
	Theme      string `toml:"theme"` // chosen on the screen
	// Columns are the log's, nil for the usual ones.
	Columns []string `toml:"columns"`
	Layout  Layout   `toml:"layout"`
	// Filters are the inputs of the filter prompt, the oldest first.
	Filters []string `toml:"filters"`
	// Commands are the commands used last, the oldest first.
	Commands []string    `toml:"commands"`
	Marks    []SavedMark `toml:"marks"`
}

// maxRememberedInputs is how many inputs of a prompt are kept.
const maxRememberedInputs = 100

// restore lays the screen out as it was.
func (a *App) restore(m Remembered) {
	if slices.Contains(a.themeNames(), m.Theme) && a.options.Theme == "" && !a.options.NoColor {
		a.th, a.options.Theme, a.chosenTheme = a.themeNamed(m.Theme), m.Theme, m.Theme
	}
	if cols, unknown := parseLogColumns(m.Columns); unknown == "" && len(m.Columns) > 0 && slices.Equal(a.logOptions.columns, defaultLogColumns) {
		a.logOptions.columns = cols
	}
	if i := slices.Index(clockNames[:], m.Clock); i >= 0 {
		a.clockKind = clockKind(i)
	}
	for _, p := range a.panes {
		if p, ok := p.(rememberer); ok {
			p.restore(m)
		}
	}
	a.showHistogram, a.paneSizes = m.Histogram, m.Layout
	a.inputHistory[promptFilter] = newestDistinct(m.Filters)
	a.savedMarks = slices.Clone(m.Marks)
	for _, id := range m.Commands {
		a.usedCommand(actionID(id))
	}
}

// remembered returns what is to be kept.
func (a *App) remembered() Remembered {
	clock := clockNames[a.clockKind]
	if clock == a.options.Clock {
		clock = a.options.Remembered.Clock // it was asked for, for this run
	}
	m := Remembered{
		Theme: a.chosenTheme, Histogram: a.showHistogram, Clock: clock, Filters: newestDistinct(a.inputHistory[promptFilter]), Layout: a.paneSizes,
	}
	if !slices.Equal(a.logOptions.columns, defaultLogColumns) {
		for _, c := range a.logOptions.columns {
			m.Columns = append(m.Columns, logColumnNames[c])
		}
	}
	m.Marks = a.marksToKeep()
	for _, id := range a.recentCommands {
		m.Commands = append(m.Commands, string(id))
	}
	for _, p := range a.panes {
		if p, ok := p.(rememberer); ok {
			p.remember(&m)
		}
	}
	return m
}

// newestDistinct returns the last inputs of a prompt, each once, where it was typed last.
func newestDistinct(typed []string) []string {
	var out []string
	for _, s := range slices.Backward(typed) {
		if len(out) < maxRememberedInputs && s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Reverse(out)
	return out
}
