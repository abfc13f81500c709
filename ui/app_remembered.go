package ui

import "slices"

// Remembered is what the screen keeps from one run to the next: how it was laid out, and what was typed to filter. A value that
// is not known, as from a file that somebody changed, is as if it had not been kept.
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
	if i := slices.Index(paneNames[1:], m.Pane); i >= 0 {
		a.focus = paneID(i + 1)
	}
	if i := slices.Index(clockNames[:], m.Clock); i >= 0 {
		a.clockKind = clockKind(i)
	}
	updates := a.panes[paneUpdates].(*updatesPane)
	if i := slices.Index(updateOrderNames[:], m.Sort); i >= 0 {
		updates.order = updateOrder(i)
	}
	if i := slices.Index(groupingNames[:], m.Group); i >= 0 {
		updates.grouping = grouping(i)
	}
	a.fullScreen, a.showHistogram, updates.showAll, a.paneSizes = m.Full, m.Histogram, m.AllUpdates, m.Layout
	a.inputHistory[promptFilter] = newestDistinct(m.Filters)
}

// remembered is what is to be kept.
func (a *App) remembered() Remembered {
	updates := a.panes[paneUpdates].(*updatesPane)
	clock := clockNames[a.clockKind]
	if clock == a.options.Clock {
		clock = a.options.Remembered.Clock // it was asked for, for this run
	}
	return Remembered{
		Pane: paneNames[a.focus], Full: a.fullScreen, Histogram: a.showHistogram, Sort: updateOrderNames[updates.order],
		Group: groupingNames[updates.grouping], AllUpdates: updates.showAll, Clock: clock, Filters: newestDistinct(a.inputHistory[promptFilter]), Layout: a.paneSizes,
	}
}

// newestDistinct is the last inputs of a prompt, each once, where it was typed last.
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
