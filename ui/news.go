package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/store"
)

// gather is how long news are collected before they are shown, and settled how long after the turn of that they are
// looked for. Busy logs are all read at one beat, of which this is the double; so what has just been read is shown, and
// does not wait for a frame first.
const (
	gather  = 24 * time.Millisecond
	settled = 5 * time.Millisecond
)

// nextLook is when news are looked for again that must rest until some time, where a frame may take so long.
func nextLook(rested time.Time, frame time.Duration) time.Time {
	every := (frame + gather - 1).Truncate(gather)
	return rested.Add(-settled).Truncate(every).Add(every + settled)
}

// newsArrived says that the source has a newer snapshot.
type newsArrived struct{}

// awaitNews waits for news on a goroutine of its own, which ends with the program.
func (a *App) awaitNews() tea.Cmd {
	news, done := a.src.News(), a.ctx.Done()
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

// news shows the newest snapshot, and listens again when the frame's time is over.
func (a *App) news() tea.Cmd {
	start := a.o.Now()
	prepare := a.refresh()
	now := a.o.Now()
	next := nextLook(now.Add(max(gather/2, a.respite(now.Sub(start)))), time.Second/time.Duration(a.o.fps()))
	again := tea.Tick(next.Sub(now), func(time.Time) tea.Msg { return listen{} })
	return tea.Batch(again, prepare, a.scanOn())
}

// respite is the time between two looks at what comes where each takes so long: while much is being read, most of the time
// belongs to the reading, else half.
func (a *App) respite(look time.Duration) time.Duration {
	for _, c := range a.sessions {
		if c.client.Loading {
			return min(4*look, time.Second)
		}
	}
	return min(look, 100*time.Millisecond)
}

// listen says that it is time to wait for news again.
type listen struct{}

func (a *App) listen() tea.Cmd {
	a.dirty = false
	return a.awaitNews()
}

// refresh takes the source's newest snapshot. What has been read while its preview was shown is prepared first.
func (a *App) refresh() tea.Cmd {
	var prepare []tea.Cmd
	a.snap = a.src.Snapshot()
	if a.snap == nil {
		a.snap = &store.Snapshot{}
	}
	clients := a.snap.Clients
	if len(clients) == 0 {
		clients = []store.Client{{Name: "", Loading: true}}
	}
	for i := range clients {
		if i == len(a.sessions) {
			a.sessions = append(a.sessions, newSession())
		}
		switch c := a.sessions[i]; {
		case !c.client.Preview || clients[i].Preview:
			c.take(clients[i])
			c.pace.note(&clients[i], a.o.Now())
			a.heed(c)
		case !c.leaving:
			c.leaving = true
			prepare = append(prepare, a.prepare(i, clients[i]))
		}
	}
	a.begin()
	a.moment()
	a.relink()
	return tea.Batch(prepare...)
}

// begin starts to play when everything has been read.
func (a *App) begin() {
	if a.head.state != waiting {
		return
	}
	var first, last time.Time
	for _, c := range a.sessions {
		if c.client.Loading || c.client.Records.Len() == 0 && c.client.Err == nil {
			return
		}
		if f := c.first(); first.IsZero() || f.Before(first) {
			first = f
		}
		if l := c.last(); l.After(last) {
			last = l
		}
	}
	a.head.begin(first, last)
	a.ticked = a.o.Now()
}

// frameFirst is how long a search waits for the frame that it would otherwise hold up: it takes all processors.
const frameFirst = 2 * time.Millisecond

// scanOn starts the next slices of scans, if there are some to do.
func (a *App) scanOn() tea.Cmd {
	var cmds []tea.Cmd
	for _, c := range a.sessions {
		for _, l := range []*lines{&c.log.lines, &c.log.found} {
			if work := l.next(); work != nil {
				cmds = append(cmds, func() tea.Msg {
					time.Sleep(frameFirst)
					return work()
				})
			}
		}
	}
	return tea.Batch(cmds...)
}

// accept takes the result of a slice and starts the next one.
func (a *App) accept(r scanned) tea.Cmd {
	r.of.accept(r)
	return a.scanOn()
}
