package tail

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// openAhead opens the live file ahead of its turn, so that one listing after that
// serves the beginning of all logs.
func (f *follower) openAhead() {
	if f.rolledOnly {
		return
	}
	if file, info, err := f.open(f.path); err == nil {
		f.openedLive, f.openedInfo, f.openedAt = file, info, time.Now()
	}
}

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

func (f *follower) open(path string) (File, Info, error) {
	file, err := f.dir.files.Open(path)
	if err != nil {
		return nil, Info{}, err
	}
	info, err := file.Stat()
	if err == nil && info.Dir {
		err = fmt.Errorf("open %s: is a folder", path)
	}
	if err != nil {
		file.Close()
		return nil, Info{}, err
	}
	return file, info, nil
}

// attach opens the live file, for the first time or again.
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

// checkName compares the file that has the log's name now with the open one.
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
			return err
		}
		return f.beginAgain(ctx)
	}
	return f.attach(ctx)
}

// hasStableID reports whether identities mean anything here: some servers give
// none, or another at each open. That the name leads to another file by now
// says nothing: then its identity is the same twice.
func (f *follower) hasStableID(path string, info Info) bool {
	id := info.ID
	for range 2 {
		again, err := f.dir.files.Stat(path)
		if err != nil || again.ID.same(id) {
			return true
		}
		id = again.ID
	}
	return false
}

// isDeleted reports that our handle is all that keeps a deleted file's name.
func (f *follower) isDeleted() bool {
	info, err := f.generation.file.Stat()
	return err == nil && info.Deleted
}
