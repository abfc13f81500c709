package store

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Records is the records of one client at a moment. It never changes and may be read by any number
// of goroutines. Rows count the records in the order of time, ids in the order of arrival.
type Records struct {
	store        *Store // for the postings, which only grow
	pages        pageTable
	n            int
	order        sorted.View[event.RecordID]
	files        []*LogFile // of which only what never changes is read
	logs         []LogTotals
	postings     postingSegments
	components   []string
	authors      []author
	zones        []biasSpan
	evictedUntil int64
	reorders     int
}

// LogTotals is what was read of one log until a snapshot, whether it is still kept or not.
type LogTotals struct {
	Name   string
	File   string // the newest
	Files  int
	Counts Counts
}

// Records returns the store as it is now.
func (s *Store) Records() *Records {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := &Records{
		store: s,
		pages: s.pages, n: s.n, order: s.order.View(), files: s.files, postings: s.postings, evictedUntil: s.evictedUntil, reorders: s.reorders,
		logs:       make([]LogTotals, len(s.logs)),
		components: s.components.values[:len(s.components.values):len(s.components.values)],
		authors:    s.authors.values[:len(s.authors.values):len(s.authors.values)],
		zones:      append([]biasSpan(nil), s.zones.spans...),
	}
	for i, l := range s.logs {
		v.logs[i] = LogTotals{Name: l.name, File: l.file, Files: l.files, Counts: l.counts}
	}
	slices.SortFunc(v.logs, func(a, b LogTotals) int { return cmp.Compare(a.Name, b.Name) })
	return v
}

// Len returns the number of records that are kept.
func (v *Records) Len() int { return v.order.Len() }

// ID returns the record at a row.
func (v *Records) ID(row int) event.RecordID { return v.order.At(row) }

// Order returns the ids in the order of time, for walking all of them.
func (v *Records) Order() sorted.View[event.RecordID] { return v.order }

// CountUntil returns how many records are not later than t: the rows before it.
func (v *Records) CountUntil(t time.Time) int {
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

// RowOf returns the row of a record.
func (v *Records) RowOf(id event.RecordID) int {
	return v.order.Search(func(o event.RecordID) bool { return v.compare(o, id) >= 0 })
}

func (v *Records) compare(a, b event.RecordID) int {
	if c := cmp.Compare(v.utc(a), v.utc(b)); c != 0 {
		return c
	}
	x, y := v.fileOf(a), v.fileOf(b)
	if x == y {
		return cmp.Compare(a, b)
	}
	return v.files[x].compare(v.files[y])
}

// countInPage returns how many records of the page that begins with one the snapshot has.
func (v *Records) countInPage(first event.RecordID) int { return min(pageRecords, v.n-int(first)) }

func (v *Records) fileOf(id event.RecordID) uint32 {
	return v.pages.of(id).file(int(id % pageRecords))
}

func (v *Records) entry(id event.RecordID) entry { return v.pages.of(id).entry(int(id % pageRecords)) }

func (v *Records) classKey(id event.RecordID) classKey {
	return v.pages.of(id).classKey(int(id % pageRecords))
}

func (v *Records) author(id event.RecordID) author { return v.authors[v.classKey(id).author] }

func (v *Records) utc(id event.RecordID) int64 { return v.pages.of(id).utc(int(id % pageRecords)) }

// Raw returns a record as it stands in its file, line break included; nil if its text is kept no
// longer, or its file has changed since. The caller must not change it.
func (v *Records) Raw(id event.RecordID) []byte {
	e := v.entry(id)
	return v.raw(&e)
}

func (v *Records) raw(e *entry) []byte {
	return textAt(v.store.budget, v.files[e.file].text.current(), e.offset(), int(e.size))
}

// Gone stands for the text of a record that is kept no longer, Forgotten for that of a record of
// which nothing is.
const (
	TextUnavailable = "(text no longer kept: see --memory, or the file has changed)"
	RecordEvicted   = "(record no longer kept: see --memory)"
)

// Message returns a record's text, or Gone, or Forgotten. The caller must not change it, nor show
// it unsanitised.
func (v *Records) Message(id event.RecordID) []byte {
	e := v.entry(id)
	return e.message(v.raw(&e))
}

func (e *entry) message(raw []byte) []byte {
	switch {
	case e.file == evictedFile.id:
		return []byte(RecordEvicted)
	case raw == nil:
		return []byte(TextUnavailable)
	}
	return raw[e.head : len(raw)-int(e.tail)]
}

// MemoryUse returns how much memory the text takes up now, and how many bytes of text were dropped
// for good. Both count all stores that share the memory.
func (v *Records) MemoryUse() (kept, dropped int64) { return v.store.budget.Use() }

// EarliestTime is before any ConfigMgr client: records not later than it have no time at all.
var EarliestTime = time.Date(1994, 1, 1, 0, 0, 0, 0, time.UTC)

// Time returns when a record was logged, UTC; of a forgotten one, when the newest of those was.
func (v *Records) Time(id event.RecordID) time.Time {
	if v.Evicted(id) {
		return time.Unix(0, v.evictedUntil).UTC()
	}
	return time.Unix(0, v.utc(id)).UTC()
}

// Level returns a record's level.
func (v *Records) Level(id event.RecordID) model.Level {
	return v.classKey(id).level()
}

// Component returns a record's component, "" where its format names none.
func (v *Records) Component(id event.RecordID) string {
	return v.components[v.author(id).component]
}

// LogName returns the name of a record's log.
func (v *Records) LogName(id event.RecordID) string {
	return v.files[v.fileOf(id)].log.name
}

// Line returns the 1-based line of its file at which a record begins, 0 if that is not known: the
// file was read from its middle on.
func (v *Records) Line(id event.RecordID) int { return int(v.entry(id).line) }

// Record returns everything about a record.
func (v *Records) Record(id event.RecordID) model.Record {
	e := v.entry(id)
	g := v.files[e.file]
	raw := v.raw(&e)
	return model.Record{
		ID: id, Time: v.Time(id), Bias: int(v.authors[e.author].bias), ZoneKnown: e.flags&model.Zoneless == 0 || len(v.zones) > 0,
		Log: g.log.name, Generation: g.generation, Line: int(e.line), Offset: e.offset(),
		Component: v.Component(id), Thread: v.authors[e.author].thread, Source: sourceOf(raw[max(len(raw)-int(e.tail), 0):]),
		Level: e.classKey().level(), Flags: e.flags, Message: string(e.message(raw)),
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

// BiasAt returns the bias of the client's clock at a UTC time, in minutes, and whether any record
// tells it.
func (v *Records) BiasAt(t time.Time) (minutes int, known bool) {
	z := Zones{spans: v.zones}
	b, ok := z.BiasAtWall(t.UnixNano())
	if ok { // once more with the local time that this bias gives
		b, ok = z.BiasAtWall(t.UnixNano() - int64(b)*60e9)
	}
	return int(b), ok
}

// Logs returns what was read, in the order of the logs' names. The caller must not change it.
func (v *Records) Logs() []LogTotals { return v.logs }

// FileBefore returns the file that held a record's log before the record's own, "" if there was
// none.
func (v *Records) FileBefore(id event.RecordID) string { return v.files[v.fileOf(id)].previousFile }

// Thread returns the thread that logged a record, 0 where its format names none.
func (v *Records) Thread(id event.RecordID) uint32 { return v.author(id).thread }

// Flags returns what is out of the ordinary about a record.
func (v *Records) Flags(id event.RecordID) model.Flags { return v.classKey(id).flags }

// BiasOf returns the bias a record's time was read with, in minutes, and whether it is known.
func (v *Records) BiasOf(id event.RecordID) (minutes int, known bool) {
	sh := v.classKey(id)
	return int(v.authors[sh.author].bias), sh.flags&model.Zoneless == 0 || len(v.zones) > 0
}

// Components returns the names of all components there are records of. The caller must not change
// it.
func (v *Records) Components() []string { return v.components[1:] }

// Begin returns an id before which all records are forgotten, End the one behind the newest record.
func (v *Records) Begin() event.RecordID { return event.RecordID(v.pages.first * pageRecords) }

// End returns the id that the next record will get: how many records there have been.
func (v *Records) End() event.RecordID { return event.RecordID(v.n) }

// Evicted reports whether a record is not kept any more: then nothing about it is known.
func (v *Records) Evicted(id event.RecordID) bool { return v.pages.of(id) == evictedPage }

// EvictedUntil returns how many records are not kept any more, and when the newest of them was
// logged: behind that none is missing.
func (v *Records) EvictedUntil() (n int, until time.Time) {
	if n = v.n - v.Len(); n > 0 {
		until = time.Unix(0, v.evictedUntil).UTC()
	}
	return n, until
}

// RetainedRanges returns the stretches of records that are kept, from an id up to another.
func (v *Records) RetainedRanges(from, to event.RecordID) iter.Seq2[event.RecordID, event.RecordID] {
	return func(yield func(from, to event.RecordID) bool) {
		for from = max(from, v.Begin()); from < to; {
			end := from
			for end < to && !v.Evicted(end) {
				end = min(end-end%pageRecords+pageRecords, to)
			}
			if end > from && !yield(from, end) {
				return
			}
			from = max(end, from-from%pageRecords+pageRecords)
		}
	}
}

// ReorderedSince reports whether older records stand in another order than in an older snapshot:
// their zone is another one.
func (v *Records) ReorderedSince(old *Records) bool { return v.reorders != old.reorders }
