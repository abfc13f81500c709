// Package store keeps every record of one client, in the order of true time, and hands out snapshots
// that never change. It reads no files: whoever frames the text hands it over.
//
// The text of a file stays whole: the frames of a file tile it, so no byte is without a record. How much of it is kept
// is up to a Memory. The index is free of pointers, about 12 bytes a record, so that the garbage collector has nothing to
// walk.
package store

import (
	"cmp"
	"io"
	"sync"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// headAndTail is how many bytes stand before the message and behind it, as the index knows it.
func headAndTail(f *model.Frame) (head uint8, tail uint16) {
	return uint8(f.Head), uint16(min(f.Tail, longestTail))
}

// Store is the records of one client. Its methods may be called from several goroutines.
type Store struct {
	memory *Memory

	mu         sync.Mutex
	pages      pages
	tip        *[page]entry // the entries of the last page
	packed     int          // pages looked at for packing
	n          int
	batch      []event.RecordID // room for the next batch
	order      *sorted.List[event.RecordID]
	segments   []*Segment // by number; in the place of one without records, and as the first, lost
	logs       []*logSum  // in the order of appearance
	components names
	authors    authors
	volumes    volumes
	zones      Zones
	stale      bool // zones changed since zoneless records were last placed

	counting bool // records are only counted
	counted  int

	full    oldest // the packed pages
	size    int64  // of pages, order and volumes
	horizon int64  // the newest time that was forgotten
	sorted  int    // how often all was put in another order
}

// New is an empty store that keeps all text as it stands.
func New() *Store { return Within(NewMemory(0)) }

// Within is an empty store that keeps as much text as a memory has room for.
func Within(m *Memory) *Store {
	s := &Store{memory: m, segments: []*Segment{lost}}
	s.components.list, s.authors.list = []string{""}, []author{{}} // the forgotten records'
	s.order = sorted.New(s.utc, s.compare)
	m.share()
	return s
}

// Segment is one file of a log. One goroutine at a time appends to it.
type Segment struct {
	store      *Store
	id         uint32
	log        *logSum
	file       string
	before     string // the file of the generation before it, "" if there is none
	generation int
	text       text
	begin, end int64
	around     uint32   // how much of the text before end is no part of a message, the low bits
	line       uint32   // 0: not known
	named      mentions // room for those of the next batch
	came       sums     // the same, of a counting store

	// records is how many are in the index; gone is how much text of others there was, and goneTo where the last of it ended.
	records      int
	gone, goneTo int64
}

// Counts says what was read of a log.
type Counts struct {
	Records  int // records of a known form, whole
	Damaged  int // records whose head or tail is missing
	Plain    int // lines without a form
	Bytes    int64
	ByFormat [model.Formats]int
	First    int64 // UTC nanoseconds of the earliest timed record, 0 if none
	Last     int64
}

// Segment opens the segment of a file; generation orders the files of one log, oldest first.
func (s *Store) Segment(log, file string, generation int) *Segment {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Segment{store: s, id: uint32(len(s.segments)), log: s.log(log), file: file, generation: generation, line: 1}
	g.text.memory = s.memory
	g.before = g.log.open(file, generation)
	if !s.counting {
		s.segments = append(s.segments, g)
		s.grow(segmentBytes)
	}
	return g
}

// From says where the text that is appended from now on can be read again, at the same offsets and as long as the
// program runs: then it need not be kept. nil, as at first, is nowhere.
func (g *Segment) From(origin io.ReaderAt) { g.text.origin = origin }

// Skip leaves out n bytes of text before the first record: from then on lines are not known.
func (g *Segment) Skip(n int64) {
	if g.begin == g.end {
		g.begin += n
	}
	g.end, g.line = g.end+n, 0
}

// Done says that no more records come, so that the memory may take care of all of the text.
func (g *Segment) Done() {
	g.store.mu.Lock()
	defer g.store.mu.Unlock()
	g.text.seal()
}

// End is how much text the segment holds: where the next record will begin.
func (g *Segment) End() int64 { return g.end }

// Line is the line at which the next record will begin, 0 if that is not known.
func (g *Segment) Line() int { return int(g.line) }

// compare orders records by time, then log, file and place.
func (s *Store) compare(a, b event.RecordID) int {
	if c := cmp.Compare(s.utc(a), s.utc(b)); c != 0 {
		return c
	}
	x, y := s.segmentOf(a), s.segmentOf(b)
	if x == y {
		return cmp.Compare(a, b) // they arrive in the order of their places
	}
	return x.compare(y)
}

// compare orders files by log and age.
func (g *Segment) compare(o *Segment) int {
	return cmp.Or(cmp.Compare(g.log.name, o.log.name), cmp.Compare(g.generation, o.generation), cmp.Compare(g.id, o.id))
}

func (s *Store) segmentOf(id event.RecordID) *Segment {
	return s.segments[s.pages.of(id).segment(int(id%page))]
}

func (s *Store) entry(id event.RecordID) entry { return s.pages.of(id).entry(int(id % page)) }

func (s *Store) utc(id event.RecordID) int64 { return s.pages.of(id).utc(int(id % page)) }

// Append adds framed text at the end of the segment and returns the id of the first new record; the others follow it. events are
// what was read from the records, in their order: each has the number of its frame as its Rec. The store does not keep them, only
// the ids that they are about, to find the records by. text and events are lent until Append returns.
func (g *Segment) Append(text []byte, frames []model.Frame, events ...*event.Event) event.RecordID {
	s := g.store
	if s.counting {
		return g.count(frames)
	}
	g.named.read(text, frames)
	g.named.imply(events)
	first, whole := g.index(text, frames)
	s.seal(whole)
	return first
}

// index adds framed text whose names have been read, and gives back the volumes that it made whole.
func (g *Segment) index(text []byte, frames []model.Frame) (first event.RecordID, whole []*volume) {
	s := g.store
	s.mu.Lock()
	defer s.mu.Unlock()
	first = event.RecordID(s.n)
	if len(frames) == 0 {
		return first, nil
	}
	s.revive(g)
	begin, around := g.end, g.around
	ids := s.batch[:0]
	for i := range frames {
		ids = append(ids, s.add(g, &frames[i]))
	}
	s.batch = ids
	g.text.add(spot{begin, around}, text, frames, s.utc(ids[len(ids)-1]))
	s.order.Insert(ids)
	s.post(first, &g.named)
	return first, s.pack()
}

// pack makes pages small that are full, and sees whether there is room for them.
func (s *Store) pack() (whole []*volume) {
	for ; s.packed < s.n/page; s.packed++ {
		if (s.packed+1)%volumePages == 0 {
			whole = append(whole, s.volumes.of(event.RecordID(s.packed*page)))
		}
		p := s.pages.all[s.packed-s.pages.first]
		p.pack()
		s.enter(s.packed, p)
	}
	return whole
}

func (s *Store) add(g *Segment, f *model.Frame) event.RecordID {
	id := event.RecordID(s.n)
	if s.n%page == 0 {
		s.tip = new([page]entry)
		s.pages.all = append(s.pages.all, newSheet(s.tip))
	}
	if s.n%volumeSize == 0 {
		s.volumes.begin()
	}
	e := &s.tip[s.n%page]
	s.n++
	*e = entry{
		size: uint32(f.Size), segment: g.id, around: g.around, bits: uint8(f.Level) | uint8(f.Format)<<2, flags: f.Flags,
	}
	e.head, e.tail = headAndTail(f)
	e.place(g.end)
	who := author{s.components.id(f.Component), f.Bias, f.Thread}
	g.end, g.around = g.end+int64(f.Size), g.around+uint32(e.head)+uint32(e.tail)
	if g.line > 0 {
		e.line = g.line + uint32(f.Lead)
		g.line += uint32(f.Lines)
	}
	switch {
	case f.Flags&model.Zoneless == 0:
		e.utc = f.Wall + minutes(f.Bias)
		s.stale = s.zones.Learn(f.Wall, f.Bias) || s.stale
	default:
		who.bias, _ = s.zones.Bias(f.Wall)
		e.utc = f.Wall + minutes(who.bias)
		v := s.volumes.of(id)
		v.zoneless = append(v.zoneless, id)
	}
	e.author = s.authors.id(who)
	g.records++
	g.log.counts.add(f, e.utc)
	return id
}

func (c *Counts) add(f *model.Frame, utc int64) {
	c.number(f, 1, f.Size)
	if f.Flags&model.Untimed == 0 {
		c.Span(utc)
	}
}

// number adds n records like one, of so many bytes in all, without their times.
func (c *Counts) number(f *model.Frame, n, bytes int) {
	c.Bytes += int64(bytes)
	switch {
	case f.Flags&model.Damaged != 0:
		c.Damaged += n
	case f.Format == model.FormatPlain:
		c.Plain += n
	default:
		c.Records += n
	}
	c.ByFormat[f.Format] += n
}

// join adds what others came to.
func (c *Counts) join(o *Counts) {
	c.Records, c.Damaged, c.Plain, c.Bytes = c.Records+o.Records, c.Damaged+o.Damaged, c.Plain+o.Plain, c.Bytes+o.Bytes
	for f, n := range o.ByFormat {
		c.ByFormat[f] += n
	}
	c.Span(o.First)
	c.Span(o.Last)
}

// Span widens First and Last to hold a time; 0 is none.
func (c *Counts) Span(utc int64) {
	if utc == 0 {
		return
	}
	if c.First == 0 || utc < c.First {
		c.First = utc
	}
	if c.Last == 0 || utc > c.Last {
		c.Last = utc
	}
}

func minutes(bias int16) int64 { return int64(bias) * 60e9 }
