package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// clockKind is whose clock the screen shows.
type clockKind uint8

const (
	clientClock clockKind = iota
	utcClock
	viewerClock
	clockCount
)

// clockWords say whose clock it is.
var clockWords = [clockCount]string{"on the client's clock", "in UTC", "on this computer's clock"}

// clockText returns whose clock the screen shows, and how far that is from UTC.
func (d *renderContext) clockText() string {
	switch {
	case !d.asOf.zoneKnown:
		return clockWords[utcClock]
	case d.clockKind == utcClock:
		return clockWords[utcClock]
	}
	return clockWords[d.clockKind] + " (" + d.asOf.Offset(d.now()) + ")"
}

// chooseClock shows every time on a clock.
type chooseClock struct{ kind clockKind }

func (e chooseClock) do(a *App) tea.Cmd {
	a.clockKind = e.kind
	return a.do(notice{"times " + clockWords[e.kind]})
}

// displayLocation returns the zone the screen shows, nil for the client's own.
func (a *App) displayLocation() *time.Location {
	switch a.clockKind {
	case utcClock:
		return time.UTC
	case viewerClock:
		return a.options.Zone
	}
	return nil
}

// clockNames are what the configuration calls the clocks.
var clockNames = [clockCount]string{"client", "utc", "own"}
