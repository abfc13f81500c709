package ui

import tea "charm.land/bubbletea/v2"

// movingKeys are the keys to move about.
func movingKeys() []*action {
	return []*action{
		newAction(groupMoving, "down", moveAction(1), "j ↓", "down", "j", "down"),
		newAction(groupMoving, "up", moveAction(-1), "k ↑", "up", "k", "up"),
		newAction(groupMoving, "page down", pageAction(1, 1), "Space PgDn", "a page down", "space", "pgdown"),
		newAction(groupMoving, "page up", pageAction(-1, 1), "b PgUp", "a page up", "b", "pgup"),
		newAction(groupMoving, "half page down", pageAction(1, 2), "Ctrl-d", "half a page down", "ctrl+d"),
		newAction(groupMoving, "half page up", pageAction(-1, 2), "Ctrl-u", "half a page up", "ctrl+u"),
		newAction(groupMoving, "first", noCmd((*App).moveFirst), "g Home", "first", "g", "home"),
		newAction(groupMoving, "last", noCmd((*App).moveLast), "G End", "last; in the log also: stay there", "G", "shift+g", "end"),
		newAction(groupMoving, "next pane", noCmd(func(a *App) { a.cyclePane(1) }), "Tab", "next pane", "tab"),
		newAction(groupMoving, "previous pane", noCmd(func(a *App) { a.cyclePane(-1) }), "Shift-Tab", "previous pane", "shift+tab"),
		newAction(groupMoving, "next client", noCmd(func(a *App) { a.cycleClient(1) }), "}", "next client", "}"),
		newAction(groupMoving, "previous client", noCmd(func(a *App) { a.cycleClient(-1) }), "{", "previous client", "{"),
	}
}

// lookingKeys are the keys to choose what is shown.
func lookingKeys() []*action {
	return []*action{
		newAction(groupLooking, "updates", showPane(paneUpdates), "1", "updates", "1"),
		newAction(groupLooking, "service window", showPane(paneWindow), "2", "maintenance window; the logs call it service window", "2"),
		newAction(groupLooking, "reboots", showPane(paneRestarts), "3", "restarts", "3"),
		newAction(groupLooking, "log", showPane(paneLog), "4", "log", "4"),
		newAction(groupLooking, "findings", showPane(paneFindings), "5", "findings", "5"),
		newAction(groupLooking, "deployments", showPane(paneDeployments), "6", "deployments", "6"),
		newAction(groupLooking, "scans", showPane(paneScans), "7", "scans", "7"),
		newAction(groupLooking, "sources", showPane(paneSources), "8", "sources: the logs and how they are doing", "8"),
		newAction(groupLooking, "timeline", showPane(paneTimeline), "9", "timeline: updates against maintenance windows", "9"),
		newAction(groupLooking, "details", noCmd((*App).openSelected), "Enter", "details of what is selected, or the record that says so", "enter"),
		newAction(groupLooking, "explain code", noCmd((*App).explainCode), "L Ctrl-l", "what the error code on this line means; without one it asks", "L", "shift+l", "ctrl+l"),
		newAction(groupLooking, "look up code", noCmd(func(a *App) { a.openPrompt(promptCode) }), "", "what a code means that you type or paste"),
		newAction(groupLooking, "raw record", noCmd((*App).toggleRaw), "p", "the record as it stands in its file", "p"),
		newAction(groupLooking, "follow ids", noCmd((*App).toggleFollowIDs), "*", "only what belongs to the selection, in all panes; again: everything", "*"),
		newAction(groupLooking, "full screen", noCmd(func(a *App) { a.fullScreen = !a.fullScreen }), "f", "this pane on the full screen, and back", "f"),
		newAction(groupLooking, "wider", noCmd(func(a *App) { a.widenPane(1) }), "| Shift-→", "this pane wider; the mouse draws the lines between panes", "|", "shift+right"),
		newAction(groupLooking, "narrower", noCmd(func(a *App) { a.widenPane(-1) }), "H Shift-←", "this pane narrower", "H", "shift+h", "shift+left"),
		newAction(groupLooking, "taller", noCmd(func(a *App) { a.heightenPane(1) }), "^ Shift-↓", "this pane taller", "^", "shift+down"),
		newAction(groupLooking, "shorter", noCmd(func(a *App) { a.heightenPane(-1) }), "_ Shift-↑", "this pane shorter", "_", "shift+up"),
		newAction(groupLooking, "reset layout", noCmd((*App).resetLayout), "0", "the panes as they were; a double click puts back one line", "0"),
		newAction(groupLooking, "show all updates", noCmd((*App).toggleAllUpdates), "a", "also updates that nothing deploys, and back", "a"),
		newAction(groupLooking, "group", noCmd((*App).cycleGrouping), "%", "group the updates: by deployment, by state, not; Enter on a heading closes it", "%"),
		newAction(groupLooking, "group by deployment", noCmd(func(a *App) { a.setGrouping(byDeployment) }), "", "the updates under their deployments"),
		newAction(groupLooking, "group by state", noCmd(func(a *App) { a.setGrouping(byUpdateState) }), "", "the updates under their states"),
		newAction(groupLooking, "fold groups", noCmd((*App).toggleAllGroups), "", "close all groups of updates, or open them again"),
		newAction(groupLooking, "sort", noCmd((*App).sortOrColumns), "x", "updates: sort them another way; log: choose its columns", "x"),
		newAction(groupLooking, "log columns", noCmd((*App).chooseColumns), "", "choose the columns of the log"),
		newAction(groupLooking, "usual columns", noCmd((*App).showDefaultColumns), "", "log: time, level, component and message"),
		newAction(groupLooking, "wrap", noCmd((*App).toggleWrap), "\\", "log: long messages go on below, or each message on one row", "\\"),
		newAction(groupLooking, "histogram", noCmd(func(a *App) { a.showHistogram = !a.showHistogram }), "i", "how many records came when, as they are filtered", "i"),
		newAction(groupLooking, "zoom in", noCmd(func(a *App) { a.zoomTimeline(0.5) }), "z", "timeline: zoom in", "z"),
		newAction(groupLooking, "zoom out", noCmd(func(a *App) { a.zoomTimeline(2) }), "Z", "timeline: zoom out", "Z", "shift+z"),
		newAction(groupLooking, "left", noCmd(func(a *App) { a.scrollSideways(-1) }), "← h", "messages, timeline: to the left", "left", "h"),
		newAction(groupLooking, "right", noCmd(func(a *App) { a.scrollSideways(1) }), "→ l", "messages, timeline: to the right", "right", "l"),
	}
}

// searchingKeys are the keys to find and filter.
func searchingKeys() []*action {
	return []*action{
		newAction(groupSearching, "find", noCmd(func(a *App) { a.openPrompt(promptFind) }), "/ Ctrl-f", "find in the log", "/", "ctrl+f"),
		newAction(groupSearching, "next match", func(a *App) tea.Cmd { return a.findNext(1) }, "n F3", "next match", "n", "f3"),
		newAction(groupSearching, "previous match", func(a *App) tea.Cmd { return a.findNext(-1) }, "N Shift-F3", "previous match", "N", "shift+n", "shift+f3"),
		newAction(groupSearching, "filter", noCmd(func(a *App) { a.openPrompt(promptFilter) }), "&", "show only some records; filters stack as chips", "&"),
		newAction(groupSearching, "remove chip", func(a *App) tea.Cmd { return a.removeNewestChip() }, "Backspace", "take off the newest chip", "backspace", "ctrl+h"),
		newAction(groupSearching, "edit filter", noCmd((*App).editNewestChip), "A", "change the newest filter; a click on a chip does it too, on its × takes it off", "A", "shift+a"),
		newAction(groupSearching, "next error", func(a *App) tea.Cmd { return a.nextOfLevel(2, 1) }, "e", "next error", "e"),
		newAction(groupSearching, "previous error", func(a *App) tea.Cmd { return a.nextOfLevel(2, -1) }, "E", "previous error", "E", "shift+e"),
		newAction(groupSearching, "next warning", func(a *App) tea.Cmd { return a.nextOfLevel(1, 1) }, "w", "next warning", "w"),
		newAction(groupSearching, "previous warning", func(a *App) tea.Cmd { return a.nextOfLevel(1, -1) }, "W", "previous warning", "W", "shift+w"),
		newAction(groupSearching, "next of this id", func(a *App) tea.Cmd { return a.nextOfIDs(1) }, "o", "next record with the selection's ids", "o"),
		newAction(groupSearching, "previous of this id", func(a *App) tea.Cmd { return a.nextOfIDs(-1) }, "O", "previous record with the selection's ids", "O", "shift+o"),
		newAction(groupSearching, "next gap", func(a *App) tea.Cmd { return a.nextGap(1) }, "s", "next gap of more than five minutes", "s"),
		newAction(groupSearching, "previous gap", func(a *App) tea.Cmd { return a.nextGap(-1) }, "S", "previous gap", "S", "shift+s"),
		newAction(groupSearching, "save filter", noCmd((*App).askFilterName), "", "give the filter chips a name; @name in a filter then stands for them"),
		newAction(groupSearching, "only errors", filterAction("level:error"), "", "only records logged as errors"),
		newAction(groupSearching, "only warnings and errors", filterAction("level:warning+"), "", "only records logged as warnings or errors"),
		newAction(groupSearching, "no debug records", filterAction("!level:debug"), "", "without debug records"),
		newAction(groupSearching, "only this thread", noCmd((*App).onlyThread), "", "only this record's thread"),
		newAction(groupSearching, "only this component", componentAction(false), "+", "only this record's component", "+"),
		newAction(groupSearching, "next log", noCmd(func(a *App) { a.cycleLog(1) }), "]", "one log alone, then the next one; after the last: all logs merged", "]"),
		newAction(groupSearching, "previous log", noCmd(func(a *App) { a.cycleLog(-1) }), "[", "the log before it alone", "["),
		newAction(groupSearching, "only this log", noCmd((*App).showLogOfRecord), "", "only the log this record stands in"),
		newAction(groupSearching, "all logs", noCmd(func(a *App) { a.showLog("") }), "", "all logs again, merged by time"),
		newAction(groupSearching, "not this component", componentAction(true), "-", "without this record's component", "-"),
	}
}

// timeKeys are the keys to go through time.
func timeKeys() []*action {
	return []*action{
		newAction(groupTime, "follow the log", noCmd((*App).toggleFollow), "F", "follow what comes; from the past: back", "F", "shift+f"),
		newAction(groupTime, "pause", func(a *App) tea.Cmd { return a.togglePause() }, "=", "pause and go on, live or played", "="),
		newAction(groupTime, "slower", func(a *App) tea.Cmd { return a.changeSpeed(-1) }, "<", "play slower", "<"),
		newAction(groupTime, "faster", func(a *App) tea.Cmd { return a.changeSpeed(1) }, ">", "play faster; from the past of a live client: play on from here", ">"),
		newAction(groupTime, "record back", func(a *App) tea.Cmd { return a.stepRecord(-1) }, ",", "one record back in time", ","),
		newAction(groupTime, "record on", func(a *App) tea.Cmd { return a.stepRecord(1) }, ".", "one record on in time", "."),
		newAction(groupTime, "jump on", func(a *App) tea.Cmd { return jumpAction(a.jumpTarget, 1)(a) }, ")", "on to the next change of a state, or what J chose", ")"),
		newAction(groupTime, "jump back", func(a *App) tea.Cmd { return jumpAction(a.jumpTarget, -1)(a) }, "(", "back to the change of a state before, or what J chose", "("),
		newAction(groupTime, "jump target", noCmd((*App).cycleJumpTarget), "J", "what ( ) go to: changes, failures, window edges, marks", "J", "shift+j"),
		newAction(groupTime, "jump to next change", jumpAction(jumpToChange, 1), "", "on to the next change of a state"),
		newAction(groupTime, "jump to previous change", jumpAction(jumpToChange, -1), "", "back to the change of a state before"),
		newAction(groupTime, "jump to next failure", jumpAction(jumpToFailure, 1), "", "on to the next failed update or finding"),
		newAction(groupTime, "jump to previous failure", jumpAction(jumpToFailure, -1), "", "back to the failed update or finding before"),
		newAction(groupTime, "jump to next mark", jumpAction(jumpToMark, 1), "", "on to the next marked record's time"),
		newAction(groupTime, "jump to previous mark", jumpAction(jumpToMark, -1), "", "back to the marked record's time before"),
		newAction(groupTime, "next window edge", jumpAction(jumpToWindowEdge, 1), "", "on to the next opening or closing of a window"),
		newAction(groupTime, "previous window edge", jumpAction(jumpToWindowEdge, -1), "", "back to the opening or closing before"),
		newAction(groupTime, "go to time", noCmd(func(a *App) { a.openPrompt(promptTime) }), "t", "go to a time", "t"),
		newAction(groupTime, "time column", noCmd((*App).cycleTimeColumn), "T", "time column: clock, step from the record before, UTC", "T", "shift+t"),
		newAction(groupTime, "clock", noCmd(func(a *App) { a.chooseClock((a.clockKind + 1) % clockCount) }), "C", "every time on the client's clock, in UTC, on your own clock", "C", "shift+c"),
		newAction(groupTime, "client's clock", noCmd(func(a *App) { a.chooseClock(clientClock) }), "", "every time on the client's clock"),
		newAction(groupTime, "utc", noCmd(func(a *App) { a.chooseClock(utcClock) }), "", "every time in UTC"),
		newAction(groupTime, "your own clock", noCmd(func(a *App) { a.chooseClock(viewerClock) }), "", "every time on this computer's clock"),
	}
}

// keepingKeys are the keys to keep and take along.
func keepingKeys() []*action {
	return []*action{
		newAction(groupKeeping, "mark", noCmd((*App).toggleMark), "m", "mark the record, or take the mark off", "m"),
		newAction(groupKeeping, "note", noCmd((*App).editNote), "M", "mark the record with a note", "M", "shift+m"),
		newAction(groupKeeping, "next mark", func(a *App) tea.Cmd { return a.nextMark(1) }, "u", "next mark", "u"),
		newAction(groupKeeping, "previous mark", func(a *App) tea.Cmd { return a.nextMark(-1) }, "U", "previous mark", "U", "shift+u"),
		newAction(groupKeeping, "select a range", noCmd((*App).toggleRange), "v", "log: begin a range here; y copies all of it", "v"),
		newAction(groupKeeping, "write filtered records", noCmd(func(a *App) { a.openPrompt(promptWrite) }), "", "all records that pass the filter, or this page, into a file: :w FILE; :w! writes over"),
		newAction(groupKeeping, "write report", noCmd(func(a *App) { a.openPrompt(promptReport) }), "", "what is known at the screen's time, into a file: :report FILE"),
		newAction(groupKeeping, "details as markdown", noCmd((*App).openMarkdown), "", "this page, or what is selected, as Markdown for a ticket"),
		newAction(groupKeeping, "copy", func(a *App) tea.Cmd { return a.copySelected() }, "y c", "copy the record or the update's line; details and findings as Markdown", "y", "c"),
	}
}

// programKeys are the keys about the program itself.
func programKeys() []*action {
	return []*action{
		newAction(groupProgram, "help", noCmd((*App).openHelp), "? F1", "these keys; type to search them", "?", "f1"),
		newAction(groupProgram, "commands", noCmd(func(a *App) { a.openPrompt(promptCommand) }), ":", "do anything by its name", ":"),
		newAction(groupProgram, "messages", noCmd((*App).openNotifications), "!", "everything that was said on the line above the last ones, errors too", "!"),
		newAction(groupProgram, "theme", noCmd((*App).cycleTheme), "", "the next colour theme"),
		newAction(groupProgram, "mouse", noCmd((*App).toggleMouse), "F2", "mouse on or off; off lets the terminal select text", "f2"),
		newAction(groupProgram, "redraw", func(*App) tea.Cmd { return tea.ClearScreen }, "F5", "draw the screen anew", "f5"),
		newAction(groupProgram, "back", func(a *App) tea.Cmd { return a.back() }, "Esc", "one step back", "esc"),
		newAction(groupProgram, "quit", func(a *App) tea.Cmd { return a.closeOrQuit() }, "q", "back, then quit", "q"),
		newAction(groupProgram, "quit at once", func(*App) tea.Cmd { return tea.Quit }, "Ctrl-c", "quit at once", "ctrl+c"),
	}
}
