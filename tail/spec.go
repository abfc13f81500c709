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

// Open returns the source for a spec as users type it: a folder, a log file, a pattern of files, a
// named pipe, \\HOST for the log folder of the client on that computer, a .zip with or without a
// folder in it (capture.zip/Logs), a .gz, or "-" for standard input. It keeps no file open.
//
// It fails if there is nothing of that name and Options does not say to wait for it, or if it cannot
// be read or holds no logs. The error says what to do about that.
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

// sourceOrErr returns either the source or the error.
func sourceOrErr(s *Source, err error) (*Source, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openPath sets the folders, the archive or the pipe for a path or pattern.
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

// waits reports whether to wait for files and folders that are not there.
func (s *Source) waits() bool { return s.options.Follow && s.options.Wait }

// displayName returns the host of a UNC path, the last element of another path, or "stdin".
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

// isUNC reports whether a path is of the form \\host or \\?\UNC\host, on any operating system.
func isUNC(path string) bool {
	if strings.HasPrefix(path, `\\?\UNC\`) {
		return true
	}
	return strings.HasPrefix(path, `\\`) && !strings.HasPrefix(path, `\\?\`) && !strings.HasPrefix(path, `\\.\`)
}

// openFolder opens a folder with logs.
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
	d.isWhole = true
	s.size = d.measure(logs)
	s.folders = []*folder{d}
	return nil
}

// suggest returns advice for a folder without logs: a folder or an archive in it, if there is one
// that may hold them, or what to do with a file in it that is not read.
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
	for _, n := range names {
		if f := foreignByName(n); f != nil {
			return "; " + n + " " + f.what
		}
	}
	return "; name the folder that holds them"
}

// openFile opens a log file or an archive.
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

// onlyFile returns the folder of a file, which selects only that file.
func (s *Source) onlyFile(path string) *folder {
	dir, name := filepath.Dir(path), filepath.Base(path)
	return newFolder(s, dir, func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n != name })
	}, name)
}

// openMissing opens a spec that is not the path of a file or folder: a folder in an archive, a
// pattern, or a path to wait for. It fails if it is none of these.
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
	if name := filepath.Base(spec); isLogName(name) || isTextName(name) || isSetupDiag(name) {
		s.folders = []*folder{s.onlyFile(spec)}
	} else {
		s.folders = []*folder{newFolder(s, spec, pickLogs)}
	}
	return nil
}
