package tail

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// pipe is standard input or a named pipe. It is a log of one generation.
type pipe struct {
	log, file string // for Chunk
	open      func() (io.ReadCloser, error)
}

// stdinPipe returns a pipe that reads r, os.Stdin if r is nil, and does not close it.
func stdinPipe(r io.Reader) *pipe {
	return &pipe{log: "stdin", file: "-", open: func() (io.ReadCloser, error) {
		if r == nil {
			r = os.Stdin
		}
		return keptOpen{r}, nil
	}}
}

// namedPipe returns a pipe that reads the named pipe or device at path.
func namedPipe(path string) *pipe {
	return &pipe{log: filepath.Base(path), file: path, open: func() (io.ReadCloser, error) { return openPipe(path) }}
}

// run delivers the text of the pipe until it or ctx ends. A read that does not fill the buffer is
// taken to have reached the present end.
func (p *pipe) run(ctx context.Context, s *Source) error {
	r, err := p.open()
	if err != nil {
		return err
	}
	defer r.Close()
	out := emitter{sink: s.sink, log: p.log}
	g := &generation{path: p.file, decoder: decoder{codePage: s.options.CodePage}}
	var reporter statusReporter
	caughtUp := false
	for {
		reporter.report(s.sink, p.log, p.file, StateFollowing, nil)
		var n int
		n, err = p.read(ctx, r, out, g)
		if ctx.Err() != nil {
			return nil
		}
		if n > 0 {
			reporter.offset = g.offset
		}
		if err != nil {
			break
		}
		if n < readSize {
			s.sink.Idle(p.log)
			if !caughtUp {
				caughtUp = true
				s.sink.CaughtUp()
			}
		}
	}
	return p.finish(s, out, g, &reporter, err, caughtUp)
}

// finish delivers the final chunk and the last status after an error, which may be io.EOF. It
// returns the error, nil for io.EOF.
func (p *pipe) finish(s *Source, out emitter, g *generation, reporter *statusReporter, err error, caughtUp bool) error {
	out.emitEnd(g)
	s.sink.Idle(p.log)
	state := StateComplete
	if errors.Is(err, io.EOF) {
		err = nil
	} else {
		state = StateFailed
	}
	reporter.report(s.sink, p.log, p.file, state, err)
	if !caughtUp {
		s.sink.CaughtUp()
	}
	return err
}

// read reads once and delivers the bytes.
func (p *pipe) read(ctx context.Context, r io.Reader, out emitter, g *generation) (int, error) {
	if err := awaitInput(ctx, r); err != nil {
		return 0, err
	}
	buf := newReadBuffer()
	defer buf.release()
	n, err := r.Read(buf.bytes[:readSize])
	if n > 0 {
		out.emit(g, buf.bytes[:n], nil)
	}
	return n, err
}

// underlying returns the reader in a keptOpen, and any other reader as it is.
func underlying(r io.Reader) io.Reader {
	if k, ok := r.(keptOpen); ok {
		return k.Reader
	}
	return r
}

// keptOpen is a reader that Close does not close.
type keptOpen struct{ io.Reader }

// Close does nothing.
func (keptOpen) Close() error { return nil }
