package hub

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// The kinds of subjects of a site.
const (
	kindEvent     = "event"
	kindState     = "state"
	kindCollector = "collector"
)

// Site is a ConfigMgr site, or whatever else the clients of a hub are divided by. Rights are given by site.
type Site string

var errSite = errors.New("a site is 1 to 32 letters, digits, hyphens and underscores, such as p01")

// ParseSite reads a site. Letters are made small.
func ParseSite(s string) (Site, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" || len(s) > 32 {
		return "", errSite
	}
	for i := range len(s) {
		if !isPlain(s[i]) {
			return "", errSite
		}
	}
	return Site(s), nil
}

// EventSubject returns the subject of a client's events.
func (s Site) EventSubject(client string) string { return s.subject(kindEvent, Token(client)) }

// StateSubject returns the subject of a client's states.
func (s Site) StateSubject(client string) string { return s.subject(kindState, Token(client)) }

// CollectorSubject returns the subject on which a collector says that it is at work.
func (s Site) CollectorSubject(name string) string { return s.subject(kindCollector, Token(name)) }

// Subjects returns the subjects of all events, states and collectors of the site.
func (s Site) Subjects() []string {
	return []string{s.subject(kindEvent, "*"), s.subject(kindState, "*"), s.subject(kindCollector, "*")}
}

func (s Site) subject(kind, token string) string {
	return "ccm." + string(s) + "." + kind + "." + token
}

// AllStates and AllEvents are the subjects of all clients of all sites, AllCollectors that of all
// collectors.
const (
	AllStates     = "ccm.*." + kindState + ".*"
	AllEvents     = "ccm.*." + kindEvent + ".*"
	AllCollectors = "ccm.*." + kindCollector + ".*"
)

// ParseSubject returns what a subject is about: its site, the kind ("event", "state" or "collector") and
// the token of the client or collector.
func ParseSubject(subject string) (site Site, kind, token string, err error) {
	parts := strings.Split(subject, ".")
	if len(parts) != 4 || parts[0] != "ccm" || parts[3] == "" {
		return "", "", "", fmt.Errorf("%q is no subject of ccmtail", subject)
	}
	if site, err = ParseSite(parts[1]); err != nil {
		return "", "", "", fmt.Errorf("%q is no subject of ccmtail: %w", subject, err)
	}
	return site, parts[2], parts[3], nil
}

// maxToken is how long a token is at most.
const maxToken = 120

// Token returns a client's or collector's name as one token of a subject. Names that differ in case only
// have the same, as names of computers do. Letters, digits, hyphens and underscores stand for themselves,
// other bytes are written as % and two digits. A name that is too long ends with a hash of it.
func Token(name string) string {
	var b strings.Builder
	for _, c := range []byte(strings.ToUpper(name)) {
		if isPlain(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	switch token := b.String(); {
	case token == "":
		return "%"
	case len(token) > maxToken:
		h := fnv.New64a()
		h.Write([]byte(token))
		return token[:maxToken-17] + "~" + strconv.FormatUint(h.Sum64(), 16)
	default:
		return token
	}
}

// isPlain reports whether a byte of a name stands for itself in a subject.
func isPlain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}
