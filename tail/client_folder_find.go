package tail

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// logFolders are the folders in which a client's logs may be, below one that stands for the client.
var logFolders = [][]string{{"Logs"}, {"CCM", "Logs"}, {"SMS_CCM", "Logs"}, {"Windows", "CCM", "Logs"}}

// listing is what is in a folder: the names of files, and of folders.
type listing struct{ files, folders []string }

// list returns what is in a folder, whatever is behind its links.
func list(dir string) (l listing, err error) {
	entries, err := os.ReadDir(longPath(dir))
	for _, e := range entries {
		mode := e.Type()
		if mode&fs.ModeSymlink != 0 {
			if info, err := os.Stat(longPath(filepath.Join(dir, e.Name()))); err == nil {
				mode = info.Mode().Type()
			}
		}
		switch {
		case isHidden(e.Name()):
		case mode.IsDir():
			l.folders = append(l.folders, e.Name())
		case mode.IsRegular():
			l.files = append(l.files, e.Name())
		}
	}
	return l, err
}

// hasLogs reports whether a folder holds logs; texts do not count.
func (l listing) hasLogs() bool { return slices.ContainsFunc(l.files, isLogName) }

// clientsInFolder returns the clients in a folder: the folder itself if it holds logs, otherwise one
// whose logs are where a client has them below it, and those of its folders and archives.
func clientsInFolder(dir string, o Options) []ClientSource {
	l, err := list(dir)
	if err != nil || l.hasLogs() {
		return []ClientSource{clientAt(dir)}
	}
	var all []ClientSource
	own, err := logsBelow(dir, l)
	if own != "" {
		all = append(all, clientAt(own))
	} else if err != nil {
		all = append(all, unreadableClient(dir, err))
	}
	all = append(all, clientsBelow(dir, l, own != "", o)...)
	return all
}

// clientsBelow returns the clients that the folders and archives in a folder are. withOwn says that
// the folder stands for a client itself; then a folder with nothing but logs is part of that.
func clientsBelow(dir string, l listing, withOwn bool, o Options) []ClientSource {
	names := slices.Concat(l.folders, l.files)
	found := make([][]ClientSource, len(names))
	parallel(len(names), func(i int) {
		path := filepath.Join(dir, names[i])
		switch {
		case i < len(l.folders) && !isCommonFolder(names[i]):
			found[i] = clientOfFolder(path, withOwn)
		case i >= len(l.folders) && strings.EqualFold(filepath.Ext(names[i]), ".zip"):
			found[i] = clientsInArchive(path, o)
		}
	})
	return slices.Concat(found...)
}

// clientOfFolder returns the client that a folder in a folder stands for, none if it holds no logs.
func clientOfFolder(dir string, mustBeBelow bool) []ClientSource {
	l, err := list(dir)
	if err != nil {
		return []ClientSource{unreadableClient(dir, err)}
	}
	if l.hasLogs() && !mustBeBelow {
		return []ClientSource{clientAt(dir)}
	}
	logs, err := logsBelow(dir, l)
	switch {
	case logs != "":
		return []ClientSource{clientAt(logs)}
	case err != nil:
		return []ClientSource{unreadableClient(dir, err)}
	}
	return nil
}

// clientsInArchive returns the clients in an archive that stands in a folder of such, none if it
// holds no logs.
func clientsInArchive(path string, o Options) []ClientSource {
	if kind, err := archiveKind(o.Files, path); err != nil || kind != zipFile {
		return []ClientSource{clientAt(path)}
	}
	all, err := findInZip(path, "", o)
	if err != nil {
		return []ClientSource{clientAt(path)}
	}
	return all
}

// logsBelow returns the first of logFolders below a folder that holds logs, "" if there is none. The
// error says that one of them could not be listed.
func logsBelow(dir string, l listing) (found string, err error) {
	for _, path := range logFolders {
		at, here := dir, l
		for i, name := range path {
			n := slices.IndexFunc(here.folders, func(f string) bool { return strings.EqualFold(f, name) })
			if n < 0 {
				break
			}
			at = filepath.Join(at, here.folders[n])
			var listErr error
			if here, listErr = list(at); listErr != nil {
				err = cmp.Or(err, listErr)
				break
			}
			if i == len(path)-1 && here.hasLogs() {
				return at, nil
			}
		}
	}
	return "", err
}
