package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// fleetScreen is the screen of all clients: a table of them, and what they have in common.
type fleetScreen struct {
	fleet   Fleet
	options Options
	keys    *keymap
	th      cell.Theme
	g       cell.Glyphs
	layout  fleetLayout

	known   knownClients
	clients *fleetTable[fleetRow]
	kbs     *fleetTable[*summary.FleetUpdate]
	reasons *fleetTable[summary.FleetReason]
	focus   fleetPane

	fullScreen bool
	order      fleetOrder
	reversed   bool
	grouping   fleetGrouping
	columns    fleetColumns
	closed     map[string]bool // the groups whose clients are not listed
	keptKB     string          // the update that all rows are about, "" for none
	playhead   Playhead
	at         time.Time // the moment that all is about; zero: now

	saved     *savedFilters
	prompt    *prompt
	page      *page
	story     *clientStory // whose page it is; nil: it is that of the keys
	history   map[promptKind][]string
	toast     toast
	clockKind clockKind
	clockTime time.Time
	// lastTick is when the clock ticked last, and clockSerial how often it was started.
	lastTick    time.Time
	clockSerial int
	mouseOn     bool
	dirty       bool
	frame       tea.View
	// writeClipboard writes to the system's clipboard.
	writeClipboard func(string) error
	chosenTheme    string // on this screen
	limitsSaid     int
	failuresSaid   int
	teller         fleetTeller
	texts          map[*summary.ClientSummary]string // what clients can be found by
	updateTexts    map[int]updatesText               // by the clients' numbers
	lastCurve      *curve                            // the one drawn last
}

// fleetPane is one of the lists of the fleet's screen.
type fleetPane uint8

const (
	paneClients fleetPane = iota
	paneKBs
	paneReasons
	fleetPaneCount
)

var fleetPaneNames = [fleetPaneCount]string{"Clients", "Updates", "Causes"}

func newFleetScreen(fleet Fleet, o Options) *fleetScreen {
	s := &fleetScreen{
		fleet: fleet, options: o, keys: newFleetKeymap(o.Keys), g: cell.UnicodeGlyphs, closed: map[string]bool{}, history: map[promptKind][]string{}, updateTexts: map[int]updatesText{}, teller: newFleetTeller(),
		playhead: newPlayhead(o.Play), clockKind: viewerClock, mouseOn: !o.NoMouse, dirty: true, writeClipboard: writeClipboard,
	}
	if o.ASCII {
		s.g = cell.ASCIIGlyphs
	}
	if o.Clock == clockNames[utcClock] || o.Clock == "" && o.Remembered.Clock == clockNames[utcClock] {
		s.clockKind = utcClock
	}
	s.th = s.themeNamed(o.Theme)
	if o.Theme == "" && slices.Contains(s.themeNames(), o.Remembered.Theme) {
		s.th, s.chosenTheme = s.themeNamed(o.Remembered.Theme), o.Remembered.Theme
	}
	if o.NoColor {
		s.th = cell.ThemeNamed("none")
	}
	s.saved = newSavedFilters(&o)
	s.clients = newFleetTable(query.Fields[fleetRow]{Of: "the clients", Names: query.ClientFields, Compile: s.compileClient, Saved: s.saved.all}, fleetRow.key)
	s.clients.arrange, s.clients.head, s.clients.draw = s.arrange, s.clientHead, s.clientRow
	s.kbs = newFleetTable(query.Fields[*summary.FleetUpdate]{Of: "the updates", Names: kbFields, Compile: compileKB, Saved: s.saved.all}, func(u *summary.FleetUpdate) rowKey { return rowKey{name: u.Label()} })
	s.kbs.draw = s.kbRow
	s.reasons = newFleetTable(query.Fields[summary.FleetReason]{Of: "the causes", Names: reasonFields, Compile: compileReason, Saved: s.saved.all}, func(r summary.FleetReason) rowKey { return rowKey{name: r.ID + r.Text} })
	s.reasons.draw = s.reasonRow
	s.clockTime = o.Now()
	if o.Notice != "" {
		s.say(o.Notice, false)
	}
	s.takeChanges()
	s.refresh()
	s.tellStates() // nothing: what was before is taken as told
	return s
}

// pane returns the list in focus.
func (s *fleetScreen) pane() fleetList { return s.paneAt(s.focus) }

func (s *fleetScreen) paneAt(p fleetPane) fleetList {
	return [fleetPaneCount]fleetList{s.clients, s.kbs, s.reasons}[p]
}

// update takes in a message of the terminal's.
func (s *fleetScreen) update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && s.page != nil && s.page.isFullFor(k) {
		return nil
	}
	s.dirty, s.clockTime = true, s.options.Now()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.layout.w, s.layout.h = max(msg.Width, 0), max(msg.Height, 0)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	case tea.PasteMsg:
		s.onPaste(msg.Content)
	case tea.MouseMsg:
		return s.onMouse(msg)
	case tea.ColorProfileMsg:
		s.th = profileTheme(s.th, &s.options, msg.Profile)
	case tea.BackgroundColorMsg:
		s.th = backgroundTheme(s.th, &s.options, msg.IsDark())
	default:
		s.dirty = false
	}
	return nil
}

// say shows a line for a while.
func (s *fleetScreen) say(text string, bad bool) {
	s.dirty = true
	s.toast = toast{text: text, isError: bad, until: s.options.Now().Add(notifyTime)}
	if bad {
		s.toast.until = s.options.Now().Add(errorTime)
	}
}

// zone is where the fleet's clock is.
func (s *fleetScreen) zone() *time.Location {
	if s.clockKind == utcClock {
		return time.UTC
	}
	return s.options.Zone
}

// zoneClock is the clock of a zone, for times as they are typed.
type zoneClock struct{ *time.Location }

// Wall returns a time on it.
func (c zoneClock) Wall(t time.Time) time.Time { return t.In(c.Location) }

// UTC returns the moment at which it shows a time.
func (c zoneClock) UTC(wall time.Time) time.Time {
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, c.Location).UTC()
}

func (s *fleetScreen) parseTime(text string) (time.Time, error) {
	return query.Times{Clock: zoneClock{s.zone()}, At: s.now(), First: s.known.past.first, Last: s.known.past.last}.Parse(text)
}

// look returns how something is drawn.
func (s *fleetScreen) look(focused bool) look {
	return look{th: &s.th, g: &s.g, keys: s.keys, width: s.layout.w, focused: focused}
}

func (s *fleetScreen) themeNames() []string { return themeNames(&s.options) }

func (s *fleetScreen) themeNamed(name string) cell.Theme { return themeNamed(&s.options, name) }
