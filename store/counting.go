package store

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// A counting store keeps no records: it numbers and counts them and learns their biases, for those
// who ask only for what records tell and where it stands. Its snapshots have logs and biases, and
// no rows.

// NewCounting returns an empty store that keeps no records.
func NewCounting() *Store {
	s := New()
	s.countOnly, s.pages = true, noPages
	return s
}

// noPages is the pages of a store without records: whichever is asked for, it is not kept.
var noPages = pageTable{first: (1<<32-1)/pageRecords + 1}

// logTimes is what a counting store knows of a log's times.
type logTimes struct {
	zoned         Counts  // of which only First and Last are used: of records with a bias of their own
	zonelessWalls []int64 // local times of timed records without
	hasZoneless   bool    // there is a record without
}

// batchCounts is what some records came to.
type batchCounts struct {
	counts        Counts
	spans         []biasSpan // of the biases that records carry, in the order of the records
	zonelessWalls []int64    // local times of timed records without
	hasZoneless   bool
}

// frameGroup is records that follow each other and are alike: of the same flags, form and bias.
type frameGroup struct {
	n, bytes, lines int
	first, last     int64 // local times
}

// leadingGroup returns the lot that some records begin with. One at the time that means none is a
// lot of its own.
func leadingGroup(frames []model.Frame) frameGroup {
	f := &frames[0]
	none := -biasNanos(f.Bias)
	l := frameGroup{1, f.Size, f.Lines, f.Wall, f.Wall}
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

// countBatch takes note of framed text at the end of the segment as Append does, and keeps none of
// it.
func (g *LogFile) countBatch(frames []model.Frame) event.RecordID {
	g.counts = batchCounts{spans: g.counts.spans[:0], zonelessWalls: g.counts.zonelessWalls[:0]}
	for rest := frames; len(rest) > 0; {
		l := leadingGroup(rest)
		g.end += int64(l.bytes)
		if g.line > 0 {
			g.line += uint32(l.lines)
		}
		g.counts.addGroup(rest[:l.n], &l)
		rest = rest[l.n:]
	}
	return g.store.countBatch(g.log, &g.counts, len(frames))
}

// addGroup takes note of a lot.
func (b *batchCounts) addGroup(frames []model.Frame, l *frameGroup) {
	f := &frames[0]
	b.counts.addMany(f, l.n, l.bytes)
	timed := f.Flags&model.Untimed == 0
	if f.Flags&model.Zoneless != 0 {
		b.hasZoneless = true
		for i := 0; timed && i < len(frames); i++ {
			b.zonelessWalls = append(b.zonelessWalls, frames[i].Wall)
		}
		return
	}
	if timed {
		b.counts.Include(l.first + biasNanos(f.Bias))
		b.counts.Include(l.last + biasNanos(f.Bias))
	}
	if n := len(b.spans); n > 0 && b.spans[n-1].bias == f.Bias {
		s := &b.spans[n-1]
		s.first, s.last = min(s.first, l.first), max(s.last, l.last)
	} else {
		b.spans = append(b.spans, biasSpan{f.Bias, l.first, l.last})
	}
}

// countBatch adds what a batch of n records of a log came to.
func (s *Store) countBatch(l *logInfo, b *batchCounts, n int) event.RecordID {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, z := range b.spans {
		first := s.zones.Learn(z.first, z.bias)
		last := s.zones.Learn(z.last, z.bias)
		s.zonesChanged = s.zonesChanged || first || last
	}
	l.hasZoneless = l.hasZoneless || b.hasZoneless
	l.zoned.Include(b.counts.First)
	l.zoned.Include(b.counts.Last)
	l.counts.merge(&b.counts)
	l.zonelessWalls = append(l.zonelessWalls, b.zonelessWalls...)
	s.includeWalls(l, b.zonelessWalls)
	id := event.RecordID(s.counted)
	s.counted += n
	return id
}

// includeWalls widens a log's time to hold some local ones.
func (s *Store) includeWalls(l *logInfo, walls []int64) {
	for _, w := range walls {
		bias, _ := s.zones.BiasAtWall(w)
		l.counts.Include(w + biasNanos(bias))
	}
}

// recountZoneless returns the records without a bias of their own the times that they have by now,
// and says whether there are any.
func (s *Store) recountZoneless() (any bool) {
	for _, l := range s.logs {
		l.counts.First, l.counts.Last = l.zoned.First, l.zoned.Last
		s.includeWalls(l, l.zonelessWalls)
		any = any || l.hasZoneless
	}
	return any
}
