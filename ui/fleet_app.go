package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// The program that shows many clients: the fleet first, and over it one client.
//
//	keys, mouse ─▶ fleetApp.Update ─▶ the client that is shown, else the fleet's own screen
//	clientMsg ──▶ the client whose command it comes from, shown or not
//	fleetMsg ───▶ the fleet

// RunFleet shows many clients until the user leaves or ctx ends: all of them in a table, and any of
// them as Run does.
func RunFleet(ctx context.Context, fleet Fleet, o Options) error {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the one default: everything else is given the time
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := newFleetApp(ctx, fleet, o)
	err := runProgram(ctx, newProgram(m, o.fps(), o.program(ctx)...))
	cancel()
	_ = m.leave() // what its client is to keep
	if m.screen.chosenTheme != "" {
		m.options.Remembered.Theme = m.screen.chosenTheme
	}
	for _, c := range m.open {
		c.end()
	}
	if o.Remember != nil {
		o.Remember(m.options.Remembered)
	}
	return err
}

// fleetApp is the whole screen of many clients. It is changed by Update alone, on one goroutine.
type fleetApp struct {
	ctx     context.Context
	fleet   Fleet
	options Options // for the next client that is opened: Remembered is what the last one left
	screen  *fleetScreen
	open    []*openClient // the one used last at the end
	shown   *openClient   // nil: the fleet
	// terminal is what the terminal has said of itself, for clients opened later.
	terminal []tea.Msg
}

// fleetMsg is a message of our own that is for the fleet.
type fleetMsg interface{ handleFleet(*fleetApp) tea.Cmd }

func newFleetApp(ctx context.Context, fleet Fleet, o Options) *fleetApp {
	if o.Zone == nil {
		o.Zone = time.Local
	}
	o.savedFilters = newSavedFilters(&o)
	return &fleetApp{ctx: ctx, fleet: fleet, options: o, screen: newFleetScreen(fleet, o)}
}

func (m *fleetApp) wallClock() time.Time { return m.options.Now() }

// Init starts the clock and waits for news.
func (m *fleetApp) Init() tea.Cmd {
	cmds := []tea.Cmd{m.awaitNews(), m.screen.startPlayback(), m.screen.restartClock()}
	if m.options.Theme == "" && !m.options.NoColor {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update takes one message in. What it changes of all clients is summed up beside the screen.
func (m *fleetApp) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	if m.shown == nil {
		cmd = tea.Batch(cmd, m.screen.sumUp())
	}
	return m, cmd
}

// take takes one message in. It only says who deals with what.
func (m *fleetApp) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case clientMsg:
		return m.toClient(msg.client, msg.msg)
	case fleetMsg:
		return msg.handleFleet(m)
	case tea.WindowSizeMsg, tea.ColorProfileMsg, tea.BackgroundColorMsg:
		m.terminal = append(m.terminal, msg)
		cmds := []tea.Cmd{m.screen.update(msg)}
		for _, c := range m.open {
			cmds = append(cmds, m.toClient(c, msg))
		}
		return tea.Batch(cmds...)
	}
	if m.shown != nil {
		return m.toClient(m.shown, msg)
	}
	return m.screen.update(msg)
}

// View returns the frame of what is shown.
func (m *fleetApp) View() tea.View {
	if m.shown != nil {
		return m.shown.app.View()
	}
	return m.screen.view()
}

// fleetNewsPause is how long changes of clients are collected: all is summed up at most that often.
const fleetNewsPause = 250 * time.Millisecond

// fleetNews says that clients have changed, fleetListen that it is time to wait for that again.
type (
	fleetNews   struct{}
	fleetListen struct{}
)

// awaitNews waits for news on a goroutine of its own, which ends with the program.
func (m *fleetApp) awaitNews() tea.Cmd {
	news, done := m.fleet.News(), m.ctx.Done()
	return func() tea.Msg {
		select {
		case _, ok := <-news:
			if ok {
				return fleetNews{}
			}
		case <-done:
		}
		return nil
	}
}

func (fleetNews) handleFleet(m *fleetApp) tea.Cmd {
	told := m.screen.takeChanges()
	if m.shown != nil {
		m.shown.app.member = m.screen.place(m.shown.number)
	}
	again := tea.Tick(fleetNewsPause, func(time.Time) tea.Msg { return fleetListen{} })
	return tea.Batch(told, again, m.screen.startPlayback())
}

func (fleetListen) handleFleet(m *fleetApp) tea.Cmd { return m.awaitNews() }
