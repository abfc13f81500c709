package config

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const hubFile = `[hub]
url = ["tls://a:4222", "tls://b:4222"]
site = "p01"
ca = "ca.pem"
cert = "keys/me.pem"
key = "keys/me.key"
redact = true
redact_key = "redact.key"
`

func TestTheHubIsRead(t *testing.T) {
	p := write(t, hubFile)
	s, err := Read(p, screen)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(p.Config)
	h := s.Hub
	if !slices.Equal(h.URLs, []string{"tls://a:4222", "tls://b:4222"}) || h.Site != "p01" || h.EvidenceText || !h.Redact ||
		h.CA != filepath.Join(dir, "ca.pem") || h.Cert != filepath.Join(dir, "keys", "me.pem") || h.Key != filepath.Join(dir, "keys", "me.key") || h.Creds != "" || h.RedactKey != filepath.Join(dir, "redact.key") {
		t.Errorf("have %+v", h)
	}
	var b bytes.Buffer
	if err := s.Write(&b, screen); err != nil || !strings.Contains(b.String(), "\n[hub]\nurl = [\"tls://a:4222\", \"tls://b:4222\"] # file, line 2\n") {
		t.Fatalf("%v\n%s", err, b.String())
	}
	again, err := Read(write(t, b.String()), screen) // in another folder
	if err != nil || fmt.Sprint(again.Hub) != fmt.Sprint(h) {
		t.Errorf("%v: have %+v\nwant %+v", err, again.Hub, h)
	}
}

func TestMistakesInTheHubNameTheirLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[hub]\n\nurl = 3", "3: hub.url: expected a string or a list of strings, not a number"},
		{"[hub]\nurl = [\"tls://a\",\n \"bad\"]", "2: hub.url: not this one"},
		{"[hub]\nsite = 3", "2: hub.site: expected a site's code as a string, not a number"},
		{"[hub]\nsite = \"a.b\"", "2: hub.site: no dots"},
		{"[hub]\ncert = 1\nkey = \"k\"", "2: hub.cert: expected a file as a string, not a number\n3: hub.key: cert is missing; the two belong together"},
		{"[hub]\ncert = \"c\"", "2: hub.cert: key is missing; the two belong together"},
		{"[hub]\ncert = \"c\"\nkey = \"k\"\ncreds = \"x\"", "4: hub.creds: there is a cert already; one of the two says who you are"},
		{"[hub]\nredact = \"yes\"", "2: hub.redact: expected true or false, not a string"},
		{"[hub]\nredact = true", "2: hub.redact: redact_key is missing: the file of the key that says what stands for a name"},
		{"[hub]\npassword = \"x\"", `2: unknown key "hub.password"; known keys: url, site, ca, cert, key, creds, evidence_text, redact and redact_key`},
		{"[[hub]]\nurl = \"x\"", `1: unknown key "hub.0"; known keys: url, site, ca, cert, key, creds, evidence_text, redact and redact_key`},
	} {
		_, err := Read(write(t, c.text), screen)
		var wrong Errors
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var have []string
		for _, e := range wrong {
			have = append(have, fmt.Sprintf("%d: %s", e.Line, e.Text))
		}
		if got := strings.Join(have, "\n"); got != c.want {
			t.Errorf("%q\nhave %s\nwant %s", c.text, got, c.want)
		}
	}
}
