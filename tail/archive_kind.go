package tail

import (
	"errors"
	"path"
	"path/filepath"
	"strings"
)

type fileKind uint8

const (
	plainFile fileKind = iota
	zipFile
	gzipFile
)

func isArchive(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".gz":
		return true
	}
	return false
}

// archiveKind looks at the first bytes and at the name.
func archiveKind(files Files, name string) (fileKind, error) {
	f, err := files.Open(name)
	if err != nil {
		if isArchive(name) {
			return plainFile, err
		}
		return plainFile, nil // locked perhaps: the follower tries again
	}
	defer f.Close()
	var magic [4]byte
	n, _ := readFull(f, magic[:], 0)
	lower := strings.ToLower(name)
	switch is := func(m string) bool { return strings.HasPrefix(string(magic[:n]), m) }; {
	case is("PK\x03\x04"), is("PK\x05\x06"):
		return zipFile, nil
	case is("\x1f\x8b"):
		if strings.HasSuffix(lower, ".tar.gz") || strings.HasSuffix(lower, ".tgz") {
			return plainFile, errors.New("is a tar archive; unpack it and name the folder")
		}
		return gzipFile, nil
	case is("MSCF"):
		return plainFile, errors.New("is a cabinet; unpack it (expand -F:*) and name the folder")
	case is("7z\xbc\xaf"):
		return plainFile, errors.New("is a 7-Zip archive; unpack it and name the folder")
	case isArchive(name) && n == 0:
		return plainFile, errors.New("is empty, not an archive")
	case isArchive(name):
		return plainFile, errors.New("is not an archive, despite its name")
	}
	return plainFile, nil
}

// splitArchive splits "a\b.zip\Logs" where b.zip is a file.
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
