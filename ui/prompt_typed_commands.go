package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// typedCommand is a command that is typed with what it is about.
type typedCommand struct {
	word, argument, says string
	// ask is the prompt that is opened where nothing is typed behind the word.
	ask promptKind
	// values returns what can be typed behind it; nil: anything.
	values func(a *App) []string
	// prepare returns what the command does. The error says why it is not done.
	prepare func(a *App, argument string, over bool) (func(a *App) tea.Cmd, error)
	// overwrites says that a ! behind the word writes over a file.
	overwrites bool
}

// typedCommands are the commands that are typed with what they are about.
var typedCommands = []typedCommand{
	{word: "w", argument: "FILE", says: "write the filtered records or the page to", ask: promptWrite, overwrites: true, prepare: prepareFile((*App).writeRecords)},
	{word: "report", argument: "FILE", says: "write the report for the time shown to", ask: promptReport, overwrites: true, prepare: prepareFile((*App).writeReport)},
	{word: "go", argument: "TIME", says: "go to", ask: promptTime, prepare: prepareTime},
	{word: "filter", argument: "EXPRESSION", says: "filter the log by", ask: promptFilter, prepare: prepareFilter},
	{word: "theme", argument: "NAME", says: "colour theme", ask: noPrompt, values: (*App).themeNames, prepare: prepareTheme},
	{word: "sort", argument: "COLUMN", says: "sort the updates by", ask: noPrompt, values: func(*App) []string { return sortNames() }, prepare: prepareSort},
	{word: "note", argument: "TEXT", says: "mark the record with the note", ask: promptNote, prepare: prepareNote},
	{word: "save filter", argument: "NAME", says: "save the filters as", ask: promptName, prepare: prepareSave},
}

// cutCommand returns the typed command that an input begins with, and what stands behind its word;
// nil if there is none.
func cutCommand(input string) (c *typedCommand, argument string) {
	input = strings.TrimLeft(input, " ")
	for i := range typedCommands {
		c := &typedCommands[i]
		rest, ok := strings.CutPrefix(input, c.word)
		if c.overwrites {
			rest = strings.TrimPrefix(rest, "!")
		}
		if ok && (rest == "" || rest[0] == ' ') {
			return c, strings.TrimSpace(rest)
		}
	}
	return nil, ""
}

// commandChoices returns what a typed command could become.
func (a *App) commandChoices(c *typedCommand, argument string) (out []*action) {
	if c.values != nil {
		for _, v := range c.values(a) {
			if strings.HasPrefix(v, argument) {
				act, _ := a.typedAction(c, c.word+" "+v, v)
				out = append(out, act)
			}
		}
		return out
	}
	if act, err := a.typedAction(c, strings.TrimSpace(a.prompt.value()), argument); err == nil {
		return []*action{act}
	}
	return nil
}

// typedAction returns a typed command with its argument as an action; without one it asks for it.
func (a *App) typedAction(c *typedCommand, input, argument string) (*action, error) {
	over := c.overwrites && strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(input), c.word), "!")
	if argument == "" && c.ask != noPrompt {
		return newAction(groupKeeping, actionID(input), noCmd(func(a *App) { a.openPrompt(c.ask) }), "", c.says+asksFor(c.argument)), nil
	}
	do, err := c.prepare(a, argument, over)
	if err != nil {
		return nil, err
	}
	return newAction(groupKeeping, actionID(input), do, "", c.says+" "+argument+either(over, ", overwriting it", "")), nil
}

// asksFor says that an argument is asked for.
func asksFor(argument string) string { return " " + argument + " (asks for it)" }

func prepareFile(write func(a *App, name string, over bool) tea.Cmd) func(*App, string, bool) (func(*App) tea.Cmd, error) {
	return func(_ *App, argument string, over bool) (func(*App) tea.Cmd, error) {
		name := fileName(argument)
		return func(a *App) tea.Cmd { return write(a, name, over) }, nil
	}
}

func prepareTime(a *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	_, err := a.parseTime(argument)
	return func(a *App) tea.Cmd { return a.timeEntered(argument) }, err
}

func prepareFilter(a *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	_, err := parseChip(argument, a.saved.all, a.parseTime)
	return addFilter{argument}.do, err
}

func prepareTheme(a *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	name, err := oneNamed(a.themeNames(), argument, "theme")
	return noCmd(func(a *App) { a.setTheme(name) }), err
}

func prepareSort(_ *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	name, err := oneNamed(sortNames(), argument, "sort order")
	return onPane(func(p *updatesPane, d *renderContext) effect {
		return p.sortBy(d, updateOrder(slices.Index(sortNames(), name)))
	}), err
}

func prepareNote(_ *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	return noCmd(func(a *App) { a.setNote(argument) }), nil
}

func prepareSave(a *App, argument string, _ bool) (func(*App) tea.Cmd, error) {
	return func(a *App) tea.Cmd { return a.saveFilter(argument) }, a.checkFilterName(argument)
}

// oneNamed returns the name that is meant: itself, or the only one that begins so.
func oneNamed(names []string, typed, what string) (string, error) {
	var begin []string
	for _, n := range names {
		if n == typed {
			return n, nil
		}
		if typed != "" && strings.HasPrefix(n, typed) {
			begin = append(begin, n)
		}
	}
	if len(begin) == 1 {
		return begin[0], nil
	}
	return "", fmt.Errorf("no %s %q; there are %s", what, typed, strings.Join(names, ", "))
}

// sortNames returns the names of the orders of updates.
func sortNames() (names []string) {
	for _, n := range updateOrderNames {
		names = append(names, strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(n, "by "), "last ")))
	}
	return names
}

// fileEntered does the command that asked for a file.
func (a *App) fileEntered(p *prompt) tea.Cmd {
	name := fileName(p.value())
	for i := range typedCommands {
		if c := &typedCommands[i]; c.ask == p.kind && name != "" {
			do, _ := c.prepare(a, name, false)
			return do(a)
		}
	}
	return nil
}

// fileName returns a name as typed, without the quotes that a shell would want.
func fileName(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n > 1 && s[0] == '"' && s[n-1] == '"' {
		return s[1 : n-1]
	}
	return s
}
