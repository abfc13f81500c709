package ui

import (
	"slices"
	"strings"

	"ccmtail/ui/cell"
)

// welcome is for somebody who sees the screen for the first time: the five keys from which all others can be found. It
// stands where messages do, covers nothing else and goes with the first key.
func (a *App) welcomeRow(w int) string {
	l := cell.NewBuilder(w, "")
	l.Put(a.th.Strong, " New here?")
	a.putHints(l, a.withCurrentKeys([]hint{
		{"Enter", "why"}, {"*", "only its records"}, {"/", "find"}, {"t", "to a time"}, {"?", "all keys"},
	}))
	return l.String()
}

// hintRows is the keys that do something here, as many as fit, most wanted first.
func (a *App) hintRows(w, h int) []string {
	var rows []string
	hints := a.hints()
	for len(rows) < h {
		l := cell.NewBuilder(w, "")
		hints = a.putHints(l, hints)
		rows = append(rows, l.String())
	}
	return rows
}

// putHints puts as many hints on a line as fit and gives back the others.
func (a *App) putHints(l *cell.Builder, hints []hint) []hint {
	for len(hints) > 0 {
		k, what := hints[0].key, hints[0].what
		need := cell.Width(k) + cell.Width(what) + 2
		if l.Used() > 0 {
			need++
		}
		if need > l.Room() {
			break
		}
		l.Put("", strings.Repeat(" ", 1+btoi(l.Used() > 0)))
		l.Put(a.th.Key, k)
		l.Put(a.th.Hint, " "+what)
		hints = hints[1:]
	}
	return hints
}

// hint is a key and what it does, in a word or two.
type hint struct{ key, what string }

// hints are the keys for where the user is.
func (a *App) hints() []hint {
	switch {
	case a.prompt != nil:
		return append(a.savedHints(), a.prompt.hints()...)
	case len(a.pages) > 0:
		p := a.pages[len(a.pages)-1]
		if p.search != nil {
			return p.hints() // typed, not keys of the table
		}
		return a.withCurrentKeys(p.hints())
	}
	return a.withCurrentKeys(a.keyHints())
}

// keyHints are the hints where keys do something, by their default keys.
func (a *App) keyHints() []hint {
	var out []hint
	if a.playhead.state == statePlaying || a.playhead.state == statePaused || a.playhead.state == stateLoading {
		out = append(out, hint{"=", either(a.playhead.state == statePlaying, "pause", either(a.playhead.held, "play again", "go on"))}, hint{"< >", "slower, faster"},
			hint{"t", "go to time"}, hint{"( )", "previous, next " + jumpTargetHints[a.jumpTarget]}, hint{", .", "record back, on"}, hint{"J", "what " + a.keyText("(") + " " + a.keyText(")") + " go to"})
		if a.playhead.home == stateLive {
			out = append(out, hint{"F", "live"})
		}
	}
	if a.playhead.pin.on {
		out = append(out, hint{"Esc", either(a.playhead.home == stateLive, "back to live", "back to the play")})
	}
	out = append(out, a.paneHints()...)
	if a.playhead.state == stateLive && !a.playhead.pin.on {
		out = append(out, hint{"=", "pause"})
	}
	for _, h := range []hint{{"?", "all keys"}, {":", "commands"}, {"q", "quit"}, {"f", either(a.fullScreen, "all panes", "full screen")}, {"t", "go to time"},
		{"y", "copy"}, {"1-9", "panes"}, {"e w", "next error, warning"}, {"m u", "mark, next mark"}} {
		if !slices.ContainsFunc(out, func(said hint) bool { return said.key == h.key }) {
			out = append(out, h)
		}
	}
	return out
}

// paneHints are the keys that do something in the pane, most wanted first.
func (a *App) paneHints() []hint {
	switch a.focus {
	case paneLog:
		out := []hint{{"/", "find"}, {"&", "filter"}, {"*", "follow its ids"}, {"Enter", "details"}, {"y", "copy"}, {"F", "follow"}, {"Tab", "pane"}}
		if a.layout.w >= 100 {
			out = append(out, hint{"[ ]", "one log"}, hint{"x", "columns"}, hint{"\\", "wrap"})
		}
		return out
	case paneUpdates:
		if a.session().groupSelected {
			return []hint{{"Enter", "close, open"}, {"*", "only this deployment"}, {"%", "group"}, {"Tab", "pane"}, {"x", "sort"}}
		}
		return []hint{{"Enter", "its story"}, {"*", "only this update"}, {"/", "find"}, {"&", "filter"}, {"Tab", "pane"}, {"%", "group"}, {"x", "sort"}, {"a", "show all"}}
	case paneTimeline:
		return []hint{{"Enter", "its story"}, {"z Z", "zoom"}, {"← →", "move"}, {"*", "only this update"}, {"Tab", "pane"}}
	case paneDeployments:
		return []hint{{"Enter", "its story"}, {"*", "follow its ids"}, {"/", "find"}, {"Tab", "pane"}}
	case paneSources:
		return []hint{{"Enter", "only this log"}, {"j k", "down, up"}, {"Tab", "pane"}, {"Esc", "back"}}
	case paneFindings:
		return []hint{{"Enter", "what to do"}, {"*", "only this update"}, {"y", "copy"}, {"/", "find"}, {"Tab", "pane"}}
	}
	return []hint{{"Enter", "the record that says so"}, {"*", "follow its ids"}, {"/", "find"}, {"Tab", "pane"}}
}
