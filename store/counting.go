package store

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// A counting store keeps no records. It numbers and counts them and learns their biases, for
// callers that want only the events and where they stand. Its snapshots have logs and biases, and
// no rows.

// NewCounting returns an empty store that counts records and keeps none.
func NewCounting() *Store {
	s := New()
	s.countOnly, s.pages = true, noPages
	return s
}

// noPages is the index of a counting store: every page counts as evicted.
var noPages = pageTable{first: (1<<32-1)/pageRecords + 1}

// logTimes is what a counting store knows of the times of a log.
type logTimes struct {
	zoned         Counts  // only First and Last, of the records with a bias of their own
	zonelessWalls []int64 // local times (nanoseconds) of timed records without a bias
	hasZoneless   bool    // there are records without a bias
}

// batchCounts is what a batch of records adds to the counts of its log.
type batchCounts struct {
	counts        Counts
	spans         []biasSpan // of the biases that the records carry, in the order of the records
	zonelessWalls []int64    // as in logTimes
	hasZoneless   bool
}

// frameGroup sums up consecutive frames of the same flags, format and bias.
type frameGroup struct {
	n, bytes, lines int
	first, last     int64 // local times, nanoseconds
}

// leadingGroup returns the group that frames begins with. A frame whose UTC time is 0, which Counts
// takes for no time, is a group of its own.
func leadingGroup(frames []model.Frame) frameGroup {
	first := &frames[0]
	wallOfZero := -biasNanos(first.Bias)
	g := frameGroup{1, first.Size, first.Lines, first.Wall, first.Wall}
	if first.Wall == wallOfZero {
		return g
	}
	for i := 1; i < len(frames); i++ {
		f := &frames[i]
		if f.Flags != first.Flags || f.Format != first.Format || f.Bias != first.Bias || f.Wall == wallOfZero {
			break
		}
		g.n, g.bytes, g.lines = g.n+1, g.bytes+f.Size, g.lines+f.Lines
		g.first, g.last = min(g.first, f.Wall), max(g.last, f.Wall)
	}
	return g
}

// countBatch does what Append does, for a counting store.
func (f *LogFile) countBatch(frames []model.Frame) event.RecordID {
	f.counts = batchCounts{spans: f.counts.spans[:0], zonelessWalls: f.counts.zonelessWalls[:0]}
	for rest := frames; len(rest) > 0; {
		g := leadingGroup(rest)
		f.end += int64(g.bytes)
		if f.line > 0 {
			f.line += uint32(g.lines)
		}
		f.counts.addGroup(rest[:g.n], &g)
		rest = rest[g.n:]
	}
	f.places.advance(f.end)
	return f.store.countBatch(f, &f.counts, len(frames))
}

// addGroup adds the frames of a group.
func (b *batchCounts) addGroup(frames []model.Frame, g *frameGroup) {
	first := &frames[0]
	b.counts.addMany(first, g.n, g.bytes)
	timed := first.Flags&model.Untimed == 0
	if first.Flags&model.Zoneless != 0 {
		b.hasZoneless = true
		for i := 0; timed && i < len(frames); i++ {
			b.zonelessWalls = append(b.zonelessWalls, frames[i].Wall)
		}
		return
	}
	if timed {
		b.counts.Include(g.first + biasNanos(first.Bias))
		b.counts.Include(g.last + biasNanos(first.Bias))
	}
	if n := len(b.spans); n > 0 && b.spans[n-1].bias == first.Bias {
		s := &b.spans[n-1]
		s.first, s.last = min(s.first, g.first), max(s.last, g.last)
	} else {
		b.spans = append(b.spans, biasSpan{first.Bias, g.first, g.last})
	}
}

// countBatch adds a batch of n records of a file and returns the id of the first.
func (s *Store) countBatch(f *LogFile, b *batchCounts, n int) event.RecordID {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := f.log
	l.endAt(f.end, f.generation)
	for _, span := range b.spans {
		first := s.zones.Learn(span.first, span.bias)
		last := s.zones.Learn(span.last, span.bias)
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

// includeWalls widens the time range of a log to cover local times, by the biases known now.
func (s *Store) includeWalls(l *logInfo, walls []int64) {
	for _, wall := range walls {
		bias, _ := s.zones.BiasAtWall(wall)
		l.counts.Include(wall + biasNanos(bias))
	}
}

// recountZoneless recomputes the time ranges of all logs by the biases known now. It reports
// whether there are records without a bias of their own, whose times may have changed.
func (s *Store) recountZoneless() (any bool) {
	for _, l := range s.logs {
		l.counts.First, l.counts.Last = l.zoned.First, l.zoned.Last
		s.includeWalls(l, l.zonelessWalls)
		any = any || l.hasZoneless
	}
	return any
}
