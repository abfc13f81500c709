package ui

import "time"

// clockOf is whose clock the screen shows.
type clockOf uint8

const (
	clientClock clockOf = iota
	utcClock
	viewerClock
	clocks
)

// clockWords say whose clock it is.
var clockWords = [clocks]string{"the client's clock", "UTC", "your own clock"}

// showClock shows every time on a clock.
func (a *App) showClock(c clockOf) {
	a.clock = c
	a.tell("times on "+clockWords[c], toastTime)
}

// zone is the zone the screen shows, nil for the client's own.
func (a *App) zone() *time.Location {
	switch a.clock {
	case utcClock:
		return time.UTC
	case viewerClock:
		return a.o.Zone
	}
	return nil
}

// zoneName is the offset of a zone at t.
func zoneName(zone *time.Location, t time.Time) string {
	if zone == time.UTC {
		return "UTC"
	}
	_, east := t.In(zone).Zone()
	return offset(-east / 60)
}
