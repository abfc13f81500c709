package ui

import "slices"

// Memory is what the screen keeps from one run to the next: how it was laid out, and what was typed to filter. A value that
// is not known, as from a file that somebody changed, is as if it had not been kept.
type Memory struct {
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

// recalled is how many inputs of a prompt are kept.
const recalled = 100

// paneNames are what the commands call the panes.
var paneNames = [panes]string{
	paneUpdates: "updates", paneWindow: "service window", paneReboots: "reboots", paneLog: "log", paneFindings: "findings",
	paneDeployments: "deployments", paneScans: "scans", paneSources: "sources", paneTimeline: "timeline",
}

// clockNames are what the configuration calls the clocks.
var clockNames = [clocks]string{"client", "utc", "own"}

// recall lays the screen out as it was.
func (a *App) recall(m Memory) {
	if i := slices.Index(paneNames[1:], m.Pane); i >= 0 {
		a.focus = paneID(i + 1)
	}
	if i := slices.Index(clockNames[:], m.Clock); i >= 0 {
		a.clock = clockOf(i)
	}
	updates := a.panes[paneUpdates].(*updatesPane)
	if i := slices.Index(updateOrderNames[:], m.Sort); i >= 0 {
		updates.order = updateOrder(i)
	}
	if i := slices.Index(groupingWords[:], m.Group); i >= 0 {
		updates.by = grouping(i)
	}
	a.full, a.histogram, updates.every, a.sizes = m.Full, m.Histogram, m.AllUpdates, m.Layout
	a.past[promptFilter] = newest(m.Filters)
}

// memory is what is to be kept.
func (a *App) memory() Memory {
	updates := a.panes[paneUpdates].(*updatesPane)
	clock := clockNames[a.clock]
	if clock == a.o.Clock {
		clock = a.o.Memory.Clock // it was asked for, for this run
	}
	return Memory{
		Pane: paneNames[a.focus], Full: a.full, Histogram: a.histogram, Sort: updateOrderNames[updates.order],
		Group: groupingWords[updates.by], AllUpdates: updates.every, Clock: clock, Filters: newest(a.past[promptFilter]), Layout: a.sizes,
	}
}

// newest is the last inputs of a prompt, each once, where it was typed last.
func newest(typed []string) []string {
	var out []string
	for _, s := range slices.Backward(typed) {
		if len(out) < recalled && s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Reverse(out)
	return out
}
