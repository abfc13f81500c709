package ui

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// fakeFleet is a fleet that is what a test makes of it.
type fakeFleet struct {
	mu       sync.Mutex
	clients  []summary.ClientSummary
	versions []uint64 // when each changed last
	version  uint64
	news     chan struct{}
	at       time.Time // as of when it was asked to be
	progress FleetProgress
	openErr  error
	opened   []int
	ended    map[int]int
	source   func(number int) Source
}

// fleetNow is when the evening of a fleet is looked at.
func fleetNow() time.Time { return at("22:19:00") }

func newFakeFleet(clients ...summary.ClientSummary) *fakeFleet {
	f := &fakeFleet{clients: clients, version: 1, versions: make([]uint64, len(clients)), ended: map[int]int{}}
	for i := range clients {
		f.clients[i].Number, f.versions[i] = i, 1
	}
	f.progress.Clients = len(clients)
	f.source = func(number int) Source {
		w := story()
		w.name = f.clients[number].Name
		return newFake(w)
	}
	return f
}

func (f *fakeFleet) Len() int { return len(f.clients) }

func (f *fakeFleet) Changed(since uint64) (out []summary.ClientSummary, version uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, v := range f.versions {
		if v > since {
			out = append(out, f.clients[i])
		}
	}
	return out, f.version
}

func (f *fakeFleet) News() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.news == nil {
		f.news = make(chan struct{}, 1)
	}
	return f.news
}

// change lets a client become another.
func (f *fakeFleet) change(number int, to func(*summary.ClientSummary)) {
	f.News()
	f.mu.Lock()
	f.version++
	to(&f.clients[number])
	f.versions[number] = f.version
	f.mu.Unlock()
	select {
	case f.news <- struct{}{}:
	default:
	}
}

func (f *fakeFleet) SetAt(t time.Time) { f.at = t }

func (f *fakeFleet) Progress() FleetProgress { return f.progress }

func (f *fakeFleet) OpenClient(number int) (Source, func(), error) {
	if f.openErr != nil {
		return nil, nil, f.openErr
	}
	f.opened = append(f.opened, number)
	return f.source(number), func() { f.ended[number]++ }, nil
}

var errNoAnswer = errors.New("no answer for 10 s")

// fleetKB returns one of the updates of the evening in a state.
func fleetKB(n int, state model.UpdateState, since time.Time) summary.UpdateSummary {
	u := summary.UpdateSummary{
		ID: event.GUID{byte(n)}, KB: fmt.Sprint(5081900 + n), Title: fmt.Sprintf("2026-03 Cumulative Update %d (KB%d)", n, 5081900+n), State: state, Since: since,
	}
	switch state {
	case model.Installed:
	case model.Failed:
		u.Pending, u.Code, u.HasCode, u.Reason = true, 0x80070643, true, "MSI 1603; again 22:40"
	case model.WaitingForWindow:
		u.Pending, u.Reason = true, "needs 1 h 30, next Tue 21:00"
	default:
		u.Pending = true
	}
	return u
}

// fated returns client n of an evening: of a hundred, 61 are done, 9 install, 12 wait for a window, 10
// for a restart, 4 have failed, 3 are stuck and 1 cannot be read.
func fated(n int) summary.ClientSummary {
	began := at("20:00:00").Add(time.Duration(n%97) * time.Minute)
	c := summary.ClientSummary{Name: fmt.Sprintf("SRV%04d", n), Path: fmt.Sprintf(`\\SRV%04d\c$`, n), LastRecord: fleetNow().Add(-time.Duration(n%50) * time.Second)}
	c.History = []summary.StateSince{{Since: at("20:00:00"), State: summary.ClientInProgress}}
	if n%100 < 90 {
		c.Openings = []model.TimeRange{{Start: at("20:00:00"), End: at("23:00:00")}}
	} else {
		c.Openings = []model.TimeRange{{Start: at("21:00:00").AddDate(0, 0, 7), End: at("23:00:00").AddDate(0, 0, 7)}}
	}
	state := model.Installed
	switch k := n * 37 % 100; {
	case k < 61:
		c.State, c.Verdict = summary.ClientDone, "Nothing is left to do."
	case k < 70:
		c.State, state, c.Verdict = summary.ClientInstalling, model.Installing, "1 update is being installed."
	case k < 82:
		c.State, state, c.Verdict = summary.ClientWaiting, model.WaitingForWindow, "1 update waits for a window."
	case k < 92:
		c.State, state, c.Verdict = summary.ClientPendingRestart, model.PendingRestart, "1 update waits for a restart."
	case k < 96:
		c.State, state, c.Verdict = summary.ClientFailed, model.Failed, "1 update has failed."
		c.Causes = []summary.CauseSummary{{ID: "F07", Severity: model.SeverityError, Text: "The installer of an update failed."}}
	case k < 99:
		c.State, state, c.Verdict = summary.ClientStuck, model.Installing, "1 update does not go on."
	default:
		return summary.ClientSummary{Name: c.Name, Path: c.Path, Error: errNoAnswer.Error(), State: summary.ClientUnreadable}
	}
	c.History = append(c.History, summary.StateSince{Since: began, State: c.State})
	for i := range 2 {
		c.Updates = append(c.Updates, fleetKB(5+i, model.Installed, began.Add(-time.Minute)))
	}
	if n%3 > 0 {
		c.Updates = append([]summary.UpdateSummary{fleetKB(1+n%2, state, began)}, c.Updates...)
	} else {
		c.Updates = append([]summary.UpdateSummary{fleetKB(3, state, began)}, c.Updates...)
	}
	if c.State == summary.ClientStuck {
		u := &c.Updates[0]
		c.Stuck = []summary.StuckSummary{{
			Kind: model.StuckInstalling, Update: u.ID, KB: u.KB, Since: began, Why: u.Label() + " has been installing for longer than the run time",
			Evidence: summary.Place{Log: "UpdatesHandler.log", File: "UpdatesHandler.log", Line: 812},
		}}
	}
	return c
}

// fatedFleet returns a fleet of so many clients.
func fatedFleet(n int) *fakeFleet {
	var all []summary.ClientSummary
	for i := range n {
		all = append(all, fated(i))
	}
	return newFakeFleet(all...)
}
