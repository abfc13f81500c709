package store

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Records is an immutable snapshot of the records of one client; any number of goroutines may read
// it. A record has an id, by the order of arrival, and as long as it is retained a row, by the
// order of time.
type Records struct {
	store        *Store // for its budget, and for its lock around open postings
	pages        pageTable
	n            int // records, evicted ones included
	order        sorted.View[event.RecordID]
	files        []*LogFile             // only what never changes of them is read, and their text
	places       map[uint32]*keptPlaces // of the files whose bytes are not those of their text, by LogFile.id
	logs         []LogTotals
	postings     postingSegments
	components   []string
	authors      []author
	zones        []biasSpan
	evictedUntil int64
	reorders     int
}

// LogTotals is what was read of one log until a snapshot, evicted records included.
type LogTotals struct {
	Name   string
	File   string // of the newest generation
	Files  int
	Counts Counts

	fileNames  []string // by generation
	identities []string // the same; may be shorter
	ends       []int64  // the same
}

// Records returns a snapshot of the store.
func (s *Store) Records() *Records {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shownPages = s.pages.first + len(s.pages.all)
	r := &Records{
		store: s, pages: s.pages, n: s.n, order: s.order.View(), files: s.files, postings: s.postings,
		evictedUntil: s.evictedUntil, reorders: s.reorders,
		logs:       make([]LogTotals, len(s.logs)),
		components: s.components.values[:len(s.components.values):len(s.components.values)],
		authors:    s.authors.values[:len(s.authors.values):len(s.authors.values)],
		zones:      append([]biasSpan(nil), s.zones.spans...),
		places:     s.keptPlaces(),
	}
	for i, l := range s.logs {
		r.logs[i] = LogTotals{Name: l.name, File: l.file, Files: l.files, Counts: l.counts, fileNames: l.fileNames, identities: l.identities, ends: slices.Clone(l.ends)}
	}
	arrange.By(r.logs, func(a, b LogTotals) int { return cmp.Compare(a.Name, b.Name) })
	return r
}

// Len returns the number of retained records, which is the number of rows.
func (r *Records) Len() int { return r.order.Len() }

// ID returns the record at a row, 0 ≤ row < Len.
func (r *Records) ID(row int) event.RecordID { return r.order.At(row) }

// Order returns the ids of the retained records in the order of time, for walking over all of them.
func (r *Records) Order() sorted.View[event.RecordID] { return r.order }

// CountUntil returns how many retained records are not later than t, which is also the row of the
// first one that is.
func (r *Records) CountUntil(t time.Time) int {
	utc := t.UnixNano()
	return r.order.Search(func(id event.RecordID) bool { return r.utc(id) > utc })
}

// Sort sorts retained records by the order of time, in place.
func (r *Records) Sort(ids []event.RecordID) {
	type timed struct {
		utc int64
		id  event.RecordID
	}
	all := make([]timed, len(ids))
	for i, id := range ids {
		all[i] = timed{r.utc(id), id}
	}
	slices.SortFunc(all, func(a, b timed) int {
		if a.utc != b.utc {
			return cmp.Compare(a.utc, b.utc)
		}
		return r.compare(a.id, b.id)
	})
	for i := range all {
		ids[i] = all[i].id
	}
}

// RowOf returns the row of a retained record; of an evicted one it is 0.
func (r *Records) RowOf(id event.RecordID) int {
	return r.order.Search(func(other event.RecordID) bool { return r.compare(other, id) >= 0 })
}

func (r *Records) compare(a, b event.RecordID) int {
	if c := cmp.Compare(r.utc(a), r.utc(b)); c != 0 {
		return c
	}
	x, y := r.fileOf(a), r.fileOf(b)
	if x == y {
		return cmp.Compare(a, b)
	}
	return r.files[x].compare(r.files[y])
}

// countInPage returns how many records of the page that begins with first the snapshot has.
func (r *Records) countInPage(first event.RecordID) int { return min(pageRecords, r.n-int(first)) }

func (r *Records) fileOf(id event.RecordID) uint32 {
	return r.pages.of(id).file(int(id % pageRecords))
}

func (r *Records) entry(id event.RecordID) entry { return r.pages.of(id).entry(int(id % pageRecords)) }

func (r *Records) classKey(id event.RecordID) classKey {
	return r.pages.of(id).classKey(int(id % pageRecords))
}

func (r *Records) author(id event.RecordID) author { return r.authors[r.classKey(id).author] }

func (r *Records) utc(id event.RecordID) int64 { return r.pages.of(id).utc(int(id % pageRecords)) }

// Raw returns a record as it stands in its file, line break included; nil if its text was dropped,
// or its file has changed since. The caller must not change it.
func (r *Records) Raw(id event.RecordID) []byte {
	e := r.entry(id)
	return r.raw(&e)
}

func (r *Records) raw(e *entry) []byte {
	return textAt(r.store.budget, r.files[e.file].text.current(), e.offset(), int(e.size))
}

// What Message returns where there is no text: TextUnavailable of a retained record, RecordEvicted
// of an evicted one.
const (
	TextUnavailable = "(text not available: dropped because of --memory, or the file has changed)"
	RecordEvicted   = "(record dropped because of --memory)"
)

// Message returns the message of a record, or TextUnavailable or RecordEvicted. It is untrusted
// text: the caller must not show it unsanitised, nor change it.
func (r *Records) Message(id event.RecordID) []byte {
	e := r.entry(id)
	return e.message(r.raw(&e))
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

// EarliestTime is before any ConfigMgr client: records not later than it have no time at all.
var EarliestTime = time.Date(1994, 1, 1, 0, 0, 0, 0, time.UTC)

// Time returns when a record was logged, UTC. Of an evicted record it is the time of the newest
// evicted one.
func (r *Records) Time(id event.RecordID) time.Time {
	if r.Evicted(id) {
		return time.Unix(0, r.evictedUntil).UTC()
	}
	return time.Unix(0, r.utc(id)).UTC()
}

// UTC returns when a retained record was logged, in nanoseconds.
func (r *Records) UTC(id event.RecordID) int64 { return r.utc(id) }

// Level returns the level of a record.
func (r *Records) Level(id event.RecordID) model.Level { return r.classKey(id).level() }

// Component returns the component of a record, "" where its format names none.
func (r *Records) Component(id event.RecordID) string { return r.components[r.author(id).component] }

// Thread returns the thread that logged a record, 0 where its format names none.
func (r *Records) Thread(id event.RecordID) uint32 { return r.author(id).thread }

// Flags returns what is out of the ordinary about a record.
func (r *Records) Flags(id event.RecordID) model.Flags { return r.classKey(id).flags }

// LogName returns the name of the log of a record.
func (r *Records) LogName(id event.RecordID) string { return r.files[r.fileOf(id)].log.name }

// FileName returns the name within the source of a file of a log: of the live file that of the log,
// of a rolled one its own. It is known of evicted records too.
func (r *Records) FileName(log string, generation int) string {
	l := r.logTotals(log)
	if l == nil || generation < 0 || generation >= len(l.fileNames) {
		return log
	}
	return cmp.Or(l.fileNames[generation], log)
}

// FileIdentity returns by what a file of a log is known wherever and whenever it is read: a hash of
// its first whole record. It is the same after the file has been rolled or copied. It returns "" if
// nothing is known of the file.
func (r *Records) FileIdentity(log string, generation int) string {
	l := r.logTotals(log)
	if l == nil || generation < 0 || generation >= len(l.identities) {
		return ""
	}
	return l.identities[generation]
}

// FileEnd returns the offset in a file of a log behind its last record, 0 if it has none.
func (r *Records) FileEnd(log string, generation int) int64 {
	l := r.logTotals(log)
	if l == nil || generation < 0 || generation >= len(l.ends) {
		return 0
	}
	return l.ends[generation]
}

// Generations returns how many files of a log are known, read or begun: their numbers are smaller.
func (r *Records) Generations(log string) int {
	l := r.logTotals(log)
	if l == nil {
		return 0
	}
	return len(l.fileNames)
}

// logTotals returns the totals of a log, nil if there is none of that name.
func (r *Records) logTotals(log string) *LogTotals {
	i, found := slices.BinarySearchFunc(r.logs, log, func(l LogTotals, name string) int { return cmp.Compare(l.Name, name) })
	if !found {
		return nil
	}
	return &r.logs[i]
}

// FileNameOf returns the name within the source of the file of a record, "" of an evicted one.
func (r *Records) FileNameOf(id event.RecordID) string {
	file := r.files[r.fileOf(id)]
	return r.FileName(file.log.name, file.generation)
}

// Generation returns which file of its log a record is in, oldest first.
func (r *Records) Generation(id event.RecordID) int { return r.files[r.fileOf(id)].generation }

// FileBefore returns the file that a record's log was written to before the record's own, "" if
// that is unknown.
func (r *Records) FileBefore(id event.RecordID) string { return r.files[r.fileOf(id)].previousFile }

// Line returns the 1-based line of its file at which a record begins, 0 if it is unknown because
// the file was not read from its beginning.
func (r *Records) Line(id event.RecordID) int { return int(r.entry(id).line) }

// BiasOf returns the bias by which a record's time was converted to UTC, in minutes, and whether it
// is known: its own, or one taken over from other records of the client.
func (r *Records) BiasOf(id event.RecordID) (minutes int, known bool) {
	key := r.classKey(id)
	return int(r.authors[key.author].bias), key.flags&model.Zoneless == 0 || len(r.zones) > 0
}

// Record returns everything about a record.
func (r *Records) Record(id event.RecordID) model.Record {
	e := r.entry(id)
	file := r.files[e.file]
	raw := r.raw(&e)
	return model.Record{
		ID: id, Time: r.Time(id),
		Bias: int(r.authors[e.author].bias), ZoneKnown: e.flags&model.Zoneless == 0 || len(r.zones) > 0,
		Log: file.log.name, Generation: file.generation, File: r.FileName(file.log.name, file.generation), Line: int(e.line), Offset: r.byteOf(&e),
		Component: r.Component(id), Thread: r.authors[e.author].thread,
		Source: sourceOf(raw[max(len(raw)-int(e.tail), 0):]),
		Level:  e.classKey().level(), Flags: e.flags, Message: string(e.message(raw)),
	}
}

// sourceOf finds file="name.cpp:12" in the tail of a record.
func sourceOf(tail []byte) string {
	_, after, ok := bytes.Cut(tail, []byte(`file="`))
	if !ok {
		return ""
	}
	name, _, _ := bytes.Cut(after, []byte(`"`))
	return string(name)
}

// BiasAt returns the bias of the client's clock at a UTC time, in minutes. known is false if no
// record of the client carries a bias.
func (r *Records) BiasAt(t time.Time) (minutes int, known bool) {
	z := Zones{spans: r.zones}
	b, ok := z.BiasAtWall(t.UnixNano())
	if ok { // zones go by local time: once more with the one that the first answer gives
		b, ok = z.BiasAtWall(t.UnixNano() - int64(b)*60e9)
	}
	return int(b), ok
}

// Logs returns what was read of each log, sorted by name. The caller must not change it.
func (r *Records) Logs() []LogTotals { return r.logs }

// Components returns the names of all components. The caller must not change it.
func (r *Records) Components() []string { return r.components[1:] }

// MemoryUse returns how many bytes of memory text takes up now, and how many bytes of text were
// dropped for good. Both are those of all stores that share the budget.
func (r *Records) MemoryUse() (kept, dropped int64) { return r.store.budget.Use() }
