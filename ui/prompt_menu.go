package ui

import "ccmtail/ui/cell"

// drawMenu lays what the prompt offers over the rows above it, the choice nearest to the hand.
func (a *App) drawMenu(rows []cell.Row) {
	if a.prompt == nil || len(a.prompt.choices) == 0 {
		return
	}
	n := min(len(a.prompt.choices), 12, a.layout.status.y-a.layout.body.y-1)
	top := scrollTop(0, a.prompt.choice, n, len(a.prompt.choices))
	for i := range max(n, 0) {
		p := a.prompt.choices[top+i]
		l := cell.NewBuilder(a.layout.w, eitherStyle(top+i == a.prompt.choice, a.th.Selected, a.th.SelectedUnfocused))
		l.Put("", either(top+i == a.prompt.choice, a.g.Cursor, " "))
		l.PutIn(24, a.th.Strong, string(p.id))
		l.PutIn(14, a.th.Key, p.Help().Key)
		l.Put("", p.Help().Desc)
		rows[a.layout.status.y-n+i] = l.Row()
	}
}
