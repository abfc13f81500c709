package tail

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"hash/crc32"
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

// Each of the first singleLines lines of a file has a sum. Behind them, a sum is for a stretch of whole
// lines, of stretchBytes or a little more: a client's own logs are rolled before they are so long.
const (
	singleLines  = 1 << 14
	stretchBytes = 4 << 10
)

// sumTable is of the checksum that processors have an instruction for.
var sumTable = crc32.MakeTable(crc32.Castagnoli)

// lineSums are checksums of the text of a generation that has been read, each from its beginning to the
// end of a line. If the file is truncated, they say how much of it is still what has been read.
type lineSums struct {
	sums  []uint32
	most  int // sums; 0 stands for maxLineSums
	every int // each sum is of so many stretches more than the one before; 0 stands for 1

	sum       uint32 // of all so far
	stretches int    // that have ended
	begun     int    // bytes of the one that has not
}

// add adds the next bytes.
func (s *lineSums) add(raw []byte) {
	for len(raw) > 0 {
		part, isDue := s.take(raw)
		raw = raw[len(part):]
		if !isDue {
			continue
		}
		s.sums = append(s.sums, s.sum)
		if len(s.sums) == cmp.Or(s.most, maxLineSums) {
			s.thinOut()
		}
	}
}

// take adds the bytes up to the end of the stretch to the sum. It returns them, and whether the sum is
// one to be kept: the stretch has ended, and it was its turn.
func (s *lineSums) take(raw []byte) (part []byte, isDue bool) {
	from, hasEnded := 0, false
	if s.stretches >= singleLines {
		from = min(max(stretchBytes-1-s.begun, 0), len(raw))
	}
	part = raw
	if i := bytes.IndexByte(raw[from:], '\n'); i >= 0 {
		part, hasEnded = raw[:from+i+1], true
	}
	s.sum = crc32.Update(s.sum, sumTable, part)
	s.begun += len(part)
	if hasEnded {
		s.stretches, s.begun = s.stretches+1, 0
	}
	return part, hasEnded && s.stretches%max(s.every, 1) == 0
}

// thinOut drops every second sum.
func (s *lineSums) thinOut() {
	kept := s.sums[:0]
	for i := 1; i < len(s.sums); i += 2 {
		kept = append(kept, s.sums[i])
	}
	s.sums, s.every = kept, 2*max(s.every, 1)
}

// keptIn returns how many bytes at the beginning of a file are whole lines that have been read. Of a
// long log, the last few of them may not count.
func (s *lineSums) keptIn(ctx context.Context, file File) (kept int64, err error) {
	buf := newReadBuffer()
	defer buf.release()
	now, seen := lineSums{every: s.every}, 0
	for offset := int64(0); ctx.Err() == nil; {
		n, err := file.ReadOnce(buf.bytes[:], offset)
		for raw := buf.bytes[:n]; len(raw) > 0; {
			part, isDue := now.take(raw)
			raw, offset = raw[len(part):], offset+int64(len(part))
			if !isDue {
				continue
			}
			if seen == len(s.sums) || s.sums[seen] != now.sum {
				return kept, nil
			}
			kept, seen = offset, seen+1
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
