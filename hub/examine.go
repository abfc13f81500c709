//go:build !nohub

package hub

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/summary"
)

// Check is what an examination of the hub found of one thing.
type Check struct {
	What   string // is looked at
	Result Result
	Said   string // what was found
	Advice string // what to do about it; "" for nothing
}

// Result says whether what was found is as it must be.
type Result uint8

// The results.
const (
	Good Result = iota
	Note        // not wrong, and worth knowing
	Bad
	Unknown // it could not be found out
)

var resultNames = [...]string{Good: "ok", Note: "note", Bad: "WRONG", Unknown: "unknown"}

// String returns the result as it is printed.
func (r Result) String() string { return resultNames[r] }

// examination is an examination in progress.
type examination struct {
	*Conn
	ctx    context.Context
	now    func() time.Time
	role   Role
	checks []Check
}

func (e *examination) add(what string, result Result, said, advice string) {
	e.checks = append(e.checks, Check{what, result, said, advice})
}

// Examine looks at the hub as a user with a role sees it: whether it answers, its version, the
// stream's settings, what the user may do and what it must not, and the clock. It stores and
// changes nothing.
func Examine(ctx context.Context, s Settings, role Role, now func() time.Time) ([]Check, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	e := &examination{ctx: ctx, now: now, role: role}
	if role == AsCollector {
		e.examineWhatIsSent(&s)
	}
	e.examineSecret("own key", s.Key)
	e.examineSecret("own credentials", s.Creds)
	begun := now()
	c, err := Connect(s, role)
	if err != nil {
		e.add("connection", Bad, err.Error(), connectAdvice(err))
		return e.checks, nil
	}
	defer c.Close()
	e.Conn = c
	e.add("connection", Good, fmt.Sprintf("%s answers as %s", c.nc.ConnectedUrl(), c.nc.ConnectedServerName()), "")
	e.examineServer()
	e.examineTLS(begun)
	if e.examineStream() {
		e.examineRights()
	}
	return e.checks, nil
}

// examineWhatIsSent says what a collector sends, and looks at the key that it redacts with.
func (e *examination) examineWhatIsSent(s *Settings) {
	said := "names as they are"
	if s.Redact {
		v, err := s.veil(nil)
		if err != nil {
			e.add("what is sent", Bad, err.Error(), "")
			return
		}
		said = "stand-ins for names; the key has the fingerprint " + v.fingerprint() + ", as it must at all collectors"
		e.examineSecret("key to redact with", s.RedactKey)
	}
	if s.EvidenceText {
		said += "; with the log lines that tell events"
	} else {
		said += "; no text of log lines"
	}
	e.add("what is sent", Good, said, "")
}

// examineSecret adds who else can read a file that nobody else should.
func (e *examination) examineSecret(what, file string) {
	if file == "" {
		return
	}
	if why := keyIsOpen(file); why != "" {
		e.add(what, Bad, file+": "+why, "leave it readable for the user who runs ccmtail alone")
	}
}

// connectAdvice says what to do where the hub cannot be reached.
func connectAdvice(err error) string {
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var expired x509.CertificateInvalidError
	switch said := err.Error(); {
	case errors.As(err, &unknown):
		return "name in ca the file of the authority that has signed the hub's certificate"
	case errors.As(err, &host):
		return "write the name in url that stands in the hub's certificate"
	case errors.As(err, &expired):
		return "renew the hub's certificate, or set this computer's clock"
	case errors.Is(err, errNobody):
		return "start nats-server there, or open its port in the firewall"
	case strings.Contains(said, "secure connection not available"):
		return "turn on tls in the hub's configuration; ccmtail collect --init prints one"
	case strings.Contains(strings.ToLower(said), "authorization violation"), strings.Contains(said, "certificate required"), strings.Contains(said, "bad certificate"),
		strings.Contains(said, "closed by remote after TLS handshake"):
		return "name cert and key, or creds, of a user in the hub's authorization"
	}
	return ""
}

// leastVersion is the first nats-server that stores several messages all or not at all.
var leastVersion = [2]int{2, 12}

func (e *examination) examineServer() {
	version := e.nc.ConnectedServerVersion()
	if isOldVersion(version) {
		e.add("version", Bad, "nats-server "+version, "use nats-server 2.12 or newer: older ones cannot store an event and its cursor together")
		return
	}
	e.add("version", Good, "nats-server "+version, "")
}

// isOldVersion reports whether a server is older than leastVersion, or does not say.
func isOldVersion(version string) bool {
	parts := strings.Split(version, ".")
	if len(parts) < 2 {
		return true
	}
	for i, least := range leastVersion {
		switch n, err := strconv.Atoi(parts[i]); {
		case err != nil || n < least:
			return true
		case n > least:
			return false
		}
	}
	return false
}

// expiresSoon is how long before its end a certificate is worth a note.
const expiresSoon = 30 * 24 * time.Hour

func (e *examination) examineTLS(now time.Time) {
	state, err := e.nc.TLSConnectionState()
	if err != nil {
		e.add("encryption", Note, "none: the hub is on this computer", "use TLS as soon as another computer is to send or to look")
		return
	}
	e.add("encryption", Good, tls.VersionName(state.Version), "")
	if len(state.PeerCertificates) > 0 {
		e.examineCertificate("hub's certificate", state.PeerCertificates[0], now)
	}
	s := &e.settings
	if s.Cert == "" {
		return
	}
	if own, err := tls.LoadX509KeyPair(s.Cert, s.Key); err == nil && own.Leaf != nil {
		e.examineCertificate("own certificate", own.Leaf, now)
	}
}

func (e *examination) examineCertificate(what string, c *x509.Certificate, now time.Time) {
	result, advice := Good, ""
	if c.NotAfter.Sub(now) < expiresSoon {
		result, advice = Note, "renew it in time; a running ccmtail reads the new one when it connects again"
	}
	e.add(what, result, fmt.Sprintf("%s, valid until %s", certificateName(c), c.NotAfter.UTC().Format(time.DateOnly)), advice)
}

// certificateName returns the name by which the hub may know the owner of a certificate.
func certificateName(c *x509.Certificate) string {
	for _, names := range [][]string{c.EmailAddresses, c.DNSNames} {
		if len(names) > 0 {
			return names[0]
		}
	}
	return c.Subject.String()
}

// maxClockDifference is by how much the clocks may differ.
const maxClockDifference = 5 * time.Second

// examineStream looks at the stream, and reports whether there is one that rights can be tried on.
func (e *examination) examineStream() bool {
	before := e.now()
	info, err := e.streamInfo(e.ctx)
	after := e.now()
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		e.add("stream", Bad, "there is no stream "+StreamName, "ccmtail collect --create-stream makes it, for a user who may")
		return false
	case err != nil:
		e.add("stream", Unknown, e.explain(err).Error(), "the user must be allowed to ask for it: $JS.API.STREAM.INFO."+StreamName)
		return true
	}
	e.add("stream", Good, fmt.Sprintf("%s: %s, %s", StreamName, summary.Count(int(info.State.Msgs), "message"), summary.Size(int64(info.State.Bytes))), "")
	wrong := streamMistakes(&info.Config)
	for _, m := range wrong {
		e.add("stream's settings", Bad, m, "")
	}
	if len(wrong) == 0 {
		e.add("stream's settings", Good, "as they must be; rollup is off", "")
	}
	e.examineClock(before, after, info.TimeStamp)
	return true
}

// examineClock compares the hub's clock with this computer's, which showed before when the hub was
// asked and after when it had answered.
func (e *examination) examineClock(before, after, hub time.Time) {
	var off time.Duration
	switch {
	case hub.IsZero():
		e.add("clock", Unknown, "the hub does not say what time it is", "")
		return
	case hub.Before(before):
		off = before.Sub(hub)
	case hub.After(after):
		off = hub.Sub(after)
	}
	if off > maxClockDifference {
		e.add("clock", Bad, "the hub's differs from this computer's by "+off.Round(time.Second).String(), "let both follow the same time server")
		return
	}
	e.add("clock", Good, "the hub's and this computer's agree", "")
}

// streamInfo returns what the hub says of the stream.
func (c *Conn) streamInfo(ctx context.Context) (*jetstream.StreamInfo, error) {
	ctx, cancel := c.asking(ctx)
	defer cancel()
	stream, err := c.js.Stream(ctx, StreamName)
	if err != nil {
		return nil, err
	}
	info := stream.CachedInfo()
	if info.Cluster != nil && info.Cluster.Name != "" && info.Cluster.Leader == "" {
		return nil, errNoLeader
	}
	return info, nil
}
