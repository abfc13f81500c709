package ui

import (
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// drawMenu lays what the prompt offers over the rows above it, the choice nearest to the hand.
func (a *App) drawMenu(rows []cell.Row) {
	p := a.prompt
	if p == nil {
		return
	}
	count, draw := len(p.choices), a.drawCommand
	if len(p.values.values) > 0 {
		count, draw = len(p.values.values), a.drawValue
	}
	chosen := -1
	if a.choiceEntered() {
		chosen = p.choice
	}
	d := a.renderContext(false)
	d.drawMenu(rows[min(a.layout.body.y, a.layout.status.y):a.layout.status.y], count, p.choice, chosen, draw)
}

// drawMenu lays things to choose from over the last of some rows, with the one at a place in sight;
// chosen is the one that Enter takes, -1 for none.
func (d *look) drawMenu(rows []cell.Row, count, at, chosen int, draw func(l *cell.Builder, i int)) {
	n := max(min(count, 12, len(rows)-1), 0)
	top := scrollTop(0, at, n, count)
	for i := range n {
		l := cell.NewBuilder(d.width, eitherStyle(top+i == chosen, d.th.Selected, d.th.SelectedUnfocused))
		l.Put("", d.cursorSign(top+i == chosen))
		draw(l, top+i)
		rows[len(rows)-n+i] = l.Row()
	}
}

func (a *App) drawCommand(l *cell.Builder, i int) {
	d := a.renderContext(false)
	d.putCommand(l, a.prompt.choices[i])
}

// putCommand is a command in such a menu.
func (d *look) putCommand(l *cell.Builder, act *action) {
	l.PutIn(24, d.th.Strong, string(act.id))
	l.PutIn(14, d.th.Key, act.Help().Key)
	l.Put("", act.Help().Desc)
}

func (a *App) drawValue(l *cell.Builder, i int) {
	v := a.prompt.values.values[i]
	l.PutIn(max(30, min(cell.Width(v.text)+1, 38)), a.th.Strong, v.text)
	l.Put("", cell.PadLeft(summary.Grouped(v.count), 9)+either(v.count == 1, " record   ", " records  "))
	l.Put("", v.about)
}

// choiceEntered reports whether Enter takes the choice.
func (a *App) choiceEntered() bool {
	p := a.prompt
	if p.picked || p.kind == promptColumns || p.kind != promptCommand || len(p.values.values) > 0 || p.value() == "" {
		return p.picked || p.kind == promptColumns
	}
	act, err := a.commandEntered(p)
	return err == nil && p.choice < len(p.choices) && act.id == p.choices[p.choice].id
}
