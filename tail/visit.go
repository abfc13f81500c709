package tail

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"
)

// Visits. Instead of being followed, a source can be visited from time to time. A visit reads what is
// new in each log and keeps no file open. Between two visits a log is what has been read of it: its
// file's identity and first bytes, the offset and the bytes before that, and the rolled files that
// have been read. The same rules as for a log that is followed tell what happened meanwhile.

// Visits reports whether the source can be visited: folders and files can, archives and pipes cannot.
func (s *Source) Visits() bool { return s.folders != nil }

// Visit reads everything that is new since the last visit, and calls the methods of sink, which must
// be the same at each visit. It has no goroutines and keeps no file open. A source is either visited
// or run; its Options must say to follow.
//
// It returns an error if no log can be reached, and goes on at the next visit from where it was. An
// error with one log among others is reported to sink. That ctx has ended is not an error.
func (s *Source) Visit(ctx context.Context, sink Sink) error {
	isFirst := s.sink == nil
	s.sink = sink
	var results failures
	for _, d := range s.folders {
		results.add(d.visit(ctx))
	}
	if isFirst && ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	return results.asError(ctx, s.path)
}

// Watchable returns the directories of the source on file systems of this computer, whose changes can
// be notified.
func (s *Source) Watchable() (dirs []string) {
	for _, d := range s.folders {
		if !d.remote {
			dirs = append(dirs, filepath.Clean(d.dir))
		}
	}
	return dirs
}

// namesSettled is how old a folder's time of modification must be to tell whether names have
// changed since: by the clocks of some file systems, two changes within two seconds happen at the
// same time.
const namesSettled = 3 * time.Second

// visit visits the logs of the folder. It returns an error if the folder cannot be reached.
func (d *folder) visit(ctx context.Context) error {
	d.isVisited = true
	now := time.Now()
	info, err := d.files.Stat(d.dir)
	switch {
	case err != nil:
		d.dirModified = 0
		return err
	case !info.Dir:
		return &fs.PathError{Op: "open", Path: d.dir, Err: errors.New("is not a folder")}
	}
	namesChanged := info.Modified == 0 || info.Modified != d.dirModified || !info.ID.same(d.watchedID)
	if namesChanged || now.Sub(d.listedAt) >= listAtLeastEvery {
		d.dirModified, d.watchedID = info.Modified, info.ID
		if info.Modified > now.Add(-namesSettled).UnixNano() {
			d.dirModified = 0
		}
		if err := d.findVisited(); err != nil {
			d.dirModified = 0
			return err
		}
	}
	for _, f := range d.visited {
		if namesChanged && f.isVisited { // the first visit of a log finds its files anyway
			f.namesChanged.Store(true)
		}
		f.visit(ctx) // does little if ctx has ended
	}
	return nil
}

// findVisited lists the directory and adds logs that are new.
func (d *folder) findVisited() error {
	isFirst := d.visited == nil
	followers, err := d.newFollowers()
	for _, f := range followers {
		f.unwantedSkipped = f.unwantedSkipped || !isFirst // the rolled files of a log that is new are wanted
		f.openAhead()
	}
	d.visited = append(d.visited, followers...)
	return err
}

// visit reads what is new in the log, and closes its files.
func (f *follower) visit(ctx context.Context) {
	info, err := f.dir.files.Stat(f.path)
	if err == nil && f.isAsVisited(info) || f.rolledOnly && f.isVisited && f.checkErr == nil {
		return
	}
	f.reporter.sentAt = time.Time{} // report at the end of this look, for there may be none for long
	f.look(ctx)
	f.visitedModified, f.isVisited = info.Modified, true
	if f.openedLive != nil {
		f.openedLive.Close()
		f.openedLive = nil
	}
	if f.generation != nil {
		f.detach()
	}
}

// isAsVisited reports whether a file is the one that was read to its end, and has not changed since.
// When in doubt it returns false.
func (f *follower) isAsVisited(info Info) bool {
	g := f.generation
	return g != nil && f.checkErr == nil && !f.namesChanged.Load() && f.retry.until.IsZero() &&
		info.ID.same(g.id) && info.Size == g.offset && info.Modified == f.visitedModified && !info.Deleted
}
