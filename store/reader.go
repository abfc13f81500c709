package store

import (
	"sort"

	"ccmtail/model"
	"ccmtail/model/event"
)

// PageRecords is how many records the index keeps together: those with ids from a multiple of it
// on. They are looked at best together too.
const PageRecords = pageRecords

// RecordClass is what many records have in common, and so is asked once for all of them.
type RecordClass struct {
	Component string
	Level     model.Level
	Head      uint8 // bytes before the message
	Tail      uint16
	Thread    uint32
}

// RecordRun is records that arrived one after the other and stand so in one piece of text.
type RecordRun struct {
	First event.RecordID
	Log   string
	Sizes []uint32 // of each, line break included

	reader    *Reader
	block     *textBlock // nil: kept no longer
	from, to  int        // in it
	messageAt int        // where the first message stands in the messages of it
}

// Text returns the text of all records of a stretch, nil if it is gone. It is good as long as the
// stretch is.
func (s *RecordRun) Text() []byte {
	text, _ := s.text(false)
	return text
}

// Messages returns the text in which the messages of a stretch stand, nil if it is gone: all of it,
// or with bare, which costs less, only they, one behind the other. It is good as long as the
// stretch is.
func (s *RecordRun) Messages() (text []byte, bare bool) { return s.text(true) }

func (s *RecordRun) text(maybeBare bool) (text []byte, bare bool) {
	if s.block == nil {
		return nil, false
	}
	switch text, bare = s.reader.read(s.block, maybeBare); {
	case text == nil:
		return nil, false
	case bare:
		around := s.reader.records.pages.of(s.First).overhead(int(s.First%pageRecords), len(s.Sizes))
		return text[s.messageAt : s.messageAt+s.to-s.from-around], true
	}
	return text[s.from:s.to], false
}

// Reader looks at the records of a snapshot in the order of their arrival, a page and the texts it
// stands in at a time: that is many times faster than asking for one record after the other, and
// does not push out what is warm. It is for one goroutine, which closes it at the end.
type Reader struct {
	records    *Records
	sizes      []uint32
	classes    []RecordClass
	scratch    classScratch
	cache      []cachedBlock // a ring
	lastCached int           // the one asked for last
	files      openFiles
}

// cachedBlock is a piece whose text was got again.
type cachedBlock struct {
	block        *textBlock
	text         []byte
	messagesOnly bool
	buffer       []byte
}

// Reader returns a new reader of the snapshot. It holds the texts of some pieces at a time: one,
// for who looks at each but once.
func (v *Records) Reader(pieces int) *Reader {
	return &Reader{records: v, cache: make([]cachedBlock, pieces)}
}

// Close lets go of what the reader holds open.
func (r *Reader) Close() { r.files.close() }

// Classes lists the kinds of those records of a page that the snapshot has, and says of each record
// which it has. Both are good until the next call.
func (r *Reader) Classes(first event.RecordID) (kinds []RecordClass, of []uint16) {
	var shapes []classKey
	shapes, of = r.records.pages.of(first).classes(r.records.countInPage(first), &r.scratch)
	r.classes = r.classes[:0]
	for _, s := range shapes {
		r.classes = append(r.classes, r.records.resolveClass(s))
	}
	return r.classes, of
}

func (v *Records) resolveClass(s classKey) RecordClass {
	who := v.authors[s.author]
	return RecordClass{Component: v.components[who.component], Level: s.level(), Head: s.head, Tail: s.tail, Thread: who.thread}
}

// EachRun calls f for each stretch of the records from one id up to another that are kept. What f
// is given is good only until it returns.
func (r *Reader) EachRun(from, to event.RecordID, f func(*RecordRun)) {
	from = max(from, r.records.Begin())
	for from < to {
		i := int(from % pageRecords)
		if r.records.Evicted(from) {
			from += event.RecordID(pageRecords - i)
			continue
		}
		end := min(pageRecords, i+int(to-from))
		segment, at, sizes := r.records.pages.of(from).contiguous(r.sizes[:0], i, end)
		r.sizes = sizes
		for g := r.records.files[segment]; len(sizes) > 0; {
			s := r.nextRun(g, at, sizes)
			s.First = from
			f(&s)
			at.offset += int64(s.to - s.from)
			from, sizes = from+event.RecordID(len(s.Sizes)), sizes[len(s.Sizes):]
		}
	}
}

// nextRun returns those of the records from a spot on that stand in one piece. How much of the text
// before the spot is no part of a message needs to be right only if the spot is not where the piece
// begins.
func (r *Reader) nextRun(g *LogFile, begin textPos, sizes []uint32) RecordRun {
	offset := begin.offset
	blocks := g.text.current()
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
	s := RecordRun{Log: g.log.name, Sizes: sizes[:n], reader: r, to: int(at - offset)}
	if k >= 0 {
		s.block, s.from = blocks[k].textBlock, int(offset-blocks[k].offset)
		s.to += s.from
		if s.from > 0 {
			s.messageAt = s.from - int(begin.overhead-blocks[k].overhead)
		}
	}
	return s
}

// read returns a piece's text, nil if it is gone; with bare, which may be allowed, only its
// messages.
func (r *Reader) read(p *textBlock, maybeBare bool) (text []byte, bare bool) {
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	for i := range r.cache {
		if h := &r.cache[i]; h.block == p && (maybeBare || !h.messagesOnly) {
			return h.text, h.messagesOnly
		}
	}
	r.lastCached = (r.lastCached + 1) % len(r.cache)
	h := &r.cache[r.lastCached]
	h.block = p
	h.text, h.messagesOnly = p.peek(&h.buffer, &r.files, maybeBare)
	return h.text, h.messagesOnly
}

// UTC returns when a record was logged, in nanoseconds.
func (v *Records) UTC(id event.RecordID) int64 { return v.utc(id) }
