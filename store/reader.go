package store

import (
	"sort"

	"ccmtail/model"
	"ccmtail/model/event"
)

// PageRecords is how many records an index page holds: those with ids from a multiple of it on.
// Reading them together costs least.
const PageRecords = pageRecords

// RecordClass is what many records have in common, so that it is looked at once for all of them.
type RecordClass struct {
	Component string
	Level     model.Level
	Head      uint8  // bytes before the message
	Tail      uint16 // bytes behind the message
	Thread    uint32
}

// RecordRun is records that arrived one after the other and stand side by side in one block of
// text. It is valid only in the function that Reader.EachRun passes it to.
type RecordRun struct {
	First event.RecordID
	Log   string
	Sizes []uint32 // bytes of each record, line break included

	reader    *Reader
	block     *textBlock // nil: the text is no longer kept
	from, to  int        // where the run stands in the text of the block
	messageAt int        // where its first message begins in the messages of the block
}

// Text returns the text of the records, one behind the other, nil if it is unavailable. It is valid
// as long as the run is, and the caller must not change it.
func (run *RecordRun) Text() []byte {
	text, _ := run.read(false)
	return text
}

// Messages returns text that holds the messages of the records, nil if it is unavailable. It is
// either the messages alone, one behind the other (messagesOnly), which costs less to decompress,
// or what Text returns. It is valid as long as the run is, and the caller must not change it.
func (run *RecordRun) Messages() (text []byte, messagesOnly bool) { return run.read(true) }

func (run *RecordRun) read(messagesSuffice bool) (text []byte, messagesOnly bool) {
	if run.block == nil {
		return nil, false
	}
	switch text, messagesOnly = run.reader.read(run.block, messagesSuffice); {
	case text == nil:
		return nil, false
	case messagesOnly:
		page := run.reader.records.pages.of(run.First)
		overhead := page.overhead(int(run.First%pageRecords), len(run.Sizes))
		return text[run.messageAt : run.messageAt+run.to-run.from-overhead], true
	}
	return text[run.from:run.to], false
}

// Reader reads the records of a snapshot in the order of their arrival, an index page and a block
// of text at a time. That is many times faster than record by record, and leaves cold text cold. It
// is for one goroutine, which must call Close at the end.
type Reader struct {
	records    *Records
	sizes      []uint32
	classes    []RecordClass
	scratch    classScratch
	cache      []cachedBlock // a ring
	lastCached int           // the entry of cache that was filled last
	files      openFiles
}

// cachedBlock is a cold block whose text was fetched.
type cachedBlock struct {
	block        *textBlock
	text         []byte // nil: unavailable
	messagesOnly bool
	buffer       []byte // may hold text
}

// Reader returns a reader of the snapshot. blocks, at least 1, is how many cold blocks it keeps the
// text of; 1 is enough for a caller that looks at each block once.
func (r *Records) Reader(blocks int) *Reader {
	return &Reader{records: r, cache: make([]cachedBlock, blocks)}
}

// Close closes the files that the reader holds open.
func (rd *Reader) Close() { rd.files.close() }

// Classes lists the classes of the records that the snapshot has on the page beginning with first,
// and for each of these records the index of its class. Both slices are valid until the next call,
// and the caller must not change them.
func (rd *Reader) Classes(first event.RecordID) (classes []RecordClass, classOf []uint16) {
	var keys []classKey
	keys, classOf = rd.records.pages.of(first).classes(rd.records.countInPage(first), &rd.scratch)
	rd.classes = rd.classes[:0]
	for _, key := range keys {
		rd.classes = append(rd.classes, rd.records.resolveClass(key))
	}
	return rd.classes, classOf
}

func (r *Records) resolveClass(key classKey) RecordClass {
	a := r.authors[key.author]
	return RecordClass{
		Component: r.components[a.component], Level: key.level(), Head: key.head, Tail: key.tail, Thread: a.thread,
	}
}

// EachRun calls f for each run of the retained records from one id up to another, which is not
// included. The run is valid until f returns.
func (rd *Reader) EachRun(from, to event.RecordID, f func(*RecordRun)) {
	from = max(from, rd.records.Begin())
	for from < to {
		i := int(from % pageRecords)
		if rd.records.Evicted(from) {
			from += event.RecordID(pageRecords - i)
			continue
		}
		end := min(pageRecords, i+int(to-from))
		fileID, begin, sizes := rd.records.pages.of(from).contiguous(rd.sizes[:0], i, end)
		rd.sizes = sizes
		for file := rd.records.files[fileID]; len(sizes) > 0; {
			run := rd.nextRun(file, begin, sizes)
			run.First = from
			f(&run)
			begin.offset += int64(run.to - run.from)
			from, sizes = from+event.RecordID(len(run.Sizes)), sizes[len(run.Sizes):]
		}
	}
}

// nextRun returns the run of records that begins at a position of a file: of those with the given
// sizes, which follow each other there, as many as stand in one block. begin.overhead needs to be
// right only for a run that does not begin a block.
func (rd *Reader) nextRun(file *LogFile, begin textPos, sizes []uint32) RecordRun {
	offset := begin.offset
	blocks := file.text.current()
	k := sort.Search(len(blocks), func(i int) bool { return blocks[i].offset > offset }) - 1
	end := int64(1)<<62 - 1
	if k+1 < len(blocks) {
		end = blocks[k+1].offset
	}
	at, n := offset, 0
	for n < len(sizes) && at+int64(sizes[n]) <= end {
		at += int64(sizes[n])
		n++
	}
	run := RecordRun{Log: file.log.name, Sizes: sizes[:n], reader: rd, to: int(at - offset)}
	if k >= 0 {
		run.block, run.from = blocks[k].textBlock, int(offset-blocks[k].offset)
		run.to += run.from
		if run.from > 0 {
			run.messageAt = run.from - int(begin.overhead-blocks[k].overhead)
		}
	}
	return run
}

// read returns the text of a block, or its messages alone if these suffice and cost less; nil if
// the text is unavailable.
func (rd *Reader) read(block *textBlock, messagesSuffice bool) (text []byte, messagesOnly bool) {
	if warm := block.warm.Load(); warm != nil {
		return *warm, false
	}
	for i := range rd.cache {
		if c := &rd.cache[i]; c.block == block && (messagesSuffice || !c.messagesOnly) {
			return c.text, c.messagesOnly
		}
	}
	rd.lastCached = (rd.lastCached + 1) % len(rd.cache)
	c := &rd.cache[rd.lastCached]
	c.block = block
	c.text, c.messagesOnly = block.peek(&c.buffer, &rd.files, messagesSuffice)
	return c.text, c.messagesOnly
}
