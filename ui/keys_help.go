package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// openHelp is the keys, made from the table that the keys are read from.
func (a *App) openHelp() {
	p := &page{search: &prompt{kind: promptHelp}}
	p.name = "Keys"
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, "type to search, Enter does it, Esc goes back")
	}
	p.build = func(d *renderContext, _ int) []item { return helpItems(d, p.search.value()) }
	a.openPage(p)
}

func helpItems(d *renderContext, search string) []item {
	var out []item
	group := ""
	for _, act := range d.app.actions {
		if !act.matches(search) {
			continue
		}
		if act.group != group {
			group = act.group
			out = append(out, sectionItems(d, group)...)
		}
		h := act.Help()
		key := h.Key
		if key == "" {
			key = ":" + act.name
		}
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Key, "  "+cell.PadRight(key, 14)), cell.Styled("", h.Desc)}})
	}
	if len(out) > 0 && out[0].text == nil {
		out = out[1:]
	}
	if out == nil {
		return []item{{text: cell.OneSpan(d.th.Faint, "no key for that"), unselectable: true}}
	}
	return out
}

// matches whether an action's name, key or help holds the words searched for.
func (act *action) matches(search string) bool {
	h := act.Help()
	for _, k := range strings.Fields(h.Key) {
		if k == search {
			return true
		}
	}
	all := strings.ToLower(act.group + " " + act.name + " " + h.Desc)
	for _, word := range strings.Fields(strings.ToLower(search)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// onHelpKey is a key on a page that is searched by typing.
func (a *App) onHelpKey(k tea.KeyPressMsg) tea.Cmd {
	p := a.pages[len(a.pages)-1]
	switch k.String() {
	case "esc":
		a.closePage()
	case "up":
		a.moveSelection(-1)
	case "down":
		a.moveSelection(1)
	case "pgup":
		a.moveSelection(-p.pageSize())
	case "pgdown":
		a.moveSelection(p.pageSize())
	case "enter":
		return a.runSelectedAction(p)
	case "backspace":
		if p.search.value() == "" {
			a.closePage()
			return nil
		}
		p.search.editKey(k)
	default:
		p.search.editKey(k)
		p.selected, p.top, p.detached = 0, 0, false
	}
	return nil
}

// runSelectedAction does the action selected in the help.
func (a *App) runSelectedAction(p *page) tea.Cmd {
	n := 0
	d := a.renderContext(true)
	for i, it := range helpItems(d, p.search.value()) {
		if i == p.selected {
			break
		}
		if !it.unselectable {
			n++
		}
	}
	for _, act := range a.actions {
		if !act.matches(p.search.value()) {
			continue
		}
		if n == 0 {
			a.closePage()
			return act.run(a)
		}
		n--
	}
	return nil
}
