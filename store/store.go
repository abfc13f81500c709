// Package store keeps every record of one client, in the order of true time, and hands out
// snapshots that never change. It reads no files: whoever frames the text hands it over.
//
// The text of a file stays whole: the frames of a file tile it, so no byte is without a record. How
// much of it is kept is up to a Memory. The index is free of pointers, about 12 bytes a record, so
// that the garbage collector has nothing to walk.
package store

import (
	"cmp"
	"sync"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// headAndTail returns how many bytes stand before the message and behind it, as the index knows it.
func headAndTail(f *model.Frame) (head uint8, tail uint16) {
	return uint8(f.Head), uint16(min(f.Tail, maxTail))
}

// Store is the records of one client. Its methods may be called from several goroutines.
type Store struct {
	budget *Budget

	mu           sync.Mutex
	pages        pageTable
	lastPage     *[pageRecords]entry // the entries of the last page
	packedPages  int                 // pages looked at for packing
	n            int
	idScratch    []event.RecordID // room for the next batch
	order        *sorted.List[event.RecordID]
	files        []*LogFile // by number; in the place of one without records, and as the first, lost
	logs         []*logInfo // in the order of appearance
	components   nameInterner
	authors      authorInterner
	postings     postingSegments
	zones        Zones
	zonesChanged bool // zones changed since zoneless records were last placed

	countOnly bool // records are only counted
	counted   int

	fullPages    pageHeap // the packed pages
	indexBytes   int64    // of pages, order and volumes
	evictedUntil int64    // the newest time that was forgotten
	reorders     int      // how often all was put in another order
}

// New returns an empty store that keeps all text as it stands.
func New() *Store { return NewWithBudget(NewBudget(0)) }

// NewWithBudget returns an empty store that keeps as much text as a memory has room for.
func NewWithBudget(m *Budget) *Store {
	s := &Store{budget: m, files: []*LogFile{evictedFile}}
	s.components.values, s.authors.values = []string{""}, []author{{}} // the forgotten records'
	s.order = sorted.New(s.utc, s.compare)
	m.addStore()
	return s
}

// compare orders records by time, then log, file and place.
func (s *Store) compare(a, b event.RecordID) int {
	if c := cmp.Compare(s.utc(a), s.utc(b)); c != 0 {
		return c
	}
	x, y := s.fileOf(a), s.fileOf(b)
	if x == y {
		return cmp.Compare(a, b) // they arrive in the order of their places
	}
	return x.compare(y)
}

func (s *Store) fileOf(id event.RecordID) *LogFile {
	return s.files[s.pages.of(id).file(int(id%pageRecords))]
}

func (s *Store) entry(id event.RecordID) entry { return s.pages.of(id).entry(int(id % pageRecords)) }

func (s *Store) utc(id event.RecordID) int64 { return s.pages.of(id).utc(int(id % pageRecords)) }

// packFullPages makes pages small that are full, and sees whether there is room for them.
func (s *Store) packFullPages() (whole []*postingSegment) {
	for ; s.packedPages < s.n/pageRecords; s.packedPages++ {
		if (s.packedPages+1)%segmentPages == 0 {
			whole = append(whole, s.postings.of(event.RecordID(s.packedPages*pageRecords)))
		}
		p := s.pages.all[s.packedPages-s.pages.first]
		p.pack()
		s.addFullPage(s.packedPages, p)
	}
	return whole
}

func (s *Store) addRecord(g *LogFile, f *model.Frame) event.RecordID {
	id := event.RecordID(s.n)
	if s.n%pageRecords == 0 {
		s.lastPage = new([pageRecords]entry)
		s.pages.all = append(s.pages.all, newIndexPage(s.lastPage))
	}
	if s.n%segmentRecords == 0 {
		s.postings.addSegment()
	}
	e := &s.lastPage[s.n%pageRecords]
	s.n++
	*e = entry{
		size: uint32(f.Size), file: g.id, overhead: g.overhead, levelFormat: uint8(f.Level) | uint8(f.Format)<<2, flags: f.Flags,
	}
	e.head, e.tail = headAndTail(f)
	e.setOffset(g.end)
	who := author{s.components.intern(f.Component), f.Bias, f.Thread}
	g.end, g.overhead = g.end+int64(f.Size), g.overhead+uint32(e.head)+uint32(e.tail)
	if g.line > 0 {
		e.line = g.line + uint32(f.LeadingLines)
		g.line += uint32(f.Lines)
	}
	switch {
	case f.Flags&model.Zoneless == 0:
		e.utc = f.Wall + biasNanos(f.Bias)
		s.zonesChanged = s.zones.Learn(f.Wall, f.Bias) || s.zonesChanged
	default:
		who.bias, _ = s.zones.BiasAtWall(f.Wall)
		e.utc = f.Wall + biasNanos(who.bias)
		v := s.postings.of(id)
		v.zoneless = append(v.zoneless, id)
	}
	e.author = s.authors.intern(who)
	g.records++
	g.log.counts.add(f, e.utc)
	return id
}

func biasNanos(bias int16) int64 { return int64(bias) * 60e9 }
