package ui

import (
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// Markdown writes one thing of a client for a ticket.
type Markdown struct {
	Update, Deployment func(w io.Writer, s *summary.AsOf, id event.GUID) error
	Finding            func(w io.Writer, s *summary.AsOf, key model.FindingKey) error
	Record             func(w io.Writer, s *summary.AsOf, id event.RecordID) error
}

// markdownBy returns what one of the writers of Markdown writes; nil writes nothing.
func markdownBy[K any](write func(io.Writer, *summary.AsOf, K) error, d *renderContext, of K) string {
	var b strings.Builder
	if write == nil || write(&b, d.asOf.AsOf, of) != nil {
		return ""
	}
	return b.String()
}

func (d *renderContext) updateMarkdown(id event.GUID) string {
	return markdownBy(d.markdown.Update, d, id)
}

func (d *renderContext) deploymentMarkdown(id event.GUID) string {
	return markdownBy(d.markdown.Deployment, d, id)
}

func (d *renderContext) findingMarkdown(key model.FindingKey) string {
	return markdownBy(d.markdown.Finding, d, key)
}

func (d *renderContext) recordMarkdown(rec event.RecordID) string {
	return markdownBy(d.markdown.Record, d, rec)
}

// markdownOf returns the Markdown of the page on top, or of what is selected, and a word for it.
func (a *App) markdownOf(d *renderContext) (md, what string) {
	if p := a.pages.top(); p != nil {
		if p.markdown != nil && !p.raw {
			return p.markdown(d), "the page as Markdown"
		}
		return "# " + text.Markdown(oneLine(cell.Printable(p.name))) + "\n\n" + text.MarkdownFence(strings.TrimRight(p.text(d), "\n")) + "\n", "the page as Markdown"
	}
	s := a.activePane().subject(d)
	switch {
	case d.asOf.FindFinding(s.finding) != nil:
		return copiedSubject(d, s)
	case a.focus == paneLog && s.hasRec:
		return d.recordMarkdown(s.rec), "the record as Markdown"
	case d.asOf.FindUpdate(s.id) != nil:
		return d.updateMarkdown(s.id), "the update as Markdown"
	case d.asOf.State.Deployment(s.id) != nil:
		return d.deploymentMarkdown(s.id), "the deployment as Markdown"
	case s.hasRec:
		return d.recordMarkdown(s.rec), "the record as Markdown"
	}
	return "", ""
}

// openMarkdown opens the Markdown of what is on the screen as a page.
func (a *App) openMarkdown() tea.Cmd {
	source, _ := a.markdownOf(a.renderContext(true))
	if source == "" {
		return a.do(notice{"nothing to show as Markdown"})
	}
	p := &page{markdown: func(*renderContext) string { return source }}
	p.name = "Markdown"
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, d.keys.text(actCopy)+" copies it, :w FILE.md writes it")
	}
	p.build = func(_ *renderContext, w int) []item {
		var out []item
		for _, piece := range cell.Wrap(source, w-2) {
			out = append(out, item{text: cell.OneSpan("", piece), unselectable: true})
		}
		return out
	}
	return a.do(openPage{p})
}
