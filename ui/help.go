package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// help is the keys, made from the table that the keys are read from.
func (a *App) help() {
	p := &page{search: &prompt{kind: promptHelp}}
	p.name = "Keys"
	p.more = func(d *draw) []span { return say(d.th.faint, "type to search, Enter does it, Esc goes back") }
	p.build = func(d *draw, _ int) []item { return helpItems(d, p.search.value()) }
	a.open(p)
}

func helpItems(d *draw, search string) []item {
	var out []item
	group := ""
	for _, act := range d.app.actions {
		if !act.says(search) {
			continue
		}
		if act.group != group {
			group = act.group
			out = append(out, heading1(d, group)...)
		}
		h := act.Help()
		key := h.Key
		if key == "" {
			key = ":" + act.name
		}
		out = append(out, item{text: []span{{d.th.key, "  " + padded(key, 14)}, {"", h.Desc}}})
	}
	if len(out) > 0 && out[0].text == nil {
		out = out[1:]
	}
	if out == nil {
		return []item{{text: say(d.th.faint, "no key for that"), plain: true}}
	}
	return out
}

// says whether an action's name, key or help holds the words searched for.
func (act *action) says(search string) bool {
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

// searchPage is a key on a page that is searched by typing.
func (a *App) searchPage(k tea.KeyPressMsg) tea.Cmd {
	p := a.pages[len(a.pages)-1]
	switch k.String() {
	case "esc":
		a.close()
	case "up":
		a.move(-1)
	case "down":
		a.move(1)
	case "pgup":
		a.move(-p.page())
	case "pgdown":
		a.move(p.page())
	case "enter":
		return a.doSelected(p)
	case "backspace":
		if p.search.value() == "" {
			a.close()
			return nil
		}
		p.search.edit(k)
	default:
		p.search.edit(k)
		p.sel, p.top, p.loose = 0, 0, false
	}
	return nil
}

// doSelected does the action selected in the help.
func (a *App) doSelected(p *page) tea.Cmd {
	n := 0
	d := a.draw(true)
	for i, it := range helpItems(d, p.search.value()) {
		if i == p.sel {
			break
		}
		if !it.plain {
			n++
		}
	}
	for _, act := range a.actions {
		if !act.says(p.search.value()) {
			continue
		}
		if n == 0 {
			a.close()
			return act.do(a)
		}
		n--
	}
	return nil
}
