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
	head  = []byte(headText)
	tail  = []byte(tailText)
	attrs = []byte("<time=")
	bom   = []byte("\xef\xbb\xbf")
)

// longestRecord bounds how much text may wait for its end: a file without ends cannot eat the memory.
const longestRecord = 64 << 20

// Framer cuts the text of one file into records. Feed it the text in order, in pieces of any size:
// the records do not depend on where the pieces end. The zero Framer is ready.
//
// A piece of text is looked at from the left: where a native head stands, a native record is read;
// what stands before the next head is read line by line, each line in the first form that fits.
type Framer struct {
	carry   []byte // begun and not ended
	scanned int    // of carry, known to hold no native end

	dates  dates
	same   familiar
	last   stamp // of the newest timed record
	frames []model.Frame
	names  map[string]string // components
	form   int               // which of forms the last line had, tried first
	begun  bool              // past a byte order mark

	middle middle
}

// Pending is how many bytes wait for the end of their record.
func (f *Framer) Pending() int { return len(f.carry) }

// Take receives text that is complete and the frames that tile it. Before that text, skipped bytes were left out (see
// FromMiddle). All of it is lent until Take returns.
type Take func(skipped int, text []byte, frames []model.Frame)

// Feed takes the next piece of text and hands on what is complete, in one part or two: records that began in pieces
// before, and those of the piece itself. final says that nothing follows: then everything is complete. The framer keeps no
// hold of p.
func (f *Framer) Feed(p []byte, final bool, take Take) {
	skipped := 0
	if f.middle == lost && len(p) > 0 {
		skipped, f.middle = start(p)
		p = p[skipped:]
	}
	if len(f.carry) > 0 {
		n, had := f.join(p, final)
		f.hand(skipped, f.carry[:n], take)
		skipped = 0
		if n < had {
			f.carry = f.carry[:copy(f.carry, f.carry[n:])]
			return
		}
		f.carry, p = f.carry[:0], p[n-had:]
	}
	f.frames = f.frames[:0]
	n := f.scan(p, len(p), final)
	f.hand(skipped, p[:n], take)
	f.keep(p[n:])
}

// join puts as much of p behind what is carried as that takes to be complete, and frames it. n is how many bytes the frames
// take, had how many of them were carried: if n is less, all of p is carried now.
func (f *Framer) join(p []byte, final bool) (n, had int) {
	had, f.frames = len(f.carry), f.frames[:0]
	for more := 0; ; {
		upto := min(len(p), more+max(leastJoin, len(f.carry)))
		f.carry = append(f.carry, p[more:upto]...)
		more = upto
		n += f.scan(f.carry[n:], had-n, final && more == len(p))
		if n >= had || more == len(p) {
			return n, had
		}
	}
}

// leastJoin is room for the rest of most records; mostKept is how much room is kept for the next join.
const (
	leastJoin = 1 << 10
	mostKept  = 64 << 10
)

// keep carries the rest of a piece.
func (f *Framer) keep(rest []byte) {
	if cap(f.carry) > mostKept {
		f.carry = nil
	}
	f.carry = append(f.carry, rest...)
}

// hand hands on framed text, without what is not sure.
func (f *Framer) hand(skipped int, text []byte, take Take) {
	frames := f.frames
	if f.middle != sure {
		var n int
		n, frames = f.leave(frames)
		skipped, text = skipped+n, text[n:]
	}
	if skipped > 0 || len(frames) > 0 {
		take(skipped, text, frames)
	}
}

// Settle hands on what waits only for a line break that may never come. It is for a file that has
// stopped growing; an unended native record goes on waiting.
func (f *Framer) Settle(take Take) {
	if len(f.carry) == 0 || bytes.Contains(f.carry, head) && !f.ended() {
		return
	}
	f.Feed(nil, true, take)
}

// ended says whether the carried text is a whole native record that lacks only its line break.
func (f *Framer) ended() bool {
	return bytes.HasSuffix(bytes.TrimRight(f.carry, "\r\n"), []byte(`">`)) && bytes.Contains(f.carry, tail)
}

// scan frames the records of data that begin before upto, and says how many bytes the frames take.
func (f *Framer) scan(data []byte, upto int, final bool) int {
	pos := 0
	for pos < upto {
		n := f.next(data[pos:], final)
		if n == 0 {
			break
		}
		pos += n
		f.scanned, f.begun = 0, true
	}
	return pos
}

// next frames one record at the head of data, or several lines before a native head; 0 if it must wait.
func (f *Framer) next(data []byte, final bool) int {
	if f.begun && len(data) >= len(headText) && string(data[:len(headText)]) == headText {
		return f.native(data, 0, 0, final)
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
		f.add(model.Frame{Size: lead, Head: 0, Tail: lead, Lines: lines}, stamp{}, false)
		return lead
	}
	if bytes.HasPrefix(body, head) {
		return f.native(data, lead, lines, final)
	}
	if !final && len(body) < len(head) && bytes.HasPrefix(head, body) {
		return 0
	}
	return f.line(data, lead, lines, final)
}

// mostLead is the longest run of empty lines that one record's head may hold.
const mostLead = 200

// lead is the byte order mark and the line breaks before a record, and how many lines they are; -1 if
// that is not sure yet.
func (f *Framer) lead(data []byte, final bool) (n, lines int) {
	if !f.begun {
		if !final && len(data) < len(bom) && bytes.HasPrefix(bom, data) {
			return -1, 0
		}
		if bytes.HasPrefix(data, bom) {
			n = len(bom)
		}
	}
	for n < len(data) && n < mostLead {
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

// add puts a frame in place, with its own time or, untimed, that of the record before it.
func (f *Framer) add(fr model.Frame, st stamp, timed bool) {
	if timed {
		f.last = st
	} else {
		fr.Flags |= model.Untimed
		if f.last.wall == 0 {
			f.last.flags = model.Zoneless
		}
	}
	fr.Wall, fr.Bias = f.last.wall, f.last.bias
	fr.Flags |= f.last.flags
	f.frames = append(f.frames, fr)
}

// room is a new frame in place; all of its fields have yet to be set.
func (f *Framer) room() *model.Frame {
	n := len(f.frames)
	if n == cap(f.frames) {
		f.frames = slices.Grow(f.frames, 1)
	}
	f.frames = f.frames[:n+1]
	return &f.frames[n]
}

// name is a component's name without a new string for each record.
func (f *Framer) name(b []byte) string {
	if s, ok := f.names[string(b)]; ok {
		return s
	}
	if f.names == nil {
		f.names = map[string]string{}
	}
	s := string(b)
	f.names[s] = s
	return s
}

// lineBreak is the length of the line break at the head of s; -1 if it may not be whole yet.
func lineBreak(s []byte, final bool) int {
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
