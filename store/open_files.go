package store

import "io"

// Held is an origin of text while it is held open.
type Held = interface {
	io.ReaderAt
	io.Closer
}

// Holder is an origin of text (see LogFile.SetOrigin) that is cheaper to read from while it is held
// open. A Held reads what the Holder reads, or what that was when Hold was called. The store closes
// what it holds.
type Holder interface {
	io.ReaderAt
	Hold() (Held, error)
}

// openFiles holds the origins open that were read from last, a few, because records of logs that
// were read at the same time take turns. A nil *openFiles holds nothing open.
type openFiles struct {
	ring [4]openFile
	last int // the one opened last
}

type openFile struct {
	origin io.ReaderAt
	held   Held
}

// readerOf returns a reader of origin's text, held open if origin is a Holder. It is valid until
// the next call.
func (f *openFiles) readerOf(origin io.ReaderAt) io.ReaderAt {
	holder, ok := origin.(Holder)
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
	held, err := holder.Hold()
	if err != nil {
		return origin // reading from it will return the error
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
