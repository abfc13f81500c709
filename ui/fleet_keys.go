package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// fleetKey is what an action does on the fleet's screen, and what the help says of it; "" is what it
// says elsewhere.
type fleetKey struct {
	run  func(*fleetScreen) tea.Cmd
	help string
}

func fleetNoCmd(f func(*fleetScreen)) func(*fleetScreen) tea.Cmd {
	return func(s *fleetScreen) tea.Cmd { f(s); return nil }
}

func fleetMove(by int) func(*fleetScreen) tea.Cmd {
	return fleetNoCmd(func(s *fleetScreen) { s.pane().moveBy(by) })
}

func fleetPage(sign, parts int) func(*fleetScreen) tea.Cmd {
	return fleetNoCmd(func(s *fleetScreen) { s.pane().moveBy(sign * max(s.pane().pageSize()/parts, 1)) })
}

// fleetKeys are the actions of the fleet's screen. They have the keys that they have elsewhere.
var fleetKeys map[actionID]fleetKey

func init() { // the help and the commands are made of the table: the compiler would refuse a cycle
	fleetKeys = map[actionID]fleetKey{
		actDown:             {fleetMove(1), ""},
		actUp:               {fleetMove(-1), ""},
		"page down":         {fleetPage(1, 1), ""},
		"page up":           {fleetPage(-1, 1), ""},
		"half page down":    {fleetPage(1, 2), ""},
		"half page up":      {fleetPage(-1, 2), ""},
		"first":             {fleetMove(-beyondAll), ""},
		"last":              {fleetMove(beyondAll), "last row"},
		actNextPane:         {fleetNoCmd(func(s *fleetScreen) { s.cyclePane(1) }), ""},
		"previous pane":     {fleetNoCmd(func(s *fleetScreen) { s.cyclePane(-1) }), ""},
		actNextClient:       {fleetNoCmd(func(s *fleetScreen) { s.stepClient(1) }), ""},
		actPreviousClient:   {fleetNoCmd(func(s *fleetScreen) { s.stepClient(-1) }), ""},
		actFleet:            {fleetNoCmd(func(s *fleetScreen) { s.focus, s.page = paneClients, nil }), ""},
		actDetails:          {(*fleetScreen).open, "open the client; on an update or a cause: only the clients that have it"},
		actFollowIDs:        {fleetNoCmd((*fleetScreen).toggleKB), "only the clients that have this update, and of each only this; again: all"},
		actFullScreen:       {fleetNoCmd(func(s *fleetScreen) { s.fullScreen = !s.fullScreen }), ""},
		actGroup:            {fleetNoCmd((*fleetScreen).cycleGrouping), "group clients by state, update, cause or window, or not; {details} on a heading collapses it"},
		actSort:             {fleetNoCmd((*fleetScreen).cycleOrder), "sort clients by stuck, name, done or since; or click the name of a column"},
		"reverse the order": {fleetNoCmd((*fleetScreen).reverse), "reverse the sort order"},
		actFind:             {(*fleetScreen).askFind, "find in the focused list"},
		actNextMatch:        {findNextInFleet(1), ""},
		actPreviousMatch:    {findNextInFleet(-1), ""},
		actFilter:           {(*fleetScreen).askFilter, "filter the focused list; filters add up, @NAME is a saved one"},
		"save filter":       {fleetNoCmd((*fleetScreen).askFilterName), "save the filters of the focused list under a name, for use as @name in a filter"},
		actRemoveChip:       {fleetNoCmd((*fleetScreen).removeFilter), ""},
		"clear filters":     {fleetNoCmd((*fleetScreen).clearFilters), "remove all filters of the focused list"},
		actFollowLog:        {fleetNoCmd((*fleetScreen).goLive), "back to now"},
		actRecordBack:       {func(s *fleetScreen) tea.Cmd { return s.stepChange(-1) }, "all clients as of the previous change"},
		actRecordOn:         {func(s *fleetScreen) tea.Cmd { return s.stepChange(1) }, "all clients as of the next change"},
		actPause:            {(*fleetScreen).togglePause, ""},
		actSlower:           {func(s *fleetScreen) tea.Cmd { return s.changeSpeed(-1) }, ""},
		actFaster:           {func(s *fleetScreen) tea.Cmd { return s.changeSpeed(1) }, "replay faster; in the past of what is live: replay from here"},
		actGoToTime:         {(*fleetScreen).askTime, "all clients as of a time; {back} returns"},
		"clock":             {fleetNoCmd((*fleetScreen).cycleClock), "times in UTC or on this computer's clock"},
		actCopy:             {(*fleetScreen).copyNames, "copy the names of the clients listed, one a line"},
		actHelp:             {fleetNoCmd(func(s *fleetScreen) { s.page = helpPage() }), ""},
		actCommands:         {(*fleetScreen).askCommand, ""},
		"theme":             {fleetNoCmd((*fleetScreen).cycleTheme), ""},
		"mouse":             {fleetNoCmd((*fleetScreen).toggleMouse), ""},
		"redraw":            {func(*fleetScreen) tea.Cmd { return tea.ClearScreen }, ""},
		actSuspend:          {func(*fleetScreen) tea.Cmd { return tea.Suspend }, ""},
		actBack:             {fleetNoCmd((*fleetScreen).back), ""},
		actQuit:             {(*fleetScreen).closeOrQuit, ""},
		"quit at once":      {func(*fleetScreen) tea.Cmd { return tea.Quit }, ""},
	}
}

// newFleetKeymap makes the keymap of the fleet's screen.
func newFleetKeymap(changed map[string][]string) *keymap {
	var actions []*action
	for _, act := range bindActions(changed) {
		k, ok := fleetKeys[act.id]
		if !ok {
			continue
		}
		if k.help != "" {
			own := *act
			own.Binding = key.NewBinding(key.WithKeys(act.Keys()...), key.WithHelp(act.Help().Key, k.help))
			act = &own
		}
		actions = append(actions, act)
	}
	return keymapOf(actions)
}

// do does an action; one that is none of the fleet's does nothing.
func (s *fleetScreen) do(act *action) tea.Cmd {
	if act == nil {
		return nil
	}
	if strings.HasPrefix(string(act.id), "@") {
		s.addFilter(string(act.id))
		return nil
	}
	return fleetKeys[act.id].run(s)
}

// onKey does what a key says, or types it.
func (s *fleetScreen) onKey(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == 'c' && k.Mod&^tea.ModAlt == tea.ModCtrl { // an Esc just before it comes as Alt
		return tea.Quit
	}
	act := s.keys.byKey[keyName(k)]
	if act != nil && act.id == actSuspend {
		return s.do(act) // whatever is being typed
	}
	s.toast = toast{} // it has been seen
	switch {
	case s.prompt != nil:
		return s.onPromptKey(k)
	case s.page != nil && s.story != nil:
		return s.onStoryKey(act)
	case s.page != nil:
		return s.onHelpKey(k)
	}
	return s.do(act)
}

// onHelpKey handles a key on the page of all keys.
func (s *fleetScreen) onHelpKey(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "ctrl+v" {
		return pasteIntoFleet
	}
	act, closes := s.page.helpKey(&renderContext{look: s.look(true)}, k)
	if closes {
		s.page = nil
	}
	return s.do(act)
}

// back steps back by one thing.
func (s *fleetScreen) back() {
	search := s.pane().searching()
	switch {
	case s.page != nil:
		s.page = nil
	case !s.at.IsZero() && !s.replays():
		s.goLive()
	case search.giveUp():
		s.pane().narrow()
	case s.keptKB != "":
		s.keepKB("")
	case s.fullScreen:
		s.fullScreen = false
	case s.focus != paneClients:
		s.focus = paneClients
	case s.clients.search.giveUp():
		s.clients.narrow()
	}
}

func (s *fleetScreen) closeOrQuit() tea.Cmd {
	if s.page != nil {
		s.page = nil
		return nil
	}
	return tea.Quit
}

// cyclePane goes to the next list.
func (s *fleetScreen) cyclePane(by int) {
	s.focus = fleetPane((int(s.focus) + by + int(fleetPaneCount)) % int(fleetPaneCount))
}

// stepClient selects the next client, passing headings.
func (s *fleetScreen) stepClient(by int) {
	s.focus = paneClients
	r, _ := s.clients.current()
	if r.client == nil {
		s.clients.moveBy(by)
		return
	}
	s.neighbour(r.client.Number, by)
}

// open opens the client selected, closes or opens a group, or lists the clients that have an update or
// a cause.
func (s *fleetScreen) open() tea.Cmd {
	switch s.focus {
	case paneKBs:
		s.toggleKB()
	case paneReasons:
		if r, ok := s.reasons.current(); ok {
			s.filterClients(either(r.IsCode, "code:", "finding:") + r.ID)
		}
	default:
		r, ok := s.clients.current()
		s.clients.chosen = true
		if ok && r.client == nil {
			s.closed[r.heading] = !s.closed[r.heading]
			s.clients.narrow()
		} else if ok {
			return func() tea.Msg { return openNumbered{r.client.Number} }
		}
	}
	return nil
}

// filterClients adds a filter of the clients, and goes there.
func (s *fleetScreen) filterClients(source string) {
	s.focus = paneClients
	s.addFilter(source)
}

// toggleKB keeps the clients that have the update selected, and in each row only that; again: all.
func (s *fleetScreen) toggleKB() {
	label := ""
	switch u, ok := s.kbs.current(); {
	case s.focus == paneKBs && ok:
		label = u.Label()
	case s.focus == paneClients:
		if r, ok := s.clients.current(); ok && r.update != nil {
			label = r.update.Label()
		}
	}
	switch {
	case label == s.keptKB:
		label = ""
	case label == "":
		s.say("no update is selected", false)
		return
	}
	s.keepKB(label)
}

func (s *fleetScreen) keepKB(label string) {
	s.keptKB = label
	if label != "" {
		s.focus = paneClients
	}
	s.list()
}

// removeFilter takes off the newest filter of the list in focus, or else the update that is kept.
func (s *fleetScreen) removeFilter() {
	if s.pane().searching().removeNewest() {
		s.pane().narrow()
	} else if s.keptKB != "" {
		s.keepKB("")
	}
}

func (s *fleetScreen) clearFilters() {
	s.pane().searching().filters = nil
	s.pane().narrow()
}

func (s *fleetScreen) cycleClock() {
	s.clockKind = viewerClock + utcClock - s.clockKind // the other one
	s.say("times "+clockWords[s.clockKind], false)
}

func (s *fleetScreen) cycleTheme() {
	names := s.themeNames()
	for i, name := range names {
		if name == s.th.Name {
			s.chosenTheme = names[(i+1)%len(names)]
			s.th = s.themeNamed(s.chosenTheme)
			break
		}
	}
	s.say("theme "+s.th.Name, false)
}

func (s *fleetScreen) toggleMouse() {
	s.mouseOn = !s.mouseOn
	s.say(either(s.mouseOn, "mouse on", "mouse off: the terminal selects text"), false)
}

// fleetCopied says how a copy went.
type fleetCopied struct{ copied }

func (c fleetCopied) handleFleet(m *fleetApp) tea.Cmd {
	m.screen.say(c.text())
	return nil
}

// copyNames puts the names of the clients listed on the clipboard, one a line.
func (s *fleetScreen) copyNames() tea.Cmd {
	var b strings.Builder
	n := 0
	for i := range s.clients.rows {
		if c := s.clients.rows[i].client; c != nil {
			b.WriteString(printableLine(c.Name) + "\n")
			n++
		}
	}
	if n == 0 {
		s.say("nothing to copy", false)
		return nil
	}
	text := cell.Printable(b.String())
	native, tmux := s.writeClipboard, s.options.CopyToTmux
	what := namesText(n)
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return fleetCopied{copyText(text, what, native, tmux)} })
}
