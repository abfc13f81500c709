package store

import (
	"cmp"
	"io"

	"ccmtail/model"
	"ccmtail/model/event"
)

// LogFile is one file of a log, to which records are appended. Its methods are for one goroutine at
// a time; different files of a store may be written at the same time.
type LogFile struct {
	store        *Store
	id           uint32
	log          *logInfo
	previousFile string // the file of the generation before it, "" if there is none
	generation   int
	text         fileText
	places       bytePlaces
	begin, end   int64       // offsets of the first record and behind the last one
	overhead     uint32      // bytes before end that belong to no message, the low 32 bits
	line         uint32      // of the next record; 0: unknown
	mentions     mentions    // reused from batch to batch
	counts       batchCounts // the same, in a counting store

	records      int   // in the index
	evictedBytes int64 // sizes of the evicted records
	evictedTo    int64 // the offset at which the last of them ended
}

// evictedFile stands for the files of evicted records.
var evictedFile = &LogFile{log: &logInfo{}}

// AddFile adds a file of a log. Generations number the files of one log, oldest first.
func (s *Store) AddFile(log, file string, generation int) *LogFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &LogFile{
		store: s, id: uint32(len(s.files)), log: s.logNamed(log), generation: generation, line: 1,
	}
	f.text.budget = s.budget
	f.previousFile = f.log.addFile(file, generation)
	if !s.countOnly {
		s.files = append(s.files, f)
		s.charge(fileBytes)
	}
	return f
}

// Rename says that the file is called otherwise now: it was the live file and has been rolled.
func (f *LogFile) Rename(file string) {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	l := f.log
	l.nameFile(fileName(l.name, file), f.generation)
	if l.newestGeneration == f.generation {
		l.file = file
	}
}

// Identify tells the first whole record of the file, by which the file is known wherever and whenever
// it is read, see Records.FileIdentity. Until then it has no identity.
func (f *LogFile) Identify(first []byte) {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	f.log.identify(identityOf(f.log.name, first), f.generation)
}

// IdentifyAsBefore says that the file begins like that of the generation before it: it was cut back.
func (f *LogFile) IdentifyAsBefore() {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	if before := f.generation - 1; before >= 0 && before < len(f.log.identities) {
		f.log.identify(f.log.identities[before], f.generation)
	}
}

// SetOrigin sets from where the text that is appended from now on can be read again, at the same
// offsets and for as long as the program runs, so that it need not be kept. Nil, the default, means
// nowhere.
func (f *LogFile) SetOrigin(origin io.ReaderAt) {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	f.text.origin = origin
}

// Skip leaves out n bytes of text, which it may do before the first record only. The lines of all
// records are then unknown.
func (f *LogFile) Skip(n int64) {
	if f.begin == f.end {
		f.begin += n
	}
	f.end, f.line = f.end+n, 0
}

// SkipLines leaves out n bytes of text in front of the first record, which are so many whole lines, so
// that the lines of the records are known.
func (f *LogFile) SkipLines(n int64, lines int) {
	f.Skip(n)
	f.line = uint32(lines) + 1
}

// AddPlaces adds places in the order of the text, before the records behind them. Each byte of
// text behind one takes unit bytes of the file until the next. A file without any has the same
// bytes as its text.
func (f *LogFile) AddPlaces(unit int, first Place, more ...Place) { f.places.add(unit, first, more) }

// ByteAt returns the byte of the file at a text offset that is not before End.
func (f *LogFile) ByteAt(text int64) int64 { return f.places.byteAt(text) }

// Compact gives back memory that is needed only while text comes in. It changes no result.
func (f *LogFile) Compact() { f.places.compact() }

// Seal says that no more records will come, so that the last of the text can be compressed too.
func (f *LogFile) Seal() {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	f.text.seal()
}

// End returns the text offset at which the next record will begin.
func (f *LogFile) End() int64 { return f.end }

// Line returns the line at which the next record will begin, 0 if it is unknown.
func (f *LogFile) Line() int { return int(f.line) }

// compare orders files by log and age.
func (f *LogFile) compare(other *LogFile) int {
	return cmp.Or(
		cmp.Compare(f.log.name, other.log.name),
		cmp.Compare(f.generation, other.generation),
		cmp.Compare(f.id, other.id),
	)
}

// Append adds framed text at the end of the file and returns the id of the first new record; the
// others follow it. The frames must cover the text.
//
// events are those read from the new records, in their order, each with the index of its frame as
// Rec. The store posts the ids that they are about, so that the records can be found by them (see
// Records.Implying), and does not keep the events. It copies what it needs of text, frames and
// events before it returns.
func (f *LogFile) Append(text []byte, frames []model.Frame, events ...*event.Event) event.RecordID {
	s := f.store
	if s.countOnly {
		return f.countBatch(frames)
	}
	f.mentions.collect(text, frames)
	f.mentions.imply(events)
	blocks := f.text.cut(f.position(), text, frames)
	first, complete := f.index(text, frames, blocks)
	s.sealPostings(complete)
	return first
}

// position returns where the next record will begin.
func (f *LogFile) position() textPos { return textPos{f.end, f.overhead} }

// index adds framed text whose mentions have been collected and of which blocks may have been made. It
// returns the id of the first new record and the postings segments that are complete now.
func (f *LogFile) index(text []byte, frames []model.Frame, blocks []placedBlock) (first event.RecordID, complete []*postingSegment) {
	s := f.store
	s.mu.Lock()
	defer s.mu.Unlock()
	first = event.RecordID(s.n)
	if len(frames) == 0 {
		return first, nil
	}
	s.restoreFile(f)
	begin := f.position()
	f.keepPlaces(frames)
	ids := s.idScratch[:0]
	for i := range frames {
		ids = append(ids, s.addRecord(f, &frames[i]))
	}
	s.idScratch = ids
	f.log.endAt(f.end, f.generation)
	if newest := s.utc(ids[len(ids)-1]); len(blocks) > 0 {
		f.text.addComplete(blocks, newest)
	} else {
		f.text.add(begin, text, frames, newest)
	}
	s.order.Insert(ids)
	s.post(first, &f.mentions)
	return first, s.packFullPages()
}

// keepPlaces keeps at which bytes of the file records begin that are about to be added.
func (f *LogFile) keepPlaces(frames []model.Frame) {
	if f.places.isPlain() {
		return
	}
	before, text := f.places.kept.size, f.end
	for i := range frames {
		f.places.keep(text)
		text += int64(frames[i].Size)
	}
	if n := f.places.kept.size - before; n > 0 {
		f.store.charge(n)
	}
}

// trim gives up what only records before a text offset need.
func (f *LogFile) trim(text int64) {
	f.text.trim(text)
	before := f.places.kept.size
	f.places.kept.trim(text)
	f.store.charge(f.places.kept.size - before)
}

// release gives up what is kept for its records, which are all evicted.
func (f *LogFile) release() {
	f.text.release()
	f.store.charge(-fileBytes - f.places.kept.size)
	f.places.kept = keptPlaces{}
}
