package ui

import "ccmtail/ui/cell"

// shownLogPane is the log pane of whichever client is shown.
type shownLogPane struct{}

func (shownLogPane) title(d *renderContext) (string, []cell.Span) { return d.session.log.title(d) }
func (shownLogPane) rows(d *renderContext, w, h int) []string     { return d.session.log.rows(d, w, h) }
func (shownLogPane) move(d *renderContext, by int)                { d.session.log.move(d, by) }
func (shownLogPane) pageSize() int                                { return 10 }
func (shownLogPane) selectRow(d *renderContext, row int)          { d.session.log.selectRow(d, row) }
func (shownLogPane) subject(d *renderContext) subject             { return d.session.log.subject(d) }
