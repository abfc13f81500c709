package store

import "io"

// Held is an origin that is held open.
type Held = interface {
	io.ReaderAt
	io.Closer
}

// Holder is an origin of text that costs less to read from while it is held open. What it then
// reads is what it would read otherwise, or what that was when it was opened.
type Holder interface {
	io.ReaderAt
	Hold() (Held, error)
}

// openFiles is some origins that are held open, the one opened last at its place in the ring.
// Records of a few logs that were read at once take turns. A nil one holds nothing open.
type openFiles struct {
	ring [4]openFile
	last int
}

type openFile struct {
	origin io.ReaderAt
	held   Held
}

// readerOf returns an origin to read from at once.
func (f *openFiles) readerOf(origin io.ReaderAt) io.ReaderAt {
	h, ok := origin.(Holder)
	if f == nil || !ok {
		return origin
	}
	for i := range f.ring {
		if f.ring[i].origin == origin {
			return f.ring[i].held
		}
	}
	f.last = (f.last + 1) % len(f.ring)
	f.ring[f.last].close()
	held, err := h.Hold()
	if err != nil {
		return origin // it says itself what is wrong
	}
	f.ring[f.last] = openFile{origin, held}
	return held
}

func (f *openFiles) close() {
	for i := range f.ring {
		f.ring[i].close()
	}
}

func (f *openFile) close() {
	if f.held != nil {
		f.held.Close()
	}
	*f = openFile{}
}
