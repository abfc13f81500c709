package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// page covers the panes with the whole of one thing. It is built anew for each frame, so that it too tells of the
// screen's time.
type page struct {
	list
	// about is what it shows, for keys that act on it.
	shownSubject subject
	// ticket is the same as Markdown fit for a ticket; nil where there is nothing but the page's own text.
	markdown func(*renderContext) string
	// raw: a record as it stands in its file.
	raw bool
	// search is what is typed to narrow it, nil where that makes no sense.
	search *prompt
}

// pageRows is the page on top.
func (a *App) pageRows(w, h int) []string {
	p := a.pages[len(a.pages)-1]
	d := a.renderContext(true)
	name, more := p.title(d)
	out := []string{a.titleRow(name, d.markPreview(more), w, -1, true)}
	if p.search != nil && h > 3 {
		out = append(out, p.search.row(d, w))
	}
	return append(out, p.rows(d, w, h-len(out))...)[:h]
}

func (p *page) hints() []hint {
	if p.search != nil {
		return []hint{{"type", "to search"}, {"↑ ↓", "move"}, {"Enter", "do it"}, {"Esc", "back"}}
	}
	if p.shownSubject == (subject{}) {
		return []hint{{"y", "copy all of it"}, {"Esc", "back"}, {"?", "all keys"}}
	}
	out := []hint{{"Enter", "the record that says so"}, {"*", "follow its ids"}, {"y", "copy all of it"}, {"Esc", "back"}}
	if p.shownSubject.hasRec && p.shownSubject.id.IsZero() || p.raw {
		out = append([]hint{{"p", "raw"}}, out...)
	}
	return append(out, hint{"?", "all keys"}, hint{"q", "back"})
}

// openPage puts a page on top.
func (a *App) openPage(p *page) { a.pages = append(a.pages, p) }

// closePage takes the page on top away.
func (a *App) closePage() { a.pages = a.pages[:len(a.pages)-1] }

// openSubject opens the page of what is selected.
func (a *App) openSubject(d *renderContext, s subject) {
	switch {
	case d.asOf.finding(s.finding) != nil:
		a.openPage(findingPage(s.finding))
	case d.asOf.update(s.id) != nil:
		a.openPage(updatePage(d.asOf.update(s.id).ID))
	case d.asOf.state.Deployment(s.id) != nil:
		a.openPage(deploymentPage(d.asOf.state.Deployment(s.id).ID))
	case s.hasRec:
		a.openPage(recordPage(s.rec))
	}
}

// sectionItems is a row that begins a part of a page.
func sectionItems(d *renderContext, s string) []item {
	return []item{{unselectable: true}, {text: cell.OneSpan(d.th.Title, s), unselectable: true}}
}

// factItems is the facts of a page, each with what it leads to.
func factItems(d *renderContext, w int, facts []summary.Fact) []item {
	var out []item
	for _, f := range facts {
		s := evidenceSubject(f.Evidence)
		s.id = f.ID
		out = append(out, factRows(d, w, f.Name, toneStyle(d.th, f.Tone), f.Value, s)...)
	}
	return out
}

// factRows is a row of a page: a name and what is so named, wrapped under itself.
func factRows(d *renderContext, w int, name string, st cell.Style, value string, s subject) []item {
	if value == "" {
		return nil
	}
	const indent = 14
	var out []item
	for i, piece := range cell.Wrap(value, w-indent-2) {
		head := cell.Spaces(indent)
		if i == 0 {
			head = cell.PadRight(name, indent)
		}
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, head), cell.Styled(st, piece)}, subject: s, unselectable: i > 0 || !s.hasRec && s.id.IsZero()})
	}
	return out
}

// quotedItem is what a record says, in a row below what it shows.
func quotedItem(d *renderContext, indent int, rec event.RecordID) item {
	return item{text: []cell.Span{cell.Styled("", cell.Spaces(indent)), cell.Styled(d.th.Faint, oneLine(cell.Cut(string(d.asOf.records.Message(rec)), 400)))}, unselectable: true}
}

func evidenceSubject(e model.Evidence) subject {
	return subject{rec: e.Rec, hasRec: !e.At.IsZero()}
}

func (a *App) toggleRaw() {
	d := a.renderContext(true)
	if n := len(a.pages); n > 0 && a.pages[n-1].shownSubject.hasRec {
		a.pages[n-1].raw = !a.pages[n-1].raw
		return
	}
	if s := a.activePane().subject(d); s.hasRec {
		p := recordPage(s.rec)
		p.raw = true
		a.openPage(p)
	}
}
