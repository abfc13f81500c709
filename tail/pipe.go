package tail

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// pipe is a stream that is read once, from wherever it stands: standard input
// or a named pipe.
type pipe struct {
	log, file string
	open      func() (io.ReadCloser, error)
}

// stdinPipe reads r, or standard input if r is nil.
func stdinPipe(r io.Reader) *pipe {
	return &pipe{log: "stdin", file: "-", open: func() (io.ReadCloser, error) {
		if r == nil {
			r = os.Stdin
		}
		return keptOpen{r}, nil
	}}
}

func namedPipe(path string) *pipe {
	return &pipe{log: filepath.Base(path), file: path, open: func() (io.ReadCloser, error) { return openPipe(path) }}
}

// run delivers the stream until it ends or ctx does. With a stream it is not
// known whether more is coming soon: each read that left the buffer unfilled
// has reached the present end.
func (p *pipe) run(ctx context.Context, s *Source) error {
	r, err := p.open()
	if err != nil {
		return err
	}
	defer r.Close()
	out := emitter{sink: s.sink, log: p.log}
	g := &generation{path: p.file, decoder: decoder{codePage: s.options.CodePage}}
	var told statusReporter
	caught := false
	for {
		told.report(s.sink, p.log, p.file, StateFollowing, nil)
		var n int
		n, err = p.read(ctx, r, out, g)
		if ctx.Err() != nil {
			return nil
		}
		if n > 0 {
			told.offset = g.offset
		}
		if err != nil {
			break
		}
		if n < readSize {
			s.sink.Idle(p.log)
			if !caught {
				caught = true
				s.sink.CaughtUp()
			}
		}
	}
	return p.finish(s, out, g, &told, err, caught)
}

func (p *pipe) finish(s *Source, out emitter, g *generation, told *statusReporter, err error, caught bool) error {
	out.emitEnd(g)
	s.sink.Idle(p.log)
	state := StateComplete
	if errors.Is(err, io.EOF) {
		err = nil
	} else {
		state = StateFailed
	}
	told.report(s.sink, p.log, p.file, state, err)
	if !caught {
		s.sink.CaughtUp()
	}
	return err
}

// read delivers what one read brings.
func (p *pipe) read(ctx context.Context, r io.Reader, out emitter, g *generation) (int, error) {
	if err := awaitInput(ctx, r); err != nil {
		return 0, err
	}
	buf := readBuffers.Get().(*[overlap + readSize]byte)
	defer readBuffers.Put(buf)
	n, err := r.Read(buf[:readSize])
	if n > 0 {
		out.emit(g, buf[:n])
	}
	return n, err
}

// underlying looks through keptOpen, which hides that a reader is a file.
func underlying(r io.Reader) io.Reader {
	if k, ok := r.(keptOpen); ok {
		return k.Reader
	}
	return r
}

// keptOpen is a reader whose Close is the business of someone else.
type keptOpen struct{ io.Reader }

// Close does nothing.
func (keptOpen) Close() error { return nil }
