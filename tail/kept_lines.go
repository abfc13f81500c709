package tail

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"hash/maphash"
	"io"
)

// maxLineSums is how many sums of lines are kept of a log at most, and maxVisitedSums of one that is
// visited, of which there are many.
const (
	maxLineSums    = 1 << 16
	maxVisitedSums = 1 << 7
)

// minKept is how many bytes of a truncated file must be as before to be taken for what was read. A
// file that was emptied may begin with the same few bytes again.
const minKept = overlap

// sumSeed is the seed of all sums.
var sumSeed = maphash.MakeSeed()

// sumFactor sets the lines of a sum apart by their places: any odd number with many bits.
const sumFactor = 0x9E3779B97F4A7C15

// lineSums are sums of the lines that have been read of a generation, each of all lines up to it. If
// the file is truncated, they say how much of it is still what has been read.
type lineSums struct {
	sums  []uint32
	most  int // sums; 0 stands for maxLineSums
	every int // each sum is of so many lines more than the one before; 0 stands for 1
	sum   uint64
	lines int // that sum is of

	begun  maphash.Hash // a line that has come in part
	isPart bool         // whether there is one
}

// add adds the next bytes.
func (s *lineSums) add(raw []byte) {
	for len(raw) > 0 {
		line, ended := untilLine(raw)
		raw = raw[len(line):]
		if !s.addLine(line, ended) || s.lines%s.every != 0 {
			continue
		}
		s.sums = append(s.sums, uint32(s.sum>>32))
		if len(s.sums) == cmp.Or(s.most, maxLineSums) {
			s.thinOut()
		}
	}
}

// untilLine returns the bytes up to the first line feed, and whether there is one.
func untilLine(raw []byte) (line []byte, ended bool) {
	if i := bytes.IndexByte(raw, '\n'); i >= 0 {
		return raw[:i+1], true
	}
	return raw, false
}

// addLine adds a line, or a part of it, to the sum. It returns whether it was the end of the line.
func (s *lineSums) addLine(part []byte, ended bool) bool {
	s.every = max(s.every, 1)
	if !ended || s.isPart {
		return s.addPart(part, ended)
	}
	s.addHash(maphash.Bytes(sumSeed, part))
	return true
}

// addPart does so with a part of a line.
func (s *lineSums) addPart(part []byte, ended bool) bool {
	if !s.isPart {
		s.begun.SetSeed(sumSeed)
	}
	s.begun.Write(part)
	if s.isPart = !ended; ended {
		s.addHash(s.begun.Sum64())
	}
	return ended
}

func (s *lineSums) addHash(line uint64) {
	s.sum = s.sum*sumFactor + line
	s.lines++
}

// thinOut drops every second sum.
func (s *lineSums) thinOut() {
	kept := s.sums[:0]
	for i := 1; i < len(s.sums); i += 2 {
		kept = append(kept, s.sums[i])
	}
	s.sums, s.every = kept, s.every*2
}

// keptIn returns how many bytes at the beginning of a file are whole lines that have been read. Of a
// long log, the last few of them may not count.
func (s *lineSums) keptIn(ctx context.Context, file File) (kept int64, err error) {
	buf := newReadBuffer()
	defer buf.release()
	now := lineSums{every: s.every}
	for offset := int64(0); ctx.Err() == nil; {
		n, err := file.ReadOnce(buf.bytes[:], offset)
		for raw := buf.bytes[:n]; len(raw) > 0; {
			line, ended := untilLine(raw)
			raw, offset = raw[len(line):], offset+int64(len(line))
			if !now.addLine(line, ended) || now.lines%now.every != 0 {
				continue
			}
			if i := now.lines/now.every - 1; i >= len(s.sums) || s.sums[i] != uint32(now.sum>>32) {
				return kept, nil
			}
			kept = offset
		}
		if err != nil || n == 0 {
			return kept, unlessEOF(err)
		}
	}
	return 0, ctx.Err()
}

// unlessEOF returns an error other than that a file has ended.
func unlessEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// skipKept makes a new generation begin behind what its file still has of the one before, so that
// this is not delivered again. If that cannot be told, it begins with the file.
func (f *follower) skipKept(ctx context.Context, g *generation, before *lineSums) {
	if before == nil || len(before.sums) == 0 {
		return
	}
	kept, err := before.keptIn(ctx, g.file)
	if err != nil || kept < minKept {
		return
	}
	buf := newReadBuffer()
	defer buf.release()
	for g.offset < kept {
		n, err := g.file.ReadOnce(buf.bytes[:min(kept-g.offset, readSize)], g.offset)
		if n == 0 || err != nil && !errors.Is(err, io.EOF) {
			*g = *f.newGeneration(g.path, g.file, g.id)
			return
		}
		text := g.consume(buf.bytes[:n])
		g.textOffset += int64(len(text))
		g.linesBefore += bytes.Count(text, []byte("\n"))
		g.decoder.release()
	}
}
