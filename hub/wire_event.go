package hub

import (
	"encoding/json"

	"ccmtail/internal/text"
	"ccmtail/report"
)

// Event is a message on the subject of a client's events: what `ccmtail events` prints of it. No other
// event of the client has its Key. A reader drops an event whose key it has seen.
type Event struct {
	V int `json:"v"`
	report.Change

	token string // of the client's name as it was sent
}

func (e *Event) version() int { return e.V }

// encodeEvent returns the message of a change. What is too long for one is cut.
func encodeEvent(c report.Change) ([]byte, error) {
	c.Client, c.Log, c.File = cut(c.Client, maxName), cut(c.Log, maxName), cut(c.File, maxName)
	for s, most := range map[**string]int{&c.ID: maxName, &c.KB: maxName, &c.Title: maxSentence, &c.Text: maxSentence, &c.Evidence: maxEvidence} {
		if *s != nil {
			short := cut(**s, most)
			*s = &short
		}
	}
	return json.Marshal(Event{V: Version, Change: c})
}

// DecodeEvent reads an event and makes its texts harmless.
func DecodeEvent(message []byte) (*Event, error) {
	e := &Event{}
	if err := decode(message, MaxEventBytes, e); err != nil {
		return nil, err
	}
	e.token = Token(e.Client)
	for _, s := range []*string{&e.Client, &e.Key, &e.Kind, &e.To, &e.Log, &e.File} {
		*s = harmless(*s, maxSentence)
	}
	for _, s := range []*string{e.ID, e.KB, e.Title, e.From, e.Result, e.Text, e.Evidence} {
		if s != nil {
			*s = harmless(*s, maxSentence)
		}
	}
	return e, nil
}

// maxEvidence is how many bytes of a log line are sent.
const maxEvidence = 1_000

// harmless returns a text that may be shown, of so many bytes at most before what is hidden in it is made
// visible.
func harmless(s string, most int) string { return text.Clean(cut(s, most)) }

// cut returns the beginning of a text, of so many bytes at most and no part of a character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xc0 == 0x80 {
		most--
	}
	return s[:most]
}
