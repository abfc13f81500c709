package tail

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
)

// How much of each log is read ahead, whatever the number of logs.
const (
	minEnd = 4 << 10
	maxEnd = 256 << 10
)

// Ends reads the last lines of a source's logs, and then what is appended to them: what is newest
// can be shown while Run still reads the beginnings. All that it delivers comes again from Run,
// which it does not touch, and where Run's offsets count decoded text of another encoding, those
// here count the bytes of the file.
type Ends struct {
	source      *Source
	bytesPerLog int64 // bytes of each log
	logs        []*logEnd
}

// Ends prepares to read about room bytes of a source ahead, an equal share of each log. It is nil
// if the source has no ends that could be read ahead: archives and pipes.
func (s *Source) Ends(room int64) *Ends {
	if s.folders == nil {
		return nil
	}
	e := &Ends{source: s}
	for _, d := range s.folders {
		e.logs = append(e.logs, d.ends()...)
	}
	e.bytesPerLog = min(max(room/int64(max(len(e.logs), 1)), minEnd), maxEnd)
	return e
}

// Read delivers chunks only: the ends of the logs when it is called first, later what was appended
// since. An end begins with a line. Where text stands before it that is not delivered, its first
// chunk has a gap. What cannot be read is left to Run to report.
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

// logEnd is one log of which the end is read.
type logEnd struct {
	emitter
	dir        *folder
	names      []string    // of its files, oldest first
	generation *generation // the newest of them
	lineBegun  bool        // a line of gen has begun
}

// ends returns the logs that a folder's followers will read, by the same names.
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
		slices.SortFunc(l.names, func(a, b string) int { return parseName(a).compareAge(parseName(b)) })
	}
	return all
}

// readFirst reads the last n bytes of the log, from its rolled files too if the live one is
// shorter.
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

// open opens a file of the log at its last n bytes, nil if it cannot be had; size is how long it
// is.
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
	if at := max(info.Size-n, 0); at > 0 {
		g.startAt(at)
	}
	return g, info.Size
}

// startAt puts a generation that has just been opened at a place within its file. What the file
// begins with decides about the encoding, as it will from the beginning.
func (g *generation) startAt(at int64) {
	var head [overlap]byte
	n, _ := readFull(g.file, head[:], 0)
	g.decoder.decode(head[:n])
	g.decoder.carry = nil
	g.decoder.started = true
	g.offset = at - at%int64(g.decoder.unitSize())
	g.textOffset = g.offset
}

// drain delivers what follows in the newest file and lets go of it.
func (l *logEnd) drain(ctx context.Context) error {
	g := l.generation
	defer g.detach()
	buf := readBuffers.Get().(*[overlap + readSize]byte)
	defer readBuffers.Put(buf)
	for ctx.Err() == nil {
		raw, err := g.read(buf)
		if len(raw) < readSize {
			raw = trimPadding(raw, g.offset, g.decoder.unitSize())
		}
		more := len(raw) > 0
		if raw = l.skipToLine(raw); len(raw) > 0 {
			l.emit(g, raw)
		}
		if err != nil || !more {
			return err
		}
	}
	return ctx.Err()
}

// skipToLine leaves out what stands before the first line that begins in raw, if none has begun
// yet.
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

// lineStart returns where the first line begins behind a line break in raw, -1 if none does. In
// either order of the two bytes of a unit a line feed is a 10 and a 0: the other way round they are
// U+0A00, which is no character.
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

// readMore reads what was appended. A file that has taken the log's name since is begun at its end.
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
