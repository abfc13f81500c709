package store

import "ccmtail/model"

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

// count takes note of framed text at the end of the segment as Append does, and keeps none of it.
func (g *Segment) count(frames []Frame) model.RecordID {
	var c Counts
	all, walls := g.came.spans[:0], g.came.walls[:0]
	zoneless := false
	for i := range frames {
		f := &frames[i]
		g.end += int64(f.Size)
		if g.line > 0 {
			g.line += uint32(f.Lines)
		}
		if f.Flags&model.Zoneless != 0 {
			zoneless = true
			c.number(f)
			if f.Flags&model.Untimed == 0 {
				walls = append(walls, f.Wall)
			}
			continue
		}
		c.add(f, f.Wall+minutes(f.Bias))
		if n := len(all); n > 0 && all[n-1].bias == f.Bias {
			all[n-1].first, all[n-1].last = min(all[n-1].first, f.Wall), max(all[n-1].last, f.Wall)
		} else {
			all = append(all, span{f.Bias, f.Wall, f.Wall})
		}
	}
	g.came = sums{c, all, walls, zoneless}
	return g.store.count(g.log, &g.came, len(frames))
}

// count adds what a batch of n records of a log came to.
func (s *Store) count(l *logSum, b *sums, n int) model.RecordID {
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
	id := model.RecordID(s.counted)
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
