package store

import (
	"bytes"
	"encoding/binary"
	"sync"

	"github.com/klauspost/compress/s2"

	"ccmtail/model"
)

// bundle is the text of some records, packed: their messages on their own, for these are all that a filter searches, and what stands around
// them, which is more and hardly differs from one record to the next. Each packs better without the other.
type bundle struct {
	messages, rest []byte
}

// seams is where the messages of a text stand: of each record in turn how many bytes are before its message, in it and behind it.
type seams []byte

// add adds some records.
func (s seams) add(frames []model.Frame) seams {
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		s = binary.AppendUvarint(s, uint64(head))
		s = binary.AppendUvarint(s, uint64(frames[i].Size-int(head)-int(tail)))
		s = binary.AppendUvarint(s, uint64(tail))
	}
	return s
}

// each calls f for what stands around each message and for each message in turn, with its length.
func (s seams) each(f func(n int, message bool)) {
	for i := 0; len(s) > 0; i++ {
		n, used := binary.Uvarint(s)
		f(int(n), i%3 == 1)
		s = s[used:]
	}
}

// room is what packing needs to work in: many times what comes of it.
type room struct{ messages, rest, packed []byte }

var rooms = sync.Pool{New: func() any { return new(room) }}

// pack packs a text.
func pack(text []byte, s seams) *bundle {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	r.messages, r.rest = r.messages[:0], append(binary.AppendUvarint(r.rest[:0], uint64(len(s))), s...)
	s.each(func(n int, message bool) {
		if message {
			r.messages = append(r.messages, text[:n]...)
		} else {
			r.rest = append(r.rest, text[:n]...)
		}
		text = text[n:]
	})
	return &bundle{r.pack(s2.EncodeBetter, r.messages), r.pack(s2.Encode, r.rest)}
}

// pack packs a part of a text in some way: that which finds more to leave out in messages finds less in what repeats all the time.
func (r *room) pack(how func(room, text []byte) []byte, text []byte) []byte {
	r.packed = how(r.packed[:cap(r.packed)], text)
	return bytes.Clone(r.packed)
}

// bare is the messages, one behind the other, in room if that is large enough.
func (b *bundle) bare(room []byte) []byte {
	text, err := s2.Decode(room, b.messages)
	if err != nil {
		return nil
	}
	return text
}

// text is the whole text, which has some length.
func (b *bundle) text(length int) []byte {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	var err error
	if r.messages, err = s2.Decode(r.messages[:cap(r.messages)], b.messages); err != nil {
		return nil
	}
	if r.rest, err = s2.Decode(r.rest[:cap(r.rest)], b.rest); err != nil {
		return nil
	}
	messages, rest := r.messages, r.rest
	n, used := binary.Uvarint(rest)
	s := seams(rest[used : used+int(n)])
	rest = rest[used+int(n):]
	text := make([]byte, 0, length)
	s.each(func(n int, message bool) {
		if message {
			text, messages = append(text, messages[:n]...), messages[n:]
		} else {
			text, rest = append(text, rest[:n]...), rest[n:]
		}
	})
	return text
}

// size is how much memory a bundle takes up.
func (b *bundle) size() int { return len(b.messages) + len(b.rest) }
