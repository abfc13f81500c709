package store

import (
	"bytes"
	"encoding/binary"
	"sync"

	"github.com/klauspost/compress/s2"

	"ccmtail/model"
)

// compressedBlock is the text of some records, packed: their messages on their own, for these are
// all that a filter searches, and what stands around them, which is more and hardly differs from
// one record to the next. Each packs better without the other.
type compressedBlock struct {
	messages, rest []byte
}

// messageBounds is where the messages of a text stand: of each record in turn how many bytes are
// before its message, in it and behind it.
type messageBounds []byte

// appendFrames adds some records.
func (s messageBounds) appendFrames(frames []model.Frame) messageBounds {
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		s = binary.AppendUvarint(s, uint64(head))
		s = binary.AppendUvarint(s, uint64(frames[i].Size-int(head)-int(tail)))
		s = binary.AppendUvarint(s, uint64(tail))
	}
	return s
}

// each calls f for what stands around each message and for each message in turn, with its length.
func (s messageBounds) each(f func(n int, message bool)) {
	for i := 0; len(s) > 0; i++ {
		n, used := binary.Uvarint(s)
		f(int(n), i%3 == 1)
		s = s[used:]
	}
}

// compressScratch is what packing needs to work in: many times what comes of it.
type compressScratch struct{ messages, rest, output []byte }

var scratchPool = sync.Pool{New: func() any { return new(compressScratch) }}

// compressBlock packs a text.
func compressBlock(text []byte, s messageBounds) *compressedBlock {
	r := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(r)
	r.messages, r.rest = r.messages[:0], append(binary.AppendUvarint(r.rest[:0], uint64(len(s))), s...)
	s.each(func(n int, message bool) {
		if message {
			r.messages = append(r.messages, text[:n]...)
		} else {
			r.rest = append(r.rest, text[:n]...)
		}
		text = text[n:]
	})
	return &compressedBlock{r.compress(s2.EncodeBetter, r.messages), r.compress(s2.Encode, r.rest)}
}

// compress packs a part of a text in some way: that which finds more to leave out in messages finds
// less in what repeats all the time.
func (r *compressScratch) compress(how func(room, text []byte) []byte, text []byte) []byte {
	r.output = how(r.output[:cap(r.output)], text)
	return bytes.Clone(r.output)
}

// decompressMessages returns the messages, one behind the other, in room if that is large enough.
func (b *compressedBlock) decompressMessages(room []byte) []byte {
	text, err := s2.Decode(room, b.messages)
	if err != nil {
		return nil
	}
	return text
}

// decompress returns the whole text, which has some length.
func (b *compressedBlock) decompress(length int) []byte {
	r := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(r)
	var err error
	if r.messages, err = s2.Decode(r.messages[:cap(r.messages)], b.messages); err != nil {
		return nil
	}
	if r.rest, err = s2.Decode(r.rest[:cap(r.rest)], b.rest); err != nil {
		return nil
	}
	messages, rest := r.messages, r.rest
	n, used := binary.Uvarint(rest)
	s := messageBounds(rest[used : used+int(n)])
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

// size returns how much memory a bundle takes up.
func (b *compressedBlock) size() int { return len(b.messages) + len(b.rest) }
