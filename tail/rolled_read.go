package tail

import (
	"context"
	"errors"
	"time"
)

// addHandled notes that the file of a generation has been read to its end.
func (f *follower) addHandled(g *generation) {
	f.lastID = g.id
	f.handled = append(f.handled, handledFile{id: g.id, size: g.offset, head: g.head})
}

// reopenRolled looks among the rolled files for one that continues a generation whose file is not
// open, and opens it. Its content decides, since another file may have the identity now. copiesOnly
// leaves out the file with the identity of the generation.
func (f *follower) reopenRolled(g *generation, copiesOnly bool) (found bool, err error) {
	all, err := f.rolledFiles(time.Now())
	if err != nil {
		return false, err
	}
	for _, r := range all {
		if f.isHandled(r) || copiesOnly && r.info.ID.same(g.id) {
			continue
		}
		file, info, err := f.open(r.path)
		if state := stateOf(err); state == StateGone || state == StateDenied {
			continue
		}
		if err != nil {
			return false, err
		}
		found, err = g.isContinuedBy(file, info, !copiesOnly && !f.hasStableID(r.path, info))
		if found {
			g.file, g.id = file, info.ID
			return true, nil
		}
		file.Close()
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// readHistory reads the rolled files that have not been handled, oldest first. It stops before the
// one with the identity live, which is the live file if that has been rolled since it was opened.
// since is when it was opened: a listing after that has all files that were rolled before the live
// one.
func (f *follower) readHistory(ctx context.Context, live Identity, since time.Time) error {
	all, err := f.rolledFiles(since)
	if err != nil {
		return err
	}
	f.skipUnwanted(all)
	foundLast, pastLive := f.nextNumber == 0, false
	var unread []rolledFile
	for _, r := range all {
		pastLive = pastLive || r.info.ID.same(live)
		if r.info.Size > 0 && !f.isHandled(r) && !pastLive {
			unread = append(unread, r)
		}
		foundLast = foundLast || r.info.ID.same(f.lastID)
	}
	f.pruneHandled()
	if len(unread) > 0 && !foundLast {
		f.gapBeforeNext = true
	}
	for _, r := range unread {
		if err := f.readRolled(ctx, r, live); err != nil {
			return err
		}
	}
	return nil
}

// readRolled reads a rolled file as a generation. If it cannot be opened there is a gap; a locked
// file is tried a few times before. If it has been replaced by the live file since the listing, that
// is read later.
func (f *follower) readRolled(ctx context.Context, r rolledFile, live Identity) error {
	file, info, err := f.open(r.path)
	if err == nil {
		f.refusals = 0
		if !info.ID.same(r.info.ID) {
			f.gapBeforeNext = true // replaced since the listing
			if info.ID.same(live) {
				return file.Close()
			}
		}
		f.beginGeneration(r.path, file, info.ID)
		f.reporter.size = info.Size
		return f.finishRolled(ctx)
	}
	f.refusals++
	switch state := stateOf(err); {
	case state == StateShareLost, state == StateLocked && f.refusals < 5 && f.dir.options.Follow:
		return err
	}
	f.refusals, f.gapBeforeNext = 0, true
	f.handled = append(f.handled, handledFile{id: r.info.ID, size: r.info.Size})
	f.reportStatus(err)
	return nil
}

// finishRolled reads the generation of a rolled file to its end.
func (f *follower) finishRolled(ctx context.Context) error {
	g := f.generation
	if err := f.drain(ctx, true); err != nil && !errors.Is(err, errReplaced) {
		f.detach()
		return err
	}
	f.addHandled(g)
	f.endGeneration(g)
	return nil
}
