package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/ui/cell"
)

// reveal moves the messages to the side so that what was looked for in a record is in sight: as little
// as can be, and not at all where they need not be moved.
func (p *logPane) reveal(f *rowFormatter, rec event.RecordID) {
	finder, ok := p.revealing.(query.Highlighter)
	p.revealing = nil
	if !ok || f.wrap {
		return
	}
	message := f.d.asOf.Records.Message(rec)
	text := string(message[:min(len(message), maxRowBytes)])
	spans := finder.Highlights(text, nil)
	if len(spans) < 2 {
		return
	}
	begin, end := cell.Width(text[:spans[0]]), cell.Width(text[:spans[1]])
	room := f.width - 3
	for _, c := range f.cols {
		room -= f.widths[c]
	}
	switch {
	case end <= room:
		p.scrolledCells = 0
	case begin <= p.scrolledCells || end+1 > p.scrolledCells+room:
		p.scrolledCells = max(min(end+8-room, begin-1), 0) // with a little of what is behind it
	}
}

// goToFound goes to a record in which something was found, and shows that.
type goToFound struct {
	goToRecord
	matcher query.Matcher
}

func (e goToFound) do(a *App) tea.Cmd {
	cmd := e.goToRecord.do(a)
	a.session().log.revealing = e.matcher
	return cmd
}
