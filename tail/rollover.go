package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// Rollover. The client renames the live file and creates a new one; between
// two looks this may happen several times, and files of the history may be
// deleted. The order of work is always: the generation being read to its end,
// rolled files not seen yet from the oldest on, then the new live file.

// handledFile is a rolled file that was read, or that is not wanted.
type handledFile struct {
	id       Identity
	size     int64
	modified int64 // when it was last found; 0 before
	head     []byte
	found    bool // found at the latest listing
}

// adopt goes on with file, found under the log's name: as the generation being
// read if it is the same text, else after everything that came before it. It
// owns file from now on.
func (f *follower) adopt(ctx context.Context, file File, info Info) error {
	f.missingSince = time.Time{}
	f.reporter.size = info.Size
	if f.generation != nil && f.generation.file != nil {
		// The new file is there, so what is in the old one now is all of it:
		// only then can the two be compared.
		if err := f.readLive(ctx); err != nil {
			file.Close()
			f.detach()
			return err
		}
	}
	if g := f.generation; g != nil {
		same, err := g.isContinuedBy(file, info, !f.hasStableID(f.path, info))
		if same {
			g.detach()
			g.file, g.id = file, info.ID
			return f.readLive(ctx)
		}
		file.Close()
		if err == nil {
			err = f.finishGeneration(ctx)
		}
		if err != nil {
			return err
		}
		return f.attach(ctx) // that took time: see what has the name now
	}
	if err := f.readHistory(ctx, info.ID, f.openedAt); err != nil {
		file.Close()
		return err
	}
	f.beginGeneration(f.path, file, info.ID)
	return f.readLive(ctx)
}

// beginGeneration starts the next generation.
func (f *follower) beginGeneration(path string, file File, id Identity) {
	f.generation = &generation{number: f.nextNumber, path: path, file: file, id: id, gap: f.gapBeforeNext,
		decoder: decoder{codePage: f.dir.options.CodePage}, origin: f.dir.origin(path, id)}
	if f.gapBeforeNext {
		f.reporter.gaps++
	}
	f.nextNumber++
	f.gapBeforeNext = false
}

// beginAgain begins a new generation in the same file, which was cut short. What
// a copy made before the cut holds beyond the offset is read first.
func (f *follower) beginAgain(ctx context.Context) error {
	g := f.generation
	file, id := g.file, g.id
	g.file = nil
	found, err := f.reopenRolled(g, true)
	if err != nil {
		g.file = file
		return err
	}
	if found {
		if err := f.drain(ctx, true); err != nil && !errors.Is(err, errReplaced) {
			g.detach()
			g.file, g.id = file, id
			return err
		}
		f.addHandled(g)
		g.detach()
	}
	f.emitEnd(g)
	f.beginGeneration(g.path, file, id)
	return f.drain(ctx, false)
}

// finishGeneration reads the generation to its end and closes it. Its writer may be in
// the middle of a write, so the end is believed once it was quiet for a grace.
func (f *follower) finishGeneration(ctx context.Context) error {
	g := f.generation
	if g == nil {
		return nil
	}
	if g.file == nil {
		found, err := f.reopenRolled(g, false)
		if err != nil {
			return err
		}
		if !found {
			f.gapBeforeNext = f.gapBeforeNext || !g.nameGone // what was written after the last look cannot be had
			f.lastID = g.id
			f.endGeneration(g)
			return nil
		}
	}
	for rounds := 0; rounds < 100; rounds++ {
		before := g.offset
		err := f.drain(ctx, rounds > 0)
		if errors.Is(err, errReplaced) {
			f.gapBeforeNext = true
			break
		}
		if err != nil {
			f.detach()
			return err
		}
		if rounds > 0 && g.offset == before {
			break
		}
		if !sleep(ctx, f.dir.grace()) {
			return ctx.Err()
		}
	}
	f.addHandled(g)
	f.endGeneration(g)
	return nil
}

// endGeneration says that g has ended and lets go of it.
func (f *follower) endGeneration(g *generation) {
	g.detach()
	f.emitEnd(g)
	f.generation = nil
}

// detach closes the file of the generation and keeps the place in it. If that
// is the very beginning there is no place to keep, nor is there anything to
// find the file by again: then the generation has not begun.
func (f *follower) detach() {
	g := f.generation
	g.detach()
	if g.offset > 0 {
		return
	}
	if g.gap {
		f.gapBeforeNext = true
		f.reporter.gaps--
	}
	f.generation = nil
	f.nextNumber--
}

// handleMissing handles a log whose path leads nowhere: rolled and not yet recreated,
// deleted, moved away, or hidden by a server that remembers wrongly. The
// generation is over if a rolled file says so, or if our handle is all that
// keeps the deleted file's name taken.
func (f *follower) handleMissing(ctx context.Context) error {
	if f.missingSince.IsZero() {
		f.missingSince = time.Now()
	}
	all, err := f.rolledFiles(time.Now())
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && f.generation != nil && time.Since(f.missingSince) > lostNameTimeout {
			f.detach()
		}
		return err
	}
	if g := f.generation; g != nil {
		rolled := g.file != nil && f.isDeleted()
		for _, s := range all {
			rolled = rolled || s.info.ID.same(g.id) || s.info.Size > 0 && !f.isHandled(s)
		}
		if !rolled {
			if time.Since(f.missingSince) > lostNameTimeout {
				g.nameGone = true
				f.detach()
			}
			return nil
		}
		if err := f.finishGeneration(ctx); err != nil {
			return err
		}
	}
	return f.readHistory(ctx, Identity{}, time.Now())
}
