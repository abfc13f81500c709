package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// App is the whole screen. It is changed by Update alone, on one goroutine.
type App struct {
	ctx     context.Context
	source  Source
	options Options
	snap    *store.Snapshot

	client   *session
	playhead Playhead
	fitRules model.FitRules

	th             cell.Theme
	g              cell.Glyphs
	layout         layout
	paneSizes      Layout
	drag           drag
	panes          map[paneID]pane
	focus          paneID
	fullScreen     bool
	showHistogram  bool
	logOptions     logOptions
	pages          pageStack
	prompt         *prompt
	inputHistory   map[promptKind][]string // what was typed before
	keys           *keymap
	savedMarks     []SavedMark // of earlier runs, whose records have not been found yet
	recentCommands []actionID  // the ones run last from the palette, the newest last
	saved          *savedFilters
	search         recordSearch
	fileWrite      *fileWrite // nil while no file is being written
	toast          toast
	alert          toast // what has failed just now; no key takes it away
	attention      attention
	limitsSaid     int            // how many of the snapshot's limits have been shown
	notifications  []notification // the history of what was shown
	showWelcome    bool           // nobody has pressed a key yet, at the first run
	mouseOn        bool
	jumpTarget     jumpTarget // of ( and )
	clockKind      clockKind

	clockSerial    int       // counts the clocks started: a tick of an older one is dropped
	lastTick       time.Time // wall time of the last tick
	clockTime      time.Time // what the screen takes for now
	stale          staleness // how far the frame is behind
	wasStale       staleness // before the message that is being taken in
	frame          tea.View
	logRows        keptRows
	writeClipboard func(string) error
	chosenTheme    string // by the user, on this screen or the last one

	member *member   // the client's place in a fleet, nil for one that was opened alone
	openAt time.Time // as of when it is to be shown once it has been read; zero: now
}

func newApp(ctx context.Context, src Source, o Options) *App {
	a := &App{
		ctx: ctx, source: src, options: o, client: newSession(), playhead: newPlayhead(o.Play), fitRules: model.CurrentBranchRules,
		g: cell.UnicodeGlyphs, focus: paneSpecs[0].id, inputHistory: map[promptKind][]string{}, mouseOn: !o.NoMouse, stale: frameChanged,
		writeClipboard: writeClipboard, showWelcome: o.FirstRun,
	}
	if o.Fit != (model.FitRules{}) {
		a.fitRules = o.Fit
	}
	if o.ASCII {
		a.g = cell.ASCIIGlyphs
	}
	a.th = a.themeNamed(o.Theme)
	if o.NoColor {
		a.th = cell.ThemeNamed("none")
	}
	a.panes = newPanes()
	a.keys = newKeymap(o.Keys)
	if a.member = o.member; a.member == nil {
		a.keys = a.keys.without(actFleet)
	}
	a.logOptions.wrap = o.Wrap
	var unknown string
	if a.logOptions.columns, unknown = parseLogColumns(o.Columns); unknown != "" {
		defer func() { a.notifyError("unknown log column " + unknown) }()
	}
	a.restore(o.Remembered)
	a.saved = newSavedFilters(&o)
	if i := slices.Index(clockNames[:], o.Clock); i >= 0 {
		a.clockKind = clockKind(i)
	}
	a.lastTick, a.clockTime = o.Now(), o.Now()
	if o.Zone == nil {
		a.options.Zone = time.Local
	}
	if o.Notice != "" {
		a.notify(o.Notice, 8*time.Second)
	}
	a.takeSnapshot()
	a.logOptions.highlighters = a.parseHighlights(o.Highlights)
	return a
}

func (a *App) wallClock() time.Time { return a.options.Now() }

// Init starts the clock and waits for news.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.awaitNews(), a.restartClock()}
	if a.options.Theme == "" && !a.options.NoColor {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update takes one message in. It only says who deals with what.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.wasStale, a.stale, a.clockTime = a.stale, frameChanged, a.options.Now()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		cmd = a.onResize(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		cmd = a.onKey(msg)
	case tea.PasteMsg:
		cmd = a.onPaste(msg.Content)
	case tea.MouseMsg:
		cmd = a.onMouse(msg)
	case tea.ColorProfileMsg:
		cmd = a.onColourProfile(msg)
	case tea.BackgroundColorMsg:
		cmd = a.onBackground(msg)
	case ownMsg:
		cmd = msg.handle(a)
	default:
		a.unchanged()
	}
	return a, tea.Batch(cmd, a.takeStock(isInput(msg)), a.continueSearches())
}

// unchanged says that the message that is being taken in changes nothing on the screen. What an earlier
// one changed may not have been drawn yet: a client that is not shown is not drawn.
func (a *App) unchanged() { a.stale = a.wasStale }

// takeStock looks at what the message has left: what is known now, what of it is new, and what the
// user has looked at.
func (a *App) takeStock(input bool) tea.Cmd {
	a.refreshAsOf()
	a.session().updateAway(&a.playhead)
	a.trackChanges()
	if input {
		a.noteAttention()
	}
	return a.tellEvents()
}

// isInput reports whether a message says that somebody is at the screen.
func isInput(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		return true
	}
	return false
}

// ownMsg is a message of our own: news, the clock, and what a command brings back when its work is
// done.
type ownMsg interface{ handle(*App) tea.Cmd }

// View returns the frame; the last one, if nothing has changed since.
func (a *App) View() tea.View {
	if a.stale == frameCurrent {
		return a.frame
	}
	a.frame = tea.NewView(a.render())
	a.stale = frameCurrent
	a.frame.AltScreen = true
	a.frame.WindowTitle = a.windowTitle()
	a.frame.Cursor = a.inputCursor()
	a.frame.ProgressBar = a.progressBar()
	if a.mouseOn {
		a.frame.MouseMode = tea.MouseModeCellMotion
	}
	return a.frame
}

// session returns the client.
func (a *App) session() *session { return a.client }

// refreshAsOf returns what is known now about the client.
func (a *App) refreshAsOf() *clientAsOf {
	c := a.session()
	m := c.currentAsOf(&a.playhead, a.clockTime, a.fitRules, a.displayLocation())
	c.mostUpdates = max(c.mostUpdates, m.State.UpdateCount())
	return m
}

// renderContext returns what panes draw with.
func (a *App) renderContext(focus bool) *renderContext {
	return &renderContext{
		look: look{th: &a.th, g: &a.g, keys: a.keys, width: a.layout.w, focused: focus},
		asOf: a.session().asOf, session: a.session(), member: a.member, log: a.logOptions,
		playhead: a.playhead, clock: a.clockTime, clockKind: a.clockKind, markdown: a.options.Markdown, notify: &a.options.Notify,
	}
}

// now returns the newest moment of the client.
func (a *App) now() time.Time { return a.session().now(a.clockTime) }

func (a *App) onResize(w, h int) tea.Cmd {
	a.layout.w, a.layout.h = max(w, 0), max(h, 0)
	return nil
}

func (a *App) windowTitle() string {
	c := a.session().client
	if c.Name == "" {
		return "ccmtail"
	}
	l := cell.NewBuilder(60, "")
	l.Put("", c.Name)
	return "ccmtail " + l.Text() + a.client.failureCount()
}

// failureCount returns, for the title, how many updates have failed, and how many of them since the
// user looked.
func (c *session) failureCount() string {
	failed, fresh := c.changes.failed, c.changes.newFailures()
	if failed == 0 {
		return ""
	}
	text := " · " + summary.Grouped(failed) + " failed"
	if fresh > 0 {
		text += " (+" + summary.Grouped(fresh) + ")"
	}
	return text
}
