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
	actMark           actionID = "mark"
	actNextMark       actionID = "next mark"
	actCopy           actionID = "copy"
	actHelp           actionID = "help"
	actCommands       actionID = "commands"
	actBack           actionID = "back"
	actQuit           actionID = "quit"
)

// movingKeys are the keys to move about.
func movingKeys() []*action {
	return []*action{
		newAction(groupMoving, actDown, moveAction(1), "j ↓", "down", "j", "down"),
		newAction(groupMoving, actUp, moveAction(-1), "k ↑", "up", "k", "up"),
		newAction(groupMoving, "page down", pageAction(1, 1), "Space PgDn", "a page down", "space", "pgdown"),
		newAction(groupMoving, "page up", pageAction(-1, 1), "b PgUp", "a page up", "b", "pgup"),
		newAction(groupMoving, "half page down", pageAction(1, 2), "Ctrl-d", "half a page down", "ctrl+d"),
		newAction(groupMoving, "half page up", pageAction(-1, 2), "Ctrl-u", "half a page up", "ctrl+u"),
		newAction(groupMoving, "first", moveAction(-beyondAll), "g Home", "first", "g", "home"),
		newAction(groupMoving, "last", (*App).moveLast, "G End", "last; in the log also: stay there", "G", "shift+g", "end"),
		newAction(groupMoving, actNextPane, noCmd(func(a *App) { a.cyclePane(1) }), "Tab", "next pane", "tab"),
		newAction(groupMoving, "previous pane", noCmd(func(a *App) { a.cyclePane(-1) }), "Shift-Tab", "previous pane", "shift+tab"),
		newAction(groupMoving, actNextClient, noCmd(func(a *App) { a.cycleClient(1) }), "}", "next client", "}"),
		newAction(groupMoving, actPreviousClient, noCmd(func(a *App) { a.cycleClient(-1) }), "{", "previous client", "{"),
	}
}

// lookingKeys are the keys to choose what is shown.
func lookingKeys() []*action {
	return append(paneKeys(), []*action{
		newAction(groupLooking, actDetails, (*App).openSelected, "Enter", "details of what is selected, or the record that says so", "enter"),
		newAction(groupLooking, "explain code", (*App).explainCode, "L Ctrl-l", "what the error code on this line means; without one it asks", "L", "shift+l", "ctrl+l"),
		newAction(groupLooking, "look up code", ask{kind: promptCode}.do, "", "what a code means that you type or paste"),
		newAction(groupLooking, actRawRecord, (*App).toggleRaw, "p", "the record as it stands in its file", "p"),
		newAction(groupLooking, actFollowIDs, onSelection(toggleFollowIDs), "*", "only what belongs to the selection, in all panes; again: everything", "*"),
		newAction(groupLooking, actFullScreen, noCmd(func(a *App) { a.fullScreen = !a.fullScreen }), "f", "this pane on the full screen, and back", "f"),
		newAction(groupLooking, "wider", widenAction(1), "| Shift-→", "this pane wider; the mouse draws the lines between panes", "|", "shift+right"),
		newAction(groupLooking, "narrower", widenAction(-1), "H Shift-←", "this pane narrower", "H", "shift+h", "shift+left"),
		newAction(groupLooking, "taller", heightenAction(1), "^ Shift-↓", "this pane taller", "^", "shift+down"),
		newAction(groupLooking, "shorter", heightenAction(-1), "_ Shift-↑", "this pane shorter", "_", "shift+up"),
		newAction(groupLooking, "reset layout", resetLayout{}.do, "0", "the panes as they were; a double click puts back one line", "0"),
		newAction(groupLooking, actShowAllUpdates, onPane((*updatesPane).toggleAll), "a", "also updates that nothing deploys, and back", "a"),
		newAction(groupLooking, actGroup, onPane((*updatesPane).cycleGrouping), "%", "group the updates: by deployment, by state, not; {details} on a heading closes it", "%"),
		newAction(groupLooking, "group by deployment", onPane(with((*updatesPane).groupBy, byDeployment)), "", "the updates under their deployments"),
		newAction(groupLooking, "group by state", onPane(with((*updatesPane).groupBy, byUpdateState)), "", "the updates under their states"),
		newAction(groupLooking, "fold groups", onPane((*updatesPane).toggleGroups), "", "close all groups of updates, or open them again"),
		newAction(groupLooking, actSort, (*App).sortActive, "x", "updates: sort them another way; log: choose its columns", "x"),
		newAction(groupLooking, actLogColumns, noCmd((*App).chooseColumns), "", "choose the columns of the log"),
		newAction(groupLooking, "usual columns", noCmd(func(a *App) { a.logOptions.columns = defaultLogColumns }), "", "log: time, level, component and message"),
		newAction(groupLooking, actWrap, func(a *App) tea.Cmd { return a.do(a.logOptions.toggleWrap()) }, "\\", "log: long messages go on below, or each message on one row", "\\"),
		newAction(groupLooking, "histogram", noCmd(func(a *App) { a.showHistogram = !a.showHistogram }), "i", "how many records came when, as they are filtered", "i"),
		newAction(groupLooking, actZoomIn, onPane(with((*timelinePane).zoom, 0.5)), "z", "timeline: zoom in", "z"),
		newAction(groupLooking, actZoomOut, onPane(with((*timelinePane).zoom, 2)), "Z", "timeline: zoom out", "Z", "shift+z"),
		newAction(groupLooking, actLeft, scrollAction(-1), "← h", "messages, timeline: to the left", "left", "h"),
		newAction(groupLooking, actRight, scrollAction(1), "→ l", "messages, timeline: to the right", "right", "l"),
	}...)
}

// searchingKeys are the keys to find and filter.
func searchingKeys() []*action {
	return []*action{
		newAction(groupSearching, actFind, ask{kind: promptFind}.do, "/ Ctrl-f", "find in the log", "/", "ctrl+f"),
		newAction(groupSearching, actNextMatch, onLog(with((*logPane).findNext, 1)), "n F3", "next match", "n", "f3"),
		newAction(groupSearching, actPreviousMatch, onLog(with((*logPane).findNext, -1)), "N Shift-F3", "previous match", "N", "shift+n", "shift+f3"),
		newAction(groupSearching, actFilter, ask{kind: promptFilter}.do, "&", "show only some records; filters stack as chips", "&"),
		newAction(groupSearching, actRemoveChip, onLog((*logPane).removeNewestChip), "Backspace", "take off the newest chip", "backspace", "ctrl+h"),
		newAction(groupSearching, "edit filter", onLog((*logPane).editNewestChip), "A", "change the newest filter; a click on a chip does it too, on its × takes it off", "A", "shift+a"),
		newAction(groupSearching, actNextError, nextOfLevel(model.LevelError, 1).do, "e", "next error", "e"),
		newAction(groupSearching, "previous error", nextOfLevel(model.LevelError, -1).do, "E", "previous error", "E", "shift+e"),
		newAction(groupSearching, actNextWarning, nextOfLevel(model.LevelWarning, 1).do, "w", "next warning", "w"),
		newAction(groupSearching, "previous warning", nextOfLevel(model.LevelWarning, -1).do, "W", "previous warning", "W", "shift+w"),
		newAction(groupSearching, "next of this id", onSelection(with(nextOfIDs, 1)), "o", "next record with the selection's ids", "o"),
		newAction(groupSearching, "previous of this id", onSelection(with(nextOfIDs, -1)), "O", "previous record with the selection's ids", "O", "shift+o"),
		newAction(groupSearching, "next gap", onLog(with((*logPane).nextGap, 1)), "s", "next gap of more than five minutes", "s"),
		newAction(groupSearching, "previous gap", onLog(with((*logPane).nextGap, -1)), "S", "previous gap", "S", "shift+s"),
		newAction(groupSearching, "save filter", noCmd((*App).askFilterName), "", "give the filter chips a name; @name in a filter then stands for them"),
		newAction(groupSearching, "only errors", addFilter{"level:error"}.do, "", "only records logged as errors"),
		newAction(groupSearching, "only warnings and errors", addFilter{"level:warning+"}.do, "", "only records logged as warnings or errors"),
		newAction(groupSearching, "no debug records", addFilter{"!level:debug"}.do, "", "without debug records"),
		newAction(groupSearching, "only this thread", onLog((*logPane).filterThread), "", "only this record's thread"),
		newAction(groupSearching, "only this component", onLog(with((*logPane).filterComponent, false)), "+", "only this record's component", "+"),
		newAction(groupSearching, actNextLog, onLog(with((*logPane).cycleLog, 1)), "]", "one log alone, then the next one; after the last: all logs merged", "]"),
		newAction(groupSearching, actPreviousLog, onLog(with((*logPane).cycleLog, -1)), "[", "the log before it alone", "["),
		newAction(groupSearching, "only this log", onSelection(showLogOfRecord), "", "only the log this record stands in"),
		newAction(groupSearching, "all logs", onLog((*logPane).showAllLogs), "", "all logs again, merged by time"),
		newAction(groupSearching, "not this component", onLog(with((*logPane).filterComponent, true)), "-", "without this record's component", "-"),
	}
}

// timeKeys are the keys to go through time.
func timeKeys() []*action {
	return []*action{
		newAction(groupTime, actFollowLog, noCmd((*App).toggleFollow), "F", "follow what comes; from the past: back", "F", "shift+f"),
		newAction(groupTime, actPause, (*App).togglePause, "=", "pause and go on, live or played", "="),
		newAction(groupTime, actSlower, func(a *App) tea.Cmd { return a.changeSpeed(-1) }, "<", "play slower", "<"),
		newAction(groupTime, actFaster, func(a *App) tea.Cmd { return a.changeSpeed(1) }, ">", "play faster; from the past of a live client: play on from here", ">"),
		newAction(groupTime, actRecordBack, func(a *App) tea.Cmd { return a.stepRecord(-1) }, ",", "one record back in time", ","),
		newAction(groupTime, actRecordOn, func(a *App) tea.Cmd { return a.stepRecord(1) }, ".", "one record on in time", "."),
		newAction(groupTime, actJumpOn, func(a *App) tea.Cmd { return a.do(jump{a.jumpTarget, 1}) }, ")", "on to the next change of a state, or what {jump target} chose", ")"),
		newAction(groupTime, actJumpBack, func(a *App) tea.Cmd { return a.do(jump{a.jumpTarget, -1}) }, "(", "back to the change of a state before, or what {jump target} chose", "("),
		newAction(groupTime, actJumpTarget, func(a *App) tea.Cmd { return a.do(a.jumpTarget.next(a.keys)) }, "J", "what {jump back} {jump on} go to: changes, failures, window edges, marks", "J", "shift+j"),
		newAction(groupTime, "jump to next change", jump{jumpToChange, 1}.do, "", "on to the next change of a state"),
		newAction(groupTime, "jump to previous change", jump{jumpToChange, -1}.do, "", "back to the change of a state before"),
		newAction(groupTime, "jump to next failure", jump{jumpToFailure, 1}.do, "", "on to the next failed update or finding"),
		newAction(groupTime, "jump to previous failure", jump{jumpToFailure, -1}.do, "", "back to the failed update or finding before"),
		newAction(groupTime, "jump to next mark", jump{jumpToMark, 1}.do, "", "on to the next marked record's time"),
		newAction(groupTime, "jump to previous mark", jump{jumpToMark, -1}.do, "", "back to the marked record's time before"),
		newAction(groupTime, "next window edge", jump{jumpToWindowEdge, 1}.do, "", "on to the next opening or closing of a window"),
		newAction(groupTime, "previous window edge", jump{jumpToWindowEdge, -1}.do, "", "back to the opening or closing before"),
		newAction(groupTime, actGoToTime, ask{kind: promptTime}.do, "t", "go to a time", "t"),
		newAction(groupTime, "time column", onLog((*logPane).cycleTimeColumn), "T", "time column: clock, step from the record before, UTC", "T", "shift+t"),
		newAction(groupTime, "clock", func(a *App) tea.Cmd { return a.do(chooseClock{(a.clockKind + 1) % clockCount}) }, "C", "every time on the client's clock, in UTC, on your own clock", "C", "shift+c"),
		newAction(groupTime, "client's clock", chooseClock{clientClock}.do, "", "every time on the client's clock"),
		newAction(groupTime, "utc", chooseClock{utcClock}.do, "", "every time in UTC"),
		newAction(groupTime, "your own clock", chooseClock{viewerClock}.do, "", "every time on this computer's clock"),
	}
}

// keepingKeys are the keys to keep and take along.
func keepingKeys() []*action {
	return []*action{
		newAction(groupKeeping, actMark, onSelection(toggleMark), "m", "mark the record, or take the mark off", "m"),
		newAction(groupKeeping, "note", onSelection(askNote), "M", "mark the record with a note", "M", "shift+m"),
		newAction(groupKeeping, actNextMark, onLog(with((*logPane).nextMark, 1)), "u", "next mark", "u"),
		newAction(groupKeeping, "previous mark", onLog(with((*logPane).nextMark, -1)), "U", "previous mark", "U", "shift+u"),
		newAction(groupKeeping, "select a range", onLog((*logPane).toggleRange), "v", "log: begin a range here; {copy} copies all of it", "v"),
		newAction(groupKeeping, "write filtered records", ask{kind: promptWrite}.do, "", "all records that pass the filter, or this page, into a file: :w FILE; :w! writes over"),
		newAction(groupKeeping, "write report", ask{kind: promptReport}.do, "", "what is known at the screen's time, into a file: :report FILE"),
		newAction(groupKeeping, "details as markdown", (*App).openMarkdown, "", "this page, or what is selected, as Markdown for a ticket"),
		newAction(groupKeeping, actCopy, (*App).copySelected, "y c", "copy the record or the update's line; details and findings as Markdown", "y", "c"),
	}
}

// programKeys are the keys about the program itself.
func programKeys() []*action {
	return []*action{
		newAction(groupProgram, actHelp, func(a *App) tea.Cmd { return a.do(openPage{helpPage()}) }, "? F1", "these keys; type to search them", "?", "f1"),
		newAction(groupProgram, actCommands, ask{kind: promptCommand}.do, ":", "do anything by its name", ":"),
		newAction(groupProgram, "messages", func(a *App) tea.Cmd { return a.do(openPage{a.notificationsPage()}) }, "!", "everything that was said on the line above the last ones, errors too", "!"),
		newAction(groupProgram, "theme", noCmd((*App).cycleTheme), "", "the next colour theme"),
		newAction(groupProgram, "mouse", noCmd((*App).toggleMouse), "F2", "mouse on or off; off lets the terminal select text", "f2"),
		newAction(groupProgram, "redraw", func(*App) tea.Cmd { return tea.ClearScreen }, "F5", "draw the screen anew", "f5"),
		newAction(groupProgram, actBack, (*App).back, "Esc", "one step back", "esc"),
		newAction(groupProgram, actQuit, (*App).closeOrQuit, "q", "back, then quit", "q"),
		newAction(groupProgram, "quit at once", func(*App) tea.Cmd { return tea.Quit }, "Ctrl-c", "quit at once", "ctrl+c"),
	}
}
