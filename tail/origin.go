package tail

import (
	"fmt"
	"io"
)

// origin reads a file again that has been read to its end. Between reads it keeps no file open.
type origin struct {
	files Files
	path  string
	id    Identity
}

// origin returns an origin for a file. It returns nil if logs are followed, since the file may then
// be rolled or truncated.
func (d *folder) origin(path string, id Identity) io.ReaderAt {
	if d.options.Follow {
		return nil
	}
	return &origin{files: d.files, path: path, id: id}
}

// ReadAt implements io.ReaderAt. It fails if the path leads to another file now.
func (o *origin) ReadAt(p []byte, off int64) (int, error) {
	h, err := o.Hold()
	if err != nil {
		return 0, err
	}
	defer h.Close()
	return h.ReadAt(p, off)
}

// Hold returns a reader that keeps the file open until it is closed. It fails like ReadAt.
func (o *origin) Hold() (interface {
	io.ReaderAt
	io.Closer
}, error) {
	f, err := o.files.Open(o.path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || o.id.Index != 0 && !info.ID.same(o.id) {
		f.Close()
		if err == nil {
			err = fmt.Errorf("read %s again: %w", o.path, errReplaced)
		}
		return nil, err
	}
	return fileReaderAt{f}, nil
}
