package hub

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Settings say where the hub is, who this user is there, and what is sent.
type Settings struct {
	// URLs are the addresses of the hub's servers, see CheckURL.
	URLs []string
	// Site is whose clients are sent.
	Site string
	// CA is the file of the certificates that the hub's is signed with; "": those of the system.
	CA string
	// Cert and Key are the files of this user's certificate, Creds is that of a signed token
	// instead.
	Cert, Key, Creds string
	// EvidenceText sends the text of log lines too, and Redact sends other names in place of the
	// real ones. Which ones, the key in the file RedactKey says.
	EvidenceText, Redact bool
	RedactKey            string
}

// ErrNoHub says that the configuration names no hub.
var ErrNoHub = errors.New("config.toml names no hub: set url in its section [hub]; docs/hub.md says how to begin")

// CheckURL returns an error that says what is wrong with an address of a hub: it is
// tls://HOST:PORT, or nats://HOST:PORT for a hub on this computer, and holds no secret.
func CheckURL(address string) error {
	u, err := parseURL(address)
	switch {
	case err != nil:
		return err
	case u.User != nil: // not quoted: it may be a password
		return errors.New("a user, password or token must not stand in the address; use cert and key, or creds")
	case u.Scheme != "tls" && u.Scheme != "nats":
		return fmt.Errorf("%q: write it as tls://HOST:4222", address)
	case u.Hostname() == "":
		return fmt.Errorf("%q names no host; write it as tls://HOST:4222", address)
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("%q: nothing may stand behind the port", address)
	case u.Scheme == "nats" && !isLoopback(u.Hostname()):
		return fmt.Errorf("%q: without TLS only a hub on this computer is spoken to; write tls://%s", address, u.Host)
	}
	return nil
}

// parseURL parses an address. An error does not quote it, since a password may be in it.
func parseURL(address string) (*url.URL, error) {
	if strings.Contains(address, ",") {
		return nil, errors.New("one address each; write several as a list")
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Scheme == "" {
		return nil, errors.New("not an address; write it as tls://HOST:4222")
	}
	return u, nil
}

// isLoopback reports whether a host is this computer, whatever the network says.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// isPlain reports whether all servers are spoken to without TLS.
func (s *Settings) isPlain() bool {
	for _, address := range s.URLs {
		if !strings.HasPrefix(address, "nats://") {
			return false
		}
	}
	return s.CA == "" && s.Cert == ""
}

// check returns an error if the settings are of no use.
func (s *Settings) check() error {
	if len(s.URLs) == 0 {
		return ErrNoHub
	}
	for _, address := range s.URLs {
		if err := CheckURL(address); err != nil {
			return fmt.Errorf("[hub] url: %w", err)
		}
	}
	return nil
}
