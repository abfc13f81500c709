package store

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"

	"ccmtail/model"
)

// compressedBlock is the text of a block, compressed in two parts: the messages, which are all that
// a filter searches, and the rest, which is more but hardly differs from record to record. Each
// part compresses better without the other.
type compressedBlock struct {
	messages, rest []byte
}

// usualBounds is how many bytes the bounds of a record take up at most, but for long ones.
const usualBounds = 5

// messageBounds says where the messages of a text are: for each record the number of bytes before
// its message, in it and behind it, as varints.
type messageBounds []byte

// appendFrames appends the bounds of frames.
func (b messageBounds) appendFrames(frames []model.Frame) messageBounds {
	b = slices.Grow(b, usualBounds*len(frames))
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		b = binary.AppendUvarint(b, uint64(head))
		b = binary.AppendUvarint(b, uint64(frames[i].Size-int(head)-int(tail)))
		b = binary.AppendUvarint(b, uint64(tail))
	}
	return b
}

// each calls f with the length of each part of the text in turn, and whether the part is a message.
func (b messageBounds) each(f func(n int, isMessage bool)) {
	for i := 0; len(b) > 0; i++ {
		n, used := binary.Uvarint(b)
		f(int(n), i%3 == 1)
		b = b[used:]
	}
}

// compressScratch holds the buffers of compressing and decompressing, which are many times larger
// than the result.
type compressScratch struct{ messages, rest, output []byte }

var scratchPool = sync.Pool{New: func() any { return new(compressScratch) }}

// compressBlock compresses a text in pieces, none of which ends within a record.
func compressBlock(bounds messageBounds, text ...[]byte) *compressedBlock {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	s.messages = s.messages[:0]
	s.rest = append(binary.AppendUvarint(s.rest[:0], uint64(len(bounds))), bounds...)
	bounds.each(func(n int, isMessage bool) {
		for len(text[0]) == 0 && len(text) > 1 {
			text = text[1:]
		}
		if isMessage {
			s.messages = append(s.messages, text[0][:n]...)
		} else {
			s.rest = append(s.rest, text[0][:n]...)
		}
		text[0] = text[0][n:]
	})
	return &compressedBlock{s.compress(s2.EncodeBetter, s.messages), s.compress(s2.Encode, s.rest)}
}

// compress compresses one part by the encoder that suits it: s2.EncodeBetter makes messages
// smaller, and the repetitive rest larger, than s2.Encode.
func (s *compressScratch) compress(encode func(dst, src []byte) []byte, part []byte) []byte {
	s.output = encode(s.output[:cap(s.output)], part)
	return bytes.Clone(s.output)
}

// decompressMessages returns the messages, one behind the other, in buffer if that is large enough;
// nil if the data is corrupt.
func (c *compressedBlock) decompressMessages(buffer []byte) []byte {
	messages, err := s2.Decode(buffer, c.messages)
	if err != nil {
		return nil
	}
	return messages
}

// decompress returns the whole text, of a known length; nil if the data is corrupt.
func (c *compressedBlock) decompress(length int) []byte {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	var err error
	if s.messages, err = s2.Decode(s.messages[:cap(s.messages)], c.messages); err != nil {
		return nil
	}
	if s.rest, err = s2.Decode(s.rest[:cap(s.rest)], c.rest); err != nil {
		return nil
	}
	messages, rest := s.messages, s.rest
	n, used := binary.Uvarint(rest)
	bounds := messageBounds(rest[used : used+int(n)])
	rest = rest[used+int(n):]
	text := make([]byte, 0, length)
	bounds.each(func(n int, isMessage bool) {
		if isMessage {
			text, messages = append(text, messages[:n]...), messages[n:]
		} else {
			text, rest = append(text, rest[:n]...), rest[n:]
		}
	})
	return text
}

// size returns how many bytes of memory the compressed text takes up.
func (c *compressedBlock) size() int { return len(c.messages) + len(c.rest) }
