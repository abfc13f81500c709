package tail

import (
	"context"
	"errors"
	"time"
)

func (f *follower) remember(g *generation) {
	f.last = g.id
	f.known = append(f.known, finished{id: g.id, size: g.off, head: g.head})
}

// reopen finds a generation whose handle is gone among the rolled files. What
// it holds decides, for an identity may be in use again. copies leaves out the
// file that has the generation's own identity.
func (f *follower) reopen(g *generation, copies bool) (found bool, err error) {
	all, err := f.siblings(time.Now())
	if err != nil {
		return false, err
	}
	for _, s := range all {
		if f.isKnown(s) || copies && s.info.ID.same(g.id) {
			continue
		}
		file, info, err := f.open(s.path)
		if state := stateOf(err); state == StateGone || state == StateDenied {
			continue
		}
		if err != nil {
			return false, err
		}
		found, err = g.continues(file, info, !copies && !f.identifies(s.path, info))
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

// history reads the rolled files that were not read yet, oldest first, up to
// the one with the identity live, should that have been rolled by now. The
// folder must have been listed after since, when live was opened: what was
// rolled before that is then found, and what is rolled later is live itself.
func (f *follower) history(ctx context.Context, live Identity, since time.Time) error {
	all, err := f.siblings(since)
	if err != nil {
		return err
	}
	f.prime(all)
	lastSeen, rolled := f.next == 0, false
	var unread []sibling
	for _, s := range all {
		rolled = rolled || s.info.ID.same(live)
		if s.info.Size > 0 && !f.isKnown(s) && !rolled {
			unread = append(unread, s)
		}
		lastSeen = lastSeen || s.info.ID.same(f.last)
	}
	f.forget()
	if len(unread) > 0 && !lastSeen {
		f.gap = true
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
func (f *follower) readRolled(ctx context.Context, s sibling, live Identity) error {
	file, info, err := f.open(s.path)
	if err == nil {
		f.refusal = 0
		if !info.ID.same(s.info.ID) {
			f.gap = true // replaced since it was listed
			if info.ID.same(live) {
				return file.Close()
			}
		}
		f.begin(s.path, file, info.ID)
		f.told.size = info.Size
		return f.finishRolled(ctx)
	}
	f.refusal++
	switch state := stateOf(err); {
	case state == StateShareLost, state == StateLocked && f.refusal < 5 && f.dir.options.Follow:
		return err
	}
	f.refusal, f.gap = 0, true
	f.known = append(f.known, finished{id: s.info.ID, size: s.info.Size})
	f.tell(err)
	return nil
}

func (f *follower) finishRolled(ctx context.Context) error {
	g := f.gen
	if err := f.drain(ctx, true); err != nil && !errors.Is(err, errReplaced) {
		f.letGo()
		return err
	}
	f.remember(g)
	f.complete(g)
	return nil
}
