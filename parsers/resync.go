package parsers

import (
	"bytes"

	"ccmtail/model"
)

// resyncState is the progress of a framer that began in the middle of a file.
type resyncState uint8

const (
	synced          resyncState = iota // all frames are those of a framer that began with the file
	seekingTime                        // so are the frames from here on, but no record had a time yet
	skippingPartial                    // the next frame may lack the beginning of its record
	unsynced                           // no text has come yet
)

// NewMidFileFramer returns a framer for the text of a file from the beginning of some line on. Its
// records are those that a framer for the whole file would find, but for the first ones: it skips
// the text before the first record that certainly begins there and has a time of its own.
//
// It is misled only if the text begins within a native record and its first chunk has neither a
// head nor a tail: then it takes the lines of that record for records. Nor does it know whether an
// earlier date has settled the order of day and month.
func NewMidFileFramer() *Framer { return &Framer{pastBOM: true, resync: unsynced} }

// resyncStart returns where the first record may begin in text from the middle of a file, and the
// state of a framer that begins there. Text before a tail is the message of that tail's record, and
// text before a head may be that of a record without a tail.
func resyncStart(text []byte) (from int, state resyncState) {
	head, tail := bytes.Index(text, headBytes), findTail(text)
	if tail < 0 || head >= 0 && head < tail {
		return max(head, 0), skippingPartial
	}
	after := text[tail+len(tailBytes):]
	end := bytes.IndexByte(after, '\n') + 1
	if head := bytes.Index(after, headBytes); head >= 0 && (head < end || end == 0) {
		return tail + len(tailBytes) + head, seekingTime
	}
	if end == 0 {
		return len(text), skippingPartial // the line of the tail goes on in the next chunk
	}
	return tail + len(tailBytes) + end, seekingTime
}

// findTail returns the index of the first tail that ends a native record, -1 if there is none:
// attributes follow it, or the end of its line.
func findTail(text []byte) int {
	for at := 0; ; at += len(tailBytes) {
		i := bytes.Index(text[at:], tailBytes)
		if i < 0 {
			return -1
		}
		at += i
		after := text[at+len(tailBytes):]
		if bytes.HasPrefix(after, attributesStart) || len(after) > 0 && (after[0] == '\r' || after[0] == '\n') {
			return at
		}
	}
}

// skipUnsynced removes the first frames until the framer is synced, and returns their size and the
// other frames.
func (f *Framer) skipUnsynced(frames []model.Frame) (n int, rest []model.Frame) {
	k := 0
	for k < len(frames) && f.resync != synced {
		if f.resync == seekingTime && frames[k].Flags&model.Untimed == 0 {
			f.resync = synced
			break
		}
		f.resync = seekingTime // even a whole first record may lack some of its leading empty lines
		n += frames[k].Size
		k++
	}
	return n, frames[k:]
}
