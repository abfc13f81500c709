package parsers

import (
	"bytes"

	"ccmtail/model"
)

// resyncState is how far a framer that begins in the middle of a file is on its way to a record
// that is surely one.
type resyncState uint8

const (
	synced          resyncState = iota // every frame is one that would also be found from the beginning on
	seekingTime                        // frames are, but none has a time of its own yet
	skippingPartial                    // the next frame may lack its beginning
	unsynced                           // nothing has been looked at
)

// NewMidFileFramer returns a framer for the text of a file from a beginning of a line on that is
// not the file's. What it finds is what would be found from the beginning of the file on, for it
// skips what is before the first record of which that is sure.
//
// Only a native record of which neither mark is in the first piece of text may mislead it: that
// piece is taken for lines.
func NewMidFileFramer() *Framer { return &Framer{pastBOM: true, resync: unsynced} }

// resyncStart returns where the first record may begin in text from the middle of a file, and how
// sure that is. What stands before a native head may be the text of a record without an end, and
// what stands before a tail is that of one with an end.
func resyncStart(p []byte) (from int, m resyncState) {
	h, t := bytes.Index(p, headBytes), findTail(p)
	if t < 0 || h >= 0 && h < t {
		return max(h, 0), skippingPartial
	}
	rest := p[t+len(tailBytes):]
	end := bytes.IndexByte(rest, '\n') + 1
	if h := bytes.Index(rest, headBytes); h >= 0 && (h < end || end == 0) {
		return t + len(tailBytes) + h, seekingTime
	}
	if end == 0 {
		return len(p), skippingPartial // the rest of the line is yet to come
	}
	return t + len(tailBytes) + end, seekingTime
}

// findTail returns where a native record ends in p, -1 if none does: a mark followed by attributes,
// or by the end of its line.
func findTail(p []byte) int {
	for at := 0; ; at += len(tailBytes) {
		i := bytes.Index(p[at:], tailBytes)
		if i < 0 {
			return -1
		}
		at += i
		after := p[at+len(tailBytes):]
		if bytes.HasPrefix(after, attributesStart) || len(after) > 0 && (after[0] == '\r' || after[0] == '\n') {
			return at
		}
	}
}

// skipUnsynced leaves out of frames those at their head that are not sure, or have no time but that
// of a record before them, and says how many bytes they take.
func (f *Framer) skipUnsynced(frames []model.Frame) (n int, _ []model.Frame) {
	k := 0
	for k < len(frames) && f.resync != synced {
		if f.resync == seekingTime && frames[k].Flags&model.Untimed == 0 {
			f.resync = synced
			break
		}
		f.resync = seekingTime // the line breaks before the first one are part of it, and may be more than there are
		n += frames[k].Size
		k++
	}
	return n, frames[k:]
}
