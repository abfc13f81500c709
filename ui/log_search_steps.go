package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/query"
)

// searchDelay is how long a search waits for the frame that it would otherwise hold up: it takes
// all processors.
const searchDelay = 2 * time.Millisecond

// continueSearches starts the next steps of all queries that are not done.
func (a *App) continueSearches() tea.Cmd {
	var cmds []tea.Cmd
	for _, l := range []*query.Results{&a.client.log.lines, &a.client.log.matches} {
		if work := l.NextStep(); work != nil {
			cmds = append(cmds, func() tea.Msg {
				time.Sleep(searchDelay)
				return stepDone{work()}
			})
		}
	}
	return tea.Batch(cmds...)
}

// stepDone is a step of a query that has been done.
type stepDone struct{ query.StepDone }

// handle takes in what a step found.
func (m stepDone) handle(*App) tea.Cmd {
	m.Apply()
	return nil
}
