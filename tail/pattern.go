package tail

import (
	"fmt"
	"path/filepath"
	"slices"
)

// openPattern opens the files that match a pattern, or the folders if no file does.
func (s *Source) openPattern(pattern string) error {
	matches, err := filepath.Glob(pattern)
	if err != nil {
		return fmt.Errorf("open %s: %w", pattern, err)
	}
	if len(matches) == 1 {
		return s.openPath(matches[0])
	}
	sizes := map[string]map[string]int64{} // of the files, by folder and name
	var folders []string
	for _, m := range matches {
		info, err := s.options.Files.Stat(m)
		switch {
		case err == nil && info.Dir:
			folders = append(folders, m)
		case err == nil && info.Regular:
			s.size += info.Size
			dir, name := filepath.Dir(m), filepath.Base(m)
			if sizes[dir] == nil {
				sizes[dir] = map[string]int64{}
			}
			sizes[dir][name] = info.Size
		}
	}
	base := filepath.Base(pattern)
	for _, dir := range sortedKeys(sizes) {
		d := newFolder(s, dir, matching(base))
		d.sizes = sizes[dir]
		s.folders = append(s.folders, d)
	}
	if len(sizes) == 0 {
		for _, dir := range folders {
			s.folders = append(s.folders, newFolder(s, dir, pickLogs))
		}
	}
	if len(s.folders) == 0 {
		return fmt.Errorf("open %s: no file matches; check the pattern, and quote it in the shell", pattern)
	}
	return nil
}

// matching returns a function that selects the names that match a pattern. Hidden files match only
// patterns that begin with a dot.
func matching(pattern string) func([]string) []string {
	return func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
			ok, _ := filepath.Match(pattern, n)
			return !ok || isHidden(n) && !isHidden(pattern)
		})
	}
}
