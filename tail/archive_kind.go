package tail

import (
	"errors"
	"path"
	"path/filepath"
	"strings"
)

// fileKind is how a file is to be read.
type fileKind uint8

const (
	plainFile fileKind = iota // as a log
	zipFile
	gzipFile
)

// isArchive reports whether a file has the name of an archive that can be read.
func isArchive(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".gz":
		return true
	}
	return false
}

// isAnyArchive reports whether a file has the name of an archive, also of one that cannot be read.
func isAnyArchive(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".cab", ".7z", ".tar", ".tgz", ".rar":
		return true
	}
	return isArchive(name)
}

// archiveKind returns the kind of a file by its first bytes. It fails for an archive that cannot be
// read, and for a file that is named like an archive but is none. A log that cannot be opened is a
// plainFile without an error.
func archiveKind(files Files, name string) (fileKind, error) {
	f, err := files.Open(name)
	if err != nil {
		if isArchive(name) {
			return plainFile, err
		}
		return plainFile, nil // it may be locked; the follower will try again
	}
	defer f.Close()
	var magic [16]byte
	n, _ := readFull(f, magic[:], 0)
	if err := RefuseForeign(name, magic[:n]); err != nil {
		return plainFile, err
	}
	lower := strings.ToLower(name)
	switch is := func(m string) bool { return strings.HasPrefix(string(magic[:n]), m) }; {
	case is("PK\x03\x04"), is("PK\x05\x06"):
		return zipFile, nil
	case is("\x1f\x8b"):
		if strings.HasSuffix(lower, ".tar.gz") || strings.HasSuffix(lower, ".tgz") {
			return plainFile, errors.New("is a tar archive; unpack it and name the folder")
		}
		return gzipFile, nil
	case isArchive(name) && n == 0:
		return plainFile, errors.New("is empty, not an archive")
	case isArchive(name):
		return plainFile, errors.New("is not an archive, despite its name")
	}
	return plainFile, nil
}

// splitArchive splits a spec such as a\b.zip\Logs, where b.zip is a file, into the path of the
// archive and the path in it, with slashes.
func splitArchive(files Files, spec string) (archive, inside string, ok bool) {
	for i := 0; i < len(spec); i++ {
		if spec[i] != '/' && spec[i] != '\\' || !strings.EqualFold(filepath.Ext(spec[:i]), ".zip") {
			continue
		}
		if info, err := files.Stat(spec[:i]); err == nil && info.Regular {
			return spec[:i], strings.Trim(filepath.ToSlash(strings.ReplaceAll(spec[i:], `\`, "/")), "/"), true
		}
	}
	return "", "", false
}
