package ui

// logView is the log pane of whichever client is shown.
type logView struct{}

func (logView) heading(d *draw) (string, []span) { return d.c.log.heading(d) }
func (logView) rows(d *draw, w, h int) []string  { return d.c.log.rows(d, w, h) }
func (logView) move(d *draw, by int)             { d.c.log.move(d, by) }
func (logView) page() int                        { return 10 }
func (logView) pick(d *draw, row int)            { d.c.log.pick(d, row) }
func (logView) subject(d *draw) subject          { return d.c.log.subject(d) }
