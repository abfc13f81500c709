package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// searchHints are the hints of a page that is searched: what is typed there is no key of an action.
var searchHints = []hint{{"type", "to search"}, {"↑ ↓", "move"}, {"Enter", "run"}, {"Esc", "back"}}

// helpPage returns the keys, made from the table that the keys are read from.
func helpPage() *page {
	p := &page{name: "Keys", search: newPrompt(promptHelp)}
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, "type to search, Enter runs, Esc goes back")
	}
	p.build = func(d *renderContext, _ int) []item { return helpItems(d, p.search.value()) }
	return p
}

func helpItems(d *renderContext, search string) []item {
	var out []item
	group, words := "", strings.Fields(strings.ToLower(search))
	for _, act := range d.keys.actions {
		if !act.matches(search, words) {
			continue
		}
		if act.group != group {
			group = act.group
			out = append(out, sectionItems(d, group)...)
		}
		h := act.Help()
		key := h.Key
		if key == "" {
			key = ":" + string(act.id)
		}
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Key, "  "+cell.PadRight(key+" ", 14)), cell.Styled("", h.Desc)}})
	}
	if len(out) > 0 && out[0].text == nil {
		out = out[1:]
	}
	if out == nil {
		return []item{{text: cell.OneSpan(d.th.Faint, "No matching key or command"), unselectable: true}}
	}
	return out
}

// matches reports whether what is searched for is a key of an action, or each of its words is in
// the action's group, name or help.
func (act *action) matches(search string, words []string) bool {
	h := act.Help()
	for _, k := range strings.Fields(h.Key) {
		if k == search {
			return true
		}
	}
	all := strings.ToLower(act.group + " " + string(act.id) + " " + h.Desc)
	for _, word := range words {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// onHelpKey handles a key on a page that is searched by typing.
func (a *App) onHelpKey(p *page, k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "esc":
		a.pages.close()
	case "up":
		return a.moveSelection(-1)
	case "down":
		return a.moveSelection(1)
	case "pgup":
		return a.moveSelection(-p.pageSize())
	case "pgdown":
		return a.moveSelection(p.pageSize())
	case "enter":
		if act := p.selectedAction(a.renderContext(true)); act != nil {
			a.pages.close()
			return act.run(a)
		}
	case "ctrl+v":
		return readClipboard
	case "backspace":
		if p.search.value() == "" {
			a.pages.close()
			return nil
		}
		fallthrough
	default:
		p.editSearch(func(l *lineInput) { l.edit(k) })
	}
	return nil
}

// editSearch lets change edit what is searched for on a page; the first hit is then selected.
func (p *page) editSearch(change func(*lineInput)) {
	before := p.search.value()
	if change(&p.search.input); p.search.value() != before {
		p.selected, p.top, p.detached = 0, 0, false
	}
}

// selectedAction returns the action selected in the help, nil if none matches.
func (p *page) selectedAction(d *renderContext) *action {
	n := 0
	for i, it := range helpItems(d, p.search.value()) {
		if i == p.selected {
			break
		}
		n += btoi(!it.unselectable)
	}
	words := strings.Fields(strings.ToLower(p.search.value()))
	for _, act := range d.keys.actions {
		if act.matches(p.search.value(), words) {
			if n == 0 {
				return act
			}
			n--
		}
	}
	return nil
}
