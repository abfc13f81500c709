//go:build linux

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/hub"
)

// authority signs certificates.
type authority struct {
	t      *testing.T
	dir    string
	cert   *x509.Certificate
	key    *ecdsa.PrivateKey
	serial int64
}

func newAuthority(t *testing.T, dir, name string) *authority {
	a := &authority{t: t, dir: dir}
	a.cert, a.key = a.sign(name, nil, nil)
	return a
}

// sign writes a certificate and its key; without names that of the authority itself.
func (a *authority) sign(file string, names []string, usage []x509.ExtKeyUsage) (*x509.Certificate, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(a.t, err)
	a.serial++
	c := &x509.Certificate{
		SerialNumber: big.NewInt(a.serial), Subject: pkix.Name{CommonName: file}, DNSNames: names, ExtKeyUsage: usage,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(365 * 24 * time.Hour),
	}
	parent, signer := a.cert, a.key
	if names == nil {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
		parent, signer = c, key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	check(a.t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	check(a.t, err)
	check(a.t, os.WriteFile(filepath.Join(a.dir, file+".pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	check(a.t, os.WriteFile(filepath.Join(a.dir, file+".key"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
	signed, err := x509.ParseCertificate(der)
	check(a.t, err)
	return signed, key
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// startPlain starts a hub on this computer, at a port or, where that is -1, at any.
func startPlain(t *testing.T, dir string, port int) *server.Server {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: dir, NoSigs: true, NoLog: true, JetStreamMaxStore: 64 << 30, JetStreamMaxMemory: 1 << 26})
	check(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the hub does not start")
	}
	return s
}

// securedHub is a hub with the configuration that ccmtail prints.
type securedHub struct {
	dir, url string
	server   *server.Server
}

func startSecured(t *testing.T) *securedHub {
	dir := t.TempDir()
	client := []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	a := newAuthority(t, dir, "ca")
	a.sign("hub", []string{"localhost"}, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth})
	for _, user := range []string{"collector-p01", "collector-p02", "viewer", "keeper", "stranger"} {
		a.sign(user, []string{user}, client)
	}
	newAuthority(t, dir, "other-ca").sign("forged", []string{"viewer"}, client)
	var b bytes.Buffer
	check(t, hub.WriteSetup(&b, hub.Setup{Sites: []hub.Site{"p01", "p02"}}))
	printed := strings.NewReplacer(`"0.0.0.0:4222"`, `"127.0.0.1:-1"`, "/var/lib/nats", filepath.Join(dir, "data"),
		`"hub.pem"`, `"`+dir+`/hub.pem"`, `"hub.key"`, `"`+dir+`/hub.key"`, `"ca.pem"`, `"`+dir+`/ca.pem"`).Replace(b.String())
	conf := filepath.Join(dir, "hub.conf")
	check(t, os.WriteFile(conf, []byte(printed), 0o600))
	o, err := server.ProcessConfigFile(conf)
	check(t, err)
	o.NoSigs, o.NoLog = true, true
	s, err := server.NewServer(o)
	check(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the hub does not start")
	}
	_, port, _ := strings.Cut(s.Addr().String(), ":")
	h := &securedHub{dir, "tls://localhost:" + port, s}
	check(t, hub.CreateStream(context.Background(), h.settings("keeper", ""), 1))
	return h
}

func (h *securedHub) settings(user, site string) hub.Settings {
	file := func(name string) string { return filepath.Join(h.dir, name) }
	return hub.Settings{URLs: []string{h.url}, Site: site, CA: file("ca.pem"), Cert: file(user + ".pem"), Key: file(user + ".key")}
}

// connect connects without ccmtail's own rules, as somebody with a user's certificate may.
func (h *securedHub) connect(t *testing.T, user string, refused chan<- error) *nats.Conn {
	s := h.settings(user, "")
	c, err := nats.Connect(h.url, nats.RootCAs(s.CA), nats.ClientCert(s.Cert, s.Key), nats.CustomInboxPrefix(inboxOf(user)),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { refused <- err }))
	check(t, err)
	t.Cleanup(c.Close)
	return c
}

func inboxOf(user string) string { return "_INBOX_" + strings.TrimPrefix(user, "collector-") }

// TestThePrintedConfigurationPassesTheDoctor: as each user sees it, all is as it must be.
func TestThePrintedConfigurationPassesTheDoctor(t *testing.T) {
	h := startSecured(t)
	for _, u := range []struct {
		user, site string
		role       hub.Role
	}{{"collector-p01", "p01", hub.AsCollector}, {"collector-p02", "p02", hub.AsCollector}, {"viewer", "", hub.AsViewer}} {
		checks, err := hub.Examine(context.Background(), h.settings(u.user, u.site), u.role, time.Now)
		check(t, err)
		if len(checks) < 14 {
			t.Errorf("%s: only %d checks", u.user, len(checks))
		}
		for _, c := range checks {
			if c.Result != hub.Good {
				t.Errorf("%s: %s %s: %s", u.user, c.Result, c.What, c.Said)
			}
		}
	}
	// One in the place of another is seen.
	for _, u := range []struct {
		user, site string
		role       hub.Role
	}{{"collector-p01", "p02", hub.AsCollector}, {"viewer", "p01", hub.AsCollector}, {"collector-p01", "", hub.AsViewer}, {"keeper", "", hub.AsViewer}} {
		checks, err := hub.Examine(context.Background(), h.settings(u.user, u.site), u.role, time.Now)
		check(t, err)
		bad := 0
		for _, c := range checks {
			if c.Result == hub.Bad {
				bad++
			}
		}
		if bad == 0 {
			t.Errorf("%s as %s of %q: nothing is wrong", u.user, u.role, u.site)
		}
	}
}

// attempt is something that a user must not do.
type attempt struct {
	user, subject string
	header        nats.Header
	text          string
	answers       bool // it is allowed to ask, and the answer is an error
}

const api = "$JS.API."

var attempts = []attempt{
	{user: "collector-p01", subject: "ccm.p02.event.PC1"},
	{user: "collector-p01", subject: "ccm.p02.state.PC1"},
	{user: "collector-p01", subject: "ccm.p02.collector.X"},
	{user: "collector-p01", subject: api + "STREAM.PURGE.CCM"},
	{user: "collector-p01", subject: api + "STREAM.MSG.DELETE.CCM", text: `{"seq":1}`},
	{user: "collector-p01", subject: api + "STREAM.DELETE.CCM"},
	{user: "collector-p01", subject: api + "STREAM.UPDATE.CCM", text: `{"name":"CCM","subjects":["ccm.>"],"allow_rollup_hdrs":true}`},
	{user: "collector-p01", subject: api + "STREAM.CREATE.MINE", text: `{"name":"MINE","subjects":["mine"]}`},
	{user: "collector-p01", subject: api + "DIRECT.GET.CCM.ccm.p02.state.PC1"},
	{user: "collector-p01", subject: api + "DIRECT.GET.CCM.ccm.p01.event.PC1"},
	{user: "collector-p01", subject: api + "DIRECT.GET.CCM", text: `{"last_by_subj":"ccm.p02.state.PC1"}`},
	{user: "collector-p01", subject: api + "CONSUMER.CREATE.CCM.x", text: `{"stream_name":"CCM","config":{"name":"x"}}`},
	{user: "collector-p01", subject: api + "CONSUMER.CREATE.CCM.x.ccm.*.event.*", text: `{"stream_name":"CCM","config":{"name":"x","filter_subject":"ccm.*.event.*"}}`},
	{user: "collector-p01", subject: api + "CONSUMER.CREATE.CCM.x.ccm.p01.state.*", text: `{"stream_name":"CCM","config":{"name":"x","filter_subject":"ccm.p02.state.*"}}`, answers: true},
	{user: "collector-p01", subject: "ccm.p01.state.PC1", header: nats.Header{"Nats-Rollup": {"all"}}, answers: true},
	{user: "collector-p01", subject: "_INBOX_viewer.x"},
	{user: "viewer", subject: "ccm.p01.event.PC1"},
	{user: "viewer", subject: "ccm.p01.state.PC1"},
	{user: "viewer", subject: api + "STREAM.PURGE.CCM"},
	{user: "viewer", subject: api + "STREAM.MSG.DELETE.CCM", text: `{"seq":1}`},
	{user: "viewer", subject: api + "STREAM.DELETE.CCM"},
	{user: "viewer", subject: api + "STREAM.UPDATE.CCM", text: `{"name":"CCM","subjects":["ccm.>"]}`},
	{user: "viewer", subject: api + "CONSUMER.DELETE.CCM.x"},
	{user: "viewer", subject: api + "META.LEADER.STEPDOWN"},
	{user: "keeper", subject: "ccm.p01.event.PC1"},
	{user: "keeper", subject: api + "STREAM.PURGE.CCM"},
	{user: "keeper", subject: api + "STREAM.DELETE.CCM"},
	{user: "keeper", subject: api + "STREAM.UPDATE.CCM", text: `{"name":"CCM","subjects":["ccm.>"]}`},
	{user: "keeper", subject: api + "DIRECT.GET.CCM.ccm.p01.state.PC1"},
}

// TestRights: each thing that a user must not do is tried, and refused, and changes nothing.
func TestRights(t *testing.T) {
	h := startSecured(t)
	refused := make(chan error, 100)
	collector := h.connect(t, "collector-p02", refused)
	for range 3 {
		_, err := collector.Request("ccm.p02.state.PC1", []byte("{}"), patience)
		check(t, err)
	}
	users := map[string]*nats.Conn{}
	for _, a := range attempts {
		if users[a.user] == nil {
			users[a.user] = h.connect(t, a.user, refused)
		}
		if err := a.try(users[a.user], refused); err != nil {
			t.Errorf("%s may %s %v %s: %v", a.user, a.subject, a.header, a.text, err)
		}
	}
	for _, subject := range []string{"_INBOX_viewer.>", "_INBOX.>", "ccm.p02.>", ">"} {
		sub, err := users["collector-p01"].SubscribeSync(subject)
		check(t, err)
		check(t, users["collector-p01"].Flush())
		select {
		case err := <-refused:
			if !errors.Is(err, nats.ErrPermissionViolation) {
				t.Errorf("subscribe to %s: %v", subject, err)
			}
		case <-time.After(patience):
			t.Errorf("a collector may listen at %s", subject)
		}
		_ = sub.Unsubscribe()
	}
	js, err := jetstream.New(users["viewer"])
	check(t, err)
	stream, err := js.Stream(context.Background(), hub.StreamName)
	check(t, err)
	if state := stream.CachedInfo().State; state.Msgs != 3 || state.LastSeq != 3 {
		t.Errorf("the stream has %d messages and ends at %d", state.Msgs, state.LastSeq)
	}
	config := stream.CachedInfo().Config
	if config.AllowRollup || len(config.Subjects) != 3 || !config.DenyDelete || !config.DenyPurge {
		t.Errorf("the stream was changed: %+v", config)
	}
}

// try returns an error unless the attempt is refused.
func (a *attempt) try(c *nats.Conn, refused <-chan error) error {
	m := &nats.Msg{Subject: a.subject, Header: a.header, Data: []byte(a.text), Reply: c.NewRespInbox()}
	sub, err := c.SubscribeSync(m.Reply)
	if err != nil {
		return err
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := c.PublishMsg(m); err != nil {
		return err
	}
	if a.answers {
		answer, err := sub.NextMsg(patience)
		if err == nil && !bytes.Contains(answer.Data, []byte(`"error"`)) {
			return errors.New(string(answer.Data))
		}
		return err
	}
	select {
	case err := <-refused:
		if errors.Is(err, nats.ErrPermissionViolation) && strings.Contains(err.Error(), a.subject) {
			return nil
		}
		return err
	case <-time.After(patience):
		return errors.New("nothing is refused")
	}
}

// TestWhoMayConnect: only who has a certificate of the hub's own authority, with a name that it
// knows, and speaks TLS.
func TestWhoMayConnect(t *testing.T) {
	h := startSecured(t)
	good := h.settings("viewer", "")
	c, err := hub.Connect(good, hub.AsViewer)
	check(t, err)
	c.Close()
	noCert, noCA, plain, forged, stranger, wrongName := good, good, good, h.settings("forged", ""), h.settings("stranger", ""), good
	noCert.Cert, noCert.Key = "", ""
	noCA.CA = ""
	plain.URLs, plain.CA, plain.Cert, plain.Key = []string{strings.Replace(h.url, "tls", "nats", 1)}, "", "", ""
	wrongName.URLs = []string{strings.Replace(h.url, "localhost", "127.0.0.1", 1)}
	for what, s := range map[string]hub.Settings{
		"no certificate": noCert, "an authority of its own": forged, "a name that is not known": stranger, "plain text": plain,
		"a hub of an unknown authority": noCA, "a hub of another name": wrongName,
	} {
		c, err := hub.Connect(s, hub.AsViewer)
		if err == nil {
			c.Close()
			t.Errorf("%s: connected", what)
		}
		t.Logf("%s: %v", what, err)
	}
	line, err := net.Dial("tcp", strings.TrimPrefix(h.url, "tls://"))
	check(t, err)
	defer line.Close()
	check(t, line.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = line.Write([]byte("CONNECT {\"verbose\":false}\r\nPING\r\n"))
	check(t, err)
	if said, _ := io.ReadAll(line); bytes.Contains(said, []byte("PONG")) {
		t.Errorf("the hub speaks plain text: %s", said)
	}
}

// TestAHubWithoutTLSIsNotSpokenTo: who is to speak TLS does not fall back to plain text.
func TestAHubWithoutTLSIsNotSpokenTo(t *testing.T) {
	h := startPlain(t, t.TempDir(), -1)
	s := hub.Settings{URLs: []string{strings.Replace(h.ClientURL(), "nats", "tls", 1)}}
	c, err := hub.Connect(s, hub.AsViewer)
	if err == nil {
		c.Close()
		t.Fatal("connected")
	}
	if !strings.Contains(err.Error(), "secure connection not available") {
		t.Error(err)
	}
}
