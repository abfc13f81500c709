package tail

import (
	"sync"
	"sync/atomic"
)

// readBuffer is memory for what is read at a time, and for its text where that has another form. Who
// reads uses it again, unless somebody holds what it has.
type readBuffer struct {
	bytes [overlap + readSize]byte
	text  *decoded // of textBuffers; nil: the text is in bytes
	users atomic.Int32
}

// readBuffers holds buffers that nobody uses.
var readBuffers = sync.Pool{New: func() any { return new(readBuffer) }}

// newReadBuffer returns a buffer, to be released.
func newReadBuffer() *readBuffer {
	b := readBuffers.Get().(*readBuffer)
	b.users.Store(1)
	return b
}

// release says that one of the users needs the buffer no longer.
func (b *readBuffer) release() {
	if b.users.Add(-1) > 0 {
		return
	}
	b.releaseText()
	readBuffers.Put(b)
}

func (b *readBuffer) releaseText() {
	if b.text != nil {
		textBuffers.Put(b.text)
		b.text = nil
	}
}

// orNew returns a buffer that the caller alone uses: this one, or another one if somebody holds it.
func (b *readBuffer) orNew() *readBuffer {
	if b.users.Load() == 1 {
		b.releaseText()
		return b
	}
	b.release()
	return newReadBuffer()
}

// Hold keeps Bytes valid until release is called, beyond the call that delivers the chunk. ok is false
// if that is not possible.
func (c *Chunk) Hold() (release func(), ok bool) {
	if c.buffer == nil {
		return nil, false
	}
	c.buffer.users.Add(1)
	return c.buffer.release, true
}
