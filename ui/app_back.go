package ui

import tea "charm.land/bubbletea/v2"

// back steps back by one thing: what is typed, a page, the past, what was scrolled to in the log, full
// screen, what is followed.
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
		c.log.following = a.playhead.pinned.followed
		a.playhead.pinned = pinned{}
	case a.giveUpListSearch():
	case !c.log.following && a.layout.panes[paneLog].h > 0:
		c.log.following = true
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
	case a.member != nil:
		return leaveClient
	default:
		a.toast = toast{}
	}
	return nil
}

// giveUpListSearch ends what is looked for in the list in focus, or takes off its newest filter.
func (a *App) giveUpListSearch() bool {
	s := a.activeSearch()
	return s != nil && s.giveUp()
}

func (a *App) closeOrQuit() tea.Cmd {
	if len(a.pages) > 0 {
		a.pages.close()
		return nil
	}
	if a.member != nil {
		return leaveClient
	}
	return tea.Quit
}
