package tail

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"sync"
)

const (
	// block is how much is read at once: as much as a processor keeps near while
	// it is looked at several times.
	readSize = 256 << 10
	// overlap is how many bytes before the offset are read again each time, to
	// see that they are still the same. A client's record ends with up to 200
	// bytes of metadata, time and date among them, so 256 tell two apart.
	overlap = 256
)

// errReplaced says that what stands before the offset is not what was read
// there: the file was cut short, or cut short and has grown again.
var errReplaced = errors.New("file was truncated or rewritten")

// readBuffers are the buffers of those who read just now.
var readBuffers = sync.Pool{New: func() any { return new([overlap + readSize]byte) }}

// generation is one file of a log and how far it was read. Its file may be
// closed and opened again without the place being lost.
type generation struct {
	number     int
	path       string // as it was when opened
	file       File   // nil while detached
	id         Identity
	offset     int64   // bytes of the file consumed
	textOffset int64   // bytes of text delivered
	decoder    decoder // from file bytes to text
	tail       []byte  // the last bytes before off, at most overlap
	head       []byte  // the first bytes of the file, at most overlap
	gap        bool    // goes on the next chunk
	origin     io.ReaderAt
	nameGone   bool // let go because its name was gone, not because of an error
}

// read returns what follows the offset without consuming it, at most one
// block, in a buffer that begins with the overlap. The bytes before the offset
// are compared both with the same read and once more after it, because a large
// read is not one moment for a file that is being cut short.
func (g *generation) read(buf *[overlap + readSize]byte) (raw []byte, err error) {
	t := len(g.tail)
	n := 0
	for n <= t && err == nil { // once, unless reads come up short
		var m int
		m, err = g.file.ReadOnce(buf[n:t+readSize], g.offset-int64(t-n))
		n += m
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case n < t || !bytes.Equal(buf[:t], g.tail):
		return nil, errReplaced
	case n == t:
		return nil, nil
	}
	if same, err := hasBytesAt(g.file, g.tail, g.offset-int64(t)); err != nil || !same {
		return nil, cmp.Or(err, errReplaced)
	}
	return buf[t:n], nil
}

// consume moves the offset past raw and returns its text.
func (g *generation) consume(raw []byte) (text []byte) {
	g.offset += int64(len(raw))
	if missing := overlap - len(g.head); missing > 0 {
		g.head = append(g.head, raw[:min(missing, len(raw))]...)
	}
	if len(raw) >= overlap {
		g.tail = append(g.tail[:0], raw[len(raw)-overlap:]...)
	} else {
		g.tail = append(g.tail, raw...)
		g.tail = append(g.tail[:0], g.tail[max(0, len(g.tail)-overlap):]...)
	}
	return g.decoder.decode(raw)
}

// isVerbatim reports whether the text up to now, of which text is the newest and
// not delivered yet, stands in the file like that.
func (g *generation) isVerbatim(text []byte) bool {
	return g.decoder.other == nil && g.textOffset+int64(len(text)+len(g.decoder.carry)) == g.offset
}

// isContinuedBy reports whether file is this generation: it holds what was read so
// far, and either it has the same identity or that was too much to be chance.
// Some servers hand out a new identity at each open, and a copy that replaces a
// file is the file; but the first bytes of a half written record begin the next
// file just as well. loose is for servers whose identities mean nothing.
func (g *generation) isContinuedBy(file File, info Info, loose bool) (bool, error) {
	if len(g.head) == 0 || len(g.head) < overlap && !loose && !info.ID.same(g.id) {
		return false, nil
	}
	if same, err := hasBytesAt(file, g.head, 0); err != nil || !same {
		return false, err
	}
	return hasBytesAt(file, g.tail, g.offset-int64(len(g.tail)))
}

// headChanged reports whether the file no longer begins as it did.
func (g *generation) headChanged() (bool, error) {
	same, err := hasBytesAt(g.file, g.head, 0)
	return !same && err == nil, err
}

// hasBytesAt reports whether want stands in file at off. An error says nothing.
func hasBytesAt(file File, want []byte, off int64) (bool, error) {
	var buf [overlap]byte
	n, err := readFull(file, buf[:len(want)], off)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return bytes.Equal(buf[:n], want), nil
}

// detach closes the file and keeps the place.
func (g *generation) detach() {
	if g.file != nil {
		g.file.Close()
		g.file = nil
	}
}

// trimPadding leaves out the NUL bytes at the end of a file: a writer that
// allocates ahead, or whose machine died, leaves them, and text may yet take
// their place. off is the place of raw in the file; UTF-16 text ends on whole
// units.
func trimPadding(raw []byte, off int64, unit int) []byte {
	n := len(raw)
	for n > 0 && raw[n-1] == 0 {
		n--
	}
	for n < len(raw) && (off+int64(n))%int64(unit) != 0 {
		n++
	}
	return raw[:n]
}
