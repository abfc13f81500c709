package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/summary"
)

func TestFleetOnTheFirstScreen(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"120x35", 120, 35}, {"200x60", 200, 60}} {
		sitAtFleet(t, size.w, size.h, fatedFleet(1000), Options{}, func(d *fleetDesk) {
			d.has("FLEET", "1,000 clients", "LIVE", "22:19 -05:00", "610 of 1,000 clients are done", "KB5081901", "0x80070643", "? all keys", "q quit")
			golden(t, "fleet "+size.name, d.frame())
			d.keys("?", `"sort"`)
			d.has("sort clients by stuck, name, done or since")
			d.keys("esc", "q")
			if !d.quit {
				t.Error("q does not quit")
			}
		})
	}
	sitAtFleet(t, 100, 30, fatedFleet(200), Options{ASCII: true, NoColor: true}, func(d *fleetDesk) {
		golden(t, "fleet ascii", d.frame())
		if i := strings.IndexFunc(d.frame(), func(r rune) bool { return r > '~' }); i >= 0 {
			t.Errorf("not ASCII: %q", d.frame()[i:min(i+10, len(d.frame()))])
		}
	})
}

// TestAnyFleetScreen: at any size, whatever is done, each frame has as many rows and cells as the screen.
func TestAnyFleetScreen(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {20, 3}, {30, 8}, {45, 12}, {60, 16}, {79, 20}, {110, 22}, {300, 90}} {
		for _, fleet := range []*fakeFleet{newFakeFleet(), fatedFleet(3), fatedFleet(300)} {
			sitAtFleet(t, size[0], size[1], fleet, Options{}, func(d *fleetDesk) {
				d.keys("down", "tab", "down", "*", "%", "%", "x", "&", `"state:fail"`, "enter", "/", `"s"`, "enter", "n", "f", ":", `"th"`, "esc", "?", "esc", ",", "G", "end", "pgup", "tab", "esc", "esc", "esc")
			})
		}
	}
}

// TestAClientThatCannotBeRead: its row says why and when it is tried again.
func TestAClientThatCannotBeRead(t *testing.T) {
	fleet := fatedFleet(50)
	fleet.clients[27].Error, fleet.clients[27].Retry = "open "+fleet.clients[27].Path+": no answer for 10 s", fleetNow().Add(4*time.Minute)
	sitAtFleet(t, 120, 35, fleet, Options{Notice: "a notice"}, func(d *fleetDesk) {
		d.has("unreadable", "- no answer for 10 s, again in 4 min", "a notice")
		d.keys("g")
		d.has(`SRV0027: open \\SRV0027\c$: no answer for 10 s, again in 4 min`)
		d.pass(4 * time.Minute)
		d.hasNot("again in")
	})
}

func TestFleetIsSorted(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.has("by stuck")
		if names := d.names(); names[0] != "SRV0027" {
			t.Errorf("first %v", names)
		}
		d.keys("x")
		if names := d.names(); names[0] != "SRV0000" || names[1] != "SRV0001" {
			t.Errorf("by name %v", names)
		}
		d.keys("X")
		if names := d.names(); names[0] != "SRV0099" {
			t.Errorf("reversed %v", names)
		}
		d.keys("x", "x")
		d.has("by since", "2 h 19 min")
		head := d.app.screen.layout.panes[paneClients].y + 1
		click := func(name string) {
			row := strings.Split(d.frame(), "\n")[head]
			d.do(press(strings.Index(row, name), head))
		}
		click("client")
		if names := d.names(); names[0] != "SRV0000" {
			t.Errorf("by name %v", names)
		}
		click("client")
		if names := d.names(); names[0] != "SRV0099" {
			t.Errorf("reversed %v", names)
		}
	})
}

func TestFleetIsFiltered(t *testing.T) {
	f := fatedFleet(100)
	for i := range 30 {
		f.clients[i].Site = "P01"
	}
	f.clients[30].Site = "P02"
	sitAtFleet(t, 120, 35, f, Options{}, func(d *fleetDesk) {
		for filter, n := range map[string]int{
			"site:p01": 30, "site:P0*": 31, "!site:p*": 69, "site:p": 0,
			"state:failed": 4, "state:failed|stuck": 7, "!state:done": 39, "code:0x80070643": 4, "code:80070643": 4, "code:0x8007*": 4, "code:1": 0, "kb:5081905": 99, "kb:KB508190*": 99,
			"kb:5081903 state:done": 21, "client:SRV001*": 10, "client:srv?00?": 10, "client:srv?0": 0, "client:09": 11, "finding:f07": 4, "window:open": 89, "window:closed": 11,
			"stuck:": 3, "stuck:>1h": 2, "stuck:install": 3, "stuck:download": 0, "silent:": 0, "silent:>40s": 18, "state:failed | state:stuck": 7, "no answer": 1, "srv0027": 1,
		} {
			d.keys("&", `"`+filter+`"`)
			if got := d.app.screen.clients.passing; got != n {
				t.Errorf("%s: %d, want %d", filter, got, n)
			}
			d.keys("enter")
			if got := d.app.screen.clients.passing; got != n {
				t.Errorf("%s: %d, want %d", filter, got, n)
			}
			d.has(filter)
			d.keys("backspace")
			if got := d.app.screen.clients.passing; got != 100 {
				t.Fatalf("without it %d", got)
			}
		}
		for filter, why := range map[string]string{"state:x": "is no state", "stat:done": "did you mean state:", "stuck:long": "no length of time", "window:ajar": "open or closed", "kb:": "needs a value"} {
			d.keys("&", `"`+filter+`"`, "enter")
			d.has(why)
			d.keys("esc")
		}
		d.keys("&", `"state:failed"`, "enter", "&", `"client:SRV00*"`, "enter", "esc")
		d.has("state:failed", "4 of 100")
		d.hasNot("client:SRV00*")
		d.keys("esc", "/", `"SRV0050"`, "enter")
		if s := d.selected(); !strings.Contains(s, "SRV0050") {
			t.Errorf("found %q", s)
		}
	})
}

// TestTheOtherListsAreFiltered: by their own fields; Enter on one of theirs filters the clients.
func TestTheOtherListsAreFiltered(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("tab", "&", `"code:0x80070643"`, "enter")
		d.has("of 5")
		d.keys("&", `"client:x"`, "enter", "enter") // no field here: text
		d.keys("esc", "esc", "tab", "&", `"finding:F07"`, "enter")
		d.has("1 of 2")
		d.keys("enter")
		d.has("finding:F07", "4 of 100")
	})
}

func TestAnUpdateEverywhere(t *testing.T) {
	sitAtFleet(t, 160, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("tab", "down", "*")
		label := d.app.screen.keptKB
		u := d.app.screen.keptUpdate()
		d.has(label+" on "+summary.Count(u.Clients, "client")+": ", "installed", "failed with 0x80070643", "waiting for window")
		if n := d.app.screen.clients.passing; n != u.Clients || n == 100 {
			t.Errorf("%d clients of %d", n, u.Clients)
		}
		d.keys("&", `"state:stuck"`, "enter")
		d.has("installing")
		d.keys("backspace", "backspace")
		d.has("61 of 100 clients are done")
		d.keys("down", "down", "*")
		if d.app.screen.keptKB == "" {
			t.Error("the client's own update is not kept")
		}
		d.keys("*")
		if d.app.screen.keptKB != "" {
			t.Error("again does not show all")
		}
	})
}

func TestFleetIsGrouped(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("%")
		d.has("grouped by state", "▾ unreadable · 1 client", "▾ stuck · 3 clients")
		d.keys("G", "g", "enter")
		d.has("▹ unreadable · 1 client")
		d.hasNot("SRV0027")
		for _, want := range []string{"▾ KB508190", "▾ 0x80070643 · 4 clients", "▾ window open"} {
			d.keys("%", "g")
			if !strings.Contains(d.frame(), want) {
				d.keys("G", "pgup")
				d.has(want)
			}
		}
		d.keys("%")
		d.has("not grouped")
	})
}

func TestNamesAreCopied(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("&", `"state:failed"`, "enter", "x", "y")
		d.has("copied 4 names")
		if want := []string{"SRV0024\nSRV0051\nSRV0078\nSRV0097\n"}; len(d.copied) != 1 || strings.Count(d.copied[0], "\n") != 4 {
			t.Errorf("%q, want %q", d.copied, want)
		}
		d.keys("&", `"nowhere"`, "enter", "y")
		d.has("nothing to copy")
	})
}

// TestAClientThatChangesStaysSelected: by its number, wherever its row goes.
func TestAClientThatChangesStaysSelected(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("down", "down")
		name := strings.Fields(d.selected())[1]
		number := slices.IndexFunc(d.fleet.clients, func(c summary.ClientSummary) bool { return c.Name == name })
		d.change(number, func(c *summary.ClientSummary) {
			c.State, c.Stuck = summary.ClientDone, nil
			c.Updates = []summary.UpdateSummary{fleetKB(5, model.Installed, fleetNow())}
		})
		if s := d.selected(); !strings.Contains(s, name) || !strings.Contains(s, "done") {
			t.Errorf("selected %q, not %s", s, name)
		}
		d.has("62 of 100 clients are done")
	})
}

// TestTheTopStaysSelected: until somebody has chosen a client, what wants attention most is selected.
func TestTheTopStaysSelected(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.change(0, func(c *summary.ClientSummary) { c.State, c.Error = summary.ClientUnreadable, "gone" })
		if s := d.selected(); !strings.Contains(s, "SRV0000") {
			t.Errorf("selected %q", s)
		}
		d.keys("enter", "K")
		d.change(0, func(c *summary.ClientSummary) { c.State = summary.ClientDone })
		if s := d.selected(); !strings.Contains(s, "SRV0000") {
			t.Errorf("after it was opened %q is selected", s)
		}
	})
}

// TestKeysDoNotWaitForSums: until new sums have been made the screen shows the old ones, and answers.
func TestKeysDoNotWaitForSums(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		done := func(c *summary.ClientSummary) {
			c.State, c.Stuck, c.Updates = summary.ClientDone, nil, []summary.UpdateSummary{fleetKB(5, model.Installed, fleetNow())}
		}
		failed := func(c summary.ClientSummary) bool { return c.State == summary.ClientFailed }
		all := slices.Clone(d.fleet.clients)
		first := slices.IndexFunc(all, failed)
		d.fleet.change(first, done)
		_, cmd := d.app.Update(fleetNews{})
		d.has("61 of 100 clients are done")
		d.fleet.change(first+1+slices.IndexFunc(all[first+1:], failed), done)
		if _, again := d.app.Update(fleetNews{}); again == nil {
			t.Fatal("nobody waits for more news")
		}
		d.app.Update(keyMsg("down"))
		d.app.Update(keyMsg("down"))
		if s := d.selected(); !strings.Contains(s, d.names()[2]) {
			t.Errorf("after two keys %q is selected", s)
		}
		d.has("61 of 100 clients are done", "4 failed")
		d.run(cmd) // and the sums after those
		d.has("63 of 100 clients are done", "2 failed")
	})
}

// TestOlderSumsDoNotComeBack: sums that are late do not take the place of newer ones.
func TestOlderSumsDoNotComeBack(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		s := d.app.screen
		d.fleet.change(3, func(c *summary.ClientSummary) { c.LastRecord = c.LastRecord.Add(time.Second) })
		s.takeChanges()
		late := s.sumUp()
		d.fleet.change(4, func(c *summary.ClientSummary) { c.LastRecord = c.LastRecord.Add(time.Second) })
		s.takeChanges()
		s.refresh()
		newest := s.known.sums
		d.app.Update(late())
		if s.known.sums != newest {
			t.Error("they do")
		}
	})
}

// TestFleetWhileItIsRead: how far the reading is, and what is silent by time alone.
func TestFleetWhileItIsRead(t *testing.T) {
	fleet := fatedFleet(100)
	fleet.progress = FleetProgress{Clients: 34, Bytes: 512e6}
	quiet := slices.IndexFunc(fleet.clients, func(c summary.ClientSummary) bool { return c.State == summary.ClientInstalling })
	fleet.clients[quiet].LastRecord = at("21:30:00")
	for i := 40; i < 100; i++ {
		fleet.clients[i] = summary.ClientSummary{Number: i, Name: fleet.clients[i].Name, Loading: true}
	}
	sitAtFleet(t, 120, 35, fleet, Options{}, func(d *fleetDesk) {
		d.has("read 34 of 100, 512.0 MB", "LIVE")
		d.keys("G")
		d.has("reading")
		fleet.progress = FleetProgress{Clients: 100}
		d.keys("g")
		d.hasNot("1 silent")
		d.pass(35 * time.Minute)
		d.hasNot("read 34")
		d.has("nothing written for", "1 silent")
	})
}

// TestTheCurveEndsAtTheLegend: what the curve shows last is what its legend counts.
func TestTheCurveEndsAtTheLegend(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.has("Night")
		s, done, bad := d.app.screen, 0, 0
		for i := range s.known.sums.Rows {
			switch state := s.known.sums.Rows[i].State; {
			case state == summary.ClientDone:
				done++
			case isBad(state):
				bad++
			}
		}
		c := s.lastCurve
		if last := len(c.done) - 1; c.done[last] != done || c.bad[last] != bad || bad == 0 || done == 0 {
			t.Errorf("the curve ends with %d done and %d bad; there are %d and %d", c.done[last], c.bad[last], done, bad)
		}
	})
}

// TestAFileThatCannotBeKeptIsSaid: at once, with or without news of clients, and each once.
func TestAFileThatCannotBeKeptIsSaid(t *testing.T) {
	fleet := fatedFleet(10)
	sitAtFleet(t, 120, 35, fleet, Options{}, func(d *fleetDesk) {
		fleet.progress.Failures = []string{"write --journal: no space left on device"}
		d.pass(time.Second)
		d.has("write --journal: no space left on device")
		d.pass(time.Minute)
		d.hasNot("write --journal")
	})
}

// TestTheCurveIsInProportion: failed clients fill as much of the curve as there are of them.
func TestTheCurveIsInProportion(t *testing.T) {
	for _, c := range []struct{ bad, all, h, least, most int }{
		{0, 1000, 3, 0, 0}, {4, 1000, 3, 10, 10}, {40, 1000, 3, 10, 10}, {100, 1000, 3, 20, 30}, {333, 1000, 3, 80, 80}, {500, 1000, 3, 120, 120}, {1000, 1000, 3, 240, 240}, {1, 10, 1, 10, 10},
	} {
		filled, curve := 0, curve{bad: slices.Repeat([]int{c.bad}, 80), all: c.all}
		for x := range curve.bad {
			for row := range c.h {
				filled += btoi(curve.isBadAt(x, c.h, row))
			}
		}
		if filled < c.least || filled > c.most {
			t.Errorf("%d of %d fill %d of %d", c.bad, c.all, filled, 80*c.h)
		}
	}
}
