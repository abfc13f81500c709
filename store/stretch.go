package store

import (
	"sort"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Page is how many records the index keeps together: those with ids from a multiple of it on. They are looked at best
// together too.
const Page = page

// Kind is what many records have in common, and so is asked once for all of them.
type Kind struct {
	Component string
	Level     model.Level
	Head      uint8 // bytes before the message
	Tail      uint16
	Thread    uint32
}

// Stretch is records that arrived one after the other and stand so in one piece of text.
type Stretch struct {
	First event.RecordID
	Log   string
	Sizes []uint32 // of each, line break included

	reader   *Reader
	piece    *piece // nil: kept no longer
	from, to int    // in it
	message  int    // where the first message stands in the messages of it
}

// Text is the text of all records of a stretch, nil if it is gone. It is good as long as the stretch is.
func (s *Stretch) Text() []byte {
	text, _ := s.text(false)
	return text
}

// Messages is the text in which the messages of a stretch stand, nil if it is gone: all of it, or with bare, which costs less, only they, one
// behind the other. It is good as long as the stretch is.
func (s *Stretch) Messages() (text []byte, bare bool) { return s.text(true) }

func (s *Stretch) text(maybeBare bool) (text []byte, bare bool) {
	if s.piece == nil {
		return nil, false
	}
	switch text, bare = s.reader.read(s.piece, maybeBare); {
	case text == nil:
		return nil, false
	case bare:
		around := s.reader.snap.pages.of(s.First).around(int(s.First%page), len(s.Sizes))
		return text[s.message : s.message+s.to-s.from-around], true
	}
	return text[s.from:s.to], false
}

// Reader looks at the records of a snapshot in the order of their arrival, a page and the texts it stands in at a time: that is
// many times faster than asking for one record after the other, and does not push out what is warm. It is for one goroutine,
// which closes it at the end.
type Reader struct {
	snap  *Records
	sizes []uint32
	kinds []Kind
	wide  wideKinds
	held  []held // a ring
	last  int    // the one asked for last
	files openFiles
}

// held is a piece whose text was got again.
type held struct {
	piece *piece
	text  []byte
	bare  bool
	room  []byte
}

// Reader is a new reader of the snapshot. It holds the texts of some pieces at a time: one, for who looks at each but once.
func (v *Records) Reader(pieces int) *Reader { return &Reader{snap: v, held: make([]held, pieces)} }

// Close lets go of what the reader holds open.
func (r *Reader) Close() { r.files.close() }

// Kinds lists the kinds of those records of a page that the snapshot has, and says of each record which it has. Both are good until the
// next call.
func (r *Reader) Kinds(first event.RecordID) (kinds []Kind, of []uint16) {
	var shapes []shape
	shapes, of = r.snap.pages.of(first).kinds(r.snap.inPage(first), &r.wide)
	r.kinds = r.kinds[:0]
	for _, s := range shapes {
		r.kinds = append(r.kinds, r.snap.kind(s))
	}
	return r.kinds, of
}

func (v *Records) kind(s shape) Kind {
	who := v.authors[s.author]
	return Kind{Component: v.components[who.component], Level: s.level(), Head: s.head, Tail: s.tail, Thread: who.thread}
}

// Each calls f for each stretch of the records from one id up to another that are kept. What f is given is good only until it returns.
func (r *Reader) Each(from, to event.RecordID, f func(*Stretch)) {
	from = max(from, r.snap.Begin())
	for from < to {
		i := int(from % page)
		if r.snap.Forgotten(from) {
			from += event.RecordID(page - i)
			continue
		}
		end := min(page, i+int(to-from))
		segment, at, sizes := r.snap.pages.of(from).run(r.sizes[:0], i, end)
		r.sizes = sizes
		for g := r.snap.segments[segment]; len(sizes) > 0; {
			s := r.cut(g, at, sizes)
			s.First = from
			f(&s)
			at.offset += int64(s.to - s.from)
			from, sizes = from+event.RecordID(len(s.Sizes)), sizes[len(s.Sizes):]
		}
	}
}

// cut is those of the records from a spot on that stand in one piece. How much of the text before the spot is no part of a message needs
// to be right only if the spot is not where the piece begins.
func (r *Reader) cut(g *Segment, begin spot, sizes []uint32) Stretch {
	offset := begin.offset
	blocks := g.text.now()
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
	s := Stretch{Log: g.log.name, Sizes: sizes[:n], reader: r, to: int(at - offset)}
	if k >= 0 {
		s.piece, s.from = blocks[k].piece, int(offset-blocks[k].offset)
		s.to += s.from
		if s.from > 0 {
			s.message = s.from - int(begin.around-blocks[k].around)
		}
	}
	return s
}

// read is a piece's text, nil if it is gone; with bare, which may be allowed, only its messages.
func (r *Reader) read(p *piece, maybeBare bool) (text []byte, bare bool) {
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	for i := range r.held {
		if h := &r.held[i]; h.piece == p && (maybeBare || !h.bare) {
			return h.text, h.bare
		}
	}
	r.last = (r.last + 1) % len(r.held)
	h := &r.held[r.last]
	h.piece = p
	h.text, h.bare = p.peek(&h.room, &r.files, maybeBare)
	return h.text, h.bare
}

// UTC is when a record was logged, in nanoseconds.
func (v *Records) UTC(id event.RecordID) int64 { return v.utc(id) }
