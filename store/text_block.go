package store

import (
	"hash/maphash"
	"io"
	"sync"
	"sync/atomic"

	"ccmtail/model"
)

// textBlock is a stretch of the text of a file. A warm block holds the text itself. A cold one can
// get it again, by decompressing or by reading its file, unless the block was dropped or its file
// has changed: then the text is unavailable.
type textBlock struct {
	warm       atomic.Pointer[[]byte] // the text, nil when the block is cold
	referenced atomic.Bool            // read since the clock hand last passed, see Budget.sweep
	newestTime int64                  // of its newest record; fixed once the block is complete

	mu           sync.Mutex  // guards everything below once the block is complete
	origin       io.ReaderAt // has the text at originOffset; nil: it is compressed when cold
	originOffset int64
	length       int
	checksum     uint64 // of the text, to notice that the file has changed
	bounds       messageBounds
	compressed   *compressedBlock
	hasChecksum  bool
	unavailable  bool
}

// newTextBlock returns a warm block.
func newTextBlock(text []byte, bounds messageBounds) *textBlock {
	b := &textBlock{length: len(text), bounds: bounds}
	b.warm.Store(&text)
	return b
}

// newColdBlock returns a cold block whose text can be read again from origin.
func newColdBlock(origin io.ReaderAt, offset int64, text []byte) *textBlock {
	return &textBlock{
		origin: origin, originOffset: offset, length: len(text),
		checksum: maphash.Bytes(checksumSeed, text), hasChecksum: true,
	}
}

// newCompressedBlock returns a cold block with its text compressed.
func newCompressedBlock(text []byte, frames []model.Frame) *textBlock {
	return &textBlock{length: len(text), compressed: compressFrames(text, frames)}
}

var checksumSeed = maphash.MakeSeed()

// text returns the text, nil if it is unavailable. A cold block becomes warm.
func (b *textBlock) text(budget *Budget) []byte {
	if warm := b.warm.Load(); warm != nil {
		if !b.referenced.Load() {
			b.referenced.Store(true)
		}
		return *warm
	}
	text, warmed := b.warmUp()
	if warmed {
		budget.admit(b)
	}
	return text
}

// warmUp makes a cold block warm. It reports whether it was this call that did.
func (b *textBlock) warmUp() (text []byte, warmed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if warm := b.warm.Load(); warm != nil {
		return *warm, false
	}
	if text = b.fetch(nil, nil); text == nil {
		b.unavailable = true
		return nil, false
	}
	b.warm.Store(&text)
	return text, true
}

// peek returns the text of a block, or its messages alone if these suffice and can be decompressed
// without the rest; nil if the text is unavailable. A cold block stays cold. The text may lie in
// *buffer, which peek replaces by a larger one when needed.
func (b *textBlock) peek(buffer *[]byte, files *openFiles, messagesSuffice bool) (text []byte, messagesOnly bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if warm := b.warm.Load(); warm != nil {
		return *warm, false
	}
	if messagesOnly = messagesSuffice && b.compressed != nil; messagesOnly {
		text = b.compressed.decompressMessages((*buffer)[:cap(*buffer)])
	} else {
		text = b.fetch((*buffer)[:cap(*buffer)], files)
	}
	if text == nil {
		b.unavailable = true
	} else if cap(text) > cap(*buffer) {
		*buffer = text
	}
	return text, messagesOnly
}

// fetch returns the text of a cold block, nil if it cannot be had. What is read from a file goes
// into buffer if that is large enough. The caller holds the lock.
func (b *textBlock) fetch(buffer []byte, files *openFiles) []byte {
	switch {
	case b.unavailable:
		return nil
	case b.compressed != nil:
		return b.compressed.decompress(b.length)
	}
	if len(buffer) < b.length {
		buffer = make([]byte, b.length)
	}
	text := buffer[:b.length]
	n, err := files.readerOf(b.origin).ReadAt(text, b.originOffset)
	if n < len(text) && err != nil || maphash.Bytes(checksumSeed, text) != b.checksum {
		return nil
	}
	return text
}

// cool makes a block cold. It returns the compressed size if the block was compressed for that,
// which happens once, else 0.
func (b *textBlock) cool() (compressedBytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	warm := b.warm.Load()
	if warm == nil {
		return 0
	}
	switch {
	case b.unavailable || b.compressed != nil || b.hasChecksum:
	case b.origin != nil:
		b.length, b.checksum, b.hasChecksum = len(*warm), maphash.Bytes(checksumSeed, *warm), true
	default:
		b.length, b.compressed = len(*warm), compressBlock(*warm, b.bounds)
		b.bounds, compressedBytes = messageBounds{}, b.compressed.size()
	}
	b.warm.Store(nil)
	return compressedBytes
}

// drop gives up the text of a compressed block for good.
func (b *textBlock) drop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unavailable, b.compressed = true, nil
}
