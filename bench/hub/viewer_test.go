//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"ccmtail/hub"
	"ccmtail/report"
	"ccmtail/summary"
)

// viewed is a hub with a stream, somebody who sends and somebody who looks.
type viewing struct {
	t      *testing.T
	server *server.Server
	s      hub.Settings
	sender *nats.Conn
	viewer *hub.Viewer
	now    func() time.Time // of the one who looks
}

func newViewing(t *testing.T) *viewing {
	t.Helper()
	return newViewingIn(t, t.TempDir())
}

// newViewingIn is newViewing with a hub that stores in a folder.
func newViewingIn(t *testing.T, dir string) *viewing {
	t.Helper()
	v := &viewing{t: t, server: startPlain(t, dir, -1), now: time.Now}
	v.s = hub.Settings{URLs: []string{v.server.ClientURL()}, Site: "p01"}
	check(t, hub.CreateStream(context.Background(), v.s, 1))
	v.connect()
	return v
}

func (v *viewing) connect() {
	var err error
	v.sender, err = nats.Connect(v.server.ClientURL())
	check(v.t, err)
	v.t.Cleanup(v.sender.Close)
}

// look begins to look.
func (v *viewing) look() {
	v.t.Helper()
	var err error
	v.viewer, err = hub.OpenViewer(v.s, nil, v.now)
	check(v.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- v.viewer.Run(ctx) }()
	v.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			v.t.Error(err)
		}
		v.viewer.Close()
	})
	select {
	case <-v.viewer.Loaded():
	case <-time.After(patience):
		v.t.Fatal("not loaded")
	}
}

// send sends a message and waits until it is stored.
func (v *viewing) send(subject string, data []byte) {
	v.t.Helper()
	answer, err := v.sender.Request(subject, data, patience)
	check(v.t, err)
	if strings.Contains(string(answer.Data), `"error"`) {
		v.t.Fatalf("%s: %s", subject, answer.Data)
	}
}

func (v *viewing) state(site hub.Site, name, state string) {
	v.t.Helper()
	c := hub.ClientSummary{Name: name, State: state, Verdict: "It is " + state + ".", LastRecord: time.Now(), At: time.Now()}
	data, err := json.Marshal(hub.State{V: hub.Version, Sender: hub.Sender{Name: "c1"}, Client: c})
	check(v.t, err)
	v.send(site.StateSubject(name), data)
}

func (v *viewing) event(site hub.Site, client, key string) {
	v.t.Helper()
	now := time.Now().UTC()
	data, err := json.Marshal(hub.Event{V: hub.Version, Change: report.Change{Time: &now, Client: client, Key: key, Kind: "restart", To: "requested", Log: "A.log", File: "A.log", Line: 1}})
	check(v.t, err)
	v.send(site.EventSubject(client), data)
}

// await waits until the clients stand as they should: "PC1 failed; PC2 done".
func (v *viewing) await(want string) {
	v.t.Helper()
	have := ""
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(10 * time.Millisecond) {
		rows, _ := v.viewer.Changed(0)
		var all []string
		for _, r := range rows {
			all = append(all, r.Name+" "+r.State.String())
		}
		slices.Sort(all)
		if have = strings.Join(all, "; "); have == want {
			return
		}
	}
	v.t.Fatalf("have %s\nwant %s", have, want)
}

func TestTheViewerFollows(t *testing.T) {
	v := newViewing(t)
	v.state("p01", "PC1", "failed")
	v.state("p01", "PC1", "done")
	v.state("p01", "pc2.contoso.com", "stuck")
	v.look()
	v.await("PC1 done; pc2.contoso.com stuck")
	if v.viewer.Len() != 2 {
		t.Errorf("%d clients", v.viewer.Len())
	}
	before := time.Now()
	time.Sleep(20 * time.Millisecond)
	v.state("p01", "PC1", "installing")
	v.state("p01", "PC3", "done")
	v.await("PC1 installing; PC3 done; pc2.contoso.com stuck")
	v.viewer.SetAt(before)
	v.await("PC1 done; PC3 unknown; pc2.contoso.com stuck")
	v.state("p01", "PC1", "failed")
	v.state("p01", "PC4", "failed")
	v.await("PC1 done; PC3 unknown; PC4 unknown; pc2.contoso.com stuck")
	v.viewer.SetAt(time.Time{})
	v.await("PC1 failed; PC3 done; PC4 failed; pc2.contoso.com stuck")
	v.state("p02", "PC1", "done") // of another site: names alone do not tell any more
	v.await("p01/PC1 failed; p01/PC3 done; p01/PC4 failed; p01/pc2.contoso.com stuck; p02/PC1 done")
}

// TestHostileMessages: what cannot be read is said and changes nothing, and nothing hidden is
// shown.
func TestHostileMessages(t *testing.T) {
	v := newViewing(t)
	v.state("p01", "PC1", "done")
	v.look()
	subject := hub.Site("p01").StateSubject("PC1")
	for _, data := range []string{
		"", "{", "null", "[]", `{"v":2}`, `{"v":1}`, `{"v":1,"client":{"name":"PC2"}}`, "\xff\x06\x00\x00sNaPpY", strings.Repeat("x", 600<<10),
		`{"v":1,"client":{"name":"PC1","updates":` + strings.Repeat("[", 10000) + `}}`,
	} {
		v.send(subject, []byte(data))
	}
	for _, other := range []string{"ccm.p01.state.PC9", "ccm.p01.collector.X", "ccm.%2A.state.X", "ccm.p01.state.%2A"} {
		v.send(other, []byte("garbage"))
	}
	evil := "E\x1b[2J\u202eVIL"
	v.state("p01", evil, "failed")
	want := summaryName(evil)
	v.await(want + " failed; PC1 done")
	_, _, failures := v.viewer.Progress()
	if len(failures) < 5 {
		t.Errorf("only %q", failures)
	}
	for _, said := range failures {
		if strings.ContainsAny(said, "\x1b\u202e") || len(said) > 1000 {
			t.Errorf("%q", said)
		}
	}
}

// summaryName returns a name as it is made harmless.
func summaryName(name string) string {
	data, _ := json.Marshal(hub.State{V: hub.Version, Client: hub.ClientSummary{Name: name}})
	s, err := hub.DecodeState(data)
	if err != nil || strings.ContainsAny(s.Client.Name, "\x1b\u202e") {
		return fmt.Sprint("not harmless: ", err)
	}
	return s.Client.Name
}

// TestTheHubGoesAwayAndComesBack: with what it had, and empty.
func TestTheHubGoesAwayAndComesBack(t *testing.T) {
	dir := t.TempDir()
	v := newViewingIn(t, dir)
	for range 5 {
		v.state("p01", "PC1", "failed")
	}
	v.look()
	v.await("PC1 failed")
	port := v.server.Addr().(interface{ String() string }).String()
	number := 0
	fmt.Sscanf(port[strings.LastIndex(port, ":")+1:], "%d", &number)
	for _, empty := range []bool{false, true} {
		v.server.Shutdown()
		v.server.WaitForShutdown()
		awaitTrue(t, "the viewer sees that the hub is away", func() bool { return !v.viewer.Away().IsZero() })
		v.await("PC1 failed")
		if empty {
			check(t, os.RemoveAll(dir))
		}
		v.server = startPlain(t, dir, number)
		if empty {
			check(t, hub.CreateStream(context.Background(), v.s, 1))
		}
		awaitTrue(t, "the viewer sees that the hub is back", func() bool { return v.viewer.Away().IsZero() })
		v.connect()
		v.state("p01", "PC1", "done")
		v.await("PC1 done")
		v.state("p01", "PC1", "failed")
		v.await("PC1 failed")
	}
}

func awaitTrue(t *testing.T, what string, is func() bool) {
	t.Helper()
	for begun := time.Now(); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatal("waited in vain: " + what)
		}
	}
}

// awaitListener sends one event after the other until somebody is told of them, and takes what is
// told up to the last. What comes before somebody listens is not new to them.
func (v *viewing) awaitListener(told <-chan string) {
	v.t.Helper()
	begun, last, have := time.Now(), "", ""
	for n := 0; have == ""; n++ {
		last = fmt.Sprint("before", n)
		v.event("p01", "PC1", last)
		select {
		case have = <-told:
		case <-time.After(100 * time.Millisecond):
		}
		if time.Since(begun) > patience {
			v.t.Fatal("nobody listens")
		}
	}
	for last = "p01PC1" + last; have != last; {
		select {
		case have = <-told:
		case <-time.After(patience):
			v.t.Fatalf("%s is not told", last)
		}
	}
}

// TestNoEventIsToldTwice: a follower of events goes on where it was, also if the hub was emptied
// and filled again.
func TestNoEventIsToldTwice(t *testing.T) {
	dir := t.TempDir()
	v := newViewingIn(t, dir)
	told := make(chan string, 100)
	follow := func(o hub.EventsWanted) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			done <- hub.ReadEvents(ctx, v.s, o, time.Now(), func(site hub.Site, e *hub.Event) error { told <- string(site) + e.Client + e.Key; return nil })
		}()
		t.Cleanup(func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
	expect := func(keys ...string) {
		t.Helper()
		for _, want := range keys {
			select {
			case have := <-told:
				if have != want {
					t.Fatalf("have %s, want %s", have, want)
				}
			case <-time.After(patience):
				t.Fatalf("%s is not told", want)
			}
		}
	}
	v.event("p01", "PC1", "k0")
	follow(hub.EventsWanted{Follow: true, New: true})
	v.awaitListener(told)
	v.event("p01", "PC1", "k1")
	v.event("p01", "PC1", "k1")
	v.event("p01", "PC1", "k2")
	v.event("p02", "PC1", "k1")
	expect("p01PC1k1", "p01PC1k2", "p02PC1k1")
	number := 0
	at := v.server.Addr().String()
	fmt.Sscanf(at[strings.LastIndex(at, ":")+1:], "%d", &number)
	v.server.Shutdown()
	v.server.WaitForShutdown()
	v.server = startPlain(t, dir, number)
	v.connect()
	v.event("p01", "PC1", "k3")
	expect("p01PC1k3")
	v.server.Shutdown()
	v.server.WaitForShutdown()
	check(t, os.RemoveAll(dir))
	v.server = startPlain(t, dir, number)
	check(t, hub.CreateStream(context.Background(), v.s, 1))
	v.connect()
	for _, key := range []string{"k1", "k2", "k3", "k4"} {
		v.event("p01", "PC1", key)
	}
	v.event("p02", "PC1", "k1")
	v.event("p01", "PC2", "k5")
	expect("p01PC1k4", "p01PC2k5")
	select {
	case more := <-told:
		t.Errorf("told twice: %s", more)
	case <-time.After(200 * time.Millisecond):
	}
}

// TestOfASilentCollector: who looks is told that a collector says nothing any more, as long as
// nobody else sends its clients.
func TestOfASilentCollector(t *testing.T) {
	v := newViewing(t)
	v.state("p01", "PC1", "done")
	data, err := json.Marshal(hub.Presence{V: hub.Version, Name: "c1", Every: 3600, Clients: 1})
	check(t, err)
	v.send(hub.Site("p01").CollectorSubject("c1"), data)
	v.look()
	if silent := v.viewer.Silent(); len(silent) != 0 {
		t.Errorf("%v", silent)
	}
	data, err = json.Marshal(hub.Presence{V: hub.Version, Name: "c1", Every: 3600, Clients: 1, Ended: true})
	check(t, err)
	v.send(hub.Site("p01").CollectorSubject("c1"), data)
	awaitTrue(t, "it has ended", func() bool { return len(v.viewer.Silent()) == 1 })
	if said := summary.SilentText(v.viewer.Silent(), time.UTC); !strings.HasPrefix(said, "collector c1 ended at ") || !strings.HasSuffix(said, ": 1 client last sent by it") {
		t.Error(said)
	}
	c, err := json.Marshal(hub.State{V: hub.Version, Sender: hub.Sender{Name: "c2"}, Client: hub.ClientSummary{Name: "PC1", State: "done"}})
	check(t, err)
	v.send(hub.Site("p01").StateSubject("PC1"), c)
	awaitTrue(t, "another one sends its client", func() bool { return len(v.viewer.Silent()) == 0 })
}

// TestCollectorsWithDifferentKeys: what would list clients twice is said, of those that are at work.
func TestCollectorsWithDifferentKeys(t *testing.T) {
	v := newViewing(t)
	beat := func(name, key string, ended bool) {
		data, err := json.Marshal(hub.Presence{V: hub.Version, Name: name, Every: 60, Redact: key, Ended: ended})
		check(t, err)
		v.send(hub.Site("p01").CollectorSubject(name), data)
	}
	failures := func() []string { _, _, all := v.viewer.Progress(); return all }
	beat("c0", "00000000", true)
	beat("c1", "11111111", false)
	beat("c2", "11111111", false)
	v.look()
	if all := failures(); len(all) > 0 {
		t.Errorf("said %q", all)
	}
	beat("c3", "33333333", false)
	beat("c3", "33333333", false)
	awaitThat(t, "different keys", func() bool { return len(failures()) > 0 })
	if all := failures(); !strings.Contains(all[0], "of site p01 redact with different keys: a client of both is listed twice") {
		t.Errorf("said %q", all)
	}
	beat("c4", "", false)
	awaitThat(t, "one without a key", func() bool { return strings.Contains(strings.Join(failures(), "\n"), "are not both set to redact") })
}
