package ui

import (
	"slices"
	"strings"
)

// logColumn is a part of a row of the log. Their order is the order on the screen; the message is
// always there.
type logColumn uint8

const (
	colTime logColumn = iota
	colStep
	colLevel
	colLog
	colComponent
	colThread
	colSource
	colMessage
	logColumnCount
)

// logColumnNames are what the commands and the configuration call the columns.
var logColumnNames = [logColumnCount]string{"time", "step", "level", "log", "component", "thread", "file:line", "message"}

var logColumnHelp = [logColumnCount]string{
	"time logged; {time column} changes how it is shown", "time since the previous line", "W warning, E error, d debug", "log it is in", "component that logged it",
	"thread that logged it", "source line that logged it", "",
}

// LogColumns returns the names of what a row of the log can be made of, in their order.
func LogColumns() []string { return logColumnNames[:] }

// defaultLogColumns are shown where nothing else is asked for.
var defaultLogColumns = []logColumn{colTime, colLevel, colComponent, colMessage}

// parseLogColumns finds columns by name; none means the usual ones. unknown is a name that is none.
func parseLogColumns(names []string) (cols []logColumn, unknown string) {
	for _, n := range names {
		i := slices.Index(logColumnNames[:], strings.ToLower(n))
		if i < 0 {
			return defaultLogColumns, n
		}
		cols = append(cols, logColumn(i))
	}
	if cols == nil {
		return defaultLogColumns, ""
	}
	slices.Sort(cols)
	return slices.Compact(append(cols, colMessage)), ""
}

// DefaultLogColumns returns the names of those.
func DefaultLogColumns() (names []string) {
	for _, c := range defaultLogColumns {
		names = append(names, logColumnNames[c])
	}
	return names
}

// dropOrder are the columns that give way, the first first, where they leave no room for the
// message.
var dropOrder = []logColumn{colSource, colThread, colLog, colStep, colComponent, colTime}

// minMessageWidth is the least that columns leave of a row for the message, in cells.
const minMessageWidth = 20

// fitLogColumns returns the columns that fit into w cells, and how wide each of them is with the
// space behind it.
func fitLogColumns(w int, chosen []logColumn, dates bool) (cols []logColumn, wide [logColumnCount]int) {
	names := 11
	switch {
	case w >= 150:
		names = 27
	case w >= 100:
		names = 25
	case w >= 70:
		names = 17
	}
	wide = [logColumnCount]int{colTime: 12, colStep: 13, colLevel: 2, colLog: names, colComponent: names, colThread: 6, colSource: min(names, 25)}
	if dates {
		wide[colTime] = 18
	}
	cols = slices.Clone(chosen)
	for _, c := range dropOrder {
		left := w - 3
		for _, c := range cols {
			left -= wide[c]
		}
		if left >= minMessageWidth {
			break
		}
		cols = slices.DeleteFunc(cols, func(k logColumn) bool { return k == c })
	}
	return cols, wide
}

// logOptions are how the log is drawn, whichever client is shown.
type logOptions struct {
	columns      []logColumn
	wrap         bool // long messages go on below
	highlighters []highlighter
}

// toggleColumn shows a column, or no longer.
func (o *logOptions) toggleColumn(c logColumn) {
	shown := slices.Clone(o.columns)
	if i := slices.Index(shown, c); i >= 0 {
		shown = slices.Delete(shown, i, i+1)
	} else {
		shown = append(shown, c)
		slices.Sort(shown)
	}
	o.columns = shown
}

// toggleWrap shows messages whole on as many rows as they need, or each on one row.
func (o *logOptions) toggleWrap() effect {
	o.wrap = !o.wrap
	return notice{either(o.wrap, "wrap on", "wrap off")}
}

// chooseColumns offers the columns of the log.
func (a *App) chooseColumns() {
	a.focus, a.pages = paneLog, nil
	a.openPrompt(promptColumns)
	a.offerColumns()
}

// offerColumns lists the columns whose name holds what is typed, and says which are shown.
func (a *App) offerColumns() {
	p := a.prompt
	p.choices = nil
	for c := range colMessage {
		if !strings.Contains(logColumnNames[c], strings.ToLower(p.value())) {
			continue
		}
		shown := either(slices.Contains(a.logOptions.columns, c), "shown", "")
		p.choices = append(p.choices, newAction("", actionID(logColumnNames[c]), noCmd(func(a *App) { a.logOptions.toggleColumn(c) }), shown, a.keys.putKeys(logColumnHelp[c])))
	}
	p.choice = min(p.choice, max(len(p.choices)-1, 0))
}

// toggleChosenColumn shows or hides the column picked, and goes on offering them.
func (a *App) toggleChosenColumn(p *prompt) {
	if p.choice < len(p.choices) {
		p.choices[p.choice].run(a)
		p.input.set("")
		a.prompt = p
		a.offerColumns()
	}
}

// cycleTimeColumn tells time another way.
func (p *logPane) cycleTimeColumn(d *renderContext) effect {
	p.timeColumn = (p.timeColumn + 1) % timeColumnCount
	return notice{[...]string{"times " + clockWords[d.clockKind], "time since the previous line", "times in UTC"}[p.timeColumn]}
}
