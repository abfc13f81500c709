package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/store"
)

// newsInterval is how long news are collected before they are shown, and newsOffset how long after
// the turn of that they are looked for. Busy logs are all read at one beat, of which this is the double; so
// what has just been read is shown, and does not wait for a frame first.
const (
	newsInterval = 24 * time.Millisecond
	newsOffset   = 5 * time.Millisecond
)

// nextPoll returns when news are looked for again that must rest until some time, where a frame may
// take so long.
func nextPoll(rested time.Time, frame time.Duration) time.Time {
	every := (frame + newsInterval - 1).Truncate(newsInterval)
	return rested.Add(-newsOffset).Truncate(every).Add(every + newsOffset)
}

// newsArrived says that the source has a newer snapshot.
type newsArrived struct{}

// awaitNews waits for news on a goroutine of its own, which ends with the program.
func (a *App) awaitNews() tea.Cmd {
	news, done := a.source.News(), a.ctx.Done()
	return func() tea.Msg {
		select {
		case _, ok := <-news:
			if ok {
				return newsArrived{}
			}
		case <-done:
		}
		return nil
	}
}

// handle shows the newest snapshot, and listens again when the frame's time is over.
func (newsArrived) handle(a *App) tea.Cmd {
	start := a.options.Now()
	prepare := a.takeSnapshot()
	now := a.options.Now()
	next := nextPoll(now.Add(max(newsInterval/2, a.client.renderPause(now.Sub(start)))), time.Second/time.Duration(a.options.fps()))
	again := tea.Tick(next.Sub(now), func(time.Time) tea.Msg { return resumeListening{} })
	return tea.Batch(again, prepare)
}

// renderPause returns the time between two looks at what comes where each takes so long: while much
// is being read, most of the time belongs to the reading, else half.
func (c *session) renderPause(look time.Duration) time.Duration {
	if c.client.Loading {
		return min(4*look, time.Second)
	}
	return min(look, 100*time.Millisecond)
}

// resumeListening says that it is time to wait for news again.
type resumeListening struct{}

func (resumeListening) handle(a *App) tea.Cmd {
	a.unchanged()
	return a.awaitNews()
}

// takeSnapshot takes the source's newest snapshot. What has been read while its preview was shown
// is prepared first.
func (a *App) takeSnapshot() tea.Cmd {
	a.snap = a.source.Snapshot()
	if a.snap == nil {
		a.snap = &store.Snapshot{}
	}
	a.notifyLimits()
	client := store.Client{Loading: true}
	if len(a.snap.Clients) > 0 {
		client = a.snap.Clients[0]
	}
	prepare := a.takeClient(client)
	a.startPlayback()
	a.seekWhenRead()
	a.refreshAsOf()
	a.refreshLinks()
	return prepare
}

// takeClient takes in a newer picture of the client. One that has been read while its preview was shown is
// prepared by the command returned.
func (a *App) takeClient(client store.Client) tea.Cmd {
	switch c := a.client; {
	case !c.client.Preview || client.Preview:
		end := c.end()
		c.setClient(client)
		if end > 0 && c.end() > end {
			c.arrived = a.options.Now()
		}
		c.loadRate.update(&client, a.options.Now())
		a.notifyReadability(c.updateReadErrors())
		a.restoreMarks(c)
	case !c.replacing:
		c.replacing = true
		return a.prepareFullClient(client)
	}
	return nil
}
