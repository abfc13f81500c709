package tail

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"ccmtail/internal/arrange"
)

// The least and the most bytes of each log that Ends reads at first.
const (
	minEnd = 4 << 10
	maxEnd = 256 << 10
)

// Ends reads the last lines of the logs of a source and then what is appended, so that the newest
// text can be shown while Run still reads the beginnings. It is independent of Run, which delivers
// the same text again. Unlike those of Run, its offsets count the bytes of the file, also for
// encodings other than UTF-8.
type Ends struct {
	source      *Source
	bytesPerLog int64 // how much of each log to read at first
	logs        []*logEnd
}

// Ends returns a reader for the last lines of the logs, about size bytes in all and the same for each
// log. It returns nil for archives and pipes.
func (s *Source) Ends(size int64) *Ends {
	if s.folders == nil {
		return nil
	}
	e := &Ends{source: s}
	for _, d := range s.folders {
		e.logs = append(e.logs, d.ends()...)
	}
	e.bytesPerLog = min(max(size/int64(max(len(e.logs), 1)), minEnd), maxEnd)
	return e
}

// Read delivers the last lines of each log when it is called for the first time, and later what has
// been appended since. It calls sink.Chunk only, concurrently for different logs, and returns when
// that is done or ctx has ended. The first chunk of a log begins with a line, and has a gap if there
// is text before it. Read ignores errors, which Run reports. It must not be called concurrently.
func (e *Ends) Read(ctx context.Context, sink Sink) {
	parallel(len(e.logs), func(i int) {
		l := e.logs[i]
		l.sink = sink
		switch {
		case ctx.Err() != nil:
		case l.generation == nil:
			l.readFirst(ctx, e.bytesPerLog)
		default:
			l.readMore(ctx, e.bytesPerLog)
		}
	})
}

// logEnd reads the end of one log.
type logEnd struct {
	emitter
	dir        *folder
	names      []string    // the names of its files, oldest first
	generation *generation // the newest one; its file is open only while it is read
	lineBegun  bool        // whether a line of it has begun, so that all text is delivered
}

// ends returns the logs that the followers of the folder read, with the same names.
func (d *folder) ends() []*logEnd {
	names, err := d.files.List(d.dir)
	if err == nil {
		names = d.selectNames(names)
	}
	all := groupByLog(names,
		func(log string) *logEnd {
			return &logEnd{emitter: emitter{log: d.source.uniqueName(log, d.dir)}, dir: d}
		},
		func(l *logEnd, name string) { l.names = append(l.names, name) })
	for _, l := range all {
		arrange.By(l.names, func(a, b string) int { return parseName(a).compareAge(parseName(b)) })
	}
	return all
}

// readFirst delivers the last n bytes of the log, from rolled files too if the live file is shorter.
func (l *logEnd) readFirst(ctx context.Context, n int64) {
	var files []*generation // newest first
	for i := len(l.names) - 1; i >= 0 && n > 0; i-- {
		g, size := l.open(i, n)
		if g == nil {
			continue
		}
		n -= size - g.offset
		files = append(files, g)
	}
	if k := len(files) - 1; k >= 0 {
		files[k].gap = files[k].number > 0 || files[k].offset > 0
	}
	for i, g := range slices.Backward(files) {
		l.generation, l.lineBegun = g, g.offset == 0
		_ = l.drain(ctx)
		if i > 0 {
			l.emitEnd(g)
		}
	}
}

// open opens file i of the log, with its last n bytes to read, and returns its size. g is nil if the
// file cannot be opened.
func (l *logEnd) open(i int, n int64) (g *generation, size int64) {
	path := filepath.Join(l.dir.dir, l.names[i])
	file, err := l.dir.files.Open(path)
	if err != nil {
		return nil, 0
	}
	info, err := file.Stat()
	if err != nil || info.Dir {
		file.Close()
		return nil, 0
	}
	g = &generation{number: i, path: path, file: file, id: info.ID, decoder: decoder{codePage: l.dir.options.CodePage}}
	if offset := max(info.Size-n, 0); offset > 0 {
		g.startAt(offset)
	}
	return g, info.Size
}

// startAt makes reading begin at an offset. The decoder sees the beginning of the file before, which
// determines the encoding.
func (g *generation) startAt(offset int64) {
	var head [overlap]byte
	n, _ := readFull(g.file, head[:], 0)
	g.decoder.decode(head[:n])
	g.decoder.release()
	g.decoder.carry = nil
	g.decoder.started = true
	g.offset = offset - offset%int64(g.decoder.unitSize())
	g.textOffset = g.offset
}

// drain delivers the rest of the newest file and closes it.
func (l *logEnd) drain(ctx context.Context) error {
	g := l.generation
	defer g.detach()
	buf := newReadBuffer()
	defer buf.release()
	for ctx.Err() == nil {
		raw, err := g.read(buf)
		if len(raw) < readSize {
			raw = trimPadding(raw, g.offset, g.decoder.unitSize())
		}
		more := len(raw) > 0
		if raw = l.skipToLine(raw); len(raw) > 0 {
			l.emit(g, raw, nil)
		}
		if err != nil || !more {
			return err
		}
	}
	return ctx.Err()
}

// skipToLine returns raw without the text before the first line that begins in it, unless a line has
// begun before.
func (l *logEnd) skipToLine(raw []byte) []byte {
	if l.lineBegun {
		return raw
	}
	g := l.generation
	n := lineStart(raw, g.decoder.unitSize())
	if l.lineBegun = n >= 0; !l.lineBegun {
		n = len(raw)
	}
	g.offset += int64(n)
	g.textOffset = g.offset
	g.gap = true
	return raw[n:]
}

// lineStart returns the index after the first line feed in raw, -1 if there is none. In UTF-16 a
// line feed is a 10 and a 0 in either byte order, since U+0A00 is not a character.
func lineStart(raw []byte, unit int) int {
	if unit == 1 {
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			return i + 1
		}
		return -1
	}
	for i := 0; i+1 < len(raw); i += unit {
		if raw[i]|raw[i+1] == '\n' && (raw[i] == 0 || raw[i+1] == 0) {
			return i + unit
		}
	}
	return -1
}

// readMore delivers what was appended. If the name leads to another file now, it delivers the last n
// bytes of that.
func (l *logEnd) readMore(ctx context.Context, n int64) {
	g := l.generation
	info, err := l.dir.files.Stat(g.path)
	if err != nil || info.Size == g.offset {
		return
	}
	if info.Size > g.offset && (info.ID.same(g.id) || info.ID.Index == 0) {
		if g.file, err = l.dir.files.Open(g.path); err != nil {
			g.file = nil
			return
		}
		if !errors.Is(l.drain(ctx), errReplaced) {
			return
		}
	}
	next, _ := l.open(len(l.names)-1, n)
	if next == nil {
		return
	}
	l.emitEnd(g)
	next.number, next.gap = g.number+1, true
	l.generation, l.lineBegun = next, next.offset == 0
	_ = l.drain(ctx)
}
