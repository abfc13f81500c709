package store

import (
	"hash/maphash"
	"io"
	"sync"
	"sync/atomic"
)

// textBlock is a stretch of text in whatever form it is kept.
type textBlock struct {
	warm       atomic.Pointer[[]byte] // the text itself, nil when it is cold
	referenced atomic.Bool            // asked for since the hand passed
	newestTime int64                  // time of the newest record in it; changes only until the piece is complete

	mu           sync.Mutex
	origin       io.ReaderAt // gives the text again from at on
	originOffset int64
	length       int
	checksum     uint64 // of the text, to be sure that it is the same
	bounds       messageBounds
	compressed   *compressedBlock
	hasChecksum  bool
	unavailable  bool
}

// text returns the piece's text, nil if it is gone.
func (p *textBlock) text(m *Budget) []byte {
	if b := p.warm.Load(); b != nil {
		if !p.referenced.Load() {
			p.referenced.Store(true)
		}
		return *b
	}
	b, fresh := p.warmUp()
	if fresh {
		m.admit(p)
	}
	return b
}

// warmUp gets a cold piece's text back and says whether it was this call that did.
func (p *textBlock) warmUp() (text []byte, fresh bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	if text = p.fetch(nil, nil); text == nil {
		p.unavailable = true
		return nil, false
	}
	p.warm.Store(&text)
	return text, true
}

// peek returns a piece's text, or, with bare, only its messages, if that may be and they are to be
// had without the rest. It may use room, and files that stay open. The piece stays cold.
func (p *textBlock) peek(room *[]byte, files *openFiles, maybeBare bool) (text []byte, bare bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if b := p.warm.Load(); b != nil {
		return *b, false
	}
	if bare = maybeBare && p.compressed != nil; bare {
		text = p.compressed.decompressMessages((*room)[:cap(*room)])
	} else {
		text = p.fetch((*room)[:cap(*room)], files)
	}
	if text == nil {
		p.unavailable = true
	} else if cap(text) > cap(*room) {
		*room = text
	}
	return text, bare
}

// fetch returns the text of a cold piece, in room if that is large enough; nil if it cannot be had.
func (p *textBlock) fetch(room []byte, files *openFiles) []byte {
	switch {
	case p.unavailable:
		return nil
	case p.compressed != nil:
		return p.compressed.decompress(p.length)
	}
	if len(room) < p.length {
		room = make([]byte, p.length)
	}
	text := room[:p.length]
	if n, err := files.readerOf(p.origin).ReadAt(text, p.originOffset); n < len(text) && err != nil || maphash.Bytes(checksumSeed, text) != p.checksum {
		return nil
	}
	return text
}

// cool lets go of a piece's text, and gives back how much it now takes packed, if that is new.
func (p *textBlock) cool() (packed int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.warm.Load()
	if b == nil {
		return 0
	}
	switch {
	case p.unavailable || p.compressed != nil || p.hasChecksum:
	case p.origin != nil:
		p.length, p.checksum, p.hasChecksum = len(*b), maphash.Bytes(checksumSeed, *b), true
	default:
		p.length, p.compressed = len(*b), compressBlock(*b, p.bounds)
		p.bounds, packed = nil, p.compressed.size()
	}
	p.warm.Store(nil)
	return packed
}

// drop lets go of a packed piece for good.
func (p *textBlock) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unavailable, p.compressed = true, nil
}
