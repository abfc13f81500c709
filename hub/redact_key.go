package hub

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"

	"ccmtail/summary"
)

// minKey is how many characters the key of the stand-ins has at least.
const minKey = 32

var errNoKey = errors.New("config.toml names no key to redact with: set redact_key in its section [hub] to a file; ccmtail collect --create-redact-key makes it")

// CreateRedactKey writes a new key to the file of the settings, which must not exist.
func CreateRedactKey(s Settings) error {
	if err := s.check(); err != nil {
		return err
	}
	if s.RedactKey == "" {
		return errNoKey
	}
	key := make([]byte, minKey)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	f, err := os.OpenFile(s.RedactKey, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:forbidigo // no log
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	return nil
}

// StandIns returns the names under which clients are sent, in their order; their own if nothing is redacted.
func (s *Settings) StandIns(clients []string) ([]string, error) {
	rows := make([]summary.ClientSummary, len(clients))
	v, err := s.veil(rows)
	all := make([]string, len(clients))
	for i, name := range clients {
		all[i] = v.name(name)
	}
	return all, err
}

// veil returns what hides names in what is sent of clients, nil if nothing does.
func (s *Settings) veil(clients []summary.ClientSummary) (*veil, error) {
	if !s.Redact {
		return nil, nil
	}
	key, err := s.redactKey()
	if err != nil {
		return nil, err
	}
	names := make([]string, len(clients))
	for i := range clients {
		names[i] = clients[i].Name
	}
	return newVeil(key, names), nil
}

// redactKey reads the key of the stand-ins.
func (s *Settings) redactKey() ([]byte, error) {
	if s.RedactKey == "" {
		return nil, errNoKey
	}
	text, err := os.ReadFile(s.RedactKey) //nolint:forbidigo // no log
	if err != nil {
		return nil, fmt.Errorf("read the key to redact with: %w", err)
	}
	key := strings.TrimSpace(string(text))
	if len(key) < minKey {
		return nil, fmt.Errorf("%s: a key to redact with has %d characters at least; ccmtail collect --create-redact-key makes one", s.RedactKey, minKey)
	}
	return []byte(key), nil
}
