package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// Rollover. A client renames the live file and creates a new one. Between two looks this may happen
// several times, and rolled files may be deleted. The follower always reads the present generation
// to its end, then the rolled files that are new from the oldest to the newest, then the new live
// file.

// handledFile is a rolled file that has been read or is not to be read.
type handledFile struct {
	id       Identity
	size     int64
	modified int64  // Info.Modified when it was last found; 0 if it has not been found
	head     []byte // its first bytes, as in generation; nil if it was not read
	found    bool   // whether it was found in the last listing
}

// adopt goes on with a file that was opened as the live file. If it continues the present
// generation, that goes on; otherwise a new generation begins after that one and the rolled files
// have been read. adopt takes ownership of file.
func (f *follower) adopt(ctx context.Context, file File, info Info) error {
	f.missingSince = time.Time{}
	f.reporter.size = info.Size
	if f.generation != nil && f.generation.file != nil {
		// Since there is a new file, the old one is complete. All of it must have been read before
		// the two can be compared.
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
			g.path, g.file, g.id = f.path, file, info.ID
			return f.readLive(ctx)
		}
		file.Close()
		if err == nil {
			err = f.finishGeneration(ctx)
		}
		if err != nil {
			return err
		}
		return f.attach(ctx) // the path may lead to another file by now
	}
	if err := f.readHistory(ctx, info.ID, f.openedAt); err != nil {
		file.Close()
		return err
	}
	f.beginLive(ctx, file, info.ID)
	return f.readLive(ctx)
}

// newGeneration returns a generation with the next number.
func (f *follower) newGeneration(path string, file File, id Identity) *generation {
	g := &generation{number: f.nextNumber, path: path, file: file, id: id, gap: f.gapBeforeNext,
		decoder: decoder{codePage: f.dir.options.CodePage}, origin: f.dir.origin(path, id)}
	if f.dir.options.Follow && path == f.path {
		g.lines = &lineSums{}
		if f.dir.isVisited {
			g.lines.most = maxVisitedSums
		}
	}
	return g
}

// beginLive starts the next generation with the live file. If that is what is left of the one before,
// it goes on behind that.
func (f *follower) beginLive(ctx context.Context, file File, id Identity) {
	f.beginGeneration(f.path, file, id)
	before := f.cut
	f.cut = nil
	f.skipKept(ctx, f.generation, before)
}

// beginGeneration starts the next generation.
func (f *follower) beginGeneration(path string, file File, id Identity) {
	f.generation = f.newGeneration(path, file, id)
	if f.gapBeforeNext {
		f.reporter.gaps++
	}
	f.nextNumber++
	f.gapBeforeNext = false
}

// beginAgain begins a new generation in the present file, which has been truncated. If there is a
// copy of it from before, the rest of the old generation is read from that. If the file still has
// its name, newer rolled files are copies too, since it was truncated several times: they come next.
func (f *follower) beginAgain(ctx context.Context) error {
	g := f.generation
	path, file, id := g.path, g.file, g.id
	g.file = nil
	found, err := f.reopenRolled(g, true)
	if err != nil {
		g.file = file
		return err
	}
	if found {
		if err := f.drain(ctx, true); err != nil && !errors.Is(err, errReplaced) {
			g.detach()
			g.path, g.file, g.id = path, file, id
			return err
		}
		f.addHandled(g)
		g.detach()
	} else { // text may have been appended after the last look
		f.gapBeforeNext, f.cut = true, g.lines
	}
	f.lastID = g.id
	f.endGeneration(g)
	if f.isNamed(file, id) {
		if err := f.readHistory(ctx, id, time.Now()); err != nil {
			file.Close()
			return err
		}
	}
	if path == f.path {
		f.beginLive(ctx, file, id)
	} else {
		f.beginGeneration(path, file, id)
	}
	return f.drain(ctx, false)
}

// isNamed reports whether the path leads to an open file: by its identity or, where identities are
// not stable, by its first bytes.
func (f *follower) isNamed(file File, id Identity) bool {
	info, err := f.dir.files.Stat(f.path)
	if err != nil || info.ID.same(id) || info.ID != (Identity{}) && f.hasStableID(f.path, info) {
		return err == nil && info.ID.same(id)
	}
	var head [overlap]byte
	n, _ := readFull(file, head[:], 0)
	return n > 0 && f.beginsWith(f.path, head[:n])
}

// finishGeneration reads the present generation to its end and ends it. Its file may still be
// written to, so it is complete only after it has not grown for the grace period.
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
			f.gapBeforeNext = f.gapBeforeNext || !g.nameGone // text may have been appended after the last look
			f.lastID, f.cut = g.id, g.lines
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
		if gone, err := f.awaitGrace(ctx, g); err != nil {
			return err
		} else if gone {
			break
		}
	}
	f.addHandled(g)
	if f.findRolledPath(g); g.path == f.path {
		f.cut = g.lines // it may have been replaced by a part of itself
	}
	f.endGeneration(g)
	return nil
}

// awaitGrace waits for the grace period. Where an open file keeps others from being renamed onto it,
// it is closed meanwhile and opened again as a rolled file. gone reports that it is not there any
// more: another one has its name, and it had been read after its own rename.
func (f *follower) awaitGrace(ctx context.Context, g *generation) (gone bool, err error) {
	if f.dir.locksNames {
		g.detach()
	}
	if !sleep(ctx, f.dir.grace()) {
		return false, ctx.Err()
	}
	if g.file != nil {
		return false, nil
	}
	found, err := f.reopenRolled(g, false)
	return !found, err
}

// endGeneration delivers the final chunk of a generation and closes its file.
func (f *follower) endGeneration(g *generation) {
	g.detach()
	f.emitEnd(g)
	f.generation = nil
}

// detach closes the file of the present generation, which may be opened again to go on. If nothing
// was read of it, the file could not be recognised, so that generation is undone.
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

// handleMissing handles a look at which there is no live file: it was rolled and not created again
// yet, or deleted or moved, or a server's cache is wrong. The present generation ends if its file or
// another new one is among the rolled files, or if its file has been deleted and keeps its name only
// because it is open. Then the rolled files are read.
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
		ended := g.file != nil && f.isDeleted()
		for _, r := range all {
			ended = ended || r.info.ID.same(g.id) || r.info.Size > 0 && !f.isHandled(r)
		}
		if !ended {
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
