//go:build !nohub

package cli

import (
	"ccmtail/config"
	"ccmtail/hub"
)

// hubSettings returns what the section [hub] of the configuration says.
func hubSettings(h *config.Hub) hub.Settings {
	site, _ := hub.ParseSite(h.Site) // which has been checked; "" is no site
	return hub.Settings{
		URLs: h.URLs, Site: string(site), CA: h.CA, Cert: h.Cert, Key: h.Key, Creds: h.Creds, EvidenceText: h.EvidenceText, Redact: h.Redact,
		RedactKey: h.RedactKey,
	}
}
