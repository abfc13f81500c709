package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// Notify says what the terminal is told while nobody looks at the screen. The zero value tells it
// nothing.
type Notify struct {
	// States are those of NotifyStates of which each event is told.
	States []string
	// Bell rings the terminal's bell.
	Bell bool
	// OSC is the number of the sequence that shows a notification, 9 or 777; 0 shows none.
	OSC int
	// Progress shows in the terminal's own bar how far a reading or the downloads are.
	Progress bool
	// SilentAfter is how long nothing must have come from a client for it to be silent; zero stands
	// for store.StaleAfter.
	SilentAfter time.Duration
	// Tmux says that the terminal is tmux, which must be asked to hand sequences on.
	Tmux bool
}

// The events that are no states of an update.
const (
	restartRequested = "restart-requested"
	clientSilent     = "silent"
)

// restartText is what is told of a restart that is requested.
const restartText = "restart requested"

// NotifyStates returns the states that a user can be told of: those of an update, and what happens to
// a client.
func NotifyStates() (names []string) {
	for s := range model.UpdateState(model.UpdateStates) {
		if s != model.Unknown {
			names = append(names, s.String())
		}
	}
	return append(names, restartRequested, clientSilent)
}

// OSCNumbers returns the numbers of the sequences that show a notification.
func OSCNumbers() []string { return []string{"9", "777"} }

// tells reports whether events of a state are told.
func (n *Notify) tells(state string) bool {
	for _, s := range n.States {
		if s == state {
			return n.Bell || n.OSC != 0
		}
	}
	return false
}

// silentAfter is how long nothing must have come from a client for it to be silent.
func (n *Notify) silentAfter() time.Duration {
	if n.SilentAfter > 0 {
		return n.SilentAfter
	}
	return store.StaleAfter
}

// eventKey names events of one kind of one thing; those of a client have no id.
type eventKey struct {
	id    event.GUID
	state string
}

// eventTeller knows which events of a client have been told. It counts how often each thing has come
// into each state, so that neither a refold nor a late record tells anything twice.
type eventTeller struct {
	begun  bool
	told   map[eventKey]int
	silent bool
}

// skip takes as told what has happened before the next look.
func (t *eventTeller) skip() { t.begun = false }

// newEvents returns what has happened with a client since the look before and is to be told.
func (t *eventTeller) newEvents(s *model.State, silence time.Duration, n *Notify) (texts []string) {
	first := !t.begun
	if t.begun = true; t.told == nil {
		t.told = map[eventKey]int{}
	}
	add := func(k eventKey, times int, text func() string) {
		if times > t.told[k] {
			t.told[k] = times
			if !first {
				texts = append(texts, text())
			}
		}
	}
	for _, u := range s.Updates() {
		for state, steps := range stepsByState(u, n) {
			if len(steps) > 0 {
				last := steps[len(steps)-1]
				add(eventKey{u.ID, model.UpdateState(state).String()}, len(steps), func() string { return summary.UpdateLabel(u) + " " + summary.StepText(last) })
			}
		}
	}
	if n.tells(restartRequested) {
		times := 0
		for _, r := range s.RestartSteps {
			times += btoi(r.Name == model.RestartRequested)
		}
		add(eventKey{state: restartRequested}, times, func() string { return restartText })
	}
	was := t.silent
	if t.silent = n.tells(clientSilent) && silence >= n.silentAfter(); t.silent && !was && !first {
		texts = append(texts, "silent for "+summary.Duration(silence.Truncate(time.Minute)))
	}
	return texts
}

// stepsByState returns the steps of an update into each state that is told of.
func stepsByState(u *model.Update, n *Notify) (steps [model.UpdateStates][]model.Transition[model.UpdateState]) {
	for _, t := range u.Transitions {
		if n.tells(t.State.String()) {
			steps[t.State] = append(steps[t.State], t)
		}
	}
	return steps
}

// tellEvents tells the terminal what has happened with the client, if it is followed. What is replayed
// has happened long ago.
func (a *App) tellEvents() tea.Cmd {
	n := &a.options.Notify
	if len(n.States) == 0 || !n.Bell && n.OSC == 0 || a.playhead.home != stateLive {
		return nil
	}
	c := a.client
	if c.changes.state == nil {
		c.teller.skip()
		return nil
	}
	var out strings.Builder
	for _, text := range c.teller.newEvents(c.changes.state, c.silence(a.clockTime), n) {
		out.WriteString(n.sequence(c.client.Name, text))
	}
	if out.Len() == 0 {
		return nil
	}
	return tea.Raw(out.String())
}

// maxNotification is how many cells the text of a notification has.
const maxNotification = 200

// sequence returns what tells a terminal of an event.
func (n *Notify) sequence(client, text string) string {
	bell := either(n.Bell, "\a", "")
	if n.OSC == 0 {
		return bell
	}
	head := "\x1b]9;ccmtail " + harmless(client) + ": "
	if n.OSC == 777 {
		head = "\x1b]777;notify;ccmtail " + harmless(client) + ";"
	}
	s := head + harmless(text) + "\a"
	if n.Tmux {
		s = "\x1bPtmux;" + strings.ReplaceAll(s, "\x1b", "\x1b\x1b") + "\x1b\\"
	}
	return bell + s
}

// harmless returns a text as a terminal may have it within a sequence whose parts end with semicolons.
func harmless(s string) string {
	l := cell.NewBuilder(maxNotification, "")
	l.Put("", strings.ReplaceAll(s, ";", ","))
	return l.Text()
}

// progressBar returns how far the reading or the downloads of the client are, nil if there is
// nothing of the kind or the terminal is not to show it.
func (a *App) progressBar() *tea.ProgressBar {
	if !a.options.Notify.Progress {
		return nil
	}
	c := a.session()
	done, total := c.client.BytesRead, c.client.BytesTotal
	if !c.client.Loading {
		done, total = 0, 0
		if s := c.changes.state; s != nil {
			done, total = downloading(s)
		}
	}
	if total <= 0 {
		return nil
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, int(min(done, total)*100/total))
}

// downloading returns how many bytes there are of all updates that are being downloaded.
func downloading(s *model.State) (done, total int64) {
	for _, u := range s.Updates() {
		if u.State == model.Downloading {
			d, t := s.DownloadBytes(u)
			done, total = done+d, total+t
		}
	}
	return done, total
}
