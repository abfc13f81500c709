// Package hub sends a fleet's events and summaries to a NATS JetStream stream, and reads them back. It
// stores nothing of its own: the newest state of a client in the stream is the cursor, the client's own
// logs are the buffer.
//
//	fleet ──▶ Collector ──▶ atomic batch ──▶ stream ──▶ Viewer ──▶ fleet on a screen
//	              ▲          events, and each client's state
//	              └── newest states of its clients, on start and whenever a batch is refused
//
// A client has two subjects, and a collector one:
//
//	ccm.SITE.event.CLIENT        what has changed, a message each, never again (Event)
//	ccm.SITE.state.CLIENT        its summary, and how far its logs have been sent (State)
//	ccm.SITE.collector.NAME      that a collector is at work (Presence)
//
// The text of a message is JSON with its version; a large state is compressed with S2, which no JSON
// begins like. What is read from the stream is as untrusted as a log: it is bounded, and made harmless
// where it is decoded.
package hub

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/klauspost/compress/s2"
)

// Version is the version of the messages that are sent. Fields may be added to it.
const Version = 1

// How large messages are at most. The text of a state is its JSON, the message may be compressed.
const (
	MaxEventBytes = 64 << 10
	MaxStateBytes = 512 << 10
	maxStateText  = 8 << 20
	// plainStateBytes is up to which size a state is sent as plain JSON.
	plainStateBytes = 16 << 10
)

// What is read of a message at most.
const (
	maxUpdates  = 10_000
	maxOthers   = 1_000   // causes, openings, logs, …
	maxObjects  = 1 << 16 // of JSON: a small message must not become much memory
	maxName     = 256     // bytes
	maxSentence = 2_000
)

// VersionError is the error of a message that another version of the program has sent, which this one
// cannot read.
type VersionError struct{ Version int }

// Error implements error.
func (e VersionError) Error() string {
	return fmt.Sprintf("the message has version %d, this program reads version %d: one of them is too old", e.Version, Version)
}

// pack returns a message with a text, compressed if it is long.
func pack(text []byte) []byte {
	if len(text) <= plainStateBytes {
		return text
	}
	return s2.EncodeBetter(nil, text)
}

var errTooLarge = errors.New("the message is too large")

// unpack returns the text of a message.
func unpack(message []byte, most int) ([]byte, error) {
	switch {
	case len(message) > most:
		return nil, errTooLarge
	case len(message) > 0 && message[0] == '{':
		return message, nil
	}
	n, err := s2.DecodedLen(message)
	if err != nil {
		return nil, fmt.Errorf("read the message: %w", err)
	}
	if n > maxStateText {
		return nil, errTooLarge
	}
	text, err := s2.Decode(nil, message)
	if err != nil {
		return nil, fmt.Errorf("read the message: %w", err)
	}
	return text, nil
}

// decode reads a message into v.
func decode(message []byte, most int, v interface{ version() int }) error {
	text, err := unpack(message, most)
	if err != nil {
		return err
	}
	if bytes.Count(text, []byte("{")) > maxObjects {
		return errTooLarge
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("read the message: %w", err)
	}
	if v.version() != Version {
		return VersionError{v.version()}
	}
	return nil
}
