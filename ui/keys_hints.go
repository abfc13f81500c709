package ui

import (
	"slices"
	"strings"

	"ccmtail/ui/cell"
)

// welcomeRow returns the row that greets somebody who sees the screen for the first time, with the five keys from which
// all others can be found. It stands where messages do, covers nothing else and goes with the first
// key.
func (d *renderContext) welcomeRow(w int) cell.Row {
	l := cell.NewBuilder(w, "")
	l.Put(d.th.Strong, " New here?")
	d.putHints(l, d.keys.hints([]keyHint{
		hintFor("history", actDetails), hintFor("related records", actFollowIDs), hintFor("find", actFind), hintFor("go to time", actGoToTime), hintFor("all keys", actHelp),
	}))
	return l.Row()
}

// hintRows returns the keys that do something here, as many as fit, most wanted first.
func (a *App) hintRows(w, h int) []cell.Row {
	var rows []cell.Row
	d := a.renderContext(true)
	last, hints := a.splitHints(a.hints())
	room := hintsWidth(last)
	if room > w/2 {
		hints, last, room = slices.Concat(hints, last), nil, 0
	}
	if a.prompt != nil && h > 0 {
		if row, ok := a.prompt.caretRow(&d.look, w); ok {
			rows = append(rows, row)
		}
	}
	for len(rows) < h {
		l := cell.NewBuilder(w, "")
		if len(rows) == h-1 && room > 0 {
			hints = d.putHintsIn(l, hints, w-room)
			d.putHints(l, last)
		} else {
			hints = d.putHints(l, hints)
		}
		rows = append(rows, l.Row())
	}
	return rows
}

// splitHints takes out the hints that are always in sight: of help, and of the way out.
func (a *App) splitHints(all []hint) (always, others []hint) {
	if a.prompt != nil {
		return nil, all
	}
	keep := a.keys.hints([]keyHint{hintFor("", actHelp), hintFor("", actQuit)})
	for _, h := range all {
		if slices.ContainsFunc(keep, func(k hint) bool { return k.key == h.key }) {
			always = append(always, h)
		} else {
			others = append(others, h)
		}
	}
	return always, others
}

// hintsWidth returns how many cells hints take behind others.
func hintsWidth(hints []hint) int {
	n := 0
	for _, h := range hints {
		n += cell.Width(h.key) + cell.Width(h.what) + 3
	}
	return n
}

// putHints puts as many hints on a line as fit and gives back the others.
func (d *look) putHints(l *cell.Builder, hints []hint) []hint {
	return d.putHintsIn(l, hints, l.Used()+l.Room())
}

// putHintsIn does so in the first cells of a line.
func (d *look) putHintsIn(l *cell.Builder, hints []hint, cells int) []hint {
	for len(hints) > 0 {
		k, what := hints[0].key, hints[0].what
		need := cell.Width(k) + cell.Width(what) + 2
		if l.Used() > 0 {
			need++
		}
		if need > cells-l.Used() {
			break
		}
		l.Put("", strings.Repeat(" ", 1+btoi(l.Used() > 0)))
		l.Put(d.th.Key, k)
		l.Put(d.th.Hint, " "+what)
		hints = hints[1:]
	}
	return hints
}

// hint is what stands in the hints: a key, or what else is typed, and what it does, in a word or
// two.
type hint struct{ key, what string }

// keyHint is a hint of actions: it shows the keys that they have.
type keyHint struct {
	what    string
	actions []actionID
}

func hintFor(what string, actions ...actionID) keyHint { return keyHint{what, actions} }

// hints returns the keys for where the user is.
func (a *App) hints() []hint {
	switch {
	case a.prompt != nil && len(a.prompt.values.values) > 0:
		return append([]hint{{"Tab", "complete"}, {"↓ ↑", "choose"}}, a.prompt.hints(a.keys)...)
	case a.prompt != nil:
		return append(a.savedHints(), a.prompt.hints(a.keys)...)
	case a.pages.top() == nil:
		return a.keys.hints(a.keyHints())
	case a.pages.top().search != nil:
		return searchHints
	}
	return a.keys.hints(a.pages.top().hints(a.renderContext(true)))
}

// keyHints returns the hints where keys do something, most wanted first: about the time shown, the
// pane in focus, and what can be done everywhere.
func (a *App) keyHints() []keyHint {
	p, out := &a.playhead, a.playhead.hints(a.keys, a.jumpTarget)
	if p.pinned.on {
		out = append([]keyHint{hintFor("back to "+a.renderContext(true).homeName(), actBack)}, out...)
	}
	own := specOf(a.focus).hints(a.renderContext(true))
	if len(out) > 1 && len(own) > 1 { // what Enter does is told beside what resumes
		out = slices.Concat(out[:1], own[:1], out[1:], own[1:])
	} else {
		out = append(out, own...)
	}
	if p.state == stateLive && !p.pinned.on {
		out = append(out, hintFor("pause", actPause))
	}
	if a.member != nil {
		out = append(out, hintFor("all clients", actFleet))
	}
	for _, h := range []keyHint{
		hintFor("all keys", actHelp),
		hintFor("commands", actCommands),
		hintFor("quit", actQuit),
		hintFor(either(a.fullScreen, "all panes", "full screen"), actFullScreen),
		hintFor("go to time", actGoToTime),
		hintFor("copy", actCopy),
		hintFor("panes", paneActions()...),
		hintFor("next error, warning", actNextError, actNextWarning),
		hintFor("mark, next mark", actMark, actNextMark),
	} {
		if !slices.ContainsFunc(out, func(said keyHint) bool { return slices.Equal(said.actions, h.actions) }) {
			out = append(out, h)
		}
	}
	return out
}

// hints returns the keys that move a playhead which does not follow the clock.
func (p *Playhead) hints(keys *keymap, target jumpTarget) []keyHint {
	if p.state == stateLive {
		return nil
	}
	out := []keyHint{
		hintFor(either(p.state == statePlaying, "pause", either(p.held, "play again", "resume")), actPause),
		hintFor("slower, faster", actSlower, actFaster),
		hintFor("go to time", actGoToTime),
		hintFor("previous, next "+jumpTargetHints[target], actJumpBack, actJumpOn),
		hintFor("previous, next record", actRecordBack, actRecordOn),
		hintFor("jump to"+cell.Ellipsis, actJumpTarget),
	}
	if p.home == stateLive {
		out = append(out, hintFor("live", actFollowLog))
	}
	return out
}
