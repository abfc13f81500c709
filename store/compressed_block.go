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
type compressScratch struct {
	messages, rest, output []byte
	bounds                 messageBounds
}

var scratchPool = sync.Pool{New: func() any { return new(compressScratch) }}

// compressFrames compresses a text that frames cover.
func compressFrames(text []byte, frames []model.Frame) *compressedBlock {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	s.bounds = s.bounds[:0].appendFrames(frames)
	return s.compressBlock(text, s.bounds)
}

// compressBlock compresses a text.
func compressBlock(text []byte, bounds messageBounds) *compressedBlock {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	return s.compressBlock(text, bounds)
}

func (s *compressScratch) compressBlock(text []byte, bounds messageBounds) *compressedBlock {
	s.messages = slices.Grow(s.messages[:0], len(text)/2)
	s.rest = slices.Grow(s.rest[:0], len(bounds)+len(text))
	s.rest = append(binary.AppendUvarint(s.rest, uint64(len(bounds))), bounds...)
	bounds.each(func(n int, isMessage bool) {
		if isMessage {
			s.messages = append(s.messages, text[:n]...)
		} else {
			s.rest = append(s.rest, text[:n]...)
		}
		text = text[n:]
	})
	return &compressedBlock{s.compress(s.messages), s.compress(s.rest)}
}

// compress compresses one part. s2.EncodeBetter would make messages no smaller and the repetitive rest
// larger, and takes four times as long: it clears a table of more than half a megabyte for each block.
func (s *compressScratch) compress(part []byte) []byte {
	s.output = s2.Encode(s.output[:cap(s.output)], part)
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
