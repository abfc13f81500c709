package ui

import tea "charm.land/bubbletea/v2"

// back steps back by one thing: what is typed, a page, full screen, the past, what is followed.
func (a *App) back() tea.Cmd {
	c := a.session()
	switch {
	case a.fileWrite != nil:
		a.fileWrite.cancel()
	case a.search.cancel():
		a.notify("given up", notifyTime)
	case len(a.pages) > 0:
		a.closePage()
	case c.log.rangeStart != nil:
		c.log.rangeStart = nil
	case a.playhead.pin.on:
		a.followNewest()
	case a.playhead.home == stateLive && a.playhead.state != stateLive:
		a.playhead.goLive()
		return a.restartClock()
	case a.fullScreen:
		a.fullScreen = false
	case c.log.linkedIDs() != nil:
		a.unfollowIDs()
	case c.log.onlyLog() != "":
		a.showLog("")
	case c.log.findChip != nil:
		c.log.setFind(nil)
	case !isStandard(a.focus):
		a.focus = paneUpdates
	default:
		a.toast = toast{}
	}
	return nil
}

func (a *App) closeOrQuit() tea.Cmd {
	if len(a.pages) > 0 {
		a.closePage()
		return nil
	}
	return tea.Quit
}
