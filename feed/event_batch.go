package feed

import (
	"sync"

	"ccmtail/model/event"
)

const (
	// maxBatch is how many events are read before they and their records are stored.
	maxBatch = 1024
	// eventsPerRecord is how many a record may have: one of our rules, and one of the user's.
	eventsPerRecord = 2
)

// eventBatch holds events until the store and the timeline have copied what they need of them.
type eventBatch struct {
	events   []*event.Event // in storage
	storage  [maxBatch]event.Event
	messages [][]byte // of the events' records, if they are to be kept
}

// batchPool holds batches that nobody uses at the moment.
var batchPool = sync.Pool{New: func() any { return &eventBatch{events: make([]*event.Event, 0, maxBatch)} }}

// add copies an event into the batch, which must not be full.
func (b *eventBatch) add(e *event.Event) {
	n := len(b.events)
	b.storage[n] = *e
	b.events = append(b.events, &b.storage[n])
}
