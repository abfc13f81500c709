package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// paneID names a pane; its number is its key.
type paneID uint8

const (
	paneNone paneID = iota
	paneUpdates
	paneWindow
	paneRestarts
	paneLog
	paneFindings
	paneDeployments
	paneScans
	paneSources
	paneTimeline
	paneCount
)

// pane is a part of the screen with a title. It draws into the cells it is given and never measures itself.
type pane interface {
	// heading is the pane's name and, behind it, what is most worth knowing about its content.
	title(d *renderContext) (name string, more []cell.Span)
	// rows is h rows of w cells.
	rows(d *renderContext, w, h int) []string
	// move moves the selection by some rows, as far as there are any.
	move(d *renderContext, by int)
	// page is how many rows it showed last.
	pageSize() int
	// pick selects the row shown at a height.
	selectRow(d *renderContext, row int)
	// subject is what is selected.
	subject(d *renderContext) subject
}

// subject is something a key can act on: an id, a record, a finding with both, or a log.
type subject struct {
	id      event.GUID
	rec     event.RecordID
	hasRec  bool
	finding model.FindingKey
	log     string
}

// renderContext is what a pane draws from and with.
type renderContext struct {
	th      *cell.Theme
	g       *cell.Glyphs
	asOf    *clientAsOf
	session *session
	app     *App
	focused bool
}
