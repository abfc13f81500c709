package parsers

import (
	"bytes"
	"slices"

	"ccmtail/model"
)

// A native record runs from head to tail; the attributes follow.
const (
	headText = "<![LOG["
	tailText = "]LOG]!>"
)

var (
	headBytes       = []byte(headText)
	tailBytes       = []byte(tailText)
	attributesStart = []byte("<time=")
	byteOrderMark   = []byte("\xef\xbb\xbf")
)

// maxRecordSize bounds how much text may wait for its end: a file without ends cannot eat the
// memory.
const maxRecordSize = 64 << 20

// Framer cuts the text of one file into records. Feed it the text in order, in pieces of any size:
// the records do not depend on where the pieces end. The zero Framer is ready.
//
// A piece of text is looked at from the left: where a native head stands, a native record is read;
// what stands before the next head is read line by line, each line in the first form that fits.
type Framer struct {
	carry   []byte // begun and not ended
	scanned int    // of carry, known to hold no native end

	dates       dateCache
	previous    lastAttributes
	lastTime    recordTime // of the newest timed record
	frames      []model.Frame
	components  map[string]string // components
	lastGrammar int               // which of forms the last line had, tried first
	pastBOM     bool              // past a byte order mark

	resync resyncState
}

// Pending returns how many bytes wait for the end of their record.
func (f *Framer) Pending() int { return len(f.carry) }

// FrameFunc receives text that is complete and the frames that tile it. Before that text, skipped
// bytes were left out (see NewMidFileFramer). All of it is lent until Take returns.
type FrameFunc func(skipped int, text []byte, frames []model.Frame)

// Feed takes the next piece of text and hands on what is complete, in one part or two: records that
// began in pieces before, and those of the piece itself. final says that nothing follows: then
// everything is complete. The framer keeps no hold of p.
func (f *Framer) Feed(p []byte, final bool, take FrameFunc) {
	skipped := 0
	if f.resync == unsynced && len(p) > 0 {
		skipped, f.resync = resyncStart(p)
		p = p[skipped:]
	}
	if len(f.carry) > 0 {
		n, had := f.joinCarry(p, final)
		f.emit(skipped, f.carry[:n], take)
		skipped = 0
		if n < had {
			f.carry = f.carry[:copy(f.carry, f.carry[n:])]
			return
		}
		f.carry, p = f.carry[:0], p[n-had:]
	}
	f.frames = f.frames[:0]
	n := f.scan(p, len(p), final)
	f.emit(skipped, p[:n], take)
	f.carryOver(p[n:])
}

// joinCarry puts as much of p behind what is carried as that takes to be complete, and frames it. n
// is how many bytes the frames take, had how many of them were carried: if n is less, all of p is
// carried now.
func (f *Framer) joinCarry(p []byte, final bool) (n, had int) {
	had, f.frames = len(f.carry), f.frames[:0]
	for more := 0; ; {
		upto := min(len(p), more+max(minJoin, len(f.carry)))
		f.carry = append(f.carry, p[more:upto]...)
		more = upto
		n += f.scan(f.carry[n:], had-n, final && more == len(p))
		if n >= had || more == len(p) {
			return n, had
		}
	}
}

// minJoin is room for the rest of most records; maxCarryCap is how much room is kept for the next
// join.
const (
	minJoin     = 1 << 10
	maxCarryCap = 64 << 10
)

// carryOver carries the rest of a piece.
func (f *Framer) carryOver(rest []byte) {
	if cap(f.carry) > maxCarryCap {
		f.carry = nil
	}
	f.carry = append(f.carry, rest...)
}

// emit hands on framed text, without what is not sure.
func (f *Framer) emit(skipped int, text []byte, take FrameFunc) {
	frames := f.frames
	if f.resync != synced {
		var n int
		n, frames = f.skipUnsynced(frames)
		skipped, text = skipped+n, text[n:]
	}
	if skipped > 0 || len(frames) > 0 {
		take(skipped, text, frames)
	}
}

// FlushIdle hands on what waits only for a line break that may never come. It is for a file that
// has stopped growing; an unended native record goes on waiting.
func (f *Framer) FlushIdle(take FrameFunc) {
	if len(f.carry) == 0 || bytes.Contains(f.carry, headBytes) && !f.carryComplete() {
		return
	}
	f.Feed(nil, true, take)
}

// carryComplete reports whether the carried text is a whole native record that lacks only its line
// break.
func (f *Framer) carryComplete() bool {
	return bytes.HasSuffix(bytes.TrimRight(f.carry, "\r\n"), []byte(`">`)) && bytes.Contains(f.carry, tailBytes)
}

// scan frames the records of data that begin before upto, and says how many bytes the frames take.
func (f *Framer) scan(data []byte, upto int, final bool) int {
	pos := 0
	for pos < upto {
		n := f.frameNext(data[pos:], final)
		if n == 0 {
			break
		}
		pos += n
		f.scanned, f.pastBOM = 0, true
	}
	return pos
}

// frameNext frames one record at the head of data, or several lines before a native head; 0 if it
// must wait.
func (f *Framer) frameNext(data []byte, final bool) int {
	if f.pastBOM && len(data) >= len(headText) && string(data[:len(headText)]) == headText {
		return f.frameNative(data, 0, 0, final)
	}
	lead, lines := f.lead(data, final)
	if lead < 0 {
		return 0
	}
	body := data[lead:]
	if len(body) == 0 {
		if !final {
			return 0
		}
		f.addFrame(model.Frame{Size: lead, Head: 0, Tail: lead, Lines: lines}, recordTime{}, false)
		return lead
	}
	if bytes.HasPrefix(body, headBytes) {
		return f.frameNative(data, lead, lines, final)
	}
	if !final && len(body) < len(headBytes) && bytes.HasPrefix(headBytes, body) {
		return 0
	}
	return f.frameLine(data, lead, lines, final)
}

// maxLead is the longest run of empty lines that one record's head may hold.
const maxLead = 200

// lead returns the byte order mark and the line breaks before a record, and how many lines they
// are; -1 if that is not sure yet.
func (f *Framer) lead(data []byte, final bool) (n, lines int) {
	if !f.pastBOM {
		if !final && len(data) < len(byteOrderMark) && bytes.HasPrefix(byteOrderMark, data) {
			return -1, 0
		}
		if bytes.HasPrefix(data, byteOrderMark) {
			n = len(byteOrderMark)
		}
	}
	for n < len(data) && n < maxLead {
		switch {
		case data[n] == '\n':
			n, lines = n+1, lines+1
		case data[n] != '\r':
			return n, lines
		case n+1 < len(data) && data[n+1] == '\n':
			n, lines = n+2, lines+1
		case n+1 == len(data) && !final:
			return -1, 0
		default:
			n, lines = n+1, lines+1
		}
	}
	return n, lines
}

// addFrame puts a frame in place, with its own time or, untimed, that of the record before it.
func (f *Framer) addFrame(fr model.Frame, st recordTime, timed bool) {
	if timed {
		f.lastTime = st
	} else {
		fr.Flags |= model.Untimed
		if f.lastTime.wall == 0 {
			f.lastTime.flags = model.Zoneless
		}
	}
	fr.Wall, fr.Bias = f.lastTime.wall, f.lastTime.bias
	fr.Flags |= f.lastTime.flags
	f.frames = append(f.frames, fr)
}

// newFrame returns a new frame in place; all of its fields have yet to be set.
func (f *Framer) newFrame() *model.Frame {
	n := len(f.frames)
	if n == cap(f.frames) {
		f.frames = slices.Grow(f.frames, 1)
	}
	f.frames = f.frames[:n+1]
	return &f.frames[n]
}

// internComponent returns a component's name without a new string for each record.
func (f *Framer) internComponent(b []byte) string {
	if s, ok := f.components[string(b)]; ok {
		return s
	}
	if f.components == nil {
		f.components = map[string]string{}
	}
	s := string(b)
	f.components[s] = s
	return s
}

// lineBreakLen returns the length of the line break at the head of s; -1 if it may not be whole
// yet.
func lineBreakLen(s []byte, final bool) int {
	switch {
	case len(s) > 1 && s[0] == '\r' && s[1] == '\n':
		return 2
	case len(s) == 0 && !final, len(s) == 1 && s[0] == '\r' && !final:
		return -1
	case len(s) > 0 && (s[0] == '\n' || s[0] == '\r'):
		return 1
	}
	return 0
}
