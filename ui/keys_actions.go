package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// action is one thing a key does. The same table is the help, the palette and the keys.
type action struct {
	name  string // in the palette
	group string
	key.Binding
	run func(*App) tea.Cmd
}

func newAction(group, name string, do func(*App) tea.Cmd, shown, help string, keys ...string) *action {
	return &action{name: name, group: group, run: do, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))}
}

// noCmd makes a step of one that starts no work.
func noCmd(f func(*App)) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { f(a); return nil }
}

const (
	groupMoving    = "Moving"
	groupLooking   = "Looking"
	groupSearching = "Searching the log"
	groupTime      = "Time"
	groupKeeping   = "Marks and copies"
	groupProgram   = "Program"
)

// actionTable is every key, in the order in which help lists them. It is filled at the start: its functions refer to it.
var actionTable []*action

func init() {
	actionTable = slices.Concat(movingKeys(), lookingKeys(), searchingKeys(), timeKeys(), keepingKeys(), programKeys())
}

// actionsByKey finds the action of a key.
func actionsByKey(actions []*action) map[string]*action {
	table := map[string]*action{}
	for _, a := range actions {
		for _, k := range a.Keys() {
			table[k] = a
		}
	}
	return table
}

// onKey does what a key says, or types it.
func (a *App) onKey(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == 'c' && k.Mod&^tea.ModAlt == tea.ModCtrl { // an Esc just before it comes as Alt
		return tea.Quit
	}
	var cmd tea.Cmd
	a.toast, a.showWelcome = toast{}, false // they have been seen
	switch {
	case a.prompt != nil:
		cmd = a.onPromptKey(k)
	case len(a.pages) > 0 && a.pages[len(a.pages)-1].search != nil:
		cmd = a.onHelpKey(k)
	default:
		if act := a.actionByKey[keyName(k)]; act != nil {
			cmd = act.run(a)
		}
	}
	a.refreshAsOf()
	return tea.Batch(cmd, a.continueSearches())
}

// keyName is the key's character if it has one, else its name: some terminals say shift+g for G.
func keyName(k tea.KeyPressMsg) string {
	if k.Text != "" && k.Text != " " {
		return k.Text
	}
	return k.String()
}
