package tail

import (
	"context"
	"errors"
	"time"
)

func (f *follower) addHandled(g *generation) {
	f.lastID = g.id
	f.handled = append(f.handled, handledFile{id: g.id, size: g.offset, head: g.head})
}

// reopenRolled finds a generation whose handle is gone among the rolled files. What
// it holds decides, for an identity may be in use again. copies leaves out the
// file that has the generation's own identity.
func (f *follower) reopenRolled(g *generation, copies bool) (found bool, err error) {
	all, err := f.rolledFiles(time.Now())
	if err != nil {
		return false, err
	}
	for _, s := range all {
		if f.isHandled(s) || copies && s.info.ID.same(g.id) {
			continue
		}
		file, info, err := f.open(s.path)
		if state := stateOf(err); state == StateGone || state == StateDenied {
			continue
		}
		if err != nil {
			return false, err
		}
		found, err = g.isContinuedBy(file, info, !copies && !f.hasStableID(s.path, info))
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

// readHistory reads the rolled files that were not read yet, oldest first, up to
// the one with the identity live, should that have been rolled by now. The
// folder must have been listed after since, when live was opened: what was
// rolled before that is then found, and what is rolled later is live itself.
func (f *follower) readHistory(ctx context.Context, live Identity, since time.Time) error {
	all, err := f.rolledFiles(since)
	if err != nil {
		return err
	}
	f.skipUnwanted(all)
	lastSeen, rolled := f.nextNumber == 0, false
	var unread []rolledFile
	for _, s := range all {
		rolled = rolled || s.info.ID.same(live)
		if s.info.Size > 0 && !f.isHandled(s) && !rolled {
			unread = append(unread, s)
		}
		lastSeen = lastSeen || s.info.ID.same(f.lastID)
	}
	f.pruneHandled()
	if len(unread) > 0 && !lastSeen {
		f.gapBeforeNext = true
	}
	for _, s := range unread {
		if err := f.readRolled(ctx, s, live); err != nil {
			return err
		}
	}
	return nil
}

// readRolled reads one rolled file as a generation. A file that cannot be had
// is a possible gap; one that is locked is tried a few times first. The live
// file may have taken its name since it was listed: that has its own turn.
func (f *follower) readRolled(ctx context.Context, s rolledFile, live Identity) error {
	file, info, err := f.open(s.path)
	if err == nil {
		f.refusals = 0
		if !info.ID.same(s.info.ID) {
			f.gapBeforeNext = true // replaced since it was listed
			if info.ID.same(live) {
				return file.Close()
			}
		}
		f.beginGeneration(s.path, file, info.ID)
		f.reporter.size = info.Size
		return f.finishRolled(ctx)
	}
	f.refusals++
	switch state := stateOf(err); {
	case state == StateShareLost, state == StateLocked && f.refusals < 5 && f.dir.options.Follow:
		return err
	}
	f.refusals, f.gapBeforeNext = 0, true
	f.handled = append(f.handled, handledFile{id: s.info.ID, size: s.info.Size})
	f.reportStatus(err)
	return nil
}

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
