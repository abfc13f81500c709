package tail

import (
	"path/filepath"
	"slices"
	"time"
)

// sibling is a rolled file of a log.
type sibling struct {
	name fileName
	path string
	info Info
}

// siblings returns the rolled files of the log that exist, oldest first, as of
// some moment after since.
func (f *follower) siblings(since time.Time) ([]sibling, error) {
	names, err := f.dir.names(since)
	if err != nil {
		return nil, err
	}
	var found []sibling
	for _, n := range names {
		s := sibling{name: parseName(n), path: filepath.Join(f.dir.dir, n)}
		if !s.name.rolled || f.dir.log(s.name.log) != f || isHidden(n) {
			continue
		}
		if s.info, err = f.dir.files.Stat(s.path); err == nil && !s.info.Dir {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b sibling) int { return a.name.older(b.name) })
	placeCopy(found)
	return found, nil
}

// placeCopy moves the .lo_ file, which sorts last and has no time in its name,
// before the files that were written to after it.
func placeCopy(found []sibling) {
	for i := len(found) - 1; i > 0; i-- {
		lo, before := found[i], found[i-1]
		if lo.name.stamp != "" || before.name.stamp == "" || lo.info.Modified == 0 || lo.info.Modified >= before.info.Modified {
			return
		}
		found[i-1], found[i] = lo, before
	}
}

// names lists the folder, unless it was listed after since. Sixty followers
// that begin at the same time need one listing, not sixty.
func (d *folder) names(since time.Time) ([]string, error) {
	d.listing.Lock()
	defer d.listing.Unlock()
	if d.listed.After(since) && d.listErr == nil {
		return d.listNames, nil
	}
	d.listed = time.Now()
	d.listNames, d.listErr = d.files.List(d.dir)
	return d.listNames, d.listErr
}

// listAge is the time since the folder was last listed.
func (d *folder) listAge() time.Duration {
	d.listing.Lock()
	defer d.listing.Unlock()
	return time.Since(d.listed)
}
