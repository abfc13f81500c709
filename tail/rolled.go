package tail

import (
	"path/filepath"
	"time"

	"ccmtail/internal/arrange"
)

// rolledFile is a rolled file of a log.
type rolledFile struct {
	name fileName
	path string
	info Info
}

// rolledFiles returns the rolled files of the log, oldest first, as they are at some time after
// since. It fails if the folder cannot be listed.
func (f *follower) rolledFiles(since time.Time) ([]rolledFile, error) {
	names, err := f.dir.listedNames(since)
	if err != nil {
		return nil, err
	}
	var found []rolledFile
	for _, n := range names {
		r := rolledFile{name: parseName(n), path: filepath.Join(f.dir.dir, n)}
		if !r.name.rolled || f.dir.followerOf(r.name.log) != f || isHidden(n) {
			continue
		}
		if r.info, err = f.dir.files.Stat(r.path); err == nil && !r.info.Dir {
			found = append(found, r)
		}
	}
	arrange.By(found, func(a, b rolledFile) int { return a.name.compareAge(b.name) })
	placeLoFile(found)
	return found, nil
}

// placeLoFile moves the .lo_ file, which comes last and has no time in its name, before the files
// that were modified after it.
func placeLoFile(found []rolledFile) {
	for i := len(found) - 1; i > 0; i-- {
		lo, before := found[i], found[i-1]
		if lo.name.stamp != "" || before.name.stamp == "" || lo.info.Modified == 0 || lo.info.Modified >= before.info.Modified {
			return
		}
		found[i-1], found[i] = lo, before
	}
}

// listedNames returns a listing of the folder that began after since: the last one or a new one, so
// that many followers can share it.
func (d *folder) listedNames(since time.Time) ([]string, error) {
	d.listing.Lock()
	defer d.listing.Unlock()
	if d.listedAt.After(since) && d.listErr == nil {
		return d.listNames, nil
	}
	d.listedAt = time.Now()
	d.listNames, d.listErr = d.files.List(d.dir)
	return d.listNames, d.listErr
}

// listAge returns the time since the last listing began.
func (d *folder) listAge() time.Duration {
	d.listing.Lock()
	defer d.listing.Unlock()
	return time.Since(d.listedAt)
}
