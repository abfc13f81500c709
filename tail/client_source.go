package tail

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ClientSource leads to the logs of one client. FindClients finds them.
type ClientSource struct {
	Name string // for people; no other client of the same list has it
	Path string // as the user named it, or below that
	Err  error  // why it leads to no logs, otherwise nil

	open func(Options) (*Source, error)
}

// FindClients returns the clients that specs lead to, each spec as in Open. A source is a client,
// but a pattern that matches folders or archives, a folder of clients' folders or archives, and a
// .zip of several clients lead to one client for each. Clients are never mixed into one.
//
// What cannot be read is a client with an Err. Whether a client can be read is otherwise found out
// by its Open. A path that is named twice is one client.
func FindClients(specs []string, o Options) []ClientSource {
	o.orDefaultFiles()
	o.Limits = o.Limits.orDefault()
	found := make([][]ClientSource, len(specs))
	parallel(len(specs), func(i int) { found[i] = clientsOf(specs[i], o) })
	var all []ClientSource
	seen := map[string]bool{}
	for _, clients := range found {
		for _, c := range clients {
			if key := filepath.Clean(c.Path); c.Path == "" || !seen[key] {
				seen[key] = true
				all = append(all, c)
			}
		}
	}
	nameClients(all)
	return all
}

// ClientFS returns a client whose logs are those in all folders of a file system, see OpenFS. It asks for
// the file system each time that it is opened.
func ClientFS(name string, fsys func() fs.FS) ClientSource {
	return ClientSource{Name: name, Path: name, open: func(o Options) (*Source, error) { return OpenFS(name, fsys(), o), nil }}
}

// Open returns the source of the client, see the function Open.
func (c ClientSource) Open(o Options) (*Source, error) {
	if c.Err != nil {
		return nil, c.Err
	}
	s, err := c.open(o)
	if err != nil {
		return nil, err
	}
	s.name = c.Name
	return s, nil
}

// hotLogs are logs that a client writes while updates are deployed to it.
var hotLogs = []string{"UpdatesDeployment.log", "UpdatesHandler.log", "WUAHandler.log"}

// Modified returns when the client last wrote that it deploys updates, or an archive of it was written;
// zero if that is not known or the client is on another computer.
func (c ClientSource) Modified() (newest time.Time) {
	if c.Path == "" || c.Err != nil || isUNC(c.Path) || isRemote(c.Path) {
		return time.Time{}
	}
	info, err := os.Stat(longPath(c.Path))
	if err == nil && !info.IsDir() {
		return info.ModTime()
	}
	for _, name := range hotLogs {
		if info, err := os.Stat(longPath(filepath.Join(c.Path, name))); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return newest
}

// clientAt returns the client whose logs a spec of Open names.
func clientAt(spec string) ClientSource {
	return ClientSource{Path: spec, open: func(o Options) (*Source, error) { return Open(spec, o) }}
}

// unreadableClient returns a client that cannot be read.
func unreadableClient(path string, err error) ClientSource {
	return ClientSource{Path: path, Err: fmt.Errorf("open %s: %w", path, err)}
}

// clientsOf returns the clients that a spec leads to, at least one.
func clientsOf(spec string, o Options) []ClientSource {
	if all := clientsNow(spec, o); len(all) > 0 {
		return all
	}
	return []ClientSource{laterClient(spec)}
}

// laterClient returns the client that a spec will lead to. Each time it is opened it looks for one.
func laterClient(spec string) ClientSource {
	return ClientSource{Path: spec, open: func(o Options) (*Source, error) {
		how := o
		how.orDefaultFiles()
		how.Limits = how.Limits.orDefault()
		switch all := clientsNow(spec, how); len(all) {
		case 0:
			return Open(spec, o) // which says what is wrong, or waits
		case 1:
			return all[0].Open(o)
		}
		return nil, fmt.Errorf("open %s: holds several clients now; start again to read each", spec)
	}}
}

// clientsNow returns the clients that a spec leads to at present, perhaps none.
func clientsNow(spec string, o Options) []ClientSource {
	if _, isHost := hostOf(spec); isHost || spec == "" || spec == "-" {
		return []ClientSource{clientAt(spec)}
	}
	if host, _, _ := strings.Cut(strings.TrimLeft(spec, `\`), `\`); isUNC(spec) && strings.ContainsAny(host, "*?[") {
		return []ClientSource{unreadableClient(spec, errors.New("computers cannot be listed by a pattern; name each, or list them in a file for --clients"))}
	}
	info, err := o.Files.Stat(spec)
	switch {
	case err == nil && info.Dir:
		return clientsInFolder(spec, o)
	case err == nil && info.Regular:
		return clientsInFile(spec, "", o)
	case err != nil && stateOf(err) == StateGone:
		if zip, inside, ok := splitArchive(o.Files, spec); ok {
			return clientsInFile(zip, inside, o)
		}
		if strings.ContainsAny(spec, "*?[") {
			return clientsByPattern(spec, o)
		}
	}
	return nil
}

// clientsInFile returns the clients in an archive, or in the folder inside of it, or the client that
// a log is of.
func clientsInFile(path, inside string, o Options) []ClientSource {
	if kind, err := archiveKind(o.Files, path); err == nil && kind == zipFile {
		if all, err := findInZip(path, inside, o); err == nil && len(all) > 0 {
			return all
		}
	}
	if inside != "" {
		path += "/" + inside
	}
	return []ClientSource{clientAt(path)} // Open says what is wrong with it
}

// clientsByPattern returns the clients that a pattern leads to. If it matches logs, those of a
// folder are one client; otherwise each folder and archive is one, or several.
func clientsByPattern(pattern string, o Options) []ClientSource {
	matches, err := filepath.Glob(pattern)
	if err != nil {
		return []ClientSource{unreadableClient(pattern, err)}
	}
	files := map[string][]string{} // the matches that are to be read as logs, by folder
	var folders, archives []string
	hasLogs := false
	for _, m := range matches {
		info, err := o.Files.Stat(m)
		switch {
		case err == nil && info.Dir:
			folders = append(folders, m)
		case err == nil && !info.Regular || errors.Is(err, fs.ErrNotExist):
		case isArchive(m):
			archives = append(archives, m)
		default:
			files[filepath.Dir(m)] = append(files[filepath.Dir(m)], m)
			hasLogs = hasLogs || isLogName(filepath.Base(m))
		}
	}
	var all []ClientSource
	if hasLogs || len(folders)+len(archives) == 0 {
		folders = nil
		for _, dir := range sortedKeys(files) {
			all = append(all, clientOfFiles(pattern, dir, files[dir]))
		}
	}
	for _, m := range append(folders, archives...) {
		all = append(all, clientsOf(m, o)...)
	}
	return all
}

// clientOfFiles returns the client of the files in a folder that match a pattern.
func clientOfFiles(pattern, dir string, files []string) ClientSource {
	if len(files) == 1 {
		c := clientAt(files[0])
		if isLogName(filepath.Base(pattern)) && strings.ContainsAny(filepath.Dir(pattern), "*?[") {
			c.Name = tellingName(dir) // the pattern names the log, and looks for clients
		}
		return c
	}
	return ClientSource{Name: tellingName(dir), Path: filepath.Join(dir, filepath.Base(pattern)), open: func(o Options) (*Source, error) {
		s := newSource(displayName(dir), filepath.Join(dir, filepath.Base(pattern)), o)
		names := make([]string, len(files))
		for i, f := range files {
			names[i] = filepath.Base(f)
		}
		d := newFolder(s, dir, matching(filepath.Base(pattern)))
		s.size = d.measure(names)
		s.folders = []*folder{d}
		return s, nil
	}}
}
