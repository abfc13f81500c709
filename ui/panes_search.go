package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// Finding and filtering in a list: by KB, title, id, state and whatever else its rows say.

// listSearch is what is looked for in a list, and what narrows it.
type listSearch struct {
	wanted  string
	filters []string
	draft   string // the filter being typed
}

// searchable is a pane that can be searched and narrowed.
type searchable interface {
	searching() *listSearch
	// selectMatch selects the next row in a direction that holds what is wanted, going round; with
	// dir 0 the selected one will do. It reports whether there is one.
	selectMatch(d *renderContext, dir int) bool
	// keepSelection returns what selects again what is selected now.
	keepSelection(d *renderContext) (restore func())
}

// holdsWords reports whether a text holds each word of an expression, and none of those behind a "!".
// The text is in small letters; ids stand behind idsFollow, and only a word as long as a KB number is
// looked for in them: a few digits are in every id.
func holdsWords(text, expression string) bool {
	said, _, _ := strings.Cut(text, idsFollow)
	for _, word := range strings.Fields(strings.ToLower(expression)) {
		not := strings.HasPrefix(word, "!") && len(word) > 1
		word = strings.TrimPrefix(word, either(not, "!", ""))
		if strings.Contains(either(len(word) < minIDWord, said, text), word) == not {
			return false
		}
	}
	return true
}

const (
	idsFollow = "\x00"
	minIDWord = 6
)

// narrows reports whether anything narrows the list.
func (s *listSearch) narrows() bool { return len(s.filters) > 0 || s.draft != "" }

// passes reports whether a row with some text is listed.
func (s *listSearch) passes(text string) bool {
	for _, f := range s.filters {
		if !holdsWords(text, f) {
			return false
		}
	}
	return holdsWords(text, s.draft)
}

// finds reports whether a row with some text is what is looked for.
func (s *listSearch) finds(text string) bool { return s.wanted != "" && holdsWords(text, s.wanted) }

// giveUp gives up the search or else the newest filter, and reports whether there was one.
func (s *listSearch) giveUp() bool {
	if s.wanted != "" {
		s.wanted = ""
		return true
	}
	return s.removeNewest()
}

// removeNewest takes off the newest filter, and reports whether there was one.
func (s *listSearch) removeNewest() bool {
	n := len(s.filters)
	if n > 0 {
		s.filters = s.filters[:n-1]
	}
	return n > 0
}

// titleSpans returns what narrows the list and how much of it is left, and which of the matches is
// selected; at is its number from 1 on, 0 if none is.
func (s *listSearch) titleSpans(d *look, shown, all, at, matches int) []cell.Span {
	var out []cell.Span
	gap := func() {
		if out != nil {
			out = append(out, cell.Styled("", " "))
		}
	}
	for _, f := range s.filters {
		gap()
		out = append(out, cell.Styled(d.th.Chip, " "+f+" "))
	}
	if s.draft != "" {
		gap()
		out = append(out, cell.Styled(d.th.Chip, " "+s.draft+cell.Ellipsis+" "))
	}
	if s.narrows() {
		out = append(out, cell.Styled(d.th.Strong, fmt.Sprintf(" %s of %s", summary.Grouped(shown), summary.Grouped(all))))
	}
	if s.wanted != "" {
		gap()
		words := matchCount(matches)
		if at > 0 {
			words = fmt.Sprintf("match %s of %s", summary.Grouped(at), summary.Grouped(matches))
		}
		out = append(out, cell.Styled(d.th.Match, words))
	}
	return out
}

// updateText returns what an update can be found by.
func (d *renderContext) updateText(u *model.Update) string {
	words := []string{summary.UpdateLabel(u), u.Title, summary.StateText(u), d.asOf.Reason(u)}
	if u.State == model.Downloading {
		words = append(words, d.asOf.ShortReason(u, shortReasonWidth))
	}
	return strings.ToLower(strings.Join(append(words, idsFollow+u.ID.String()), " "))
}

// subjectText returns what a thing can be found by beside what its row says: its id, its name and, with
// parts, the updates it is about.
func (d *renderContext) subjectText(s subject, parts bool) string {
	words, ids := []string(nil), idsFollow
	if !s.id.IsZero() {
		ids += s.id.String()
	}
	if u := d.asOf.FindUpdate(s.id); u != nil {
		words = append(words, summary.UpdateLabel(u), u.Title)
	}
	if a := d.asOf.State.Deployment(s.id); a != nil && parts {
		for _, id := range a.Updates {
			words = append(words, summary.UpdateName(d.asOf.State, id))
		}
	}
	if f := d.asOf.FindFinding(s.finding); f != nil {
		words = append(words, f.ID, summary.Sentence(f.Text), summary.Sentence(f.Advice))
		if parts {
			for _, id := range f.Explained() {
				words, ids = append(words, d.asOf.NameOf(id)), ids+" "+id.String()
			}
		}
	}
	return strings.ToLower(strings.Join(append(words, ids), " "))
}

// activeSearch returns the search of the list in focus, nil where there is none.
func (a *App) activeSearch() *listSearch {
	if p := a.activeList(); p != nil {
		return p.searching()
	}
	return nil
}

// activeList returns the list in focus that can be searched, nil where another page or the log is.
func (a *App) activeList() searchable {
	if top := a.pages.top(); top != nil {
		if top.listsUpdates(a.renderContext(true)) {
			return top
		}
		return nil
	}
	p, _ := a.panes[a.focus].(searchable)
	return p
}

// searchInFocus asks what to look for, or what to filter by, in the list in focus or in the log.
func searchInFocus(inList, inLog promptKind) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		p, place := a.activeList(), " on this page"
		if len(a.pages) == 0 || p == nil || inList == promptListFilter { // a page is found in, not narrowed
			p, _ = a.panes[a.focus].(searchable)
			a.pages, place = nil, " in "+strings.ToLower(specOf(a.focus).name)
		}
		if p == nil {
			a.openPrompt(inLog)
			return nil
		}
		a.openPrompt(inList)
		a.prompt.list, a.prompt.place = p, place
		a.prompt.restoreList = p.keepSelection(a.renderContext(true))
		return nil
	}
}

// listInputEdited shows at once what the input so far finds, or leaves.
func (a *App) listInputEdited(p *prompt) {
	s, d := p.list.searching(), a.renderContext(true)
	text := strings.TrimSpace(p.value())
	if p.kind == promptListFilter {
		s.draft = text
		return
	}
	s.wanted = text
	p.restoreList()
	if text != "" && !p.list.selectMatch(d, 0) {
		p.err = "no match"
		if u, ok := p.list.(interface{ hiddenMatches(d *renderContext) int }); ok && u.hiddenMatches(d) > 0 {
			p.err = "only among those not shown: " + d.keys.hint(actShowAllUpdates) + " shows them"
		}
	}
}

// listInputEntered keeps what was typed: to go on with, or as a filter; an empty one ends that.
func (a *App) listInputEntered(p *prompt, text string) {
	s := p.list.searching()
	if p.kind == promptListFind {
		s.wanted = text
		return
	}
	if s.draft = ""; text == "" {
		s.filters = nil
		return
	}
	s.filters = append(s.filters, text)
}

// listInputCancelled leaves the list as if nothing had been typed.
func (a *App) listInputCancelled(p *prompt) {
	s := p.list.searching()
	if p.kind == promptListFind {
		s.wanted = ""
	}
	s.draft = ""
	p.restoreList()
}

// findNextAction goes to the next match in the list in focus, or in the log.
func findNextAction(dir int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		s := a.activeSearch()
		if s == nil || s.wanted == "" {
			return onLog(with((*logPane).findNext, dir))(a)
		}
		if !a.activeList().selectMatch(a.renderContext(true), dir) {
			a.notify("no \""+s.wanted+"\"", notifyTime)
		}
		return nil
	}
}

// removeFilter takes off the newest filter of the list in focus, or else of the log.
func (a *App) removeFilter() tea.Cmd {
	if s := a.activeSearch(); s != nil && s.removeNewest() {
		return nil
	}
	return onLog((*logPane).removeNewestChip)(a)
}
