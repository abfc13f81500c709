package store

import (
	"cmp"
	"io"

	"ccmtail/model"
	"ccmtail/model/event"
)

// LogFile is one file of a log. One goroutine at a time appends to it.
type LogFile struct {
	store        *Store
	id           uint32
	log          *logInfo
	file         string
	previousFile string // the file of the generation before it, "" if there is none
	generation   int
	text         fileText
	begin, end   int64
	overhead     uint32      // how much of the text before end is no part of a message, the low bits
	line         uint32      // 0: not known
	mentions     mentions    // room for those of the next batch
	counts       batchCounts // the same, of a counting store

	// records is how many are in the index; gone is how much text of others there was, and goneTo
	// where the last of it ended.
	records                 int
	evictedBytes, evictedTo int64
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

// AddFile opens the segment of a file; generation orders the files of one log, oldest first.
func (s *Store) AddFile(log, file string, generation int) *LogFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &LogFile{store: s, id: uint32(len(s.files)), log: s.logNamed(log), file: file, generation: generation, line: 1}
	g.text.budget = s.budget
	g.previousFile = g.log.addFile(file, generation)
	if !s.countOnly {
		s.files = append(s.files, g)
		s.charge(fileBytes)
	}
	return g
}

// SetOrigin says where the text that is appended from now on can be read again, at the same offsets
// and as long as the program runs: then it need not be kept. nil, as at first, is nowhere.
func (g *LogFile) SetOrigin(origin io.ReaderAt) { g.text.origin = origin }

// Skip leaves out n bytes of text before the first record: from then on lines are not known.
func (g *LogFile) Skip(n int64) {
	if g.begin == g.end {
		g.begin += n
	}
	g.end, g.line = g.end+n, 0
}

// Seal says that no more records come, so that the memory may take care of all of the text.
func (g *LogFile) Seal() {
	g.store.mu.Lock()
	defer g.store.mu.Unlock()
	g.text.seal()
}

// End returns how much text the segment holds: where the next record will begin.
func (g *LogFile) End() int64 { return g.end }

// Line returns the line at which the next record will begin, 0 if that is not known.
func (g *LogFile) Line() int { return int(g.line) }

// compare orders files by log and age.
func (g *LogFile) compare(o *LogFile) int {
	return cmp.Or(cmp.Compare(g.log.name, o.log.name), cmp.Compare(g.generation, o.generation), cmp.Compare(g.id, o.id))
}

// Append adds framed text at the end of the segment and returns the id of the first new record; the
// others follow it. events are what was read from the records, in their order: each has the number
// of its frame as its Rec. The store does not keep them, only the ids that they are about, to find
// the records by. text and events are lent until Append returns.
func (g *LogFile) Append(text []byte, frames []model.Frame, events ...*event.Event) event.RecordID {
	s := g.store
	if s.countOnly {
		return g.countBatch(frames)
	}
	g.mentions.collect(text, frames)
	g.mentions.imply(events)
	first, whole := g.index(text, frames)
	s.sealPostings(whole)
	return first
}

// index adds framed text whose names have been read, and gives back the volumes that it made whole.
func (g *LogFile) index(text []byte, frames []model.Frame) (first event.RecordID, whole []*postingSegment) {
	s := g.store
	s.mu.Lock()
	defer s.mu.Unlock()
	first = event.RecordID(s.n)
	if len(frames) == 0 {
		return first, nil
	}
	s.restoreFile(g)
	begin, around := g.end, g.overhead
	ids := s.idScratch[:0]
	for i := range frames {
		ids = append(ids, s.addRecord(g, &frames[i]))
	}
	s.idScratch = ids
	g.text.add(textPos{begin, around}, text, frames, s.utc(ids[len(ids)-1]))
	s.order.Insert(ids)
	s.post(first, &g.mentions)
	return first, s.packFullPages()
}

func (c *Counts) add(f *model.Frame, utc int64) {
	c.addMany(f, 1, f.Size)
	if f.Flags&model.Untimed == 0 {
		c.Include(utc)
	}
}

// addMany adds n records like one, of so many bytes in all, without their times.
func (c *Counts) addMany(f *model.Frame, n, bytes int) {
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

// merge adds what others came to.
func (c *Counts) merge(o *Counts) {
	c.Records, c.Damaged, c.Plain, c.Bytes = c.Records+o.Records, c.Damaged+o.Damaged, c.Plain+o.Plain, c.Bytes+o.Bytes
	for f, n := range o.ByFormat {
		c.ByFormat[f] += n
	}
	c.Include(o.First)
	c.Include(o.Last)
}

// Include widens First and Last to hold a time; 0 is none.
func (c *Counts) Include(utc int64) {
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
