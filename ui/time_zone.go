package ui

import "time"

// clockKind is whose clock the screen shows.
type clockKind uint8

const (
	clientClock clockKind = iota
	utcClock
	viewerClock
	clockCount
)

// clockWords say whose clock it is.
var clockWords = [clockCount]string{"on the client's clock", "in UTC", "on your own clock"}

// chooseClock shows every time on a clock.
func (a *App) chooseClock(c clockKind) {
	a.clockKind = c
	a.notify("times "+clockWords[c], notifyTime)
}

// displayLocation is the zone the screen shows, nil for the client's own.
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
