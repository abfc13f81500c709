package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/summary"
)

func TestAClientIsOpenedAndLeft(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(200), Options{}, func(d *fleetDesk) {
		d.keys("x", "down", "enter") // by name: the second
		d.has("SRV0001", "(2 of 200 <{ }>)", "1 Updates", "4 Log")
		d.keys("}")
		d.has("SRV0002", "(3 of 200")
		d.keys("{", "{")
		d.has("SRV0000")
		for _, key := range []string{"esc", "q", "K"} {
			d.keys(key)
			d.has("FLEET", "by name")
			if s := d.selected(); !strings.Contains(s, "SRV0000") {
				t.Errorf("after %s %q is selected", key, s)
			}
			d.keys("enter")
			d.has("1 Updates")
		}
		d.keys("?", "K") // typed
		d.has("all clients")
		d.keys("esc", "esc", "4", "K")
		d.has("FLEET")
		if d.quit || !slices.Equal(d.fleet.opened, []int{1, 2, 0}) {
			t.Errorf("quit %v, opened %v", d.quit, d.fleet.opened)
		}
	})
}

// TestAClientAloneKnowsNoFleet: nothing on the screen of one client speaks of others.
func TestAClientAloneKnowsNoFleet(t *testing.T) {
	sit(t, 200, 60, newFake(story()), Options{}, func(d *desk) {
		d.keys("K")
		d.has("1 Updates")
		d.keys("?", `"fleet"`)
		d.hasNot("back to the list")
	})
}

// TestFewClientsStayOpen: the one shown and the last three; others are closed, once.
func TestFewClientsStayOpen(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(20), Options{}, func(d *fleetDesk) {
		d.keys("x", "enter", "}", "}", "}", "}", "}")
		if len(d.app.open) != maxOpenClients || len(d.fleet.ended) != 2 || d.fleet.ended[0] != 1 || d.fleet.ended[1] != 1 {
			t.Errorf("%d are open, ended %v", len(d.app.open), d.fleet.ended)
		}
		d.keys("{", "{")
		if !slices.Equal(d.fleet.opened, []int{0, 1, 2, 3, 4, 5}) {
			t.Errorf("opened %v", d.fleet.opened)
		}
		d.keys("2", "K", "enter")
		if d.app.shown.app.focus != paneWindow {
			t.Error("a client that stayed open is not as it was left")
		}
	})
}

func TestAClientThatCannotBeOpened(t *testing.T) {
	sitAtFleet(t, 80, 24, fatedFleet(5), Options{}, func(d *fleetDesk) {
		d.fleet.openErr = errors.New("access\x1b[2Jdenied")
		d.keys("enter")
		d.has("FLEET", "denied")
	})
}

func TestFleetAsOf(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(100), Options{}, func(d *fleetDesk) {
		d.keys("t", `"21:00"`, "enter")
		d.has("AS OF 03-17 21:00:00 -05:00", "Esc back")
		if !d.fleet.at.Equal(at("21:00:00")) {
			t.Errorf("the fleet is as of %v", d.fleet.at)
		}
		d.keys(".")
		if !d.fleet.at.Equal(at("21:01:00")) && !d.fleet.at.After(at("21:00:00")) {
			t.Errorf("the next change is at %v", d.fleet.at)
		}
		d.keys(",", ",")
		if !d.fleet.at.Before(at("21:00:00")) {
			t.Errorf("the change before is at %v", d.fleet.at)
		}
		d.keys("t", `"21:08"`, "enter", "enter")
		d.has("AS OF 03-17 21:08:00 -05:00", "1 Updates")
		if p := d.app.shown.app.playhead; !p.pinned.on || !p.pinned.at.Equal(at("21:08:00")) {
			t.Errorf("the client is as of %+v", p)
		}
		d.keys("esc") // the client's own way back to now
		d.hasNot("AS OF")
		d.keys("K")
		d.has("FLEET", "AS OF 03-17 21:08:00")
		d.keys("esc")
		d.has("LIVE")
		if !d.fleet.at.IsZero() {
			t.Errorf("the fleet is as of %v", d.fleet.at)
		}
		d.keys(",")
		d.has("AS OF")
		d.keys("F")
		d.has("LIVE")
		r := d.app.screen.layout.curve
		d.do(press(60, r.y+2))
		d.has("AS OF 03-17 21:")
		d.keys("t", `"25:00"`, "enter")
		d.has("not a time")
	})
}

// TestMessagesReachTheirClient: what a client's command brings back is for it, though another is shown.
func TestMessagesReachTheirClient(t *testing.T) {
	sitAtFleet(t, 120, 35, fatedFleet(10), Options{}, func(d *fleetDesk) {
		d.keys("x", "enter")
		first := d.app.shown
		d.keys("}")
		second := d.app.shown
		d.do(clientMsg{first, copied{what: "the line"}})
		if first.app.toast.text != "copied the line" || second.app.toast.text != "" {
			t.Errorf("%q and %q", first.app.toast.text, second.app.toast.text)
		}
		cmd := first.route(func() tea.Msg { return tea.BatchMsg{func() tea.Msg { return copied{what: "it"} }, tea.Quit} })
		batch, _ := cmd().(tea.BatchMsg)
		if m, ok := batch[0]().(clientMsg); !ok || m.client != first {
			t.Error("a message within a batch is not routed")
		}
		if _, ok := batch[1]().(tea.QuitMsg); !ok {
			t.Error("what is the program's does not pass")
		}
		d.do(clientMsg{first, newsArrived{}})
		if len(first.held) != 1 {
			t.Error("news of a client that is not shown are not held")
		}
		d.keys("{")
		if len(first.held) != 0 {
			t.Error("they are not taken in when it is shown")
		}
		d.do(tea.WindowSizeMsg{Width: d.w, Height: d.h})
	})
}

// TestHostileFleet: what a source brings along reaches the terminal harmless, and the clipboard, too.
func TestHostileFleet(t *testing.T) {
	var all []summary.ClientSummary
	for i, s := range hostile {
		c := fated(i)
		c.Name, c.Path, c.Error, c.Verdict = s+"\nx", s, s, s
		c.State = summary.ClientState(i % summary.ClientStates)
		c.Causes = []summary.CauseSummary{{ID: "F01", Text: s}}
		c.Stuck = []summary.StuckSummary{{Why: s, Evidence: summary.Place{File: s, Line: 1}}}
		for k := range c.Updates {
			c.Updates[k].Title, c.Updates[k].Reason = s, s
		}
		c.Updates = append(c.Updates, summary.UpdateSummary{Title: s, Pending: true, State: model.Failed})
		all = append(all, c)
	}
	fleet := newFakeFleet(all...)
	sitAtFleet(t, 120, 50, fleet, Options{}, func(d *fleetDesk) {
		d.keys("x", "%", "%", "%", "f", "f", "tab", "G", "*", "tab", "down", "enter", "esc", "y")
		for range hostile {
			d.keys("down")
			for _, bad := range []string{"\x1b]", "\x1b[2J", "\x1bP", "\u009b", "\u202e", "\u2066", "\a", "\x00"} {
				if strings.Contains(d.app.View().Content, bad) {
					t.Fatalf("%q is in the frame", bad)
				}
				if strings.Contains(d.app.View().WindowTitle, bad) {
					t.Fatalf("%q is in the title", bad)
				}
			}
		}
		d.keys("K", "esc", "esc", "y")
		for _, text := range d.copied {
			if strings.ContainsAny(text, "\x1b\a\x00\u009b\u202e") {
				t.Errorf("copied %q", text)
			}
		}
		if n := strings.Count(d.copied[len(d.copied)-1], "\n"); n != len(hostile) {
			t.Errorf("%d lines for %d names", n, len(hostile))
		}
	})
}

// TestWholeFleetProgram: from the first frame to the end, on a terminal.
func TestWholeFleetProgram(t *testing.T) {
	onFleetScreen(t, fatedFleet(1000), func(p *tea.Program, s *screen, show func()) {
		if !strings.Contains(s.String(), "1,000 clients") {
			t.Errorf("the first frame is\n%s", s)
		}
		p.Send(keyMsg("x"))
		p.Send(keyMsg("enter"))
		show()
		if !strings.Contains(s.String(), "1 Updates") {
			t.Errorf("opened\n%s", s)
		}
		p.Send(keyMsg("esc"))
		show()
		show()
		before := s.writes
		time.Sleep(20 * time.Second)
		if s.writes > before+1 { // the minute may turn
			t.Errorf("%d writes while nothing happened", s.writes-before)
		}
		p.Send(keyMsg("q"))
	})
}

// TestAClientIsOpenedAsOf: the fleet's moment is the client's, though its log ends before or it has not
// been read yet.
func TestAClientIsOpenedAsOf(t *testing.T) {
	for _, moment := range []string{"21:08:00", "21:50:00"} {
		w := story()
		w.loading = true
		fleet, src := fatedFleet(10), newFake(w)
		fleet.source = func(int) Source { return src }
		sitAtFleet(t, 120, 35, fleet, Options{}, func(d *fleetDesk) {
			d.keys("t", `"`+moment+`"`, "enter", "enter")
			d.has("AS OF 03-17 " + moment)
			src.add(func() { w.loading = false }) // who waits for that has taken it
			d.do(clientMsg{d.app.shown, newsArrived{}})
			d.has("AS OF 03-17 " + moment)
			if p := d.app.shown.app.playhead.pinned; !p.at.Equal(at(moment)) || p.rec == 0 {
				t.Errorf("pinned %+v", p)
			}
			d.keys("esc")
			d.hasNot("AS OF")
		})
	}
}
