package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// Storyteller is a Fleet whose clients' logs may be out of reach.
type Storyteller interface {
	Fleet
	// Story returns what is known of a client without its logs, or that its logs can be read here.
	// It may take its time. The error says why nothing can be told.
	Story(ctx context.Context, number int) (*summary.Story, error)
}

// clientStory is the page of a client whose logs are not at hand.
type clientStory struct {
	*summary.Story
	number int
	page   *page
}

// storyRead is what became of reading a story.
type storyRead struct {
	number int
	story  *summary.Story
	err    error
}

// askStory begins to read the story of a client, if that is how it may be shown.
func (m *fleetApp) askStory(number int) (tea.Cmd, bool) {
	teller, ok := m.fleet.(Storyteller)
	if !ok {
		return nil, false
	}
	for _, c := range m.open {
		if c.number == number {
			return nil, false // its logs are being read
		}
	}
	left := m.leave()
	m.screen.say("reading what is known of the client", false)
	ctx := m.ctx
	return tea.Batch(left, func() tea.Msg {
		s, err := teller.Story(ctx, number)
		return storyRead{number, s, err}
	}), true
}

func (r storyRead) handleFleet(m *fleetApp) tea.Cmd {
	m.screen.dirty, m.screen.toast = true, toast{}
	switch {
	case m.shown != nil:
		return nil // another one has been opened meanwhile
	case r.err != nil:
		m.screen.say(oneLine(r.err.Error()), true)
	case r.story.CanOpen:
		return m.showLogs(r.number)
	default:
		m.screen.tell(&clientStory{Story: r.story, number: r.number})
	}
	return nil
}

// openAsked asks for the logs of a client to be opened after all.
type openAsked struct{ number int }

func (o openAsked) handleFleet(m *fleetApp) tea.Cmd { return m.showLogs(o.number) }

// tell shows a story.
func (s *fleetScreen) tell(t *clientStory) {
	t.page = &page{name: "Story of " + oneLine(t.Name)}
	t.page.titleMore = func(d *renderContext) []cell.Span {
		said := "from its events; its logs are not here"
		if t.Ask != "" {
			said = s.keys.text(actDetails) + " opens " + oneLine(t.Ask)
		}
		return cell.OneSpan(d.th.Faint, said)
	}
	t.page.build = func(d *renderContext, w int) []item { return t.items(d, w) }
	s.story, s.page = t, t.page
}

// storyColumn is how wide the names in a story are at most: that of a time.
const storyColumn = 20

// items returns the rows of a story.
func (t *clientStory) items(d *renderContext, w int) []item {
	var out []item
	for _, part := range t.Parts {
		out = append(out, d.sectionItems(oneLine(part.Title))...)
		column := 0
		for _, l := range part.Lines {
			column = min(max(column, cell.Width(oneLine(l.Name))), storyColumn)
		}
		for _, l := range part.Lines {
			for i, piece := range cell.Wrap(oneLine(l.Value), max(w-column-6, 10)) {
				name := ""
				if i == 0 {
					name = cell.Cut(oneLine(l.Name), column)
				}
				out = append(out, item{unselectable: true, text: []cell.Span{
					cell.Styled(d.th.Faint, "  "+cell.PadRight(name, column)+"  "), cell.Styled(toneStyle(d.th, l.Tone), piece),
				}})
			}
		}
	}
	return out
}

// text returns the story as it is copied.
func (t *clientStory) text() string {
	var b strings.Builder
	b.WriteString(oneLine(t.Name) + "\n")
	for _, part := range t.Parts {
		b.WriteString("\n" + oneLine(part.Title) + "\n")
		for _, l := range part.Lines {
			b.WriteString("  " + oneLine(l.Name) + "  " + oneLine(l.Value) + "\n")
		}
	}
	return b.String()
}

// pageMoves are by how many rows actions move on a page.
func pageMoves(p *page) map[actionID]int {
	whole, half := p.pageSize(), max(p.pageSize()/2, 1)
	return map[actionID]int{
		actDown: 1, actUp: -1, "page down": whole, "page up": -whole, "half page down": half, "half page up": -half,
		"first": -beyondAll, "last": beyondAll,
	}
}

// onStoryKey handles a key on the page of a story.
func (s *fleetScreen) onStoryKey(act *action) tea.Cmd {
	if act == nil {
		return nil
	}
	p, t := s.page, s.story
	if by, ok := pageMoves(p)[act.id]; ok {
		p.moveBy(nil, by)
		return nil
	}
	switch act.id {
	case actDetails:
		if t.Ask != "" {
			s.closeStory()
			return func() tea.Msg { return openAsked{t.number} }
		}
	case actCopy:
		return s.copyStory(t)
	case actNextClient:
		return s.nextStory(t, 1)
	case actPreviousClient:
		return s.nextStory(t, -1)
	case actBack, actQuit, actFleet:
		s.closeStory()
	case "quit at once", "redraw", "mouse":
		return s.do(act)
	}
	return nil
}

func (s *fleetScreen) closeStory() { s.story, s.page = nil, nil }

// nextStory opens the next client in the list.
func (s *fleetScreen) nextStory(t *clientStory, by int) tea.Cmd {
	next, ok := s.neighbour(t.number, by)
	if !ok {
		return nil
	}
	s.closeStory()
	return func() tea.Msg { return openNumbered{next} }
}

// copyStory puts the story on the clipboard.
func (s *fleetScreen) copyStory(t *clientStory) tea.Cmd {
	text := cell.Printable(t.text())
	native, tmux := s.writeClipboard, s.options.CopyToTmux
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return fleetCopied{copyText(text, "the story", native, tmux)} })
}

// storyHints are the hints on the page of a story.
func (s *fleetScreen) storyHints() []keyHint {
	hints := []keyHint{hintFor("copy page", actCopy), hintFor("next client", actNextClient), hintFor("back", actBack), hintFor("back", actQuit)}
	if s.story.Ask != "" {
		return append([]keyHint{hintFor("open its logs", actDetails)}, hints...)
	}
	return hints
}
