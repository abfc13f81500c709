//go:build !nohub

package hub

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/internal/crash"
)

// Role is what a user does at the hub. Each has rights of its own, see WriteSetup.
type Role uint8

// The roles.
const (
	AsViewer    Role = iota // reads the events and summaries of all sites
	AsCollector             // sends those of its site, and reads where it has been
	AsKeeper                // makes the stream
)

var roleNames = [...]string{AsViewer: viewerName, AsCollector: collectorName, AsKeeper: keeperName}

// String returns the role's name.
func (r Role) String() string { return roleNames[r] }

// inbox returns what the subjects begin with at which a user receives answers. They are its own, so
// that nobody else can listen.
func (s *Settings) inbox(role Role) string {
	if role == AsCollector {
		return "_INBOX_" + s.Site
	}
	return "_INBOX_" + role.String()
}

// How long a connection is waited for, and how soon a hub that does not answer any more counts as
// away: two questions without an answer.
const (
	connectTimeout = 5 * time.Second
	pingInterval   = 10 * time.Second
	pingsMissed    = 2
	reconnectWait  = time.Second
	requestTimeout = 10 * time.Second
)

// Conn is a connection to the hub. When it breaks it is made again, for as long as it is open. Its
// methods may be called from any goroutine.
type Conn struct {
	settings Settings
	nc       *nats.Conn
	js       jetstream.JetStream

	mu           sync.Mutex
	away         error    // why the hub does not answer at present; nil: it does
	refused      []string // what the hub has refused last
	refusedCount int
	losses       int
	changed      []chan struct{} // told of each of these
}

// maxRefused is how many refusals are kept.
const maxRefused = 64

// Connect connects to the hub. The error says why that cannot be done.
func Connect(s Settings, role Role) (*Conn, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	c := &Conn{settings: s}
	nc, err := nats.Connect(strings.Join(s.URLs, ","), c.options(role)...)
	if err != nil {
		return nil, connectError(&s, err)
	}
	c.nc = nc
	if c.js, err = jetstream.New(nc, jetstream.WithDefaultTimeout(requestTimeout)); err != nil {
		nc.Close()
		return nil, fmt.Errorf("reach the hub: %w", err)
	}
	return c, nil
}

// options returns how to connect: only to the servers that were named, with TLS that checks who
// they are, and with answers that nobody else hears.
func (c *Conn) options(role Role) []nats.Option {
	s := &c.settings
	options := []nats.Option{
		nats.Name("ccmtail " + role.String()), nats.CustomInboxPrefix(s.inbox(role)), nats.IgnoreDiscoveredServers(),
		nats.Timeout(connectTimeout), nats.PingInterval(pingInterval), nats.MaxPingsOutstanding(pingsMissed),
		nats.MaxReconnects(-1), nats.ReconnectWait(reconnectWait), nats.ReconnectBufSize(-1),
		nats.ErrorHandler(c.onError),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { c.setAway(errorOr(err, errAway)) }),
		nats.ReconnectErrHandler(func(_ *nats.Conn, err error) { c.setAway(errorOr(err, errAway)) }),
		nats.ReconnectHandler(func(*nats.Conn) { c.setAway(nil) }),
	}
	if !s.isPlain() {
		options = append(options, nats.Secure(&tls.Config{MinVersion: tls.VersionTLS12}))
	}
	if s.CA != "" {
		options = append(options, nats.RootCAs(s.CA))
	}
	if s.Cert != "" {
		options = append(options, nats.ClientCert(s.Cert, s.Key))
	}
	if s.Creds != "" {
		options = append(options, nats.UserCredentials(s.Creds))
	}
	return options
}

var errAway = errors.New("the hub does not answer")

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// wsaeConnRefused is Windows' code for a port where nobody listens, which is not its ECONNREFUSED.
const wsaeConnRefused = syscall.Errno(10061)

var errNobody = errors.New("nothing answers there")

// connectError says why the hub cannot be reached.
func connectError(s *Settings, err error) error {
	at := strings.Join(s.URLs, ", ")
	if errors.Is(err, nats.ErrNoServers) || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, wsaeConnRefused) {
		err = errNobody
	}
	return fmt.Errorf("reach the hub at %s: %w", at, err)
}

// onError notes what the hub refuses. Other errors are those of what was being done.
func (c *Conn) onError(_ *nats.Conn, _ *nats.Subscription, err error) {
	defer crash.Guard()
	if !errors.Is(err, nats.ErrPermissionViolation) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refusedCount++
	c.refused = append(c.refused, err.Error())
	c.refused = c.refused[max(0, len(c.refused)-maxRefused):]
	c.tell()
}

func (c *Conn) setAway(err error) {
	defer crash.Guard()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil && c.away == nil {
		c.losses++
	}
	c.away = err
	c.tell()
}

// lossCount counts how often the connection has been lost.
func (c *Conn) lossCount() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.losses
}

// tell wakes those who wait for a change. It is called with the lock held.
func (c *Conn) tell() {
	for _, ch := range c.changed {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// notify makes a channel be told when the hub goes away, comes back or refuses something.
func (c *Conn) notify(ch chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changed = append(c.changed, ch)
}

// Away returns why the hub does not answer at present, nil if it does.
func (c *Conn) Away() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.away
}

// refusal returns whether the hub has refused something about a subject.
func (c *Conn) refusal(subject string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, said := range c.refused {
		if strings.Contains(said, `"`+subject+`"`) {
			return true
		}
	}
	return false
}

// Close closes the connection.
func (c *Conn) Close() { c.nc.Close() }

// asking returns a context for one question to the hub. It ends when the answer has taken too long,
// and when the hub refuses something: then there is no answer.
func (c *Conn) asking(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	before := c.refusals()
	changed := make(chan struct{}, 1)
	c.notify(changed)
	go crash.Guarded(func() {
		defer c.forget(changed)
		for {
			select {
			case <-ctx.Done():
				return
			case <-changed:
				if c.refusals() > before {
					cancel()
				}
			}
		}
	})()
	return ctx, cancel
}

// refusals counts what the hub has refused.
func (c *Conn) refusals() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refusedCount
}

// forget ends what notify has begun.
func (c *Conn) forget(ch chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changed = slices.DeleteFunc(c.changed, func(other chan struct{}) bool { return other == ch })
}

// explain says why a question was not answered.
func (c *Conn) explain(err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	isOver := errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, nats.ErrTimeout)
	switch {
	case isOver && len(c.refused) > 0:
		return errors.New(strings.TrimPrefix(c.refused[len(c.refused)-1], "nats: "))
	case isOver:
		return errAway
	case errors.Is(err, jetstream.ErrStreamNotFound):
		return errNoStream
	}
	return err
}

var errNoStream = errors.New("the hub has no stream " + StreamName + "; ccmtail collect --create-stream makes it")
