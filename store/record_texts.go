package store

import (
	"bytes"
	"strings"
	"sync"

	"ccmtail/model/event"
)

// RecordTexts keeps the beginnings of the messages of some records: the newest that were added. A counting
// store has no others. Its methods may be called from any goroutine.
type RecordTexts struct {
	mu    sync.Mutex
	texts map[event.RecordID]string
	order []event.RecordID // in which they were added
	bytes int
}

// MaxRecordText is how many bytes of a message are kept at most, and maxRecordTexts of all together.
const (
	MaxRecordText  = 4 << 10
	maxRecordTexts = 4 << 20
)

// NewRecordTexts returns an empty set of texts.
func NewRecordTexts() *RecordTexts { return &RecordTexts{texts: map[event.RecordID]string{}} }

// Add keeps a copy of the beginning of a record's message, up to the end of a word.
func (t *RecordTexts) Add(id event.RecordID, message []byte) {
	if len(message) > MaxRecordText {
		message = message[:MaxRecordText]
		message = message[:max(bytes.LastIndexAny(message, " \t\r\n"), 0)]
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, ok := t.texts[id]; ok {
		return
	}
	text := strings.ToValidUTF8(string(message), "\ufffd")
	t.texts[id], t.order = text, append(t.order, id)
	t.bytes += len(text)
	for t.bytes > maxRecordTexts {
		oldest := t.order[0]
		t.bytes -= len(t.texts[oldest])
		t.order = t.order[1:]
		delete(t.texts, oldest)
	}
}

// Of returns the text of a record, "" if none is kept. It is untrusted text. t may be nil: then none is.
func (t *RecordTexts) Of(id event.RecordID) string {
	if t == nil {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.texts[id]
}
