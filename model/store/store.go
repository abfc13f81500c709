// Package store keeps every record of one client, in the order of true time, and hands out snapshots
// that never change. It forgets nothing and reads no files: whoever frames the text hands it over.
//
// The text of a file stays whole: the frames of a file tile it, so no byte is without a record. The
// index is free of pointers, 32 bytes a record, so that the garbage collector has nothing to walk.
package store

import (
	"cmp"
	"sync"

	"ccmtail/model"
	"ccmtail/model/order"
)

// Frame is one record found in a text: where it is and what its head and tail say. The message is the
// text between them.
type Frame struct {
	Size, Head, Tail int // bytes in all, before the message, behind the message (line break included)
	Lead, Lines      int // line breaks before the record within Head, and within Size
	Wall             int64
	Bias             int16 // minutes; meaningful without model.Zoneless
	Component        string
	Thread           uint32
	Level            model.Level
	Flags            model.Flags
	Format           model.Format
}

// page is how many entries one allocation holds.
const page = 4096

// Store is the records of one client. Its methods may be called from several goroutines.
type Store struct {
	mu         sync.Mutex
	pages      []*[page]entry
	n          int
	order      *order.List[model.RecordID]
	segments   []*Segment
	components names
	authors    authors
	ids        postings
	zones      Zones
	zoneless   []model.RecordID
	stale      bool // zones changed since zoneless records were last placed
}

// New is an empty store.
func New() *Store {
	s := &Store{ids: postings{}}
	s.order = order.New(s.compare)
	return s
}

// Segment is one file of a log. One goroutine at a time appends to it.
type Segment struct {
	store      *Store
	id         uint16
	log        string
	file       string
	generation int
	text       text
	end        int64
	line       uint32
	counts     Counts
	named      []naming // room for the next batch
}

// Counts says what a segment holds.
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
	g := &Segment{store: s, id: uint16(len(s.segments)), log: log, file: file, generation: generation, line: 1}
	s.segments = append(s.segments, g)
	return g
}

// End is how much text the segment holds: where the next record will begin.
func (g *Segment) End() int64 { return g.end }

// compare orders records by time, then log, file and place.
func (s *Store) compare(a, b model.RecordID) int {
	x, y := s.entry(a), s.entry(b)
	if c := cmp.Compare(x.utc, y.utc); c != 0 {
		return c
	}
	if x.segment != y.segment {
		p, q := s.segments[x.segment], s.segments[y.segment]
		if c := cmp.Compare(p.log, q.log); c != 0 {
			return c
		}
		return cmp.Compare(p.generation, q.generation)
	}
	return cmp.Compare(x.offset(), y.offset())
}

func (s *Store) entry(id model.RecordID) *entry { return &s.pages[id/page][id%page] }

// Append adds framed text at the end of the segment and gives the id of the first new record; the
// others follow it. The store keeps text; the caller must not change it.
func (g *Segment) Append(text []byte, frames []Frame) model.RecordID {
	s := g.store
	g.named = read(g.named[:0], text, frames)
	s.mu.Lock()
	defer s.mu.Unlock()
	first := model.RecordID(s.n)
	if len(frames) == 0 {
		return first
	}
	g.text.add(g.end, text)
	ids := make([]model.RecordID, len(frames))
	for i := range frames {
		ids[i] = s.add(g, &frames[i])
	}
	s.order.Insert(ids)
	s.ids.post(first, g.named)
	return first
}

func (s *Store) add(g *Segment, f *Frame) model.RecordID {
	id := model.RecordID(s.n)
	if s.n%page == 0 {
		s.pages = append(s.pages, new([page]entry))
	}
	s.n++
	e := s.entry(id)
	*e = entry{
		size: uint32(f.Size), line: g.line + uint32(f.Lead), tail: uint16(min(f.Tail, longestTail)), segment: g.id,
		head: uint8(f.Head), bits: uint8(f.Level) | uint8(f.Format)<<2, flags: f.Flags,
	}
	e.place(g.end)
	who := author{s.components.id(f.Component), f.Bias, f.Thread}
	g.end += int64(f.Size)
	g.line += uint32(f.Lines)
	switch {
	case f.Flags&model.Zoneless == 0:
		e.utc = f.Wall + minutes(f.Bias)
		s.stale = s.zones.Learn(f.Wall, f.Bias) || s.stale
	default:
		who.bias, _ = s.zones.Bias(f.Wall)
		e.utc = f.Wall + minutes(who.bias)
		s.zoneless = append(s.zoneless, id)
	}
	e.author = s.authors.id(who)
	g.count(f, e.utc)
	return id
}

func (g *Segment) count(f *Frame, utc int64) {
	c := &g.counts
	c.Bytes += int64(f.Size)
	switch {
	case f.Flags&model.Damaged != 0:
		c.Damaged++
	case f.Format == model.FormatPlain:
		c.Plain++
	default:
		c.Records++
	}
	c.ByFormat[f.Format]++
	if f.Flags&model.Untimed != 0 {
		return
	}
	c.Span(utc)
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
