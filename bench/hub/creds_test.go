//go:build linux

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"

	"ccmtail/demo"
	"ccmtail/hub"
)

// signer is who signs tokens: an operator or an account.
type signer struct {
	pair nkeys.KeyPair
	id   string
}

func newSigner(t *testing.T, create func() (nkeys.KeyPair, error)) signer {
	pair, err := create()
	check(t, err)
	id, err := pair.PublicKey()
	check(t, err)
	return signer{pair, id}
}

// tokenHub is a hub that knows its users by tokens which an account has signed, and that account by its operator.
type tokenHub struct {
	dir, url string
	account  signer
	rights   map[string]*server.Permissions // of the users of the printed configuration
}

func startTokenHub(t *testing.T) *tokenHub {
	operator, system := newSigner(t, nkeys.CreateOperator), newSigner(t, nkeys.CreateAccount)
	h := &tokenHub{dir: t.TempDir(), account: newSigner(t, nkeys.CreateAccount), rights: map[string]*server.Permissions{}}
	said := jwt.NewOperatorClaims(operator.id)
	said.SystemAccount = system.id
	token, err := said.Encode(operator.pair)
	check(t, err)
	said, err = jwt.DecodeOperatorClaims(token)
	check(t, err)
	resolver := &server.MemAccResolver{}
	for _, a := range []signer{system, h.account} {
		claims := jwt.NewAccountClaims(a.id)
		if a == h.account {
			claims.Limits.JetStreamLimits = jwt.JetStreamLimits{MemoryStorage: -1, DiskStorage: -1, Streams: -1, Consumer: -1}
		}
		token, err := claims.Encode(operator.pair)
		check(t, err)
		check(t, resolver.Store(a.id, token))
	}
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: -1, JetStream: true, StoreDir: filepath.Join(h.dir, "data"), SyncAlways: true, NoSigs: true, NoLog: true,
		TrustedOperators: []*jwt.OperatorClaims{said}, SystemAccount: system.id, AccountResolver: resolver,
	})
	check(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the hub does not start")
	}
	h.url = "nats://" + s.Addr().String()
	h.readRights(t)
	return h
}

// readRights reads the rights that ccmtail prints.
func (h *tokenHub) readRights(t *testing.T) {
	var b bytes.Buffer
	check(t, hub.WriteSetup(&b, hub.Setup{Sites: []hub.Site{"p01"}}))
	_, users, _ := strings.Cut(b.String(), "authorization {")
	conf := filepath.Join(h.dir, "hub.conf")
	check(t, os.WriteFile(conf, []byte("authorization {"+strings.ReplaceAll(users, `permissions:`, `password: "x", permissions:`)), 0o600))
	o, err := server.ProcessConfigFile(conf)
	check(t, err)
	for _, u := range o.Users {
		h.rights[u.Username] = u.Permissions
	}
}

// settings returns those of a user with a credentials file, which an account signs.
func (h *tokenHub) settings(t *testing.T, user, site string, by signer) hub.Settings {
	own := newSigner(t, nkeys.CreateUser)
	claims := jwt.NewUserClaims(own.id)
	claims.Name = user
	claims.Pub.Allow, claims.Sub.Allow = h.rights[user].Publish.Allow, h.rights[user].Subscribe.Allow
	token, err := claims.Encode(by.pair)
	check(t, err)
	seed, err := own.pair.Seed()
	check(t, err)
	text, err := jwt.FormatUserConfig(token, seed)
	check(t, err)
	file := filepath.Join(h.dir, user+by.id[:6]+".creds")
	check(t, os.WriteFile(file, text, 0o600))
	return hub.Settings{URLs: []string{h.url}, Site: site, Creds: file}
}

// TestCredentials: users with credentials files instead of certificates do what they must with the printed rights,
// and no more; a token that another account has signed is refused.
func TestCredentials(t *testing.T) {
	h := startTokenHub(t)
	ctx := context.Background()
	collector, viewer := h.settings(t, "collector-p01", "p01", h.account), h.settings(t, "viewer", "", h.account)
	check(t, hub.CreateStream(ctx, h.settings(t, "keeper", "", h.account), 1))
	for role, s := range map[hub.Role]hub.Settings{hub.AsCollector: collector, hub.AsViewer: viewer} {
		checks, err := hub.Examine(ctx, s, role, time.Now)
		check(t, err)
		for _, c := range checks {
			if c.Result == hub.Bad || c.Result == hub.Unknown {
				t.Errorf("as %s: %s %s: %s", role, c.What, c.Result, c.Said)
			}
		}
	}
	dir := filepath.Join(h.dir, "PC1", "Logs")
	check(t, demo.Write(dir))
	conn, err := hub.Connect(collector, hub.AsCollector)
	check(t, err)
	defer conn.Close()
	sending, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = collect(sending, conn, "COLL", []string{filepath.Dir(dir)}, func(string) {})
	}()
	reading, found := context.WithTimeout(ctx, patience)
	events := 0
	err = hub.ReadEvents(reading, viewer, hub.EventsWanted{Follow: true}, time.Now(), func(hub.Site, *hub.Event) error {
		if events++; events == 50 {
			found()
		}
		return nil
	})
	stop()
	<-done
	if events < 50 {
		t.Errorf("%d events: %v", events, err)
	}
	if c, err := hub.Connect(h.settings(t, "collector-p01", "p01", newSigner(t, nkeys.CreateAccount)), hub.AsCollector); err == nil {
		c.Close()
		t.Error("a token of another account is taken")
	} else {
		t.Log(err)
	}
}
