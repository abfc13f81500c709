package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// openAhead opens the live file for a later call of openLive. If all followers do so before the
// first one needs a listing that is newer than its file, one listing is enough for all.
func (f *follower) openAhead() {
	if f.rolledOnly {
		return
	}
	if file, info, err := f.open(f.path); err == nil {
		f.openedLive, f.openedInfo, f.openedAt = file, info, time.Now()
	}
}

// openLive opens the live file.
func (f *follower) openLive() (File, Info, error) {
	if file := f.openedLive; file != nil {
		f.openedLive = nil
		return file, f.openedInfo, nil
	}
	file, info, err := f.open(f.path)
	if f.dir.options.Follow {
		f.openedAt = time.Now()
	}
	return file, info, err
}

var errIsFolder = errors.New("is a folder")

// open opens a file. It fails if the path leads to a folder.
func (f *follower) open(path string) (File, Info, error) {
	file, err := f.dir.files.Open(path)
	if err != nil {
		return nil, Info{}, err
	}
	info, err := file.Stat()
	if err == nil && info.Dir {
		err = &fs.PathError{Op: "open", Path: path, Err: errIsFolder}
	}
	if err != nil {
		file.Close()
		return nil, Info{}, err
	}
	return file, info, nil
}

// attach opens the live file and goes on with it. It reads the rolled files first that come before
// it, and those are all if there is no live file.
func (f *follower) attach(ctx context.Context) error {
	if f.rolledOnly {
		return f.handleMissing(ctx)
	}
	file, info, err := f.openLive()
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.handleMissing(ctx); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return f.adopt(ctx, file, info)
}

// checkName checks whether the path leads to the open file, and acts on a rollover, a truncation or
// a deletion.
func (f *follower) checkName(ctx context.Context) error {
	g := f.generation
	info, err := f.dir.files.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || f.isDeleted():
		if err := f.handleMissing(ctx); err != nil {
			return err
		}
		return &fs.PathError{Op: "open", Path: f.path, Err: fs.ErrNotExist}
	case err != nil:
		return err
	}
	f.missingSince = time.Time{}
	f.reporter.size = info.Size
	switch {
	case info.ID.same(g.id), info.Size == 0 && g.offset == 0 && !f.hasStableID(f.path, info):
		if changed, err := g.headChanged(); err != nil || !changed {
			if err == nil {
				err = f.checkContent(ctx, info)
			}
			return err
		}
		return f.beginAgain(ctx)
	}
	return f.attach(ctx)
}

// checkContent compares the file that the path leads to with the open one, which has the same
// identity, as info says. Some file systems (sshfs, FUSE) derive the identity from the path, so that
// after a rollover the new file has that of the old one. Sizes and times say whether to look.
func (f *follower) checkContent(ctx context.Context, info Info) error {
	g := f.generation
	open, err := g.file.Stat()
	isOther := info.Size < g.offset || err == nil && info.Size <= g.offset && open.Modified != info.Modified
	if info.Size == g.offset && !isOther {
		return nil
	}
	if err := f.readLive(ctx); err != nil { // it may have grown, or have been truncated
		f.detach()
		return err
	}
	if f.generation != g || g.offset >= info.Size && !isOther {
		return nil
	}
	return f.compareContent(ctx)
}

// compareContent opens the file that the path leads to. It goes on with it if it continues the
// present generation, and otherwise ends that.
func (f *follower) compareContent(ctx context.Context) error {
	g := f.generation
	file, info, err := f.open(f.path)
	if err != nil {
		return err
	}
	same, err := g.isContinuedBy(file, info, true)
	switch {
	case err != nil || same && info.Size <= g.offset:
		file.Close()
		return err
	case same: // the open file does not show what was appended
		g.file.Close()
		g.file, g.id = file, info.ID
		return f.readLive(ctx)
	}
	file.Close()
	return f.attach(ctx)
}

// hasStableID reports whether the identity of a file stays the same, which it does not on servers
// that have no identities or return another one for each open. It asks twice, since the path may
// lead to another file than the one with info by now.
func (f *follower) hasStableID(path string, info Info) bool {
	last := info.ID
	for range 2 {
		now, err := f.dir.files.Stat(path)
		if err != nil || now.ID.same(last) {
			return true
		}
		last = now.ID
	}
	return false
}

// isDeleted reports whether the open file has been deleted and keeps its name only because it is
// open.
func (f *follower) isDeleted() bool {
	info, err := f.generation.file.Stat()
	return err == nil && info.Deleted
}
