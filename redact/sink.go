package redact

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"ccmtail/tail"
)

// lineSink is a Sink that calls a function with whole lines, and with whole records where records
// have an end, so that no name is split.
type lineSink struct {
	handle func(tail.Chunk, []byte) error // not called concurrently, nor after an error

	mu       sync.Mutex            // held during Chunk and Status
	carry    map[string]*remainder // by generation
	err      error                 // the first error of handle
	leftOut  []string              // see tail.Source.LeftOut
	failures []string              // the files that could not be read, see tail.Status.Failure
}

// remainder is the text at the end of a generation that is not whole yet.
type remainder struct {
	chunk tail.Chunk // the last one
	text  []byte
}

// maxCarry is how long the remainder may become, in bytes. A longer one is handled as it is.
const maxCarry = 16 << 20

// run reads a source to its end. It fails if no log can be read, if ctx ends before, or if handle
// fails.
func (l *lineSink) run(ctx context.Context, open func() (*tail.Source, error)) error {
	l.carry = map[string]*remainder{}
	s, err := open()
	if err != nil {
		return err
	}
	l.leftOut = s.LeftOut()
	if err := s.Run(ctx, l); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // which is not an error of Run
		return fmt.Errorf("the source was not read to its end: %w", err)
	}
	for _, key := range slices.Sorted(maps.Keys(l.carry)) {
		if rest := l.carry[key]; len(rest.text) > 0 && l.err == nil {
			l.err = l.handle(rest.chunk, rest.text)
		}
	}
	return l.err
}

// Chunk calls handle with what is whole at the end of a chunk, and carries the rest.
func (l *lineSink) Chunk(c tail.Chunk) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := fmt.Sprintf("%s\x00%08d", c.Log, c.Generation)
	rest := l.carry[key]
	if rest == nil {
		rest = &remainder{}
		l.carry[key] = rest
	}
	text := append(rest.text, c.Bytes...)
	n := wholeLen(text)
	if c.Final {
		n = len(text)
	}
	rest.chunk, rest.text = c, append([]byte(nil), text[n:]...)
	rest.chunk.Bytes = nil
	if n > 0 && l.err == nil {
		l.err = l.handle(c, text[:n])
	}
}

// wholeLen returns how many bytes of a text are whole: up to the end of the last record, else of the
// last line, else of the last word of a text that has become too long.
func wholeLen(text []byte) int {
	for _, end := range []string{">\n", ">\r\n", "\n"} {
		if n := bytes.LastIndex(text, []byte(end)) + len(end); n >= len(end) {
			return n
		}
	}
	if len(text) > maxCarry {
		return max(bytes.LastIndexAny(text, " \t\x00"), maxCarry/2)
	}
	return 0
}

// Status notes which files cannot be read.
func (l *lineSink) Status(s tail.Status) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if failure := s.Failure(); failure != "" {
		l.failures = append(l.failures, failure)
	}
}

// Idle does nothing.
func (l *lineSink) Idle(string) {}

// CaughtUp does nothing.
func (l *lineSink) CaughtUp() {}
