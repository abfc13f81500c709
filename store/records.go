package store

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Records is the records of one client at a moment. It never changes and may be read by any number of
// goroutines. Rows count the records in the order of time, ids in the order of arrival.
type Records struct {
	store      *Store // for the postings, which only grow
	pages      pages
	n          int
	order      sorted.View[event.RecordID]
	segments   []*Segment // of which only what never changes is read
	logs       []LogTotals
	volumes    volumes
	components []string
	authors    []author
	zones      []span
	horizon    int64
	sorted     int
}

// LogTotals is what was read of one log until a snapshot, whether it is still kept or not.
type LogTotals struct {
	Name   string
	File   string // the newest
	Files  int
	Counts Counts
}

// Records is the store as it is now.
func (s *Store) Records() *Records {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := &Records{
		store: s,
		pages: s.pages, n: s.n, order: s.order.View(), segments: s.segments, volumes: s.volumes, horizon: s.horizon, sorted: s.sorted,
		logs:       make([]LogTotals, len(s.logs)),
		components: s.components.list[:len(s.components.list):len(s.components.list)],
		authors:    s.authors.list[:len(s.authors.list):len(s.authors.list)],
		zones:      append([]span(nil), s.zones.spans...),
	}
	for i, l := range s.logs {
		v.logs[i] = LogTotals{Name: l.name, File: l.file, Files: l.files, Counts: l.counts}
	}
	slices.SortFunc(v.logs, func(a, b LogTotals) int { return cmp.Compare(a.Name, b.Name) })
	return v
}

// Len is the number of records that are kept.
func (v *Records) Len() int { return v.order.Len() }

// ID is the record at a row.
func (v *Records) ID(row int) event.RecordID { return v.order.At(row) }

// Order is the ids in the order of time, for walking all of them.
func (v *Records) Order() sorted.View[event.RecordID] { return v.order }

// Until is how many records are not later than t: the rows before it.
func (v *Records) Until(t time.Time) int {
	utc := t.UnixNano()
	return v.order.Search(func(id event.RecordID) bool { return v.utc(id) > utc })
}

// Sort puts records that are kept in the order of time.
func (v *Records) Sort(ids []event.RecordID) {
	type timed struct {
		utc int64
		id  event.RecordID
	}
	all := make([]timed, len(ids))
	for i, id := range ids {
		all[i] = timed{v.utc(id), id}
	}
	slices.SortFunc(all, func(a, b timed) int {
		if a.utc != b.utc {
			return cmp.Compare(a.utc, b.utc)
		}
		return v.compare(a.id, b.id)
	})
	for i := range all {
		ids[i] = all[i].id
	}
}

// RowOf is the row of a record.
func (v *Records) RowOf(id event.RecordID) int {
	return v.order.Search(func(o event.RecordID) bool { return v.compare(o, id) >= 0 })
}

func (v *Records) compare(a, b event.RecordID) int {
	if c := cmp.Compare(v.utc(a), v.utc(b)); c != 0 {
		return c
	}
	x, y := v.segmentOf(a), v.segmentOf(b)
	if x == y {
		return cmp.Compare(a, b)
	}
	return v.segments[x].compare(v.segments[y])
}

// inPage is how many records of the page that begins with one the snapshot has.
func (v *Records) inPage(first event.RecordID) int { return min(page, v.n-int(first)) }

func (v *Records) segmentOf(id event.RecordID) uint32 {
	return v.pages.of(id).segment(int(id % page))
}

func (v *Records) entry(id event.RecordID) entry { return v.pages.of(id).entry(int(id % page)) }

func (v *Records) shape(id event.RecordID) shape { return v.pages.of(id).shape(int(id % page)) }

func (v *Records) author(id event.RecordID) author { return v.authors[v.shape(id).author] }

func (v *Records) utc(id event.RecordID) int64 { return v.pages.of(id).utc(int(id % page)) }

// Raw is a record as it stands in its file, line break included; nil if its text is kept no longer, or its file has
// changed since. The caller must not change it.
func (v *Records) Raw(id event.RecordID) []byte {
	e := v.entry(id)
	return v.raw(&e)
}

func (v *Records) raw(e *entry) []byte {
	return slice(v.store.memory, v.segments[e.segment].text.now(), e.offset(), int(e.size))
}

// Gone stands for the text of a record that is kept no longer, Forgotten for that of a record of which nothing is.
const (
	Gone      = "(text no longer kept: see --memory, or the file has changed)"
	Forgotten = "(record no longer kept: see --memory)"
)

// Message is a record's text, or Gone, or Forgotten. The caller must not change it, nor show it unsanitised.
func (v *Records) Message(id event.RecordID) []byte {
	e := v.entry(id)
	return e.message(v.raw(&e))
}

func (e *entry) message(raw []byte) []byte {
	switch {
	case e.segment == lost.id:
		return []byte(Forgotten)
	case raw == nil:
		return []byte(Gone)
	}
	return raw[e.head : len(raw)-int(e.tail)]
}

// MemoryUse is how much memory the text takes up now, and how many bytes of text were dropped for good. Both count all
// stores that share the memory.
func (v *Records) MemoryUse() (kept, dropped int64) { return v.store.memory.Use() }

// Time is when a record was logged, UTC; of a forgotten one, when the newest of those was.
func (v *Records) Time(id event.RecordID) time.Time {
	if v.Forgotten(id) {
		return time.Unix(0, v.horizon).UTC()
	}
	return time.Unix(0, v.utc(id)).UTC()
}

// Level is a record's level.
func (v *Records) Level(id event.RecordID) model.Level {
	return v.shape(id).level()
}

// Component is a record's component, "" where its format names none.
func (v *Records) Component(id event.RecordID) string {
	return v.components[v.author(id).component]
}

// Log is the name of a record's log.
func (v *Records) Log(id event.RecordID) string {
	return v.segments[v.segmentOf(id)].log.name
}

// Line is the 1-based line of its file at which a record begins, 0 if that is not known: the file was read from its middle on.
func (v *Records) Line(id event.RecordID) int { return int(v.entry(id).line) }

// Record is everything about a record.
func (v *Records) Record(id event.RecordID) model.Record {
	e := v.entry(id)
	g := v.segments[e.segment]
	raw := v.raw(&e)
	return model.Record{
		ID: id, Time: v.Time(id), Bias: int(v.authors[e.author].bias), ZoneKnown: e.flags&model.Zoneless == 0 || len(v.zones) > 0,
		Log: g.log.name, Generation: g.generation, Line: int(e.line), Offset: e.offset(),
		Component: v.Component(id), Thread: v.authors[e.author].thread, Source: sourceOf(raw[max(len(raw)-int(e.tail), 0):]),
		Level: e.shape().level(), Flags: e.flags, Message: string(e.message(raw)),
	}
}

// sourceOf finds file="name.cpp:12" in a record's tail.
func sourceOf(tail []byte) string {
	_, after, ok := bytes.Cut(tail, []byte(`file="`))
	if !ok {
		return ""
	}
	name, _, _ := bytes.Cut(after, []byte(`"`))
	return string(name)
}

// Bias is the bias of the client's clock at a UTC time, in minutes, and whether any record tells it.
func (v *Records) Bias(t time.Time) (minutes int, known bool) {
	z := Zones{spans: v.zones}
	b, ok := z.Bias(t.UnixNano())
	if ok { // once more with the local time that this bias gives
		b, ok = z.Bias(t.UnixNano() - int64(b)*60e9)
	}
	return int(b), ok
}

// Logs is what was read, in the order of the logs' names. The caller must not change it.
func (v *Records) Logs() []LogTotals { return v.logs }

// Before is the file that held a record's log before the record's own, "" if there was none.
func (v *Records) Before(id event.RecordID) string { return v.segments[v.segmentOf(id)].before }
