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
	w, h, up              int
	shownRows, futureRows int // of the records: the later ones are pale
	rows                  []cell.Row
}

// logPaneRows returns the rows of the log pane: those drawn last, if only the time of day has changed.
func (a *App) logPaneRows(d *renderContext, w, h, up int, draw func() []cell.Row) []cell.Row {
	k := keptRows{w: w, h: h, up: up, shownRows: d.asOf.shownRows, futureRows: d.asOf.shownRows - d.asOf.pastRows}
	if a.stale == frameLate && len(a.logRows.rows) > 0 && k.fits(&a.logRows) {
		return a.logRows.rows
	}
	k.rows = draw()
	a.logRows = k
	return k.rows
}

// fits reports whether what is kept was drawn for the same room and records.
func (k *keptRows) fits(kept *keptRows) bool {
	return k.w == kept.w && k.h == kept.h && k.up == kept.up && k.shownRows == kept.shownRows && k.futureRows == kept.futureRows
}
