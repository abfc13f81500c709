package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// searchDelay is how long a search waits for the frame that it would otherwise hold up: it takes all processors.
const searchDelay = 2 * time.Millisecond

// continueSearches starts the next slices of scans, if there are some to do.
func (a *App) continueSearches() tea.Cmd {
	var cmds []tea.Cmd
	for _, c := range a.sessions {
		for _, l := range []*results{&c.log.lines, &c.log.matches} {
			if work := l.nextStep(); work != nil {
				cmds = append(cmds, func() tea.Msg {
					time.Sleep(searchDelay)
					return work()
				})
			}
		}
	}
	return tea.Batch(cmds...)
}

// onStepDone takes the result of a slice and starts the next one.
func (a *App) onStepDone(r stepDone) tea.Cmd {
	r.results.accept(r)
	return a.continueSearches()
}
