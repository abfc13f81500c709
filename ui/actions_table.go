package ui

import tea "charm.land/bubbletea/v2"

// movingKeys are the keys to move about.
func movingKeys() []*action {
	return []*action{
		act(moving, "down", step(1), "j ↓", "down", "j", "down"),
		act(moving, "up", step(-1), "k ↑", "up", "k", "up"),
		act(moving, "page down", paging(1, 1), "Space PgDn", "a page down", "space", "pgdown"),
		act(moving, "page up", paging(-1, 1), "b PgUp", "a page up", "b", "pgup"),
		act(moving, "half page down", paging(1, 2), "Ctrl-d", "half a page down", "ctrl+d"),
		act(moving, "half page up", paging(-1, 2), "Ctrl-u", "half a page up", "ctrl+u"),
		act(moving, "first", plainly((*App).first), "g Home", "first", "g", "home"),
		act(moving, "last", plainly((*App).last), "G End", "last; in the log also: stay there", "G", "shift+g", "end"),
		act(moving, "next pane", plainly(func(a *App) { a.nextPane(1) }), "Tab", "next pane", "tab"),
		act(moving, "previous pane", plainly(func(a *App) { a.nextPane(-1) }), "Shift-Tab", "previous pane", "shift+tab"),
		act(moving, "next client", plainly(func(a *App) { a.otherClient(1) }), "}", "next client", "}"),
		act(moving, "previous client", plainly(func(a *App) { a.otherClient(-1) }), "{", "previous client", "{"),
	}
}

// lookingKeys are the keys to choose what is shown.
func lookingKeys() []*action {
	return []*action{
		act(looking, "updates", show(paneUpdates), "1", "updates", "1"),
		act(looking, "service window", show(paneWindow), "2", "service window", "2"),
		act(looking, "reboots", show(paneReboots), "3", "reboots", "3"),
		act(looking, "log", show(paneLog), "4", "log", "4"),
		act(looking, "findings", show(paneFindings), "5", "findings", "5"),
		act(looking, "deployments", show(paneDeployments), "6", "deployments", "6"),
		act(looking, "scans", show(paneScans), "7", "scans", "7"),
		act(looking, "sources", show(paneSources), "8", "sources: the logs and how they are doing", "8"),
		act(looking, "timeline", show(paneTimeline), "9", "timeline: updates against service windows", "9"),
		act(looking, "details", plainly((*App).enter), "Enter", "details of what is selected, or the record that says so", "enter"),
		act(looking, "explain code", plainly((*App).explain), "L Ctrl-l", "what the error code on this line means; without one it asks", "L", "shift+l", "ctrl+l"),
		act(looking, "look up code", plainly(func(a *App) { a.ask(promptCode) }), "", "what a code means that you type or paste"),
		act(looking, "raw record", plainly((*App).rawRecord), "p", "the record as it stands in its file", "p"),
		act(looking, "follow ids", plainly((*App).follow), "*", "only what belongs to the selection, in all panes; again: everything", "*"),
		act(looking, "full screen", plainly(func(a *App) { a.full = !a.full }), "f", "this pane on the full screen, and back", "f"),
		act(looking, "wider", plainly(func(a *App) { a.wider(1) }), "| Shift-→", "this pane wider; the mouse draws the lines between panes", "|", "shift+right"),
		act(looking, "narrower", plainly(func(a *App) { a.wider(-1) }), "H Shift-←", "this pane narrower", "H", "shift+h", "shift+left"),
		act(looking, "taller", plainly(func(a *App) { a.taller(1) }), "^ Shift-↓", "this pane taller", "^", "shift+down"),
		act(looking, "shorter", plainly(func(a *App) { a.taller(-1) }), "_ Shift-↑", "this pane shorter", "_", "shift+up"),
		act(looking, "reset layout", plainly((*App).resetLayout), "0", "the panes as they were; a double click puts back one line", "0"),
		act(looking, "show all updates", plainly((*App).showAll), "a", "also updates that nothing deploys, and back", "a"),
		act(looking, "group", plainly((*App).nextGrouping), "%", "group the updates: by deployment, by state, not; Enter on a heading closes it", "%"),
		act(looking, "group by deployment", plainly(func(a *App) { a.groupUpdates(byDeployment) }), "", "the updates under their deployments"),
		act(looking, "group by state", plainly(func(a *App) { a.groupUpdates(inStates) }), "", "the updates under their states"),
		act(looking, "fold groups", plainly((*App).foldGroups), "", "close all groups of updates, or open them again"),
		act(looking, "sort", plainly((*App).sortOrColumns), "x", "updates: sort them another way; log: choose its columns", "x"),
		act(looking, "log columns", plainly((*App).chooseColumns), "", "choose the columns of the log"),
		act(looking, "usual columns", plainly((*App).showUsualColumns), "", "log: time, level, component and message"),
		act(looking, "wrap", plainly((*App).toggleWrap), "\\", "log: long messages go on below, or each message on one row", "\\"),
		act(looking, "histogram", plainly(func(a *App) { a.histogram = !a.histogram }), "i", "how many records came when, as they are filtered", "i"),
		act(looking, "zoom in", plainly(func(a *App) { a.zoom(0.5) }), "z", "timeline: zoom in", "z"),
		act(looking, "zoom out", plainly(func(a *App) { a.zoom(2) }), "Z", "timeline: zoom out", "Z", "shift+z"),
		act(looking, "left", plainly(func(a *App) { a.sideways(-1) }), "← h", "messages, timeline: to the left", "left", "h"),
		act(looking, "right", plainly(func(a *App) { a.sideways(1) }), "→ l", "messages, timeline: to the right", "right", "l"),
	}
}

// searchingKeys are the keys to find and filter.
func searchingKeys() []*action {
	return []*action{
		act(searching, "find", plainly(func(a *App) { a.ask(promptFind) }), "/ Ctrl-f", "find in the log", "/", "ctrl+f"),
		act(searching, "next match", func(a *App) tea.Cmd { return a.findOn(1) }, "n F3", "next match", "n", "f3"),
		act(searching, "previous match", func(a *App) tea.Cmd { return a.findOn(-1) }, "N Shift-F3", "previous match", "N", "shift+n", "shift+f3"),
		act(searching, "filter", plainly(func(a *App) { a.ask(promptFilter) }), "&", "show only some records; filters stack as chips", "&"),
		act(searching, "remove chip", func(a *App) tea.Cmd { return a.dropChip() }, "Backspace", "take off the newest chip", "backspace", "ctrl+h"),
		act(searching, "edit filter", plainly((*App).editNewest), "A", "change the newest filter; a click on a chip does it too, on its × takes it off", "A", "shift+a"),
		act(searching, "next error", func(a *App) tea.Cmd { return a.seekLevel(2, 1) }, "e", "next error", "e"),
		act(searching, "previous error", func(a *App) tea.Cmd { return a.seekLevel(2, -1) }, "E", "previous error", "E", "shift+e"),
		act(searching, "next warning", func(a *App) tea.Cmd { return a.seekLevel(1, 1) }, "w", "next warning", "w"),
		act(searching, "previous warning", func(a *App) tea.Cmd { return a.seekLevel(1, -1) }, "W", "previous warning", "W", "shift+w"),
		act(searching, "next of this id", func(a *App) tea.Cmd { return a.seekSame(1) }, "o", "next record with the selection's ids", "o"),
		act(searching, "previous of this id", func(a *App) tea.Cmd { return a.seekSame(-1) }, "O", "previous record with the selection's ids", "O", "shift+o"),
		act(searching, "next gap", func(a *App) tea.Cmd { return a.seekGap(1) }, "s", "next gap of more than five minutes", "s"),
		act(searching, "previous gap", func(a *App) tea.Cmd { return a.seekGap(-1) }, "S", "previous gap", "S", "shift+s"),
		act(searching, "save filter", plainly((*App).askFilterName), "", "give the filter chips a name; @name in a filter then stands for them"),
		act(searching, "only errors", chipped("level:error"), "", "only records logged as errors"),
		act(searching, "only warnings and errors", chipped("level:warning+"), "", "only records logged as warnings or errors"),
		act(searching, "no debug records", chipped("!level:debug"), "", "without debug records"),
		act(searching, "only this thread", plainly((*App).onlyThread), "", "only this record's thread"),
		act(searching, "only this component", only(false), "+", "only this record's component", "+"),
		act(searching, "next log", plainly(func(a *App) { a.nextLog(1) }), "]", "one log alone, then the next one; after the last: all logs merged", "]"),
		act(searching, "previous log", plainly(func(a *App) { a.nextLog(-1) }), "[", "the log before it alone", "["),
		act(searching, "only this log", plainly((*App).onlyThisLog), "", "only the log this record stands in"),
		act(searching, "all logs", plainly(func(a *App) { a.showLog("") }), "", "all logs again, merged by time"),
		act(searching, "not this component", only(true), "-", "without this record's component", "-"),
	}
}

// timeKeys are the keys to go through time.
func timeKeys() []*action {
	return []*action{
		act(timing, "follow the log", plainly((*App).toggleFollow), "F", "follow what comes; from the past: back", "F", "shift+f"),
		act(timing, "pause", func(a *App) tea.Cmd { return a.pause() }, "=", "pause and go on, live or played", "="),
		act(timing, "slower", func(a *App) tea.Cmd { return a.faster(-1) }, "<", "play slower", "<"),
		act(timing, "faster", func(a *App) tea.Cmd { return a.faster(1) }, ">", "play faster; from the past of a live client: play on from here", ">"),
		act(timing, "record back", func(a *App) tea.Cmd { return a.stepRecord(-1) }, ",", "one record back in time", ","),
		act(timing, "record on", func(a *App) tea.Cmd { return a.stepRecord(1) }, ".", "one record on in time", "."),
		act(timing, "jump on", func(a *App) tea.Cmd { return jump(a.target, 1)(a) }, ")", "on to the next change of a state, or what J chose", ")"),
		act(timing, "jump back", func(a *App) tea.Cmd { return jump(a.target, -1)(a) }, "(", "back to the change of a state before, or what J chose", "("),
		act(timing, "jump target", plainly((*App).nextTarget), "J", "what ( ) go to: changes, failures, window edges, marks", "J", "shift+j"),
		act(timing, "jump to next change", jump(toChange, 1), "", "on to the next change of a state"),
		act(timing, "jump to previous change", jump(toChange, -1), "", "back to the change of a state before"),
		act(timing, "jump to next failure", jump(toError, 1), "", "on to the next failed update or finding"),
		act(timing, "jump to previous failure", jump(toError, -1), "", "back to the failed update or finding before"),
		act(timing, "jump to next mark", jump(toMark, 1), "", "on to the next marked record's time"),
		act(timing, "jump to previous mark", jump(toMark, -1), "", "back to the marked record's time before"),
		act(timing, "next window edge", jump(toEdge, 1), "", "on to the next opening or closing of a window"),
		act(timing, "previous window edge", jump(toEdge, -1), "", "back to the opening or closing before"),
		act(timing, "go to time", plainly(func(a *App) { a.ask(promptTime) }), "t", "go to a time", "t"),
		act(timing, "time column", plainly((*App).timeColumn), "T", "time column: clock, step from the record before, UTC", "T", "shift+t"),
		act(timing, "clock", plainly(func(a *App) { a.showClock((a.clock + 1) % clocks) }), "C", "every time on the client's clock, in UTC, on your own clock", "C", "shift+c"),
		act(timing, "client's clock", plainly(func(a *App) { a.showClock(clientClock) }), "", "every time on the client's clock"),
		act(timing, "utc", plainly(func(a *App) { a.showClock(utcClock) }), "", "every time in UTC"),
		act(timing, "your own clock", plainly(func(a *App) { a.showClock(viewerClock) }), "", "every time on this computer's clock"),
	}
}

// keepingKeys are the keys to keep and take along.
func keepingKeys() []*action {
	return []*action{
		act(keeping, "mark", plainly((*App).mark), "m", "mark the record, or take the mark off", "m"),
		act(keeping, "note", plainly((*App).note), "M", "mark the record with a note", "M", "shift+m"),
		act(keeping, "next mark", func(a *App) tea.Cmd { return a.seekMark(1) }, "u", "next mark", "u"),
		act(keeping, "previous mark", func(a *App) tea.Cmd { return a.seekMark(-1) }, "U", "previous mark", "U", "shift+u"),
		act(keeping, "select a range", plainly((*App).selectRange), "v", "log: begin a range here; y copies all of it", "v"),
		act(keeping, "write filtered records", plainly(func(a *App) { a.ask(promptWrite) }), "", "all records that pass the filter, or this page, into a file: :w FILE; :w! writes over"),
		act(keeping, "write report", plainly(func(a *App) { a.ask(promptReport) }), "", "what is known at the screen's time, into a file: :report FILE"),
		act(keeping, "details as markdown", plainly((*App).markdown), "", "this page, or what is selected, as Markdown for a ticket"),
		act(keeping, "copy", func(a *App) tea.Cmd { return a.copy() }, "y c", "copy the record or the update's line; details and findings as Markdown", "y", "c"),
	}
}

// programKeys are the keys about the program itself.
func programKeys() []*action {
	return []*action{
		act(program, "help", plainly((*App).help), "? F1", "these keys; type to search them", "?", "f1"),
		act(program, "commands", plainly(func(a *App) { a.ask(promptCommand) }), ":", "do anything by its name", ":"),
		act(program, "messages", plainly((*App).messages), "!", "everything that was said on the line above the last ones, errors too", "!"),
		act(program, "theme", plainly((*App).nextTheme), "", "the next colour theme"),
		act(program, "mouse", plainly((*App).toggleMouse), "F2", "mouse on or off; off lets the terminal select text", "f2"),
		act(program, "redraw", func(*App) tea.Cmd { return tea.ClearScreen }, "F5", "draw the screen anew", "f5"),
		act(program, "back", func(a *App) tea.Cmd { return a.back() }, "Esc", "one step back", "esc"),
		act(program, "quit", func(a *App) tea.Cmd { return a.leave() }, "q", "back, then quit", "q"),
		act(program, "quit at once", func(*App) tea.Cmd { return tea.Quit }, "Ctrl-c", "quit at once", "ctrl+c"),
	}
}
