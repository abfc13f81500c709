package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// pane is a part of the screen with a title. It draws into the cells it is given and never measures itself.
type pane interface {
	// title is what stands behind the pane's name: what is most worth knowing about its content.
	title(d *renderContext) []cell.Span
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
	width   int  // of the screen
	focused bool // the pane is
}
