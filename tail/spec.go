package tail

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open makes a source of what people type: a folder, a log file, a pattern, a UNC path, \\HOST
// alone (its client's log folder), a .zip (also with a folder in it: capture.zip/Logs), a .gz, or
// "-" for standard input. The error says what is wrong and what to do. Nothing is held open until
// Run.
func Open(spec string, o Options) (*Source, error) {
	s := newSource(displayName(spec), spec, o)
	if spec == "" {
		return nil, errors.New("open source: empty name; name a folder, log file, .zip or - for standard input")
	}
	if spec == "-" {
		s.pipe = stdinPipe(o.Stdin)
		return s, nil
	}
	if host, ok := hostOf(spec); ok {
		return sourceOrErr(s, s.openHost(host))
	}
	return sourceOrErr(s, s.openPath(spec))
}

// sourceOrErr returns the source, unless it could not be opened.
func sourceOrErr(s *Source, err error) (*Source, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openPath finds out what a path or pattern is.
func (s *Source) openPath(spec string) error {
	info, err := s.options.Files.Stat(spec)
	switch {
	case err == nil && info.Dir:
		return s.openFolder(spec)
	case err == nil && !info.Regular:
		s.pipe = namedPipe(spec)
		return nil
	case err == nil:
		return s.openFile(spec, info.Size)
	case stateOf(err) == StateGone, stateOf(err) == StateShareLost && s.waits():
		return s.openMissing(spec)
	}
	return fmt.Errorf("open %s: %w", spec, err)
}

// waits reports whether what is not there is waited for.
func (s *Source) waits() bool { return s.options.Follow && s.options.Wait }

// displayName returns the host of a UNC path, else the last element.
func displayName(spec string) string {
	if spec == "-" {
		return "stdin"
	}
	if isUNC(spec) {
		host, _, _ := strings.Cut(strings.TrimLeft(strings.TrimPrefix(spec, `\\?\UNC`), `\`), `\`)
		return host
	}
	name := filepath.Base(filepath.Clean(spec))
	if name == "." || name == ".." {
		if abs, err := filepath.Abs(spec); err == nil {
			name = filepath.Base(abs)
		}
	}
	return name
}

// isUNC reports \\host\share in any of its spellings, on every system.
func isUNC(path string) bool {
	if strings.HasPrefix(path, `\\?\UNC\`) {
		return true
	}
	return strings.HasPrefix(path, `\\`) && !strings.HasPrefix(path, `\\?\`) && !strings.HasPrefix(path, `\\.\`)
}

func (s *Source) openFolder(dir string) error {
	names, err := s.options.Files.List(dir)
	if err != nil {
		return fmt.Errorf("open folder %s: %w", dir, err)
	}
	logs := pickLogs(names)
	if len(logs) == 0 && !s.waits() {
		return fmt.Errorf("open folder %s: no logs (*.log, *.lo_) found%s", dir, s.suggest(dir, names))
	}
	d := newFolder(s, dir, pickLogs)
	s.size = d.measure(logs)
	s.folders = []*folder{d}
	return nil
}

// suggest returns where the logs may be instead.
func (s *Source) suggest(dir string, names []string) string {
	for _, sub := range []string{"Logs", filepath.Join("CCM", "Logs"), filepath.Join("Windows", "CCM", "Logs")} {
		if inner, err := s.options.Files.List(filepath.Join(dir, sub)); err == nil && len(pickLogs(inner)) > 0 {
			return "; try " + filepath.Join(dir, sub)
		}
	}
	for _, n := range names {
		if isArchive(n) {
			return "; to read the archive, name " + filepath.Join(dir, n)
		}
	}
	return "; name the folder that holds them"
}

func (s *Source) openFile(path string, size int64) error {
	kind, err := archiveKind(s.options.Files, path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	if kind != plainFile {
		return s.openArchive(path, "", kind)
	}
	s.size = size
	s.folders = []*folder{s.onlyFile(path)}
	return nil
}

// onlyFile returns the folder of a file, reduced to this file.
func (s *Source) onlyFile(path string) *folder {
	dir, name := filepath.Dir(path), filepath.Base(path)
	return newFolder(s, dir, func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n != name })
	}, name)
}

// openMissing handles what does not exist under this name: a folder in an
// archive, a pattern, something to wait for, or a mistake.
func (s *Source) openMissing(spec string) error {
	if zip, inside, ok := splitArchive(s.options.Files, spec); ok {
		return s.openArchive(zip, inside, zipFile)
	}
	if strings.ContainsAny(spec, "*?[") {
		return s.openPattern(spec)
	}
	if target, err := os.Readlink(spec); err == nil {
		return fmt.Errorf("open %s: is a link to %s, which does not exist", spec, target)
	}
	if !s.waits() {
		return fmt.Errorf("open %s: %w; check the name, or name a folder, log file, .zip or - for standard input", spec, fs.ErrNotExist)
	}
	if isLogName(filepath.Base(spec)) || isTextName(filepath.Base(spec)) {
		s.folders = []*folder{s.onlyFile(spec)}
	} else {
		s.folders = []*folder{newFolder(s, spec, pickLogs)}
	}
	return nil
}
