package ui

import (
	"context"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ccmtail/model"
	"ccmtail/query"
	"ccmtail/store"
)

// App is the whole screen. It is changed by Update alone, on one goroutine.
type App struct {
	ctx  context.Context
	src  Source
	o    Options
	snap *store.Snapshot

	sessions []*session
	client   int // which of them is shown
	head     Playhead
	rules    model.FitRules

	th        theme
	g         glyphs
	layout    layout
	sizes     Layout
	drag      drag
	panes     [panes]pane
	focus     paneID
	full      bool
	histogram bool
	columns   []column // of the log
	wrap      bool     // its messages go on below
	pages     []*page
	prompt    *prompt
	past      map[promptKind][]string // what was typed before
	actions   []*action               // with the keys they have here
	keys      map[string]*action
	keyedAs   map[string]string // the keys that defaults have here, as far as they have been asked for
	saved     query.Saved       // filters with names
	lights    []highlighter
	seek      seeker
	writing   *writing // nil while no file is being written
	toast     toast
	said      []message // the history of what was shown
	welcome   bool      // nobody has pressed a key yet, at the first run
	mouse     bool
	target    target // of ( and )
	clock     clockOf

	ticks   int       // counts the clocks started: a tick of an older one is dropped
	ticked  time.Time // wall time of the last tick
	wall    time.Time // what the screen takes for now
	slow    bool      // it goes by the minute
	seconds bool      // something in sight runs by the second
	stirred time.Time // when something last went on
	dirty   bool
	frame   tea.View
	copying func(string) error
}

func newApp(ctx context.Context, src Source, o Options) *App {
	a := &App{
		ctx: ctx, src: src, o: o, head: newPlayhead(o.Play), rules: model.CurrentBranchRules,
		g: unicodeGlyphs, focus: paneUpdates, past: map[promptKind][]string{}, mouse: !o.NoMouse, dirty: true,
		copying: nativeCopy, welcome: o.FirstRun,
	}
	if o.Fit != (model.FitRules{}) {
		a.rules = o.Fit
	}
	if o.ASCII {
		a.g = asciiGlyphs
	}
	a.th = themeNamed(o.Theme)
	if o.NoColor {
		a.th = themeNamed("none")
	}
	a.panes = newPanes()
	a.actions, a.keyedAs = bound(o.Keys), map[string]string{}
	a.keys = keyTable(a.actions)
	a.wrap = o.Wrap
	var unknown string
	if a.columns, unknown = columnsNamed(o.Columns); unknown != "" {
		defer func() { a.complain("the log has no column " + unknown) }()
	}
	a.recall(o.Memory)
	a.saved = maps.Clone(o.Filters)
	if i := slices.Index(clockNames[:], o.Clock); i >= 0 {
		a.clock = clockOf(i)
	}
	a.ticked, a.wall, a.stirred = o.Now(), o.Now(), o.Now()
	if o.Zone == nil {
		a.o.Zone = time.Local
	}
	if o.Notice != "" {
		a.tell(o.Notice, 8*time.Second)
	}
	a.refresh()
	a.lights = a.highlighters(o.Highlights)
	return a
}

func newPanes() [panes]pane {
	return [panes]pane{
		paneUpdates:     &updatesPane{closed: map[groupKey]bool{}},
		paneWindow:      newWindowPane(),
		paneReboots:     &list{name: "Reboots", more: rebootHead, build: rebootItems},
		paneLog:         logView{},
		paneFindings:    &list{name: "Findings", more: findingsHead, build: findingItems},
		paneDeployments: &list{name: "Deployments", more: deploymentsHead, build: deploymentItems},
		paneScans:       &list{name: "Scans", more: scansHead, build: scanItems},
		paneSources:     &list{name: "Sources", more: sourcesHead, build: sourceItems},
		paneTimeline:    &timelinePane{},
	}
}

// Init starts the clock and waits for news.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.awaitNews(), a.startClock()}
	if a.o.Theme == "" && !a.o.NoColor {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// background takes the theme that suits the terminal's own background.
func (a *App) background(c tea.BackgroundColorMsg) tea.Cmd {
	if a.o.Theme == "" && a.th.name == "dark" && !c.IsDark() {
		a.th = themeNamed("light")
	}
	return nil
}

// profile takes a theme that the terminal's colours can show: with none of them (NO_COLOR too) the selection is
// reversed instead of coloured.
func (a *App) profile(c tea.ColorProfileMsg) tea.Cmd {
	switch {
	case a.o.Theme != "" || a.o.NoColor:
	case c.Profile <= colorprofile.ASCII:
		a.th = themeNamed("none")
	case c.Profile == colorprofile.ANSI:
		a.th = themeNamed("16")
	}
	return nil
}

// Update takes one message in. It only says who deals with what.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.dirty = true
	clock, cmd := a.stir(msg), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		cmd = a.resize(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		cmd = a.press(msg)
	case tea.PasteMsg:
		cmd = a.paste(msg.Content)
	case tea.MouseMsg:
		cmd = a.point(msg)
	case tea.ColorProfileMsg:
		cmd = a.profile(msg)
	case tea.BackgroundColorMsg:
		cmd = a.background(msg)
	case ours:
		cmd = msg.reach(a)
	default:
		a.dirty = false
	}
	return a, tea.Batch(cmd, clock)
}

// ours is a message of our own: news, the clock, and what a command brings back when its work is done.
type ours interface{ reach(*App) tea.Cmd }

func (newsArrived) reach(a *App) tea.Cmd { return a.news() }
func (listen) reach(a *App) tea.Cmd      { return a.listen() }
func (m tick) reach(a *App) tea.Cmd      { return a.tick(m) }
func (m scanned) reach(a *App) tea.Cmd   { return a.accept(m) }
func (m sought) reach(a *App) tea.Cmd    { return a.arrive(m) }
func (m copied) reach(a *App) tea.Cmd    { return a.copyEnded(m) }

// View is the frame; the last one, if nothing has changed since.
func (a *App) View() tea.View {
	if !a.dirty {
		return a.frame
	}
	a.dirty = false
	a.frame = tea.NewView(a.render())
	a.frame.AltScreen = true
	a.frame.WindowTitle = a.windowTitle()
	if a.mouse {
		a.frame.MouseMode = tea.MouseModeCellMotion
	}
	return a.frame
}

// session is the client shown.
func (a *App) session() *session { return a.sessions[min(a.client, len(a.sessions)-1)] }

// moment is what is known now about the client shown.
func (a *App) moment() *moment {
	m := a.session().look(&a.head, a.wall, a.rules, a.zone())
	m.coarse = a.slow && m.at.Equal(a.wall)
	return m
}

// draw is what panes draw with.
func (a *App) draw(focus bool) *draw {
	return &draw{th: &a.th, g: &a.g, m: a.session().m, c: a.session(), app: a, focus: focus}
}

// now is the newest moment of the client shown.
func (a *App) now() time.Time { return a.session().now(a.wall) }

func (a *App) resize(w, h int) tea.Cmd {
	a.layout.w, a.layout.h = max(w, 0), max(h, 0)
	return nil
}

func (a *App) windowTitle() string {
	c := a.session().client
	if c.Name == "" {
		return "ccmtail"
	}
	l := newLine(60, "")
	l.put("", c.Name)
	return "ccmtail " + string(l.b)
}
