package ui

import "ccmtail/ui/cell"

// staleness says how far the frame on the screen is behind what is to be shown.
type staleness uint8

const (
	frameCurrent staleness = iota
	frameLate              // nothing but the time of day has changed
	frameChanged
)

// keptRows are those of the log, on which nothing shows the time of day. They are half of the screen:
// drawing them once a second is much of what a screen costs on which nothing happens.
type keptRows struct {
	of   rowsKey
	rows []cell.Row
}

// rowsKey is what rows of the log depend on that the time of day may change: their room, and how many
// records there are and are pale because they are later.
type rowsKey struct{ w, h, up, shown, future int }

// logPaneRows returns the rows of the log pane: those drawn last, if only the time of day has changed.
func (a *App) logPaneRows(d *renderContext, w, h, up int, draw func() []cell.Row) []cell.Row {
	key := rowsKey{w, h, up, d.asOf.shownRows, d.asOf.shownRows - d.asOf.pastRows}
	if a.stale != frameLate || len(a.logRows.rows) == 0 || key != a.logRows.of {
		a.logRows = keptRows{key, draw()}
	}
	return a.logRows.rows
}
