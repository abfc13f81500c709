package ui

import (
	"slices"
	"strings"
)

// column is a part of a row of the log. Their order is the order on the screen; the message is always there.
type column uint8

const (
	colTime column = iota
	colStep
	colLevel
	colLog
	colComponent
	colThread
	colSource
	colMessage
	logColumns
)

// columnNames are what the commands and the configuration call the columns.
var columnNames = [logColumns]string{"time", "step", "level", "log", "component", "thread", "file:line", "message"}

var columnHelp = [logColumns]string{
	"when it was logged, as T says", "time since the line before", "W, E and d: warning, error, debug", "the log it stands in", "what logged it",
	"the thread that logged it", "the line of source code that logged it", "",
}

// LogColumns are the names of what a row of the log can be made of, in their order.
func LogColumns() []string { return columnNames[:] }

// usualColumns are shown where nothing else is asked for.
var usualColumns = []column{colTime, colLevel, colComponent, colMessage}

// columnsNamed finds columns by name; none means the usual ones. unknown is a name that is none.
func columnsNamed(names []string) (cols []column, unknown string) {
	for _, n := range names {
		i := slices.Index(columnNames[:], strings.ToLower(n))
		if i < 0 {
			return usualColumns, n
		}
		cols = append(cols, column(i))
	}
	if cols == nil {
		return usualColumns, ""
	}
	slices.Sort(cols)
	return slices.Compact(append(cols, colMessage)), ""
}

// UsualColumns are the names of those.
func UsualColumns() (names []string) {
	for _, c := range usualColumns {
		names = append(names, columnNames[c])
	}
	return names
}

// given are the columns that give way, the first first, where they leave no room for the message.
var given = []column{colSource, colThread, colLog, colStep, colComponent, colTime}

// roomForMessage is the least that columns leave of a row for the message, in cells.
const roomForMessage = 20

// columnsIn is the columns that fit into w cells, and how wide each of them is with the space behind it.
func columnsIn(w int, chosen []column, dates bool) (cols []column, wide [logColumns]int) {
	names := 11
	switch {
	case w >= 150:
		names = 27
	case w >= 100:
		names = 25
	case w >= 70:
		names = 17
	}
	wide = [logColumns]int{colTime: 12, colStep: 13, colLevel: 2, colLog: names, colComponent: names, colThread: 6, colSource: min(names, 25)}
	if dates {
		wide[colTime] = 18
	}
	cols = slices.Clone(chosen)
	for _, c := range given {
		left := w - 3
		for _, c := range cols {
			left -= wide[c]
		}
		if left >= roomForMessage {
			break
		}
		cols = slices.DeleteFunc(cols, func(k column) bool { return k == c })
	}
	return cols, wide
}

// toggleColumn shows a column, or no longer.
func (a *App) toggleColumn(c column) {
	shown := slices.Clone(a.columns)
	if i := slices.Index(shown, c); i >= 0 {
		shown = slices.Delete(shown, i, i+1)
	} else {
		shown = append(shown, c)
		slices.Sort(shown)
	}
	a.columns = shown
}

// chooseColumns offers the columns of the log.
func (a *App) chooseColumns() {
	a.focus, a.pages = paneLog, nil
	a.ask(promptColumns)
	a.offerColumns()
}

// offerColumns lists the columns whose name holds what is typed, and says which are shown.
func (a *App) offerColumns() {
	p := a.prompt
	p.picks = nil
	for c := range colMessage {
		if !strings.Contains(columnNames[c], strings.ToLower(p.value())) {
			continue
		}
		shown := pick(slices.Contains(a.columns, c), "shown", "")
		p.picks = append(p.picks, act("", columnNames[c], plainly(func(a *App) { a.toggleColumn(c) }), shown, columnHelp[c]))
	}
	p.pick = min(p.pick, max(len(p.picks)-1, 0))
}

// columnChosen shows or hides the column picked, and goes on offering them.
func (a *App) columnChosen(p *prompt) {
	if p.pick < len(p.picks) {
		p.picks[p.pick].do(a)
		p.set("")
		a.prompt = p
		a.offerColumns()
	}
}

// sortOrColumns orders the updates another way; in the log it chooses its columns.
func (a *App) sortOrColumns() {
	if a.focus == paneLog && len(a.pages) == 0 {
		a.chooseColumns()
		return
	}
	a.sort()
}

func (a *App) showUsualColumns() { a.columns = usualColumns }

// toggleWrap shows messages whole on as many rows as they need, or each on one row.
func (a *App) toggleWrap() {
	a.wrap = !a.wrap
	a.tell(pick(a.wrap, "long messages go on below", "each message on one row"), toastTime)
}
