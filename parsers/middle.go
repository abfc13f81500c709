package parsers

import (
	"bytes"

	"ccmtail/model"
)

// middle is how far a framer that begins in the middle of a file is on its way to a record that is surely one.
type middle uint8

const (
	sure   middle = iota // every frame is one that would also be found from the beginning on
	timing               // frames are, but none has a time of its own yet
	whole                // the next frame may lack its beginning
	lost                 // nothing has been looked at
)

// FromMiddle is a framer for the text of a file from a beginning of a line on that is not the file's. What it finds is what
// would be found from the beginning of the file on, for it skips what is before the first record of which that is sure.
//
// Only a native record of which neither mark is in the first piece of text may mislead it: that piece is taken for lines.
func FromMiddle() *Framer { return &Framer{begun: true, middle: lost} }

// start is where the first record may begin in text from the middle of a file, and how sure that is. What stands before a
// native head may be the text of a record without an end, and what stands before a tail is that of one with an end.
func start(p []byte) (from int, m middle) {
	h, t := bytes.Index(p, head), tailIn(p)
	if t < 0 || h >= 0 && h < t {
		return max(h, 0), whole
	}
	rest := p[t+len(tail):]
	end := bytes.IndexByte(rest, '\n') + 1
	if h := bytes.Index(rest, head); h >= 0 && (h < end || end == 0) {
		return t + len(tail) + h, timing
	}
	if end == 0 {
		return len(p), whole // the rest of the line is yet to come
	}
	return t + len(tail) + end, timing
}

// tailIn is where a native record ends in p, -1 if none does: a mark followed by attributes, or by the end of its line.
func tailIn(p []byte) int {
	for at := 0; ; at += len(tail) {
		i := bytes.Index(p[at:], tail)
		if i < 0 {
			return -1
		}
		at += i
		after := p[at+len(tail):]
		if bytes.HasPrefix(after, attrs) || len(after) > 0 && (after[0] == '\r' || after[0] == '\n') {
			return at
		}
	}
}

// leave leaves out of frames those at their head that are not sure, or have no time but that of a record before them, and
// says how many bytes they take.
func (f *Framer) leave(frames []model.Frame) (n int, _ []model.Frame) {
	k := 0
	for k < len(frames) && f.middle != sure {
		if f.middle == timing && frames[k].Flags&model.Untimed == 0 {
			f.middle = sure
			break
		}
		f.middle = timing // the line breaks before the first one are part of it, and may be more than there are
		n += frames[k].Size
		k++
	}
	return n, frames[k:]
}
