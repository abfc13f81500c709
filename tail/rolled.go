package tail

import (
	"path/filepath"
	"slices"
	"time"
)

// rolledFile is a rolled file of a log.
type rolledFile struct {
	name fileName
	path string
	info Info
}

// rolledFiles returns the rolled files of the log that exist, oldest first, as of
// some moment after since.
func (f *follower) rolledFiles(since time.Time) ([]rolledFile, error) {
	names, err := f.dir.listedNames(since)
	if err != nil {
		return nil, err
	}
	var found []rolledFile
	for _, n := range names {
		s := rolledFile{name: parseName(n), path: filepath.Join(f.dir.dir, n)}
		if !s.name.rolled || f.dir.followerOf(s.name.log) != f || isHidden(n) {
			continue
		}
		if s.info, err = f.dir.files.Stat(s.path); err == nil && !s.info.Dir {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b rolledFile) int { return a.name.compareAge(b.name) })
	placeLoFile(found)
	return found, nil
}

// placeLoFile moves the .lo_ file, which sorts last and has no time in its name,
// before the files that were written to after it.
func placeLoFile(found []rolledFile) {
	for i := len(found) - 1; i > 0; i-- {
		lo, before := found[i], found[i-1]
		if lo.name.stamp != "" || before.name.stamp == "" || lo.info.Modified == 0 || lo.info.Modified >= before.info.Modified {
			return
		}
		found[i-1], found[i] = lo, before
	}
}

// listedNames lists the folder, unless it was listed after since. Sixty followers
// that begin at the same time need one listing, not sixty.
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

// listAge returns the time since the folder was last listed.
func (d *folder) listAge() time.Duration {
	d.listing.Lock()
	defer d.listing.Unlock()
	return time.Since(d.listedAt)
}
