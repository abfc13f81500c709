//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/hub"
)

// serverOptions are those of a hub.
type serverOptions struct {
	Name, Dir string
	Port      int
	Lazy      bool     // without sync_interval: always
	Cluster   int      // port for the other servers; 0: it is alone
	Routes    []string // of the others
}

// runServer is a nats-server until it is killed.
func runServer(options []byte) error {
	var o serverOptions
	if err := json.Unmarshal(options, &o); err != nil {
		return err
	}
	s := &server.Options{
		ServerName: o.Name, Host: "127.0.0.1", Port: o.Port, JetStream: true, StoreDir: o.Dir, SyncAlways: !o.Lazy, NoSigs: true,
		JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: 64 << 30,
	}
	if o.Cluster != 0 {
		s.Cluster = server.ClusterOpts{Name: "hub", Host: "127.0.0.1", Port: o.Cluster}
		s.Routes = server.RoutesFromStr(strings.Join(o.Routes, ","))
	}
	n, err := server.NewServer(s)
	if err != nil {
		return err
	}
	n.SetLoggerV2(&warnings{}, false, false, false)
	n.Start()
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	<-end
	n.Shutdown()
	return nil
}

// warnings writes the warnings and errors of a server.
type warnings struct{}

// Noticef implements server.Logger, as the others do.
func (warnings) Noticef(string, ...any) {}

// Warnf writes a warning.
func (warnings) Warnf(format string, v ...any) { fmt.Fprintf(os.Stderr, format+"\n", v...) }

// Fatalf writes an error.
func (warnings) Fatalf(format string, v ...any) { fmt.Fprintf(os.Stderr, format+"\n", v...) }

// Errorf writes an error.
func (warnings) Errorf(format string, v ...any) { fmt.Fprintf(os.Stderr, format+"\n", v...) }

// Debugf writes nothing.
func (warnings) Debugf(string, ...any) {}

// Tracef writes nothing.
func (warnings) Tracef(string, ...any) {}

// portsTaken are the ports that freePort has returned.
var portsTaken sync.Map

// freePort returns a port that nobody listens at, another one each time. It is none of those that
// the system gives to connections, so that none has it when a server that was killed begins again.
func freePort() (int, error) {
	for range 100 {
		port := 10_000 + rand.IntN(20_000)
		if _, isTaken := portsTaken.LoadOrStore(port, true); isTaken {
			continue
		}
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return port, l.Close()
		}
	}
	return 0, errors.New("find a free port: none of a hundred is")
}

func urlOf(port int) string { return fmt.Sprintf("nats://127.0.0.1:%d", port) }

// patience is how long is waited for what must happen, so that what hangs says where. A machine
// that does much else may be slow.
const patience = 3 * time.Minute

// awaitServer waits until a hub answers and has its stream, which it makes if need be.
func awaitServer(url string, replicas int) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s := hub.Settings{URLs: []string{url}, Site: string(site)}
	for {
		err := hub.CreateStream(ctx, s, replicas)
		if err == nil || errors.Is(err, hub.ErrStreamExists) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the hub does not come: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// site is the site of all clients here.
const site hub.Site = "p01"

// connect connects as a viewer of everything, for what is checked.
// Whoever called it closes the connection.
func connect(url string) (jetstream.JetStream, error) {
	nc, err := nats.Connect(url, nats.MaxReconnects(-1), nats.ReconnectWait(50*time.Millisecond))
	if err != nil {
		return nil, err
	}
	return jetstream.New(nc) // of a connection alone, which does not fail
}
