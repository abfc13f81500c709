package ui

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// searchHints are the hints of a page that is searched: what is typed there is no key of an action.
var searchHints = []hint{{"type", "to search"}, {"↑ ↓", "move"}, {"Enter", "run"}, {"Esc", "back"}}

// maxSearch is how many characters are searched for at most. What is pasted as keys, without a word
// that it was pasted, may be far more, and each of them would draw the help again.
const maxSearch = 200

// helpPage returns the keys, made from the table that the keys are read from.
func helpPage() *page {
	p := &page{name: "Keys", search: newPrompt(promptHelp)}
	p.search.input.model.CharLimit = maxSearch
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, "type to search, Enter runs, Esc goes back")
	}
	p.build = func(d *renderContext, w int) []item { return helpItems(&d.look, p.search.value(), w) }
	return p
}

// helpItems returns the keys, or the names of what has none, and beside them what they do. A name that
// is wider than the column keeps a distance from the text.
func helpItems(d *look, search string, w int) []item {
	var out []item
	column := 0
	for _, act := range d.keys.actions {
		column = max(column, cell.Width(act.keyOrName()))
	}
	column = min(column, w*2/9) // on narrow screens the texts need the room
	group, words := "", strings.Fields(strings.ToLower(search))
	for _, act := range d.keys.actions {
		if !act.matches(search, words) {
			continue
		}
		if act.group != group {
			group = act.group
			out = append(out, d.sectionItems(group)...)
		}
		name := "  " + cell.PadRight(act.keyOrName(), column) + "  "
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Key, name), cell.Styled("", act.Help().Desc)}})
	}
	if len(out) > 0 && out[0].text == nil {
		out = out[1:]
	}
	if out == nil {
		return []item{{text: cell.OneSpan(d.th.Faint, "No matching key or command"), unselectable: true}}
	}
	return out
}

// keyOrName returns the keys of an action, or how it is run by its name.
func (act *action) keyOrName() string { return cmp.Or(act.Help().Key, ":"+string(act.id)) }

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
	if k.String() == "ctrl+v" {
		return readClipboard
	}
	if p.isFullFor(k) {
		a.unchanged()
		return nil
	}
	act, closes := p.helpKey(a.renderContext(true), k)
	if closes {
		a.pages.close()
	}
	if act != nil {
		return act.run(a)
	}
	return nil
}

// isFullFor reports whether a key would type what there is no room for in what is searched for.
func (p *page) isFullFor(k tea.KeyPressMsg) bool {
	return p.search != nil && k.Text != "" && p.search.input.full()
}

// helpKey moves in such a page or edits what is searched for. It returns the action that was chosen,
// nil for none, and whether the page is done with.
func (p *page) helpKey(d *renderContext, k tea.KeyPressMsg) (chosen *action, closes bool) {
	switch k.String() {
	case "esc":
		return nil, true
	case "up":
		p.moveBy(d, -1)
	case "down":
		p.moveBy(d, 1)
	case "pgup":
		p.moveBy(d, -p.pageSize())
	case "pgdown":
		p.moveBy(d, p.pageSize())
	case "enter":
		chosen = p.selectedAction(d)
		return chosen, chosen != nil
	case "backspace":
		if p.search.value() == "" {
			return nil, true
		}
		fallthrough
	default:
		p.editSearch(func(l *lineInput) { l.edit(k) })
	}
	return nil, false
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
	for i, it := range helpItems(&d.look, p.search.value(), d.width) {
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
