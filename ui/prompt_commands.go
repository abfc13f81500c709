package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// usefulCommands are offered first, behind those used last.
var usefulCommands = []actionID{
	"filter", "clear filters", "go to time", "write filtered records", "write report", "save filter", "marks", "theme", "sort", "histogram", "group by deployment",
	"group by state", "log columns", "explain code", "messages", "help", "quit",
}

// maxRecentCommands is how many of the commands used last are offered first.
const maxRecentCommands = 5

// commandsInOrder returns all commands: those used last, then the useful ones, then the others.
func (a *App) commandsInOrder() (out []*action) {
	add := func(act *action) {
		if act != nil && !slices.Contains(out, act) {
			out = append(out, act)
		}
	}
	for _, id := range slices.Backward(a.recentCommands) {
		add(a.keys.byID[id])
	}
	for _, id := range usefulCommands {
		add(a.keys.byID[id])
	}
	for _, act := range a.keys.actions {
		add(act)
	}
	return append(out, a.saved.actions(a.filtersLog, "the log", func(source string) func(*App) tea.Cmd { return addFilter{source}.do })...)
}

// usedCommand remembers a command for the next time.
func (a *App) usedCommand(id actionID) {
	if a.keys.byID[id] == nil {
		return
	}
	a.recentCommands = append(slices.DeleteFunc(a.recentCommands, func(old actionID) bool { return old == id }), id)
	a.recentCommands = a.recentCommands[max(len(a.recentCommands)-maxRecentCommands, 0):]
}

// suggestCommands finds the commands that the input could mean.
func (a *App) suggestCommands() {
	p := a.prompt
	p.choice, p.choices, p.picked, p.values = 0, nil, false, valueList{}
	all := a.commandsInOrder()
	if p.value() == "" {
		p.choices = all
		return
	}
	if c, argument := cutCommand(p.value()); c != nil {
		p.choices = a.commandChoices(c, argument)
		if c.word == "filter" {
			a.suggestValues(p)
		}
	}
	p.choices = append(p.choices, matchCommands(all, p.value())...)
}

// matchCommands returns the commands whose names are like what was typed, the nearest first.
func matchCommands(all []*action, typed string) (out []*action) {
	named := func(act *action) bool { return string(act.id) == strings.TrimSpace(typed) }
	if i := slices.IndexFunc(all, named); i >= 0 {
		out = append(out, all[i])
	}
	for _, begins := range []bool{true, false} { // those that begin so stand first
		for _, m := range fuzzy.FindFrom(typed, actionNames(all)) {
			act := all[m.Index]
			if begins == strings.HasPrefix(string(act.id), typed) && !named(act) {
				out = append(out, act)
			}
		}
	}
	return out
}

// commandEntered returns the command that the input is: one that was chosen, one that is spelled out,
// or the only one that begins so. The error names the nearest.
func (a *App) commandEntered(p *prompt) (*action, error) {
	input := strings.TrimSpace(p.value())
	if p.picked && p.choice < len(p.choices) {
		return p.choices[p.choice], nil
	}
	if act := a.keys.byID[actionID(input)]; act != nil {
		return act, nil
	}
	if len(p.choices) > 0 && string(p.choices[0].id) == input { // a saved filter
		return p.choices[0], nil
	}
	if c, argument := cutCommand(input); c != nil {
		return a.typedAction(c, input, argument)
	}
	var begin, near []string
	for _, act := range a.keys.actions {
		if strings.HasPrefix(string(act.id), input) {
			begin = append(begin, string(act.id))
		}
	}
	if len(begin) == 1 {
		return a.keys.byID[actionID(begin[0])], nil
	}
	for _, act := range p.choices {
		near = append(near, string(act.id))
	}
	const most = 4
	switch {
	case len(begin) > 1:
		return nil, fmt.Errorf("which one: %s?", strings.Join(begin[:min(len(begin), most)], ", "))
	case len(near) > 0:
		return nil, fmt.Errorf("no command %q – did you mean %s?", input, strings.Join(near[:min(len(near), most)], ", "))
	}
	return nil, fmt.Errorf("no command %q; %s lists all", input, a.keys.text(actHelp))
}

// runCommand runs a command that was entered.
func (a *App) runCommand(act *action) tea.Cmd {
	a.usedCommand(act.id)
	return act.run(a)
}

// actionNames lets a fuzzy search look at the names of actions.
type actionNames []*action

func (n actionNames) String(i int) string { return string(n[i].id) }

func (n actionNames) Len() int { return len(n) }
