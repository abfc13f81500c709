package store

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// A counting store keeps no records: it numbers and counts them and learns their biases, for those who ask only for what
// records tell and where it stands. Its snapshots have logs and biases, and no rows.

// Counting is an empty store that keeps no records.
func Counting() *Store {
	s := New()
	s.counting, s.pages = true, none
	return s
}

// none is the pages of a store without records: whichever is asked for, it is not kept.
var none = pages{first: (1<<32-1)/page + 1}

// tally is what a counting store knows of a log's times.
type tally struct {
	own      Counts  // of which only First and Last are used: of records with a bias of their own
	walls    []int64 // local times of timed records without
	zoneless bool    // there is a record without
}

// sums is what some records came to.
type sums struct {
	counts   Counts
	spans    []span  // of the biases that records carry, in the order of the records
	walls    []int64 // local times of timed records without
	zoneless bool
}

// lot is records that follow each other and are alike: of the same flags, form and bias.
type lot struct {
	n, bytes, lines int
	first, last     int64 // local times
}

// lotOf is the lot that some records begin with. One at the time that means none is a lot of its own.
func lotOf(frames []model.Frame) lot {
	f := &frames[0]
	none := -minutes(f.Bias)
	l := lot{1, f.Size, f.Lines, f.Wall, f.Wall}
	if f.Wall == none {
		return l
	}
	for i := 1; i < len(frames); i++ {
		o := &frames[i]
		if o.Flags != f.Flags || o.Format != f.Format || o.Bias != f.Bias || o.Wall == none {
			break
		}
		l.n, l.bytes, l.lines = l.n+1, l.bytes+o.Size, l.lines+o.Lines
		l.first, l.last = min(l.first, o.Wall), max(l.last, o.Wall)
	}
	return l
}

// count takes note of framed text at the end of the segment as Append does, and keeps none of it.
func (g *Segment) count(frames []model.Frame) event.RecordID {
	g.came = sums{spans: g.came.spans[:0], walls: g.came.walls[:0]}
	for rest := frames; len(rest) > 0; {
		l := lotOf(rest)
		g.end += int64(l.bytes)
		if g.line > 0 {
			g.line += uint32(l.lines)
		}
		g.came.add(rest[:l.n], &l)
		rest = rest[l.n:]
	}
	return g.store.count(g.log, &g.came, len(frames))
}

// add takes note of a lot.
func (b *sums) add(frames []model.Frame, l *lot) {
	f := &frames[0]
	b.counts.number(f, l.n, l.bytes)
	timed := f.Flags&model.Untimed == 0
	if f.Flags&model.Zoneless != 0 {
		b.zoneless = true
		for i := 0; timed && i < len(frames); i++ {
			b.walls = append(b.walls, frames[i].Wall)
		}
		return
	}
	if timed {
		b.counts.Span(l.first + minutes(f.Bias))
		b.counts.Span(l.last + minutes(f.Bias))
	}
	if n := len(b.spans); n > 0 && b.spans[n-1].bias == f.Bias {
		s := &b.spans[n-1]
		s.first, s.last = min(s.first, l.first), max(s.last, l.last)
	} else {
		b.spans = append(b.spans, span{f.Bias, l.first, l.last})
	}
}

// count adds what a batch of n records of a log came to.
func (s *Store) count(l *logSum, b *sums, n int) event.RecordID {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, z := range b.spans {
		first := s.zones.Learn(z.first, z.bias)
		last := s.zones.Learn(z.last, z.bias)
		s.stale = s.stale || first || last
	}
	l.zoneless = l.zoneless || b.zoneless
	l.own.Span(b.counts.First)
	l.own.Span(b.counts.Last)
	l.counts.join(&b.counts)
	l.walls = append(l.walls, b.walls...)
	s.span(l, b.walls)
	id := event.RecordID(s.counted)
	s.counted += n
	return id
}

// span widens a log's time to hold some local ones.
func (s *Store) span(l *logSum, walls []int64) {
	for _, w := range walls {
		bias, _ := s.zones.Bias(w)
		l.counts.Span(w + minutes(bias))
	}
}

// recount gives the records without a bias of their own the times that they have by now, and says whether there are any.
func (s *Store) recount() (any bool) {
	for _, l := range s.logs {
		l.counts.First, l.counts.Last = l.own.First, l.own.Last
		s.span(l, l.walls)
		any = any || l.zoneless
	}
	return any
}
