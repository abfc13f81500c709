package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
)

// The actions that hints and texts of the screen speak of.
const (
	actDown           actionID = "down"
	actUp             actionID = "up"
	actNextPane       actionID = "next pane"
	actNextClient     actionID = "next client"
	actPreviousClient actionID = "previous client"
	actFleet          actionID = "fleet"
	actVerdict        actionID = "verdict"
	actDetails        actionID = "details"
	actRawRecord      actionID = "raw record"
	actFollowIDs      actionID = "follow ids"
	actFullScreen     actionID = "full screen"
	actShowAllUpdates actionID = "show all updates"
	actGroup          actionID = "group"
	actSort           actionID = "sort"
	actLogColumns     actionID = "log columns"
	actWrap           actionID = "wrap"
	actZoomIn         actionID = "zoom in"
	actZoomOut        actionID = "zoom out"
	actLeft           actionID = "left"
	actRight          actionID = "right"
	actFind           actionID = "find"
	actNextMatch      actionID = "next match"
	actPreviousMatch  actionID = "previous match"
	actFilter         actionID = "filter"
	actRemoveChip     actionID = "remove chip"
	actNextError      actionID = "next error"
	actNextWarning    actionID = "next warning"
	actNextLog        actionID = "next log"
	actPreviousLog    actionID = "previous log"
	actFollowLog      actionID = "follow the log"
	actPause          actionID = "pause"
	actSlower         actionID = "slower"
	actFaster         actionID = "faster"
	actRecordBack     actionID = "record back"
	actRecordOn       actionID = "record on"
	actJumpOn         actionID = "jump on"
	actJumpBack       actionID = "jump back"
	actJumpTarget     actionID = "jump target"
	actGoToTime       actionID = "go to time"
	actAsOfRecord     actionID = "as of record"
	actMark           actionID = "mark"
	actNextMark       actionID = "next mark"
	actNote           actionID = "note"
	actCopy           actionID = "copy"
	actHelp           actionID = "help"
	actCommands       actionID = "commands"
	actBack           actionID = "back"
	actQuit           actionID = "quit"
	actSuspend        actionID = "suspend"
)

// movingKeys returns the keys to move about.
func movingKeys() []*action {
	return []*action{
		newAction(groupMoving, actDown, moveAction(1), "j ↓", "down", "j", "down"),
		newAction(groupMoving, actUp, moveAction(-1), "k ↑", "up", "k", "up"),
		newAction(groupMoving, "page down", pageAction(1, 1), "Space PgDn", "page down", "space", "pgdown"),
		newAction(groupMoving, "page up", pageAction(-1, 1), "b PgUp", "page up", "b", "pgup"),
		newAction(groupMoving, "half page down", pageAction(1, 2), "Ctrl-d", "half a page down", "ctrl+d"),
		newAction(groupMoving, "half page up", pageAction(-1, 2), "Ctrl-u", "half a page up", "ctrl+u"),
		newAction(groupMoving, "first", moveAction(-beyondAll), "g Home", "first row", "g", "home"),
		newAction(groupMoving, "last", (*App).moveLast, "G End", "last row; in the log: follow new records", "G", "end"),
		newAction(groupMoving, actNextPane, noCmd(func(a *App) { a.cyclePane(1) }), "Tab", "next pane", "tab"),
		newAction(groupMoving, "previous pane", noCmd(func(a *App) { a.cyclePane(-1) }), "Shift-Tab", "previous pane", "shift+tab"),
		newAction(groupMoving, actNextClient, func(a *App) tea.Cmd { return a.stepClient(1) }, "}", "next client", "}"),
		newAction(groupMoving, actPreviousClient, func(a *App) tea.Cmd { return a.stepClient(-1) }, "{", "previous client", "{"),
		newAction(groupMoving, actFleet, func(*App) tea.Cmd { return leaveClient }, "K", "back to the list of all clients", "K"),
	}
}

// lookingKeys returns the keys to choose what is shown.
func lookingKeys() []*action {
	return append(paneKeys(), []*action{
		newAction(groupLooking, actDetails, (*App).openSelected, "Enter", "details of the selection, or the log line behind it", "enter"),
		newAction(groupLooking, actVerdict, (*App).toggleVerdict, "V", "the whole verdict on this client, and the causes behind it", "V"),
		newAction(groupLooking, "explain code", (*App).explainCode, "L Ctrl-l", "explain the error code on this line, or ask for one", "L", "ctrl+l"),
		newAction(groupLooking, "look up code", ask{kind: promptCode}.do, "", "explain an error code that you type or paste"),
		newAction(groupLooking, actRawRecord, (*App).toggleRaw, "p", "raw record as it is in its file", "p"),
		newAction(groupLooking, actFollowIDs, onSelection(toggleFollowIDs), "*", "show only what belongs to the selection in all panes; again: everything", "*"),
		newAction(groupLooking, actFullScreen, noCmd(func(a *App) { a.fullScreen = !a.fullScreen }), "f", "full screen on or off for this pane", "f"),
		newAction(groupLooking, "wider", widenAction(1), "| Shift-→", "make this pane wider; or drag the dividers with the mouse", "|", "shift+right"),
		newAction(groupLooking, "narrower", widenAction(-1), "H Shift-←", "make this pane narrower", "H", "shift+left"),
		newAction(groupLooking, "taller", heightenAction(1), "^ Shift-↓", "make this pane taller", "^", "shift+down"),
		newAction(groupLooking, "shorter", heightenAction(-1), "_ Shift-↑", "make this pane shorter", "_", "shift+up"),
		newAction(groupLooking, "reset layout", resetLayout{}.do, "0", "reset the layout; a double click on a divider resets only that one", "0"),
		newAction(groupLooking, actShowAllUpdates, (*App).toggleAll, "a", "show or hide updates that are not deployed; in findings, those that have cleared", "a"),
		newAction(groupLooking, actGroup, onPane((*updatesPane).cycleGrouping), "%", "group updates by deployment, by state, or not; {details} on a heading collapses it", "%"),
		newAction(groupLooking, "group by deployment", onPane(with((*updatesPane).groupBy, byDeployment)), "", "group updates by deployment"),
		newAction(groupLooking, "group by state", onPane(with((*updatesPane).groupBy, byUpdateState)), "", "group updates by state"),
		newAction(groupLooking, "fold groups", onPane((*updatesPane).toggleGroups), "", "collapse or expand all groups of updates"),
		newAction(groupLooking, "changes seen", noCmd((*App).seeAll), "", "remove all ✦; one goes when its row is selected, or after 10 s of keys in its pane"),
		newAction(groupLooking, actSort, (*App).sortActive, "x", "updates: change the sort order, or click the name of a column; log: choose columns", "x"),
		newAction(groupLooking, "reverse the order", onPane((*updatesPane).reverse), "X", "updates: reverse the sort order", "X"),
		newAction(groupLooking, actLogColumns, noCmd((*App).chooseColumns), "", "log: choose columns"),
		newAction(groupLooking, "usual columns", noCmd(func(a *App) { a.logOptions.columns = defaultLogColumns }), "", "log: default columns (time, level, component, message)"),
		newAction(groupLooking, actWrap, func(a *App) tea.Cmd { return a.do(a.logOptions.toggleWrap()) }, "\\", "log: wrap long messages, or one row per message", "\\"),
		newAction(groupLooking, "histogram", noCmd(func(a *App) { a.showHistogram = !a.showHistogram }), "i", "histogram of the filtered records over time", "i"),
		newAction(groupLooking, actZoomIn, onPane(with((*timelinePane).zoom, 0.5)), "z", "timeline: zoom in", "z"),
		newAction(groupLooking, actZoomOut, onPane(with((*timelinePane).zoom, 2)), "Z", "timeline: zoom out", "Z"),
		newAction(groupLooking, actLeft, scrollAction(-1), "← h", "log, timeline: scroll left", "left", "h"),
		newAction(groupLooking, actRight, scrollAction(1), "→ l", "log, timeline: scroll right", "right", "l"),
	}...)
}

// searchingKeys returns the keys to find and filter.
func searchingKeys() []*action {
	return []*action{
		newAction(groupSearching, actFind, searchInFocus(promptListFind, promptFind), "/ Ctrl-f", "find in the focused list or the log", "/", "ctrl+f"),
		newAction(groupSearching, actNextMatch, findNextAction(1), "n F3", "next match", "n", "f3"),
		newAction(groupSearching, actPreviousMatch, findNextAction(-1), "N Shift-F3", "previous match", "N", "shift+f3"),
		newAction(groupSearching, actFilter, searchInFocus(promptListFilter, promptFilter), "&", "filter the focused list or the log; filters add up, in the log @NAME is a saved one", "&"),
		newAction(groupSearching, actRemoveChip, (*App).removeFilter, "Backspace", "remove the last filter", "backspace", "ctrl+h"),
		newAction(groupSearching, "clear filters", onLog((*logPane).clearChips), "", "remove all filters of the log"),
		newAction(groupSearching, "edit filter", onLog((*logPane).editNewestChip), "A", "edit the last filter; click a filter to edit it, its × to remove it", "A"),
		newAction(groupSearching, actNextError, nextOfLevel(model.LevelError, 1).do, "e", "next error", "e"),
		newAction(groupSearching, "previous error", nextOfLevel(model.LevelError, -1).do, "E", "previous error", "E"),
		newAction(groupSearching, actNextWarning, nextOfLevel(model.LevelWarning, 1).do, "w", "next warning", "w"),
		newAction(groupSearching, "previous warning", nextOfLevel(model.LevelWarning, -1).do, "W", "previous warning", "W"),
		newAction(groupSearching, "next of this id", onSelection(with(nextOfIDs, 1)), "o", "next record with the IDs of the selection", "o"),
		newAction(groupSearching, "previous of this id", onSelection(with(nextOfIDs, -1)), "O", "previous record with the IDs of the selection", "O"),
		newAction(groupSearching, "next gap", onLog(with((*logPane).nextGap, 1)), "s", "next gap of more than five minutes", "s"),
		newAction(groupSearching, "previous gap", onLog(with((*logPane).nextGap, -1)), "S", "previous gap", "S"),
		newAction(groupSearching, "save filter", noCmd((*App).askFilterName), "", "save the current filters under a name, for use as @name in a filter"),
		newAction(groupSearching, "only errors", addFilter{"level:error"}.do, "", "show only errors"),
		newAction(groupSearching, "only warnings and errors", addFilter{"level:warning+"}.do, "", "show only warnings and errors"),
		newAction(groupSearching, "no debug records", addFilter{"!level:debug"}.do, "", "hide debug records"),
		newAction(groupSearching, "only this thread", onLog((*logPane).filterThread), "", "show only this record's thread"),
		newAction(groupSearching, "only this component", onLog(with((*logPane).filterComponent, false)), "+", "show only this record's component", "+"),
		newAction(groupSearching, actNextLog, onLog(with((*logPane).cycleLog, 1)), "]", "next single log; after the last one: all logs merged", "]"),
		newAction(groupSearching, actPreviousLog, onLog(with((*logPane).cycleLog, -1)), "[", "previous single log", "["),
		newAction(groupSearching, "only this log", onSelection(showLogOfRecord), "", "show only this record's log"),
		newAction(groupSearching, "all logs", onLog((*logPane).showAllLogs), "", "show all logs, merged by time"),
		newAction(groupSearching, "not this component", onLog(with((*logPane).filterComponent, true)), "-", "hide this record's component", "-"),
	}
}

// timeKeys returns the keys to go through time.
func timeKeys() []*action {
	return []*action{
		newAction(groupTime, actFollowLog, noCmd((*App).toggleFollow), "F", "follow new records; from the past: back to live", "F"),
		newAction(groupTime, actAsOfRecord, onSelection(asOfSelected), "r", "all panes as of the time of the selected record; {back} returns", "r"),
		newAction(groupTime, actPause, (*App).togglePause, "=", "pause or resume, live or replay", "="),
		newAction(groupTime, actSlower, func(a *App) tea.Cmd { return a.changeSpeed(-1) }, "<", "replay slower", "<"),
		newAction(groupTime, actFaster, func(a *App) tea.Cmd { return a.changeSpeed(1) }, ">", "replay faster; in the past of a live client: replay from here", ">"),
		newAction(groupTime, actRecordBack, func(a *App) tea.Cmd { return a.stepRecord(-1) }, ",", "to the time of the previous record", ","),
		newAction(groupTime, actRecordOn, func(a *App) tea.Cmd { return a.stepRecord(1) }, ".", "to the time of the next record", "."),
		newAction(groupTime, actJumpOn, func(a *App) tea.Cmd { return a.do(jump{a.jumpTarget, 1}) }, ")", "jump to the next state change, or what {jump target} selects", ")"),
		newAction(groupTime, actJumpBack, func(a *App) tea.Cmd { return a.do(jump{a.jumpTarget, -1}) }, "(", "jump to the previous state change, or what {jump target} selects", "("),
		newAction(groupTime, actJumpTarget, func(a *App) tea.Cmd { return a.do(a.jumpTarget.next(a.keys)) }, "J", "select what {jump back} {jump on} jump to: changes, failures, window edges, marks", "J"),
		newAction(groupTime, "jump to next change", jump{jumpToChange, 1}.do, "", "jump to the next state change"),
		newAction(groupTime, "jump to previous change", jump{jumpToChange, -1}.do, "", "jump to the previous state change"),
		newAction(groupTime, "jump to next failure", jump{jumpToFailure, 1}.do, "", "jump to the next failed update or finding"),
		newAction(groupTime, "jump to previous failure", jump{jumpToFailure, -1}.do, "", "jump to the previous failed update or finding"),
		newAction(groupTime, "jump to next mark", jump{jumpToMark, 1}.do, "", "jump to the time of the next mark"),
		newAction(groupTime, "jump to previous mark", jump{jumpToMark, -1}.do, "", "jump to the time of the previous mark"),
		newAction(groupTime, "next window edge", jump{jumpToWindowEdge, 1}.do, "", "jump to the next opening or closing of a window"),
		newAction(groupTime, "previous window edge", jump{jumpToWindowEdge, -1}.do, "", "jump to the previous opening or closing of a window"),
		newAction(groupTime, actGoToTime, ask{kind: promptTime}.do, "t", "go to a time", "t"),
		newAction(groupTime, "time column", onLog((*logPane).cycleTimeColumn), "T", "time column: clock, time since the previous line, UTC", "T"),
		newAction(groupTime, "clock", func(a *App) tea.Cmd { return a.do(chooseClock{(a.clockKind + 1) % clockCount}) }, "C", "all times on the client's clock, in UTC, or on this computer's clock", "C"),
		newAction(groupTime, "client's clock", chooseClock{clientClock}.do, "", "all times on the client's clock"),
		newAction(groupTime, "utc", chooseClock{utcClock}.do, "", "all times in UTC"),
		newAction(groupTime, "your own clock", chooseClock{viewerClock}.do, "", "all times on this computer's clock"),
	}
}

// keepingKeys returns the keys to keep and take along.
func keepingKeys() []*action {
	return []*action{
		newAction(groupKeeping, actMark, onSelection(toggleMark), "m", "mark the record, or remove its mark", "m"),
		newAction(groupKeeping, actNote, onSelection(askNote), "M", "mark the record with a note", "M"),
		newAction(groupKeeping, actNextMark, onLog(with((*logPane).nextMark, 1)), "u", "next mark", "u"),
		newAction(groupKeeping, "previous mark", onLog(with((*logPane).nextMark, -1)), "U", "previous mark", "U"),
		newAction(groupKeeping, "marks", func(a *App) tea.Cmd { return a.do(openPage{marksPage()}) }, "", "all marked records with their notes; they are kept for the next run"),
		newAction(groupKeeping, "select a range", onLog((*logPane).toggleRange), "v", "log: start a selection here; {copy} copies it", "v"),
		newAction(groupKeeping, "write filtered records", ask{kind: promptWrite}.do, "", "write the filtered records or this page to a file: :w FILE; :w! overwrites"),
		newAction(groupKeeping, "write report", ask{kind: promptReport}.do, "", "write a report for the time shown to a file: :report FILE"),
		newAction(groupKeeping, "details as markdown", (*App).openMarkdown, "", "show this page or the selection as Markdown for a ticket"),
		newAction(groupKeeping, actCopy, (*App).copySelected, "y c", "copy the record or update; details and findings as Markdown", "y", "c"),
	}
}

// programKeys returns the keys about the program itself.
func programKeys() []*action {
	return []*action{
		newAction(groupProgram, actHelp, func(a *App) tea.Cmd { return a.do(openPage{helpPage()}) }, "? F1", "all keys; type to search", "?", "f1"),
		newAction(groupProgram, actCommands, ask{kind: promptCommand}.do, ":", "run a command by name", ":"),
		newAction(groupProgram, "messages", func(a *App) tea.Cmd { return a.do(openPage{a.notificationsPage()}) }, "!", "all messages and errors of this session", "!"),
		newAction(groupProgram, "theme", noCmd((*App).cycleTheme), "", "next colour theme"),
		newAction(groupProgram, "mouse", noCmd((*App).toggleMouse), "F2", "mouse on or off; when off, the terminal can select text", "f2"),
		newAction(groupProgram, "redraw", func(*App) tea.Cmd { return tea.ClearScreen }, "F5", "redraw the screen", "f5"),
		newAction(groupProgram, actSuspend, func(*App) tea.Cmd { return tea.Suspend }, "Ctrl-z", "suspend, where the system can; fg in the shell resumes", "ctrl+z"),
		newAction(groupProgram, actBack, (*App).back, "Esc", "back, cancel", "esc"),
		newAction(groupProgram, actQuit, (*App).closeOrQuit, "q", "close the page, or quit", "q"),
		newAction(groupProgram, "quit at once", func(*App) tea.Cmd { return tea.Quit }, "Ctrl-c", "quit immediately", "ctrl+c"),
	}
}
