package hub

import (
	"encoding/json"
	"time"
)

// Presence is a message by which a collector says that it is at work, and how far it is. Without them
// nobody could tell a quiet fleet from a collector that has died.
type Presence struct {
	V       int       `json:"v"`
	Name    string    `json:"name"` // of the collector
	Run     string    `json:"run"`  // another one at each start
	Program string    `json:"program"`
	Started time.Time `json:"started"`
	Now     time.Time `json:"now"`     // by the collector's clock
	Every   int       `json:"every"`   // seconds until the next such message
	Clients int       `json:"clients"` // that it follows
	Read    int       `json:"read"`    // of them, at least once
	Failed  int       `json:"failed"`  // of them, cannot be read at present
	Other   int       `json:"other"`   // of them, another collector sends
	Visited time.Time `json:"visited,omitzero"`
	Ended   bool      `json:"ended,omitempty"` // it ends now, as it was told to
	// Redact is the fingerprint of the key that it redacts with; "": it sends names as they are.
	Redact string `json:"redact,omitempty"`
}

func (p *Presence) version() int { return p.V }

// pause returns how long it is until the next such message.
func (p *Presence) pause() time.Duration {
	return time.Duration(min(max(p.Every, 1), 3600)) * time.Second
}

func (p *Presence) encode() ([]byte, error) { return json.Marshal(p) }

// DecodePresence reads a message of a collector and makes its texts harmless.
func DecodePresence(message []byte) (*Presence, error) {
	p := &Presence{}
	if err := decode(message, MaxEventBytes, p); err != nil {
		return nil, err
	}
	for _, s := range []*string{&p.Name, &p.Run, &p.Program, &p.Redact} {
		*s = harmless(*s, maxName)
	}
	return p, nil
}
