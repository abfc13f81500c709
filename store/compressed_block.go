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
const usualBounds = 4

// messageBounds says where the messages of a text are.
type messageBounds struct {
	lengths varints // of what stands before each message, behind the one before it, and of the message
	tail    int     // bytes behind the last message
}

// appendFrames appends the bounds of frames.
func (b messageBounds) appendFrames(frames []model.Frame) messageBounds {
	w := slices.Grow(b.lengths, usualBounds*len(frames))
	for i := range frames {
		head, tail := headAndTail(&frames[i])
		w = binary.AppendUvarint(w, uint64(b.tail+int(head)))
		w = binary.AppendUvarint(w, uint64(frames[i].Size-int(head)-int(tail)))
		b.tail = int(tail)
	}
	b.lengths = w
	return b
}

// compressScratch holds the buffers of compressing and decompressing, which are many times larger
// than the result.
type compressScratch struct {
	messages, rest, output []byte
	lengths                varints // of messageBounds
}

var scratchPool = sync.Pool{New: func() any { return new(compressScratch) }}

// compressFrames compresses a text that frames cover.
func compressFrames(text []byte, frames []model.Frame) *compressedBlock {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	bounds := messageBounds{lengths: s.lengths[:0]}.appendFrames(frames)
	s.lengths = bounds.lengths
	return s.compressBlock(text, bounds)
}

// compressBlock compresses a text.
func compressBlock(text []byte, bounds messageBounds) *compressedBlock {
	s := scratchPool.Get().(*compressScratch)
	defer scratchPool.Put(s)
	return s.compressBlock(text, bounds)
}

func (s *compressScratch) compressBlock(text []byte, bounds messageBounds) *compressedBlock {
	lengths := bounds.lengths
	messages := slices.Grow(s.messages[:0], len(text)/2)
	rest := slices.Grow(s.rest[:0], binary.MaxVarintLen64+len(lengths)+len(text))
	rest = append(binary.AppendUvarint(rest, uint64(len(lengths))), lengths...)
	for len(lengths) > 0 {
		begin := lengths.next()
		end := begin + lengths.next()
		rest, messages, text = append(rest, text[:begin]...), append(messages, text[begin:end]...), text[end:]
	}
	rest = append(rest, text...)
	s.messages, s.rest = messages, rest
	return &compressedBlock{s.compress(messages), s.compress(rest)}
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
	messages, rest := s.messages, varints(s.rest)
	n := rest.next()
	lengths := rest[:n]
	rest = rest[n:]
	text := make([]byte, 0, length)
	for len(lengths) > 0 {
		between, message := lengths.next(), lengths.next()
		text = append(append(text, rest[:between]...), messages[:message]...)
		rest, messages = rest[between:], messages[message:]
	}
	return append(text, rest...)
}

// size returns how many bytes of memory the compressed text takes up.
func (c *compressedBlock) size() int { return len(c.messages) + len(c.rest) }
