package hub

import (
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	for address, says := range map[string]string{
		"tls://hub.contoso.com:4222":   "",
		"tls://hub":                    "",
		"nats://127.0.0.1:4222":        "",
		"nats://localhost":             "",
		"nats://[::1]:4222":            "",
		"nats://127.9.9.9:1":           "",
		"nats://hub.contoso.com:4222":  "only a hub on this computer",
		"nats://127.0.0.1.example.com": "only a hub on this computer",
		"nats://localhost.example.com": "only a hub on this computer",
		"nats://0.0.0.0:4222":          "only a hub on this computer",
		"tls://me:hunter2@hub:4222":    "must not stand",
		"tls://hunter2@hub:4222":       "must not stand",
		"nats://me:hunter2@127.0.0.1":  "must not stand",
		"tls://me:hunter2@hub:x":       "not an address",
		"ws://hub":                     "write it as tls",
		"https://hub":                  "write it as tls",
		"hub:4222":                     "not an address",
		"hub":                          "not an address",
		"tls://":                       "names no host",
		"tls://:4222":                  "names no host",
		"tls://hub/x":                  "behind the port",
		"tls://hub?x=1":                "behind the port",
		"tls://a,tls://b":              "as a list",
		"":                             "not an address",
	} {
		err := CheckURL(address)
		switch {
		case says == "" && err != nil, says != "" && (err == nil || !strings.Contains(err.Error(), says)):
			t.Errorf("%q: %v", address, err)
		case err != nil && strings.Contains(err.Error(), "hunter2"):
			t.Errorf("%q: the secret is said: %v", address, err)
		}
	}
}
