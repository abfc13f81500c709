package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// actionID is an action's name: in the palette, in the configuration. It is the user's and stays
// what it is.
type actionID string

// action is one thing a key does. The same table is the help, the palette and the keys.
type action struct {
	id    actionID
	group string
	key.Binding
	run func(*App) tea.Cmd
}

// newAction returns an action with its default keys, as ParseKey returns them; shown is what the
// help says of these. "B" is enough for Shift and b.
func newAction(group string, id actionID, do func(*App) tea.Cmd, shown, help string, keys ...string) *action {
	return &action{id: id, group: group, run: do, Binding: key.NewBinding(key.WithKeys(reportedNames(keys)...), key.WithHelp(shown, help))}
}

// noCmd makes an action of a function that starts no work.
func noCmd(f func(*App)) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { f(a); return nil }
}

// onSelection makes an action of a function of what is selected.
func onSelection(f func(d *renderContext, s subject) effect) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { return a.do(f(a.selection())) }
}

// onLog makes an action of a function of the log, be it in focus or not.
func onLog(f func(p *logPane, d *renderContext) effect) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { return a.do(f(a.session().log, a.renderContext(true))) }
}

// with fixes the last argument of a function, for an action that has an opposite.
func with[A, B, T any](f func(A, B, T) effect, x T) func(A, B) effect {
	return func(a A, b B) effect { return f(a, b, x) }
}

// onPane makes an action of a function of the only pane of a type, be it in focus or not.
func onPane[P pane](f func(p P, d *renderContext) effect) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		for _, p := range a.panes {
			if p, ok := p.(P); ok {
				return a.do(f(p, a.renderContext(true)))
			}
		}
		return nil
	}
}

const (
	groupMoving    = "Navigation"
	groupLooking   = "View"
	groupSearching = "Search and filter"
	groupTime      = "Time"
	groupKeeping   = "Marks, copy and export"
	groupProgram   = "General"
)

// actionTable is every key, in the order in which help lists them.
var actionTable = slices.Concat(movingKeys(), lookingKeys(), searchingKeys(), timeKeys(), keepingKeys(), programKeys())

// onKey does what a key says, or types it.
func (a *App) onKey(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == 'c' && k.Mod&^tea.ModAlt == tea.ModCtrl { // an Esc just before it comes as Alt
		return tea.Quit
	}
	if act := a.keys.byKey[keyName(k)]; act != nil && act.id == actSuspend {
		return act.run(a) // whatever is being typed
	}
	a.toast, a.showWelcome = toast{}, false // they have been seen
	if a.prompt != nil {
		return a.onPromptKey(k)
	}
	if p := a.pages.top(); p != nil && p.search != nil {
		return a.onHelpKey(p, k)
	}
	if act := a.keys.byKey[keyName(k)]; act != nil {
		return act.run(a)
	}
	return nil
}

// keyName returns the key's character if it has one, else its name: some terminals say shift+g for
// G.
func keyName(k tea.KeyPressMsg) string {
	if k.Text != "" && k.Text != " " {
		return k.Text
	}
	return k.String()
}
