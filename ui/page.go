package ui

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// page covers the panes with the whole of one thing. It is built anew for each frame, so that it too tells of the
// screen's time.
type page struct {
	list
	// about is what it shows, for keys that act on it.
	about subject
	// ticket is the same as Markdown fit for a ticket; nil where there is nothing but the page's own text.
	ticket func(*draw) string
	// raw: a record as it stands in its file.
	raw bool
	// search is what is typed to narrow it, nil where that makes no sense.
	search *prompt
}

// pageRows is the page on top.
func (a *App) pageRows(w, h int) []string {
	p := a.pages[len(a.pages)-1]
	d := a.draw(true)
	name, more := p.heading(d)
	out := []string{a.title(name, d.soFar(more), w, -1, true)}
	if p.search != nil && h > 3 {
		out = append(out, p.search.row(d, w))
	}
	return append(out, p.rows(d, w, h-len(out))...)[:h]
}

func (p *page) hints() []hint {
	if p.search != nil {
		return []hint{{"type", "to search"}, {"↑ ↓", "move"}, {"Enter", "do it"}, {"Esc", "back"}}
	}
	if p.about == (subject{}) {
		return []hint{{"y", "copy all of it"}, {"Esc", "back"}, {"?", "all keys"}}
	}
	out := []hint{{"Enter", "the record that says so"}, {"*", "follow its ids"}, {"y", "copy all of it"}, {"Esc", "back"}}
	if p.about.hasRec && p.about.id.IsZero() || p.raw {
		out = append([]hint{{"p", "raw"}}, out...)
	}
	return append(out, hint{"?", "all keys"}, hint{"q", "back"})
}

// open puts a page on top.
func (a *App) open(p *page) { a.pages = append(a.pages, p) }

// close takes the page on top away.
func (a *App) close() { a.pages = a.pages[:len(a.pages)-1] }

// openSubject opens the page of what is selected.
func (a *App) openSubject(d *draw, s subject) {
	switch {
	case d.m.finding(s.finding) != nil:
		a.open(findingPage(s.finding))
	case d.m.update(s.id) != nil:
		a.open(updatePage(d.m.update(s.id).ID))
	case d.m.state.Deployment(s.id) != nil:
		a.open(deploymentPage(d.m.state.Deployment(s.id).ID))
	case s.hasRec:
		a.open(recordPage(s.rec))
	}
}

// heading1 is a row that begins a part of a page.
func heading1(d *draw, s string) []item {
	return []item{{plain: true}, {text: say(d.th.title, s), plain: true}}
}

// named is a fact of a page: a name and what is so named, and what it is about.
type named struct {
	name    string
	st      style
	value   string
	subject subject
}

func factItems(d *draw, w int, facts []named) []item {
	var out []item
	for _, f := range facts {
		out = append(out, fact(d, w, f.name, f.st, f.value, f.subject)...)
	}
	return out
}

// fact is a row of a page: a name and what is so named, wrapped under itself.
func fact(d *draw, w int, name string, st style, value string, s subject) []item {
	if value == "" {
		return nil
	}
	const indent = 14
	var out []item
	for i, piece := range wrap(value, w-indent-2) {
		head := spaces(indent)
		if i == 0 {
			head = padded(name, indent)
		}
		out = append(out, item{text: []span{{d.th.faint, head}, {st, piece}}, subject: s, plain: i > 0 || !s.hasRec && s.id.IsZero()})
	}
	return out
}

// quoted is what a record says, in a row below what it shows.
func quoted(d *draw, indent int, rec event.RecordID) item {
	return item{text: []span{{"", spaces(indent)}, {d.th.faint, oneLine(cut(string(d.m.records.Message(rec)), 400))}}, plain: true}
}

func evident(e model.Evidence) subject {
	return subject{rec: e.Rec, hasRec: !e.At.IsZero()}
}
