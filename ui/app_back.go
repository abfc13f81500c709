package ui

import tea "charm.land/bubbletea/v2"

// back steps back by one thing: what is typed, a page, full screen, the past, what is followed.
func (a *App) back() tea.Cmd {
	c := a.session()
	switch {
	case a.fileWrite != nil:
		a.fileWrite.cancel()
	case a.search.cancel():
		a.notify("search cancelled", notifyTime)
	case len(a.pages) > 0:
		a.pages.close()
	case c.log.rangeStart != nil:
		c.log.rangeStart = nil
	case a.playhead.pinned.on:
		return a.do(c.log.follow())
	case a.playhead.home == stateLive && a.playhead.state != stateLive:
		a.playhead.goLive()
		return a.restartClock()
	case a.fullScreen:
		a.fullScreen = false
	case c.log.linkedIDs() != nil:
		c.log.unfollowIDs()
	case c.log.onlyLog() != "":
		return a.do(c.log.showLog(""))
	case c.log.findChip != nil:
		c.log.setFind(nil)
	case !isStandard(a.focus):
		a.focus = paneSpecs[0].id
	default:
		a.toast = toast{}
	}
	return nil
}

func (a *App) closeOrQuit() tea.Cmd {
	if len(a.pages) > 0 {
		a.pages.close()
		return nil
	}
	return tea.Quit
}
