package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// maxOpenClients is how many clients stay open: the one shown, and the last three.
const maxOpenClients = 4

// openClient is a client of a fleet with a screen of its own.
type openClient struct {
	number int
	app    *App
	cancel context.CancelFunc
	close  func()
	ended  bool
	held   []tea.Msg // that wait until it is shown again
}

// clientMsg is a message of our own for the screen of one client, whether it is shown or not.
type clientMsg struct {
	client *openClient
	msg    tea.Msg
}

// route returns a command whose messages of our own come back to the client.
func (c *openClient) route(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for i := range msg {
				msg[i] = c.route(msg[i])
			}
			return msg
		case ownMsg:
			return clientMsg{c, msg}
		default:
			return msg
		}
	}
}

// toClient hands a message to a client's screen. News and the clock wait until it is shown.
func (m *fleetApp) toClient(c *openClient, msg tea.Msg) tea.Cmd {
	if c.ended {
		return nil
	}
	if c != m.shown {
		switch msg.(type) {
		case clockTick:
			return nil // showing it starts the clock anew
		case newsArrived:
			c.held = append(c.held, msg)
			return nil
		}
	}
	_, cmd := c.app.Update(msg)
	return c.route(cmd)
}

// end lets go of the client; it leaves no file half written.
func (c *openClient) end() {
	c.cancel()
	c.app.fileWrite.wait()
	c.close()
}

// showClient shows a client as of the moment of the fleet, or tells its story.
func (m *fleetApp) showClient(number int) tea.Cmd {
	if cmd, ok := m.askStory(number); ok {
		return cmd
	}
	return m.showLogs(number)
}

// showLogs shows a client's logs.
func (m *fleetApp) showLogs(number int) tea.Cmd {
	cmds := []tea.Cmd{m.leave()}
	i := slices.IndexFunc(m.open, func(c *openClient) bool { return c.number == number })
	if i < 0 {
		c, cmd, err := m.openNumber(number)
		if err != nil {
			m.screen.say(oneLine(err.Error()), true)
			return nil
		}
		i, m.open, cmds = len(m.open), append(m.open, c), append(cmds, cmd)
	}
	c := m.open[i]
	m.open = append(slices.Delete(m.open, i, i+1), c)
	m.shown = c
	c.app.member = m.screen.place(number)
	cmds = append(cmds, m.toClient(c, wake{m.screen.at, m.screen.clientPlay()}))
	for _, msg := range c.held {
		cmds = append(cmds, m.toClient(c, msg))
	}
	c.held = nil
	return tea.Batch(append(cmds, m.closeOldest())...)
}

// openNumber opens a client that is not open.
func (m *fleetApp) openNumber(number int) (*openClient, tea.Cmd, error) {
	source, end, err := m.fleet.OpenClient(number)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(m.ctx)
	o := m.options
	o.member, o.FirstRun, o.Notice, o.Play = m.screen.place(number), false, "", m.screen.clientPlay()
	o.Notify.States = nil // the fleet tells of all clients
	c := &openClient{number: number, app: newApp(ctx, source, o), cancel: cancel, close: end}
	cmds := []tea.Cmd{c.route(c.app.Init())}
	for _, msg := range m.terminal {
		_, cmd := c.app.Update(msg)
		cmds = append(cmds, c.route(cmd))
	}
	return c, tea.Batch(cmds...), nil
}

// closeOldest closes what was used longest ago, but for what still writes a file.
func (m *fleetApp) closeOldest() tea.Cmd {
	for i := 0; len(m.open) > maxOpenClients && i < len(m.open)-1; {
		c := m.open[i]
		if c.app.fileWrite != nil {
			i++
			continue
		}
		m.open = slices.Delete(m.open, i, i+1)
		c.ended = true
		return func() tea.Msg { c.end(); return nil }
	}
	return nil
}

// leave takes the client off the screen, and keeps what it is to keep for the next one.
func (m *fleetApp) leave() tea.Cmd {
	if m.shown == nil {
		return nil
	}
	m.options.Remembered = m.shown.app.remembered()
	m.screen.takePlayhead(m.shown.app)
	m.shown = nil
	m.screen.dirty = true
	return m.screen.restartClock()
}

// leaveClient is a command of a client's: back to the fleet.
func leaveClient() tea.Msg { return leftClient{} }

type leftClient struct{}

func (leftClient) handleFleet(m *fleetApp) tea.Cmd { return m.leave() }

// stepClient asks for the next client in the fleet's order.
type stepClient struct{ by int }

func (s stepClient) handleFleet(m *fleetApp) tea.Cmd {
	if m.shown == nil {
		return nil
	}
	number, ok := m.screen.neighbour(m.shown.number, s.by)
	if !ok {
		m.shown.app.notify("no other client in the list", notifyTime)
		return nil
	}
	return m.showClient(number)
}

// openNumbered asks for a client to be opened.
type openNumbered struct{ number int }

func (o openNumbered) handleFleet(m *fleetApp) tea.Cmd { return m.showClient(o.number) }
