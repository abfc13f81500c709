package tail

import (
	"os"
	"slices"
)

// LeftOut returns the files of a folder or an archive that are no logs and are not read, and the
// folders in a folder, with a slash at the end, sorted. Hidden files are none of them, nor are archives
// within an archive, which Run reports.
func (s *Source) LeftOut() []string {
	var all []string
	switch {
	case s.archive != nil:
		all = s.archive.beside
	case len(s.folders) == 1 && s.folders[0].isWhole:
		all = s.folders[0].beside()
	}
	all = slices.DeleteFunc(slices.Clone(all), isHidden)
	slices.Sort(all)
	return all
}

// beside returns what is in the folder but is not read.
func (d *folder) beside() (all []string) {
	names, err := d.files.List(d.dir)
	if err != nil {
		return nil // Run reports it
	}
	read := d.selectNames(names)
	for _, n := range names {
		if !slices.Contains(read, n) {
			all = append(all, n)
		}
	}
	if !d.source.onSystem {
		return all
	}
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return all
	}
	for _, e := range entries {
		if e.IsDir() {
			all = append(all, e.Name()+"/")
		}
	}
	return all
}
