package ui

import "slices"

// Remembered is what the screen keeps from one run to the next: how it was laid out, and what was
// typed to filter. A value that is not known, as from a file that somebody changed, is as if it had
// not been kept.
type Remembered struct {
	Pane       string `toml:"pane"` // the one in focus, as the commands call it
	Full       bool   `toml:"full_screen"`
	Histogram  bool   `toml:"histogram"`
	Sort       string `toml:"sort"`  // of the updates
	Group      string `toml:"group"` // what the updates are grouped by
	AllUpdates bool   `toml:"all_updates"`
	Clock      string `toml:"clock"`
	Layout     Layout `toml:"layout"`
	// Filters are the inputs of the filter prompt, the oldest first.
	Filters []string `toml:"filters"`
}

// maxRememberedInputs is how many inputs of a prompt are kept.
const maxRememberedInputs = 100

// restore lays the screen out as it was.
func (a *App) restore(m Remembered) {
	if id := paneID(m.Pane); a.panes[id] != nil {
		a.focus = id
	}
	if i := slices.Index(clockNames[:], m.Clock); i >= 0 {
		a.clockKind = clockKind(i)
	}
	for _, p := range a.panes {
		if p, ok := p.(rememberer); ok {
			p.restore(m)
		}
	}
	a.fullScreen, a.showHistogram, a.paneSizes = m.Full, m.Histogram, m.Layout
	a.inputHistory[promptFilter] = newestDistinct(m.Filters)
}

// remembered returns what is to be kept.
func (a *App) remembered() Remembered {
	clock := clockNames[a.clockKind]
	if clock == a.options.Clock {
		clock = a.options.Remembered.Clock // it was asked for, for this run
	}
	m := Remembered{
		Pane: string(a.focus), Full: a.fullScreen, Histogram: a.showHistogram, Clock: clock, Filters: newestDistinct(a.inputHistory[promptFilter]), Layout: a.paneSizes,
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
