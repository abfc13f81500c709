package summary

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// clientOf folds events into a client that was last heard of at a moment.
func clientOf(name string, heard time.Duration, events ...event.Event) *AsOf {
	s := model.NewState()
	for i, e := range events {
		if e.At == 0 {
			e.At = verdictStart.Add(time.Duration(i) * time.Millisecond).UnixNano()
		}
		e.Bias, e.Zoned, e.Timed, e.Log, e.Rec, e.Line = 300, true, true, event.LogNamed("a.log"), event.RecordID(i), int32(i+1)
		s.Apply(&e)
	}
	at := verdictStart.Add(heard)
	c := logged(verdictStart, at)
	c.Name, c.Path, c.Logs = name, name+"/Logs", nil
	for _, log := range []string{"UpdatesDeployment.log", "WUAHandler.log", "DataTransferService.log", "a.log"} {
		c.Logs = append(c.Logs, store.Log{Name: log, Records: 1, First: verdictStart.Add(-hour), Last: at})
	}
	return Of(c, s, at, model.FitRules{}, nil)
}

// unreadable is a client that cannot be read.
func unreadable(name string) *AsOf {
	c := &store.Client{Name: name, Path: name, Records: store.New().Records(), Err: errors.New("no answer")}
	return Of(c, model.NewState(), time.Time{}, model.FitRules{}, nil)
}

// kbOf is what targets update n, with a KB of its own.
func kbOf(n int) []event.Event {
	return []event.Event{{Kind: event.UpdateTargeted, Update: id(1, n), Deployment: id(2, 1), Texts: event.Texts{
		event.KB: fmt.Sprint(5081700 + n), event.Title: fmt.Sprintf("Update %d (KB%d)", n, 5081700+n),
	}}}
}

func begun(n int) []event.Event {
	return []event.Event{{Kind: event.UpdateBatched, Update: id(1, n)}, {Kind: event.InstallStarted}}
}

// openWindow is a window from 08:00 on that day, for eight hours.
func openWindow() []event.Event {
	start := time.Date(2026, 3, 14, 8, 0, 0, 0, time.UTC)
	return []event.Event{
		{Kind: event.WindowListingStarted}, {Kind: event.WindowListed, Window: id(5, 1), Numbers: event.Numbers{event.WindowType: 4}},
		{Kind: event.WindowStartTime, Window: id(5, 1), Numbers: event.Numbers{event.When: start.UnixNano()}},
		{Kind: event.WindowDuration, Window: id(5, 1), Numbers: event.Numbers{event.Seconds: 8 * 3600}},
	}
}

func summaries(all ...*AsOf) []ClientSummary {
	texts := Texts{}
	return mapAll(all, func(s *AsOf) ClientSummary { return s.ClientSummary(texts) })
}

func TestClientStates(t *testing.T) {
	waits := []event.Event{{Kind: event.DeploymentWaitsForWindow, Deployment: id(2, 1), Numbers: event.Numbers{event.Seconds: 600}}}
	join := func(all ...[]event.Event) []event.Event { return slices.Concat(all...) }
	for _, c := range []struct {
		name   string
		heard  time.Duration
		events []event.Event
		want   ClientState
	}{
		{"nothing deployed", hour, nil, ClientDone},
		{"installed", hour, join(kbOf(1), ended(0, event.No)(1)), ClientDone},
		{"targeted", hour, kbOf(1), ClientInProgress},
		{"installing", time.Minute, join(kbOf(1), begun(1)), ClientInstalling},
		{"waiting, and another installs", time.Minute, join(kbOf(1), waits, kbOf(2), begun(2)), ClientWaiting},
		{"waiting for a restart, and another waits", hour, join(kbOf(1), waits, ended(0, event.Yes)(1), kbOf(2), waits), ClientPendingRestart},
		{"failed, and another needs a restart", hour, join(kbOf(1), kbOf(2), ended(0x80070643, event.No)(1), ended(0, event.Yes)(2)), ClientFailed},
		{"failed, and another is stuck", hour, join(kbOf(1), kbOf(2), ended(0x80070643, event.No)(1), begun(2)), ClientStuck},
		{"a failed deployment that is done", hour, join(kbOf(1), ended(0, event.No)(1), []event.Event{{Kind: event.DeploymentError, Deployment: id(2, 1), Code: 0x80070643}}), ClientDone},
	} {
		if got := clientOf("PC", c.heard, c.events...).ClientSummary(nil).State; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := unreadable("PC").ClientSummary(nil); got.State != ClientUnreadable || got.Error != "no answer" {
		t.Errorf("%+v", got)
	}
	part := clientOf("PC", hour)
	part.Logs[0].Unread = []string{"UpdatesDeployment.log (permission denied)"}
	if got := part.ClientSummary(nil).State; got != ClientUnknown {
		t.Errorf("a client of which a log could not be read is %s", got)
	}
	part.Logs = part.Logs[1:]
	if got := part.ClientSummary(nil).State; got != ClientUnknown {
		t.Errorf("a client without the log of deployments is %s", got)
	}
}

func TestParseClientState(t *testing.T) {
	for s := range ClientState(ClientStates) {
		for _, text := range []string{s.String(), ClientBadges[s].Word, " " + strings.ToUpper(s.String())} {
			if got, ok := ParseClientState(text); !ok || got != s {
				t.Errorf("%q is %s, %v", text, got, ok)
			}
		}
	}
	if _, ok := ParseClientState("broken"); ok {
		t.Error("broken is a state")
	}
}

// TestSilent: whether a client is silent shows in others that went on, and in its window.
func TestSilent(t *testing.T) {
	work := slices.Concat(kbOf(1), openWindow())
	for _, c := range []struct {
		name          string
		heard, others time.Duration
		events        []event.Event
		want          bool
	}{
		{"silent", 10 * time.Minute, 2 * hour, work, true},
		{"heard of just now", 90 * time.Minute, 2 * hour, work, false},
		{"alone", 10 * time.Minute, 0, work, false},
		{"done", 10 * time.Minute, 2 * hour, slices.Concat(work, ended(0, event.No)(1)), false},
		{"its window is over", 10 * time.Minute, 9 * hour, work, false},
		{"no window known", 10 * time.Minute, 2 * hour, kbOf(1), false},
	} {
		all := []*AsOf{clientOf("PC1", c.heard, c.events...)}
		if c.others > 0 {
			all = append(all, clientOf("PC2", c.others))
		}
		f := FleetOf(summaries(all...), time.Time{})
		if got := len(f.InState(ClientSilent)) == 1; got != c.want {
			t.Errorf("%s: silent %v", c.name, got)
		}
		if c.want && (len(f.Stuck) != 1 || f.Stuck[0].Why != "nothing written for 1 h 50 min, though the maintenance window is open" || f.Stuck[0].Client != "PC1") {
			t.Errorf("%+v", f.Stuck)
		}
	}
}

func TestFleetVerdict(t *testing.T) {
	failed := func(name string, code event.Code) *AsOf {
		return clientOf(name, hour, slices.Concat(kbOf(1), ended(code, event.No)(1))...)
	}
	fine := clientOf("A", hour, slices.Concat(kbOf(1), ended(0, event.No)(1))...)
	downFailed := clientOf("D", hour, slices.Concat(kbOf(1), []event.Event{{Kind: event.UpdateStateRaised, Update: id(1, 1), Numbers: event.Numbers{event.StateID: 11}}})...)
	stuck := clientOf("S", hour, slices.Concat(kbOf(1), begun(1))...)
	for _, c := range []struct {
		all  []*AsOf
		want string
	}{
		{nil, "No clients."},
		{[]*AsOf{fine, fine}, "2 of 2 clients are done."},
		{[]*AsOf{fine, clientOf("B", hour, kbOf(1)...)}, "1 of 2 clients is done; 1 in progress."},
		{[]*AsOf{fine, failed("B", 0x80070643)}, "1 of 2 clients is done; 1 has failed with 0x80070643."},
		{[]*AsOf{failed("B", 0x80070643), failed("C", 0x80070643)}, "0 of 2 clients are done; 2 have failed, all with 0x80070643."},
		{[]*AsOf{failed("B", 0x80070643), failed("C", 0x80070005)}, "0 of 2 clients are done; 2 have failed with different codes."},
		{[]*AsOf{failed("B", 0x80070643), downFailed}, "0 of 2 clients are done; 2 have failed, 1 of them with 0x80070643."},
		{[]*AsOf{failed("B", 0x800f0922), failed("C", 0x800f0922), failed("D", 0x80070005), failed("E", 0x80070005)},
			"0 of 4 clients are done; 4 have failed, 2 each with 0x80070005 and 0x800f0922."},
		{[]*AsOf{failed("B", 0x80070643), failed("C", 0x80070643), failed("D", 0x80070005), stuck, unreadable("E")},
			"0 of 5 clients are done; 3 have failed, most often with 0x80070643 (2); 1 is stuck; 1 could not be read."},
	} {
		if got := FleetOf(summaries(c.all...), time.Time{}).Verdict(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestCausesAreToldOfSeveralClients(t *testing.T) {
	stalls := func(name string, heard time.Duration, n int) *AsOf {
		return clientOf(name, heard, slices.Concat(forEach(1, n, kbOf), forEach(1, n, fetching))...)
	}
	nowhere := func(name string, n int) *AsOf {
		return clientOf(name, time.Minute, slices.Concat(forEach(1, n, kbOf), forEach(1, n, withoutServer))...)
	}
	f := FleetOf(summaries(stalls("A", 2*hour, 1), stalls("B", 3*hour, 2), nowhere("C", 1), nowhere("D", 3)), time.Time{})
	var got []string
	for _, c := range f.Causes {
		got = append(got, fmt.Sprintf("%d %s %s", c.Clients, c.ID, c.Text))
	}
	want := []string{
		"2 F13 No distribution point offers the content of updates to this client.",
		"2 F35 The download of updates has not moved for more than 1 h.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// randomClient returns a client with random events about a few updates.
func randomClient(rng *rand.Rand, n int) *AsOf {
	name := fmt.Sprintf("PC%04d", n)
	if rng.IntN(8) == 0 {
		return unreadable(name)
	}
	var events []event.Event
	if rng.IntN(2) == 0 {
		events = openWindow()
	}
	codes := []event.Code{0x80070643, 0x80070005, 0x800f0922}
	for u := range 1 + rng.IntN(4) {
		events = append(events, kbOf(u)...)
		switch rng.IntN(8) {
		case 0:
			events = append(events, ended(0, event.No)(u)...)
		case 1:
			events = append(events, ended(0, event.Yes)(u)...)
		case 2:
			events = append(events, ended(codes[rng.IntN(len(codes))], event.No)(u)...)
		case 3:
			events = append(events, withoutServer(u)...)
		case 4:
			events = append(events, fetching(u)...)
		case 5:
			events = append(events, begun(u)...)
		case 6:
			events = append(events, scanned("Installed")(u)...)
		}
	}
	if rng.IntN(4) == 0 {
		events = append(events, scan(codes[0])...)
	}
	return clientOf(name, time.Duration(rng.IntN(300))*time.Minute, events...)
}

// TestFleetIsTheSumOfItsClients: for random fleets, what the fleet says is what the clients say one by
// one, in whatever order they come.
func TestFleetIsTheSumOfItsClients(t *testing.T) {
	seen := map[ClientState]int{}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 0))
		var all []*AsOf
		for i := range 2 + rng.IntN(9) {
			all = append(all, randomClient(rng, i))
		}
		f := FleetOf(summaries(all...), time.Time{})
		compareSums(t, f, all)
		for s, n := range f.States {
			seen[ClientState(s)] += n
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if other := FleetOf(summaries(all...), time.Time{}); !reflect.DeepEqual(f, other) {
			t.Fatalf("seed %d: the order of the clients matters:\n%+v\n%+v", seed, f, other)
		}
	}
	for _, s := range []ClientState{ClientDone, ClientInProgress, ClientInstalling, ClientPendingRestart, ClientFailed, ClientStuck, ClientSilent, ClientUnreadable} {
		if seen[s] == 0 {
			t.Errorf("no client is %s", s)
		}
	}
}

// compareSums compares a fleet with its clients, each looked at by itself.
func compareSums(t *testing.T, f *Fleet, all []*AsOf) {
	t.Helper()
	clients, states, codes := map[string]int{}, map[string]int{}, map[string]int{}
	causes, stuck, unread := map[string]int{}, map[string]int{}, 0
	for _, s := range all {
		for _, u := range s.State.Updates() {
			clients[u.KB]++
			states[u.KB+" "+u.State.String()]++
			if code, ok := u.Result(); ok && u.State == model.Failed {
				codes[u.KB+" "+code.String()]++
			}
		}
		of := map[string]bool{}
		for _, cause := range s.Causes() {
			of[cause.ID+" "+causeSummary(cause, nil).Text] = true // the same sentence once a client
		}
		for id := range of {
			causes[id]++
		}
		for _, v := range s.State.StuckAt(s.At, s.Rules) {
			stuck[s.Name+" "+v.Kind.String()+" "+s.Where(v.Proof)]++
		}
		if s.Err != nil {
			unread++
		}
	}
	gotClients, gotStates, gotCodes := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range f.KBs {
		u := &f.KBs[i]
		gotClients[u.KB] = u.Clients
		for _, c := range u.StateCounts() {
			gotStates[u.KB+" "+c.State.String()] = c.N
		}
		for _, c := range u.Codes {
			gotCodes[u.KB+" "+c.Code] = c.N
		}
	}
	gotCauses, gotStuck := map[string]int{}, map[string]int{}
	for _, c := range f.Causes {
		gotCauses[c.ID+" "+c.Text] = c.Clients
	}
	for _, v := range f.Stuck {
		if v.Kind != model.StuckSilent {
			gotStuck[v.Client+" "+v.Kind.String()+" "+v.Evidence.String()]++
		}
	}
	for _, c := range []struct {
		what      string
		got, want map[string]int
	}{{"clients", gotClients, clients}, {"states", gotStates, states}, {"codes", gotCodes, codes}, {"causes", gotCauses, causes}, {"stuck", gotStuck, stuck}} {
		if !maps.Equal(c.got, c.want) {
			t.Fatalf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	sum := 0
	for _, n := range f.States {
		sum += n
	}
	if sum != len(all) || f.Clients() != len(all) || f.States[ClientUnreadable] != unread {
		t.Fatalf("%d clients in %v, want %d, %d of them unreadable", f.Clients(), f.States, len(all), unread)
	}
}

// TestSummariesAreSmall: a summary holds a few kilobytes, and texts that clients share once.
func TestSummariesAreSmall(t *testing.T) {
	texts := Texts{}
	size := 0
	for i := range 20 {
		c := clientOf(fmt.Sprint(i), 2*hour, slices.Concat(forEach(1, 40, kbOf), forEach(1, 20, fetching), forEach(21, 40, ended(0x80070643, event.No)))...).ClientSummary(texts)
		size += int(reflect.TypeFor[ClientSummary]().Size()) + cap(c.Updates)*int(reflect.TypeFor[UpdateSummary]().Size()) + cap(c.Causes)*int(reflect.TypeFor[CauseSummary]().Size()) + cap(c.Stuck)*int(reflect.TypeFor[StuckSummary]().Size()) + len(c.Verdict)
	}
	shared := 0
	for s := range texts {
		shared += len(s)
	}
	if size/20 > 12<<10 || shared > 8<<10 {
		t.Errorf("%d bytes for each of 20 clients of 40 updates, and %d shared by all", size/20, shared)
	}
}
