package tail

import (
	"bytes"
	"cmp"
	"errors"
	"io"
)

const (
	// readSize is how many bytes are read at a time: few enough for the processor's cache, since
	// they are processed several times.
	readSize = 256 << 10
	// overlap is how many bytes before the offset each read reads again to detect a truncation. A
	// client's record ends with up to 200 bytes of attributes, which include its time, so that 256
	// bytes distinguish any two.
	overlap = 256
	// longLine is the length in bytes from which on a line may be delivered in parts.
	longLine = 4 << 10
)

// errReplaced is returned for a file that was truncated, whether or not it has grown again: the
// bytes before the offset are not those that were read there.
var errReplaced = errors.New("file was truncated or rewritten")

// generation is a generation of a log, and how far it has been read. Its file may be closed and
// opened again in between.
type generation struct {
	number     int
	path       string // the path of the file when it was opened, or when it was found rolled
	file       File   // nil while it is closed
	id         Identity
	offset     int64   // how many bytes of the file have been read
	textOffset int64   // how many bytes of text have been delivered
	decoder    decoder // decodes the file to text
	tail       []byte  // the last bytes before offset, at most overlap
	head       []byte  // the first bytes of the file, at most overlap
	gap        bool    // whether the next chunk has Chunk.Gap
	// linesBefore is how many lines of the file are before the first text that is delivered.
	linesBefore int
	lines       *lineSums // of what has been read; nil unless it is the live file of a log that is followed
	origin      io.ReaderAt
	nameGone    bool // whether the file was closed because its name was gone, not after an error
}

// read returns the next bytes of the file, at most readSize, as a part of b, without consuming
// them. It returns none at the end of the file, and errReplaced after a truncation.
//
// It compares the bytes before the offset twice, in the same read and again after it, since a file
// may be truncated and written to during a large read.
func (g *generation) read(b *readBuffer) (raw []byte, err error) {
	buf, known := &b.bytes, len(g.tail)
	n := 0
	for n <= known && err == nil { // more than once only if a read returns few bytes
		var m int
		m, err = g.file.ReadOnce(buf[n:known+readSize], g.offset-int64(known-n))
		n += m
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case n < known || !bytes.Equal(buf[:known], g.tail):
		return nil, errReplaced
	case n == known:
		return nil, nil
	}
	if same, err := hasBytesAt(g.file, g.tail, g.offset-int64(known)); err != nil || !same {
		return nil, cmp.Or(err, errReplaced)
	}
	return buf[known:n], nil
}

// consume moves the offset past raw and returns the decoded text, which may share memory with raw.
func (g *generation) consume(raw []byte) (text []byte) {
	g.offset += int64(len(raw))
	if g.lines != nil {
		g.lines.add(raw)
	}
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

// decodedTo returns the byte of the file that the next text begins at.
func (g *generation) decodedTo() int64 { return g.offset - int64(len(g.decoder.carry)) }

// isVerbatim reports whether all text so far is in the file in the same form. text is what has been
// decoded but not delivered yet.
func (g *generation) isVerbatim(text []byte) bool {
	return g.decoder.other == nil && g.textOffset+int64(len(text)+len(g.decoder.carry)) == g.offset
}

// isContinuedBy reports whether a file holds what was read of this generation, so that reading can
// go on in it. It need not have the same identity: a copy may have replaced the file, and some
// servers return another identity for each open. But then at least overlap bytes must have been
// read, since the next file of the log may begin with the same few bytes, unless ignoreID says that
// identities are not stable.
func (g *generation) isContinuedBy(file File, info Info, ignoreID bool) (bool, error) {
	if len(g.head) == 0 || len(g.head) < overlap && !ignoreID && !info.ID.same(g.id) {
		return false, nil
	}
	if same, err := hasBytesAt(file, g.head, 0); err != nil || !same {
		return false, err
	}
	return hasBytesAt(file, g.tail, g.offset-int64(len(g.tail)))
}

// headChanged reports whether the file begins with other bytes than before.
func (g *generation) headChanged() (bool, error) {
	same, err := hasBytesAt(g.file, g.head, 0)
	return !same && err == nil, err
}

// hasBytesAt reports whether a file has the bytes want at offset off. want is not longer than
// overlap.
func hasBytesAt(file File, want []byte, off int64) (bool, error) {
	var buf [overlap]byte
	n, err := readFull(file, buf[:len(want)], off)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return bytes.Equal(buf[:n], want), nil
}

// detach closes the file, which may be opened again to go on.
func (g *generation) detach() {
	if g.file != nil {
		g.file.Close()
		g.file = nil
	}
}

// wholeLines returns raw without the line at its end that goes on behind it, unless that is long. The line
// is read again with the rest of it: who puts records together has less to do then.
func wholeLines(raw []byte) []byte {
	searched := len(raw) - longLine
	if i := bytes.LastIndexByte(raw[searched:], '\n'); i >= 0 {
		return raw[:searched+i+1]
	}
	return raw
}

// trimPadding returns raw without the NUL bytes at its end, which text may yet replace: some writers
// allocate space ahead, and a crash may leave NUL bytes. off is the offset of raw in the file, unit
// the size of a code unit, of which it keeps whole ones.
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
