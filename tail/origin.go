package tail

import (
	"fmt"
	"io"
)

// origin gives the bytes of a file again that was read to its end. It holds nothing open.
type origin struct {
	files Files
	path  string
	id    Identity
}

// origin returns where the bytes of the file at path can be had again: nowhere while it is
// followed, for then it may be rolled over or cut short.
func (d *folder) origin(path string, id Identity) io.ReaderAt {
	if d.options.Follow {
		return nil
	}
	return &origin{files: d.files, path: path, id: id}
}

// ReadAt implements io.ReaderAt. It is an error if the path leads to another file by now.
func (o *origin) ReadAt(p []byte, off int64) (int, error) {
	h, err := o.Hold()
	if err != nil {
		return 0, err
	}
	defer h.Close()
	return h.ReadAt(p, off)
}

// Hold returns the same for many reads, between which the file stays open.
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
