package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ccmtail/summary"
)

// fleetDesk is someone at the screen of many clients, as desk is at that of one.
type fleetDesk struct {
	t      *testing.T
	app    *fleetApp
	fleet  *fakeFleet
	now    time.Time
	copied []string // what was put on the system's clipboard
	told   string   // what the terminal was told
	quit   bool
	w, h   int
}

// sitAtFleet runs f at a desk within a bubble of fake time.
func sitAtFleet(t *testing.T, w, h int, fleet *fakeFleet, o Options, f func(*fleetDesk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		d := &fleetDesk{t: t, fleet: fleet, now: fleetNow(), w: w, h: h}
		o.Now = func() time.Time { return d.now }
		o.Markdown, o.Zone = tickets, time.FixedZone("", -5*3600)
		d.app = newFleetApp(ctx, fleet, o)
		d.app.screen.writeClipboard = func(s string) error { d.copied = append(d.copied, s); return nil }
		d.do(tea.WindowSizeMsg{Width: w, Height: h})
		f(d)
		cancel()
		time.Sleep(2 * time.Second) // let what still sleeps end
	})
}

func (d *fleetDesk) do(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.app.Update(msg)
	d.run(cmd)
	content := d.app.View().Content
	rows := strings.Split(content, "\n")
	if len(rows) != d.h {
		d.t.Fatalf("%d rows on a screen of %d:\n%s", len(rows), d.h, ansi.Strip(content))
	}
	for i, r := range rows {
		if n := ansi.StringWidth(r); n != d.w {
			d.t.Fatalf("row %d has %d cells on a screen of %d: %q", i, n, d.w, r)
		}
	}
}

func (d *fleetDesk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	out := make(chan tea.Msg, 1)
	go func() { out <- cmd() }()
	synctest.Wait()
	select {
	case msg := <-out:
		switch msg := msg.(type) {
		case nil, fleetListen, fleetTick, fleetNews:
		case tea.QuitMsg:
			d.quit = true
		case tea.RawMsg:
			d.told += fmt.Sprint(msg.Msg)
		case tea.BatchMsg:
			for _, c := range msg {
				d.run(c)
			}
		case clientMsg:
			switch msg.msg.(type) {
			case resumeListening, clockTick:
				return
			}
			_, cmd := d.app.Update(msg)
			d.run(cmd)
		default:
			_, cmd := d.app.Update(msg)
			d.run(cmd)
		}
	default: // it sleeps
	}
}

func (d *fleetDesk) keys(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		if !strings.HasPrefix(k, `"`) {
			d.do(keyMsg(k))
			continue
		}
		for _, r := range strings.Trim(k, `"`) {
			d.do(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

// change lets a client become another, and the fleet say so.
func (d *fleetDesk) change(number int, to func(*summary.ClientSummary)) {
	d.t.Helper()
	d.fleet.change(number, to)
	<-d.fleet.news
	d.do(fleetNews{})
}

// pass lets time go by.
func (d *fleetDesk) pass(by time.Duration) {
	d.t.Helper()
	d.now = d.now.Add(by)
	d.do(fleetTick{d.app.screen.clockSerial})
}

func (d *fleetDesk) frame() string { return ansi.Strip(d.app.View().Content) }

// selected returns the row that is selected, "" if none is.
func (d *fleetDesk) selected() string {
	for _, row := range strings.Split(d.frame(), "\n") {
		if strings.HasPrefix(row, "▸") {
			return row
		}
	}
	return ""
}

// names returns the names of the clients in sight, in their order.
func (d *fleetDesk) names() (names []string) {
	r := d.app.screen.layout.panes[paneClients]
	for _, row := range strings.Split(d.frame(), "\n")[r.y+2 : r.y+r.h] {
		if f := strings.Fields(string([]rune(row)[fleetLead:])); len(f) > 0 {
			names = append(names, f[0])
		}
	}
	return names
}

func (d *fleetDesk) has(want ...string) {
	d.t.Helper()
	for _, s := range want {
		if f := d.frame(); !strings.Contains(f, s) {
			d.t.Errorf("the screen does not say %q:\n%s", s, f)
		}
	}
}

func (d *fleetDesk) hasNot(unwanted ...string) {
	d.t.Helper()
	for _, s := range unwanted {
		if f := d.frame(); strings.Contains(f, s) {
			d.t.Errorf("the screen says %q:\n%s", s, f)
		}
	}
}

// onFleetScreen runs the whole program in a bubble of fake time that begins on the story's evening.
func onFleetScreen(t *testing.T, fleet *fakeFleet, f func(p *tea.Program, s *screen, show func())) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := emulated{w: 120, h: 35, show: 60 * time.Millisecond}
		model := func(ctx context.Context, o Options) screenModel { return newFleetApp(ctx, fleet, o) }
		r.runModel(t, Options{Zone: time.UTC}, model, func(p *tea.Program, s *screen, show func(), _ func() bool) { f(p, s, show) })
	})
}
