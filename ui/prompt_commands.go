package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// typedCommands are the commands that are typed with what they are about; with a ! behind the word
// they write over a file.
var typedCommands = []struct {
	word, says string
	ask        promptKind
	do         func(a *App, name string, over bool) tea.Cmd
}{
	{"w", "write the filtered records or the page", promptWrite, (*App).writeRecords},
	{"report", "write the report for the time shown", promptReport, (*App).writeReport},
}

// typedCommand returns the command that a whole input is, nil if it is none. Without a name it asks
// for one.
func typedCommand(input string) *action {
	word, rest, _ := strings.Cut(strings.TrimSpace(input), " ")
	name := fileName(rest)
	bare, over := strings.CutSuffix(word, "!")
	for _, c := range typedCommands {
		if bare != c.word {
			continue
		}
		if name == "" {
			return newAction(groupKeeping, actionID(input), noCmd(func(a *App) { a.openPrompt(c.ask) }), "", c.says+" (asks for a file name)")
		}
		return newAction(groupKeeping, actionID(input), func(a *App) tea.Cmd { return c.do(a, name, over) }, "", c.says+" to "+name+either(over, ", overwriting it", ""))
	}
	return nil
}

// fileEntered does the command that asked for a file.
func (a *App) fileEntered(p *prompt) tea.Cmd {
	name := fileName(p.value())
	for _, c := range typedCommands {
		if c.ask == p.kind && name != "" {
			return c.do(a, name, false)
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

// suggestCommands finds the commands that the input could mean.
func (a *App) suggestCommands() {
	p := a.prompt
	p.choice, p.choices = 0, nil
	if p.value() == "" {
		p.choices = a.keys.actions
		return
	}
	if act := typedCommand(p.value()); act != nil {
		p.choices = append(p.choices, act)
	}
	for _, m := range fuzzy.FindFrom(p.value(), actionNames(a.keys.actions)) {
		p.choices = append(p.choices, a.keys.actions[m.Index])
	}
}

// actionNames lets a fuzzy search look at the names of actions.
type actionNames []*action

func (n actionNames) String(i int) string { return string(n[i].id) }

func (n actionNames) Len() int { return len(n) }
