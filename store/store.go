// Package store keeps what was read from clients, records and the events found in them, within a
// memory budget, and hands out snapshots that never change. It opens no files and parses no text:
// package feed brings framed text and events.
//
// A Store writes the records of one client, a Timeline its events. Records and Events are immutable
// views of them, Snapshot joins those of all clients, and a Fold computes from Events what was
// known of a client at a given moment.
//
// The records of a file tile its text: every byte belongs to exactly one of them. The index of the
// records and the arena of the events contain no pointers, so the garbage collector has nothing to
// scan; a packed index page takes about 7 bytes a record.
//
// A Budget limits the memory. Text that was read recently stays as it is, other text is compressed,
// or left to its file and read again on demand. When that is not enough, the oldest text is
// dropped, and then the oldest records and events are evicted, page by page and block by block. A
// RecordID keeps its meaning: Records.Evicted reports that nothing is left of the record.
package store

import (
	"cmp"
	"sync"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// headAndTail returns how many bytes of a record stand before its message and behind it, in the
// widths that the index has for them. If the tail is longer than maxTail, the rest of it counts as
// message.
func headAndTail(frame *model.Frame) (head uint8, tail uint16) {
	return uint8(frame.Head), uint16(min(frame.Tail, maxTail))
}

// Store holds the records of one client. Its methods may be called from several goroutines.
type Store struct {
	budget *Budget

	mu           sync.Mutex // guards everything below
	pages        pageTable
	lastPage     *[pageRecords]entry // the entries of the last page
	spareEntries *[pageRecords]entry // to be used again; nil: none
	packedPages  int                 // full pages so far: packed, unless that was impossible
	shownPages   int                 // pages that some snapshot has, evicted ones included
	n            int                 // records so far, evicted ones included
	idScratch    []event.RecordID    // reused from batch to batch
	order        *sorted.List[event.RecordID]
	files        []*LogFile // by LogFile.id; evictedFile at 0 and in the place of released files
	logs         []*logInfo // in the order of appearance
	components   nameInterner
	authors      authorInterner
	postings     postingSegments
	spareSegment *openSegment // to be used again; nil: none
	zones        Zones
	zonesChanged bool // zones have changed since zoneless records got their times

	countOnly bool // NewCounting: records are counted and not kept
	counted   int

	fullPages    pageHeap // full pages that are not evicted
	indexBytes   int64    // charged for pages, order, sealed postings and files
	evictedUntil int64    // UTC of the newest evicted record
	reorders     int      // how often Rezone has reordered everything
}

// New returns an empty store that keeps all text uncompressed.
func New() *Store { return NewWithBudget(NewBudget(0)) }

// NewWithBudget returns an empty store that keeps what the budget allows. Stores may share a
// budget.
func NewWithBudget(budget *Budget) *Store {
	s := &Store{budget: budget, files: []*LogFile{evictedFile}}
	s.components.values, s.authors.values = []string{""}, []author{{}} // those of evicted records
	s.order = sorted.New(s.appendTimes, s.compare)
	budget.addStore()
	return s
}

// compare orders records by time, then log, file and offset.
func (s *Store) compare(a, b event.RecordID) int {
	if c := cmp.Compare(s.utc(a), s.utc(b)); c != 0 {
		return c
	}
	x, y := s.fileOf(a), s.fileOf(b)
	if x == y {
		return cmp.Compare(a, b) // records of a file arrive in the order of their offsets
	}
	return x.compare(y)
}

func (s *Store) fileOf(id event.RecordID) *LogFile {
	return s.files[s.pages.of(id).file(int(id%pageRecords))]
}

func (s *Store) entry(id event.RecordID) entry { return s.pages.of(id).entry(int(id % pageRecords)) }

func (s *Store) utc(id event.RecordID) int64 { return s.pages.of(id).utc(int(id % pageRecords)) }

// appendTimes appends the times of records.
func (s *Store) appendTimes(times []int64, ids []event.RecordID) []int64 {
	for n := 0; len(ids) > 0; ids = ids[n:] {
		page := ids[0] / pageRecords
		for n = 1; n < len(ids) && ids[n]/pageRecords == page; n++ {
		}
		times = s.pages.at(int(page)).appendTimes(times, ids[:n])
	}
	return times
}

// packFullPages packs the pages that have filled up, evicting old ones if the budget demands it. It
// returns the postings segments that are complete now, for sealPostings.
func (s *Store) packFullPages() (complete []*postingSegment) {
	for ; s.packedPages < s.n/pageRecords; s.packedPages++ {
		if (s.packedPages+1)%segmentPages == 0 {
			complete = append(complete, s.postings.of(event.RecordID(s.packedPages*pageRecords)))
		}
		p := s.pages.all[s.packedPages-s.pages.first]
		if free := p.pack(); s.packedPages >= s.shownPages { // otherwise some reader may be using them
			s.spareEntries = free
		}
		s.addFullPage(s.packedPages, p)
	}
	return complete
}

// addPage begins the next page. Its memory is that of a page that has been packed, if there is any.
func (s *Store) addPage() {
	s.lastPage, s.spareEntries = s.spareEntries, nil
	if s.lastPage == nil {
		s.lastPage = new([pageRecords]entry)
	}
	s.pages.all = append(s.pages.all, newIndexPage(s.lastPage))
}

// addRecord appends a record to the index and moves the end of its file behind it. It gets its
// place in the order of time, and its text, from the caller.
func (s *Store) addRecord(file *LogFile, frame *model.Frame) event.RecordID {
	id := event.RecordID(s.n)
	if s.n%pageRecords == 0 {
		s.addPage()
	}
	if s.n%segmentRecords == 0 {
		s.addSegment()
	}
	e := &s.lastPage[s.n%pageRecords]
	s.n++
	// Field by field: an entry that is put together elsewhere and copied takes twice as long.
	e.size, e.file, e.overhead, e.line = uint32(frame.Size), file.id, file.overhead, 0
	e.levelFormat, e.flags = uint8(frame.Level)|uint8(frame.Format)<<2, frame.Flags
	e.head, e.tail = headAndTail(frame)
	e.setOffset(file.end)
	a := author{s.components.intern(frame.Component), frame.Bias, frame.Thread}
	file.end, file.overhead = file.end+int64(frame.Size), file.overhead+uint32(e.head)+uint32(e.tail)
	if file.line > 0 {
		e.line = file.line + uint32(frame.LeadingLines)
		file.line += uint32(frame.Lines)
	}
	switch {
	case frame.Flags&model.Zoneless == 0:
		e.utc = frame.Wall + biasNanos(frame.Bias)
		s.zonesChanged = s.zones.Learn(frame.Wall, frame.Bias) || s.zonesChanged
	default:
		a.bias, _ = s.zones.BiasAtWall(frame.Wall)
		e.utc = frame.Wall + biasNanos(a.bias)
		segment := s.postings.of(id)
		segment.zoneless = append(segment.zoneless, id)
	}
	e.author = s.authors.intern(a)
	file.records++
	file.log.counts.add(frame, e.utc)
	return id
}

// biasNanos converts a bias from minutes to nanoseconds.
func biasNanos(bias int16) int64 { return int64(bias) * 60e9 }
