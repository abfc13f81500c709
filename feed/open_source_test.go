package feed

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"ccmtail/demo"
	"ccmtail/store"
	"ccmtail/tail"
)

func TestOneThatCannotBeReadDoesNotStopTheOthers(t *testing.T) {
	dir := t.TempDir()
	if err := demo.Write(filepath.Join(dir, "PC0147", "Logs")); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, "PC0148")
	f, err := Open([]string{filepath.Join(dir, "PC0147"), missing}, Options{EventsOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "PC0148") {
		t.Errorf("error %v", err)
	}
	clients := f.Snapshot().Clients
	if len(clients) != 2 || clients[0].Err != nil || clients[0].Events.Len() == 0 || clients[0].Name != "PC0147" {
		t.Errorf("%+v", clients[0])
	}
	if c := clients[1]; c.Err == nil || c.Name != "PC0148" || c.Loading || c.Live {
		t.Errorf("%+v", c)
	}
	if _, err := Open([]string{missing}, Options{}); err == nil {
		t.Error("a single source that cannot be read is accepted")
	}
}

// openFollowed runs a feed of one client with this function that opens its source, and calls check.
func openFollowed(t *testing.T, path string, follow bool, open func() (*tail.Source, error), check func(*Feed, *client)) {
	synctest.Test(t, func(t *testing.T) {
		f := newFeed()
		c := newUnopened("PC1", path, Options{Follow: follow}, store.NewBudget(0), 2, f.signalNews)
		c.open, c.opening = open, make(chan struct{}, 1)
		f.clients = []*client{c}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.Run(ctx) }()
		synctest.Wait()
		check(f, c)
		cancel()
		<-done
	})
}

func TestWhatCannotBeOpenedIsTriedAgain(t *testing.T) {
	var mu sync.Mutex // several goroutines open, one after the other
	var times []time.Time
	attempts := func() []time.Time {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(times)
	}
	open := func() (*tail.Source, error) {
		mu.Lock()
		times = append(times, time.Now())
		mu.Unlock()
		if len(attempts()) < 4 {
			return nil, errors.New("share lost")
		}
		logs := fstest.MapFS{"A.log": {Data: []byte("one\ntwo\n")}}
		return tail.OpenFS("x", logs, tail.Options{Follow: true}), nil
	}
	openFollowed(t, "x", true, open, func(f *Feed, _ *client) {
		select {
		case <-f.Loaded():
		default:
			t.Error("loading waits for a source that cannot be opened")
		}
		if one := f.Snapshot().Clients[0]; one.Err == nil || one.Loading || !one.Live {
			t.Errorf("%+v", one)
		}
		time.Sleep(4 * time.Second)
		if n := len(attempts()); n != 1 {
			t.Errorf("%d attempts within four seconds", n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		one := f.Snapshot().Clients[0]
		if one.Err != nil || one.Records.Len() != 2 || one.Name != "PC1" || one.Path != "x" {
			t.Errorf("%v, %d records, %s at %s", one.Err, one.Records.Len(), one.Name, one.Path)
		}
		if times := attempts(); len(times) != 4 || times[2].Sub(times[1]) != 10*time.Second || times[3].Sub(times[2]) != 20*time.Second {
			t.Errorf("attempts at %v", times)
		}
	})
}

// TestAComputerThatDoesNotAnswer has one that answers after a minute.
func TestAComputerThatDoesNotAnswer(t *testing.T) {
	open := func() (*tail.Source, error) {
		time.Sleep(time.Minute)
		return tail.OpenFS("x", fstest.MapFS{"A.log": {Data: []byte("one\n")}}, tail.Options{Follow: true}), nil
	}
	for _, follow := range []bool{false, true} {
		openFollowed(t, `\\PC1`, follow, open, func(f *Feed, _ *client) {
			time.Sleep(answerWithin - time.Second)
			if one := f.Snapshot().Clients[0]; one.Err != nil {
				t.Errorf("follow %v: %v too early", follow, one.Err)
			}
			time.Sleep(2 * time.Second)
			one := f.Snapshot().Clients[0]
			if one.Err == nil || !strings.Contains(one.Err.Error(), "does not answer") || one.Live != follow {
				t.Errorf("follow %v: %v, live %v", follow, one.Err, one.Live)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if one := f.Snapshot().Clients[0]; (one.Err == nil) != follow || (one.Records.Len() == 1) != follow {
				t.Errorf("follow %v: then %v, %d records", follow, one.Err, one.Records.Len())
			}
		})
	}
}

func TestAFleetIsAClientForEachFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"PC1", "PC2", "PC3"} {
		os.MkdirAll(filepath.Join(dir, name, "Logs"), 0o755)
		os.WriteFile(filepath.Join(dir, name, "Logs", "A.log"), []byte(name+"\n"), 0o644)
	}
	f, err := Open([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, c := range f.Snapshot().Clients {
		if want := []string{"PC1", "PC2", "PC3"}[i]; c.Name != want || c.Records.Len() != 1 || c.Records.Record(0).Message != want || c.BytesTotal != 4 {
			t.Errorf("client %d is %s with %d records, %d bytes", i, c.Name, c.Records.Len(), c.BytesTotal)
		}
	}
}
