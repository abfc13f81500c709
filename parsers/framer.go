package parsers

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"ccmtail/model"
)

// A native record is the head, the message, the tail and the attributes, which begin with the time:
//
//	<![LOG[message]LOG]!><time="…" date="…" component="…" context="" type="1" thread="1" file="…">
//
// This package calls the head and the tail the delimiters of a record.
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

// maxRecordSize is the size in bytes at which a record is cut off that does not end, so that a file
// without delimiters cannot fill the memory.
const maxRecordSize = 64 << 20

// Framer cuts the text of one file into records. It takes the text in order in chunks of any size;
// the records do not depend on where the chunks end. The zero Framer is ready to use for the text
// of a file from its beginning. Its methods must not be called concurrently.
//
// The frames of the records tile the text. A native record begins with its head, wherever that is.
// All other text is framed line by line, each line in the first format that matches: a native
// record without its head, a record of a server, a line of a log of Windows (WindowsUpdate.log,
// CBS.log, ReportingEvents.log, …), a line pasted from CMTrace, or else plain text. A record that is not complete waits for more text, and
// so does one whose line break has not come, or whose date has the day first only if a later one
// says so.
type Framer struct {
	carry   []byte // the record at the end of the text so far that is not complete
	scanned int    // how many bytes at its beginning are known not to end it

	dates       dateCache
	previous    lastAttributes    // of the last record that the fast path read
	lastTime    recordTime        // of the last record with a time
	frames      []model.Frame     // of the text that is being framed
	components  map[string]string // interned component names
	lastGrammar int               // index in lineGrammars of the last line's grammar, tried first
	pastBOM     bool              // whether the place of a byte order mark has been passed

	orderSettled     bool // whether the order of dates has been searched for, see dateCache
	searchedForOrder int  // how many bytes of the carry have no date that settles it
	order            orderHints

	resync resyncState
}

// Pending returns how many bytes belong to a record that is not complete yet.
func (f *Framer) Pending() int { return len(f.carry) }

// framePool holds memory for frames.
var framePool = sync.Pool{New: func() any { return new([]model.Frame) }}

// Compact gives back memory that is needed only while text comes in. It changes no result.
func (f *Framer) Compact() {
	f.components = nil
	f.carry = append([]byte(nil), f.carry...)
}

// releaseFrames lends the memory for frames to other framers.
func (f *Framer) releaseFrames() {
	if frames := f.frames[:0]; cap(frames) > 0 {
		framePool.Put(&frames)
	}
	f.frames = nil
}

// FrameFunc receives complete text and the frames that tile it. skipped is how many bytes before
// that text have no frames; it is 0 for framers that were not made by NewMidFileFramer. text and
// frames are valid until the function returns.
type FrameFunc func(skipped int, text []byte, frames []model.Frame)

// Feed takes the next chunk of text and passes the complete records to emit, which it calls at most
// twice: with records that began in earlier chunks, and with those that begin in this one. final
// says that no more text follows, which completes the last record. The framer does not keep chunk.
func (f *Framer) Feed(chunk []byte, final bool, emit FrameFunc) {
	f.feed(chunk, final, emit)
	f.releaseFrames()
}

// feed does what Feed does, and keeps the memory for frames.
func (f *Framer) feed(chunk []byte, final bool, emit FrameFunc) {
	skipped := 0
	if f.resync == unsynced && len(chunk) > 0 {
		skipped, f.resync = resyncStart(chunk)
		chunk = chunk[skipped:]
	}
	if len(f.carry) > 0 {
		n, carried := f.joinCarry(chunk, final)
		f.emit(skipped, f.carry[:n], emit)
		skipped = 0
		if n < carried {
			f.carry = f.carry[:copy(f.carry, f.carry[n:])]
			return
		}
		f.carry, chunk = f.carry[:0], chunk[n-carried:]
	}
	f.frames = f.frames[:0]
	n := f.scan(chunk, len(chunk), final)
	f.emit(skipped, chunk[:n], emit)
	f.carryOver(chunk[n:])
}

// joinCarry appends to the carry as much of a chunk as its records need to be complete, and frames
// those. It returns the size of the frames and how many bytes were carried before. If the frames
// are smaller than that, the whole chunk is in the carry now.
func (f *Framer) joinCarry(chunk []byte, final bool) (n, carried int) {
	carried, f.frames = len(f.carry), f.frames[:0]
	for from := 0; ; {
		to := min(len(chunk), from+max(minJoin, len(f.carry)))
		f.carry = append(f.carry, chunk[from:to]...)
		from = to
		n += f.scan(f.carry[n:], carried-n, final && from == len(chunk))
		if n >= carried || from == len(chunk) {
			return n, carried
		}
	}
}

const (
	minJoin     = 1 << 10  // how much of a chunk joinCarry appends at first, enough for most records
	maxCarryCap = 64 << 10 // the largest buffer for the carry that is used again
)

// carryOver carries the rest of a chunk.
func (f *Framer) carryOver(rest []byte) {
	if cap(f.carry) > maxCarryCap {
		f.carry = nil
	}
	f.carry = append(f.carry, rest...)
}

// emit passes text and its frames to fn, without those that skipUnsynced removes.
func (f *Framer) emit(skipped int, text []byte, fn FrameFunc) {
	frames := f.frames
	if f.resync != synced {
		var n int
		n, frames = f.skipUnsynced(frames)
		skipped, text = skipped+n, text[n:]
	}
	if skipped > 0 || len(frames) > 0 {
		fn(skipped, text, frames)
	}
}

// FlushIdle completes the last record, as Feed does at the end of the text, if it lacks nothing but
// a line break. It is for a file that has stopped growing. A native record without attributes goes
// on waiting.
func (f *Framer) FlushIdle(emit FrameFunc) {
	if len(f.carry) == 0 || bytes.Contains(f.carry, headBytes) && !f.carryComplete() {
		return
	}
	f.Feed(nil, true, emit)
}

// carryComplete reports whether the carry is a native record that lacks nothing but its line break.
func (f *Framer) carryComplete() bool {
	s, closed := bytes.CutSuffix(bytes.TrimRight(f.carry, "\r\n"), []byte{'>'})
	_, last := utf8.DecodeLastRune(s)
	return closed && quoteLen(s[len(s)-last:]) > 0 && bytes.Contains(f.carry, tailBytes)
}

// scan frames the complete records that begin before data[limit], and returns the size of the
// frames.
func (f *Framer) scan(data []byte, limit int, final bool) int {
	pos := 0
	for pos < limit {
		n := f.frameNext(data[pos:], final)
		if n == 0 {
			break
		}
		pos += n
		f.scanned, f.pastBOM = 0, true
	}
	return pos
}

// Functions whose names begin with frame add the frame of the record that data begins with. data is
// the text from the end of the record before; lead is the length of the byte order mark and empty
// lines in front, which belong to the frame, and lines how many lines that are. The functions
// return the size of the frame, or 0 if the record is not complete. final says that the text ends
// with data, which makes every record complete.

// frameNext adds the frame of a record of any format.
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
		if !f.pastBOM && bytes.Equal(data, byteOrderMark) {
			return 0 // no record, unless text comes after all
		}
		f.addFrame(model.Frame{Size: lead, Head: 0, Tail: lead, Lines: lines}, recordTime{}, false)
		return lead
	}
	indent := indentLen(body) // a line break may have become a blank
	body = body[indent:]
	if bytes.HasPrefix(body, headBytes) {
		return f.frameNative(data, lead+indent, lines, final)
	}
	if !final && len(body) < len(headBytes) && bytes.HasPrefix(headBytes, body) {
		return 0
	}
	return f.frameLine(data, lead, lines, final)
}

// maxIndent is the most blanks before a native record that belong to it. With maxLead and the head
// they stay below maxHeadLen.
const maxIndent = 32

// indentLen returns how many blanks body begins with, 0 if they are more than maxIndent.
func indentLen(body []byte) int {
	n := 0
	for n < len(body) && (body[n] == ' ' || body[n] == '\t') {
		n++
	}
	if n > maxIndent {
		return 0
	}
	return n
}

// maxLead is the most bytes of empty lines that belong to the record after them.
const maxLead = 200

// lead returns the length of the byte order mark and empty lines that data begins with, and how
// many lines they are: a CR on its own is none. n is -1 if that depends on what follows.
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
			n++
		}
	}
	return n, lines
}

// addFrame appends a frame with time t, or if it is not timed with that of the last record that has
// one.
func (f *Framer) addFrame(frame model.Frame, t recordTime, timed bool) {
	if timed {
		f.lastTime = t
	} else {
		frame.Flags |= model.Untimed
		if f.lastTime.wall == 0 {
			f.lastTime.flags = model.Zoneless
		}
	}
	frame.Wall, frame.Bias = f.lastTime.wall, f.lastTime.bias
	frame.Flags |= f.lastTime.flags
	*f.newFrame() = frame
}

// newFrame appends a frame and returns it. Its fields hold old values, and all must be set.
func (f *Framer) newFrame() *model.Frame {
	n := len(f.frames)
	if cap(f.frames) == 0 {
		f.frames = (*framePool.Get().(*[]model.Frame))[:0]
	}
	if n == cap(f.frames) {
		f.frames = slices.Grow(f.frames, 1)
	}
	f.frames = f.frames[:n+1]
	return &f.frames[n]
}

// internComponent returns b as a string, the same one for all records of a component.
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

// lineBreakLen returns the length of the line break that s begins with, be it CRLF, LF or CR, 0 if
// there is none, -1 if that depends on what follows.
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
