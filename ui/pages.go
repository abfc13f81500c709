package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// page covers the panes with the whole of one thing. It is built anew for each frame, so that it
// too tells of the screen's time.
type page struct {
	list
	name string
	// shownSubject is what it shows, for keys that act on it.
	shownSubject subject
	// markdown returns the same as Markdown fit for a ticket; nil where there is nothing but the
	// page's own text.
	markdown func(*renderContext) string
	// raw: a record as it stands in its file.
	raw bool
	// readsOnly says that its records are gone to in the log alone, not shown as of their moment.
	readsOnly bool
	// search is what is typed to narrow it, nil where that makes no sense.
	search *prompt
}

// showsSearch reports whether a page of h rows has one for what is searched for on it.
func (p *page) showsSearch(h int) bool { return p.search != nil && h > 3 }

// pageStack is the pages that cover the panes, the one on top last.
type pageStack []*page

// top returns the page on top, nil if there is none.
func (s pageStack) top() *page {
	if len(s) == 0 {
		return nil
	}
	return s[len(s)-1]
}

// close takes the page on top away.
func (s *pageStack) close() { *s = (*s)[:len(*s)-1] }

// screenRows returns the page as it covers the panes.
func (p *page) screenRows(d *renderContext, w, h int) []cell.Row {
	out := []cell.Row{d.titleRow(p.name, p.title(d), w, -1)}
	if p.showsSearch(h) {
		out = append(out, p.search.row(&d.look, w))
	}
	return append(out, p.rows(d, w, h-len(out))...)[:h]
}

// listsUpdates reports whether there are updates to choose from on the page.
func (p *page) listsUpdates(d *renderContext) bool {
	items := p.items
	if items == nil { // not drawn yet
		items = p.build(d, max(p.width, 1))
	}
	for i := range items {
		if id := items[i].id; !items[i].unselectable && id != p.shownSubject.id && d.asOf.FindUpdate(id) != nil {
			return true
		}
	}
	return false
}

// hints returns the actions that do something on the page, most wanted first.
func (p *page) hints(d *renderContext) []keyHint {
	if p.readsOnly {
		return []keyHint{hintFor("show the log line", actDetails), hintFor("copy page", actCopy), hintFor("back", actBack), hintFor("all keys", actHelp), hintFor("back", actQuit)}
	}
	if p.shownSubject == (subject{}) {
		if p.search == nil && p.open(d) != nil {
			return []keyHint{hintFor("details", actDetails), hintFor("copy page", actCopy), hintFor("back", actBack), hintFor("all keys", actHelp), hintFor("back", actQuit)}
		}
		return []keyHint{hintFor("copy page", actCopy), hintFor("back", actBack), hintFor("all keys", actHelp), hintFor("back", actQuit)}
	}
	var out []keyHint
	if p.shownSubject.hasRec && p.shownSubject.id.IsZero() || p.raw {
		out = append(out, hintFor("raw", actRawRecord))
	}
	switch p.open(d).(type) {
	case showRecord:
		out = append(out, hintFor("show the log line", actDetails))
	case openDetails:
		out = append(out, hintFor("details", actDetails))
	}
	out = append(out, hintFor("related records", actFollowIDs), hintFor("copy page", actCopy), hintFor("back", actBack))
	return append(out, hintFor("all keys", actHelp), hintFor("back", actQuit))
}

// open goes to the record that says what is selected; from there, and from what is no fact, to the
// details of it. It returns nil where there is neither.
func (p *page) open(d *renderContext) effect {
	switch s := p.subject(d); {
	case d.asOf.FindFinding(s.finding) != nil:
		return openDetails{s}
	case s.hasRec && p.readsOnly:
		return goToRecord{s.rec}
	case s.hasRec && p.shownSubject != s:
		return showRecord{s.rec}
	case s.id != p.shownSubject.id && detailsPage(d, s) != nil:
		return openDetails{s}
	}
	return nil
}

// detailsPage returns the page of what is selected, nil if there is none.
func detailsPage(d *renderContext, s subject) *page {
	switch {
	case d.asOf.FindFinding(s.finding) != nil:
		return findingPage(s.finding)
	case d.asOf.FindUpdate(s.id) != nil:
		return updatePage(d.asOf.FindUpdate(s.id).ID)
	case d.asOf.State.Deployment(s.id) != nil:
		return deploymentPage(d.asOf.State.Deployment(s.id).ID)
	case s.hasRec:
		return recordPage(s.rec)
	}
	return nil
}

// sectionItems returns a row that begins a part of a page.
func (d *look) sectionItems(s string) []item {
	return []item{{unselectable: true}, {text: cell.OneSpan(d.th.Title, s), unselectable: true}}
}

// factItems returns the facts of a page, each with what it leads to.
func factItems(d *renderContext, w int, facts []summary.Fact) []item {
	var out []item
	for _, f := range facts {
		s := evidenceSubject(f.Evidence)
		s.id = f.ID
		out = append(out, factRows(d, w, f.Name, toneStyle(d.th, f.Tone), f.Value, s)...)
	}
	return out
}

// factRows returns a row of a page: a name and what is so named, wrapped under itself.
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

// quotedItem returns what a record says, in a row below what it shows.
func quotedItem(d *renderContext, indent int, rec event.RecordID) item {
	return item{text: []cell.Span{cell.Styled("", cell.Spaces(indent)), cell.Styled(d.th.Faint, oneLine(cell.Cut(string(d.asOf.Records.Message(rec)), 400)))}, unselectable: true}
}

func evidenceSubject(e model.Evidence) subject {
	return subject{rec: e.Rec, hasRec: !e.At().IsZero()}
}

// toggleRaw shows the page's record as it stands in its file, or opens what is selected so.
func (a *App) toggleRaw() tea.Cmd {
	if p := a.pages.top(); p != nil && p.shownSubject.hasRec {
		p.raw = !p.raw
		return nil
	}
	_, s := a.selection()
	if !s.hasRec {
		return nil
	}
	p := recordPage(s.rec)
	p.raw = true
	return a.do(openPage{p})
}
