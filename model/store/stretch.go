package store

import (
	"sort"

	"ccmtail/model"
)

// Stretch is records that arrived one after the other and stand so in one piece of text.
type Stretch struct {
	First model.RecordID
	Text  []byte   // of all of them; nil if it is gone
	Sizes []uint32 // of each, line break included
}

// Reader goes over records in the order of their arrival, by the texts they stand in: that is many times faster than
// asking for one record after the other, and does not push out what is warm. It is for one goroutine.
type Reader struct {
	snap  *Snapshot
	sizes []uint32
	room  []byte // for text that has to be got again
	piece *piece // the one looked at last
	text  []byte // its text
}

// Reader is a new reader of the snapshot.
func (v *Snapshot) Reader() *Reader { return &Reader{snap: v} }

// Each calls f for each stretch of the records from one id up to another that are kept. What f is given is good only until it returns.
func (r *Reader) Each(from, to model.RecordID, f func(Stretch)) {
	from = max(from, r.snap.Begin())
	for from < to {
		i := int(from % page)
		if r.snap.Forgotten(from) {
			from += model.RecordID(page - i)
			continue
		}
		end := min(page, i+int(to-from))
		segment, offset, sizes := r.snap.pages.of(from).run(r.sizes[:0], i, end)
		r.sizes = sizes
		for len(sizes) > 0 {
			n, text := r.cut(r.snap.segments[segment].text.now(), offset, sizes)
			f(Stretch{First: from, Text: text, Sizes: sizes[:n]})
			for _, size := range sizes[:n] {
				offset += int64(size)
			}
			from, sizes = from+model.RecordID(n), sizes[n:]
		}
	}
}

// cut is how many of the records at offset stand in one piece, and their text.
func (r *Reader) cut(blocks []block, offset int64, sizes []uint32) (n int, text []byte) {
	k := sort.Search(len(blocks), func(i int) bool { return blocks[i].offset > offset }) - 1
	end := int64(1)<<62 - 1
	if k+1 < len(blocks) {
		end = blocks[k+1].offset
	}
	at := offset
	for n < len(sizes) && at+int64(sizes[n]) <= end {
		at += int64(sizes[n])
		n++
	}
	if k < 0 {
		return n, nil
	}
	if all := r.read(blocks[k].piece); all != nil {
		text = all[offset-blocks[k].offset : at-blocks[k].offset]
	}
	return n, text
}

// read is a piece's text, nil if it is gone.
func (r *Reader) read(p *piece) []byte {
	if b := p.warm.Load(); b != nil {
		return *b
	}
	if p != r.piece {
		r.piece = p
		r.text = p.peek(&r.room)
	}
	return r.text
}
