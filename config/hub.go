package config

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Hub says where a fleet of several computers is kept, and who this one is there.
type Hub struct {
	URLs []string // of its servers; none: there is no hub
	Site string   // whose clients are sent
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

// hubSettings are the settings of the section [hub].
var hubSettings = []setting{
	{"hub.url", getHubURLs, setHubURLs},
	{"hub.site", func(s *Settings, _ *Vocabulary) any { return s.Hub.Site }, setHubSite},
	textSetting("hub.ca", func(s *Settings) *string { return &s.Hub.CA }, "a file"),
	textSetting("hub.cert", func(s *Settings) *string { return &s.Hub.Cert }, "a file"),
	textSetting("hub.key", func(s *Settings) *string { return &s.Hub.Key }, "a file"),
	textSetting("hub.creds", func(s *Settings) *string { return &s.Hub.Creds }, "a file"),
	boolSetting("hub.evidence_text", func(s *Settings) *bool { return &s.Hub.EvidenceText }),
	boolSetting("hub.redact", func(s *Settings) *bool { return &s.Hub.Redact }),
	textSetting("hub.redact_key", func(s *Settings) *string { return &s.Hub.RedactKey }, "a file"),
}

func getHubURLs(s *Settings, _ *Vocabulary) any { return oneOrMore(s.Hub.URLs) }

func setHubURLs(s *Settings, v *Vocabulary, value any) error {
	written, err := stringList(value)
	if err != nil {
		return err
	}
	var urls []string
	for _, u := range written {
		if u == "" {
			continue // none
		}
		if err := v.CheckHubURL(u); err != nil {
			return err
		}
		urls = append(urls, u)
	}
	s.Hub.URLs = urls
	return nil
}

func setHubSite(s *Settings, v *Vocabulary, value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("expected a site's code as a string, not %s", tomlTypeName(value))
	}
	if text != "" {
		if err := v.CheckSite(text); err != nil {
			return err
		}
	}
	s.Hub.Site = text
	return nil
}

// textSetting returns a setting that is any text; what says what it stands for.
func textSetting(name string, field func(*Settings) *string, what string) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return *field(s) },
		set: func(s *Settings, _ *Vocabulary, value any) error {
			text, ok := value.(string)
			if !ok {
				return fmt.Errorf("expected %s as a string, not %s", what, tomlTypeName(value))
			}
			*field(s) = text
			return nil
		},
	}
}

// finishHub checks what only the whole section [hub] can tell, and finds its files: they are named
// from the folder of the configuration on.
func (r *fileReader) finishHub() {
	h := &r.Hub
	for _, pair := range []struct{ have, lacks, name, other string }{
		{h.Cert, h.Key, "cert", "key"}, {h.Key, h.Cert, "key", "cert"},
	} {
		if pair.have != "" && pair.lacks == "" {
			r.addError(r.Origins["hub."+pair.name].Line, fmt.Errorf("hub.%s: %s is missing; the two belong together", pair.name, pair.other))
		}
	}
	if h.Cert != "" && h.Creds != "" {
		r.addError(r.Origins["hub.creds"].Line, fmt.Errorf("hub.creds: there is a cert already; one of the two says who you are"))
	}
	if h.Redact && h.RedactKey == "" {
		r.addError(r.Origins["hub.redact"].Line, fmt.Errorf("hub.redact: redact_key is missing: the file of the key that says what stands for a name"))
	}
	for _, file := range []*string{&h.CA, &h.Cert, &h.Key, &h.Creds, &h.RedactKey} {
		if *file != "" && !filepath.IsAbs(*file) && !strings.HasPrefix(*file, `\`) {
			*file = filepath.Join(filepath.Dir(r.path), *file)
		}
	}
}
