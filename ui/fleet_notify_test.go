package ui

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

// telling returns what the terminal has been told since the last time.
func (d *fleetDesk) telling() string {
	told := d.told
	d.told = ""
	return told
}

func TestTheTerminalIsToldOfClients(t *testing.T) {
	o := Options{Notify: Notify{States: []string{"failed", clientSilent, restartRequested}, Bell: true, OSC: 9}}
	fails := func(n int, at time.Time) func(*summary.ClientSummary) {
		return func(c *summary.ClientSummary) {
			c.State, c.LastRecord = summary.ClientFailed, at
			c.Updates = append([]summary.UpdateSummary{fleetKB(n, model.Failed, at)}, c.Updates...)
		}
	}
	sitAtFleet(t, 120, 35, fatedFleet(100), o, func(d *fleetDesk) {
		if told := d.telling(); told != "" {
			t.Errorf("told of what was before: %q", told)
		}
		now := fleetNow().Add(time.Second)
		d.change(3, fails(11, now))
		if told := d.telling(); told != "\a\x1b]9;ccmtail SRV0003: KB5081911 failed 0x80070643\a" {
			t.Errorf("told %q", told)
		}
		d.change(3, func(c *summary.ClientSummary) { c.LastRecord = now.Add(time.Second) })
		d.change(4, fails(12, fleetNow().Add(-time.Hour))) // late
		if told := d.telling(); told != "" {
			t.Errorf("told again: %q", told)
		}
		d.change(3, fails(11, now.Add(time.Minute)))
		if told := d.telling(); strings.Count(told, "SRV0003") != 1 {
			t.Errorf("of a second failure: %q", told)
		}
		for i := 5; i < 25; i++ {
			d.fleet.change(i, fails(13, now))
		}
		d.do(fleetNews{})
		if told := d.telling(); strings.Count(told, "KB5081913") != maxTold || !strings.Contains(told, "ccmtail fleet: 15 more events\a") {
			t.Errorf("of twenty at once: %q", told)
		}
		d.keys("t", `"21:00"`, "enter")
		d.change(30, fails(14, now))
		if told := d.telling(); told != "" {
			t.Errorf("told of the past: %q", told)
		}
	})
}

func TestTheTerminalIsToldOfStatesOfClients(t *testing.T) {
	o := Options{Notify: Notify{States: []string{clientSilent, restartRequested}, OSC: 777}}
	fleet, installing := fatedFleet(100), []int(nil)
	for i, c := range fleet.clients {
		if c.State == summary.ClientInstalling {
			installing = append(installing, i)
		}
	}
	quiet := &fleet.clients[installing[1]]
	quiet.LastRecord = fleetNow().Add(-50 * time.Minute)
	sitAtFleet(t, 120, 35, fleet, o, func(d *fleetDesk) {
		d.change(installing[0], func(c *summary.ClientSummary) { c.LastRecord, c.RestartRequested = fleetNow(), fleetNow() })
		if told := d.telling(); !strings.Contains(told, ";restart requested\a") {
			t.Errorf("of a restart: %q", told)
		}
		for range 5 {
			d.pass(4 * time.Minute)
		}
		if told := d.telling(); !strings.Contains(told, "nothing written for 1 h") || strings.Count(told, quiet.Name) != 1 {
			t.Errorf("of silent clients: %q", told)
		}
	})
}

// TestAClientOfAFleetTellsNothingItself: the fleet does.
func TestAClientOfAFleetTellsNothingItself(t *testing.T) {
	o := Options{Notify: Notify{States: []string{"failed"}, OSC: 9, Progress: true}}
	sitAtFleet(t, 120, 35, fatedFleet(10), o, func(d *fleetDesk) {
		d.keys("enter")
		if n := d.app.shown.app.options.Notify; len(n.States) > 0 || !n.Progress {
			t.Errorf("an open client has %+v", n)
		}
	})
}
