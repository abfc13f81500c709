package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// logInfo is what is known of one log, whether its records are still kept or not.
type logInfo struct {
	name             string
	file             string // of the newest generation
	newestGeneration int
	files            int
	fileNames        []string // within the source, by generation; what is there is never changed
	identities       []string // of the files, by generation, "" where unknown; what is there is never changed
	ends             []int64  // offsets behind the last records of the files, by generation
	counts           Counts
	logTimes         // used by a counting store only
}

// logNamed returns the log of a name, new at its first mention. Logs are few, so it just walks over
// them.
func (s *Store) logNamed(name string) *logInfo {
	for _, l := range s.logs {
		if l.name == name {
			return l
		}
	}
	l := &logInfo{name: name}
	s.logs = append(s.logs, l)
	return l
}

// addFile records a file of the log and returns the file of the generation before it, "" if that is
// unknown.
func (l *logInfo) addFile(file string, generation int) (previous string) {
	if l.files > 0 && l.newestGeneration == generation-1 {
		previous = l.file
	}
	if l.files == 0 || generation >= l.newestGeneration {
		l.file, l.newestGeneration = file, generation
	}
	l.files++
	l.nameFile(fileName(l.name, file), generation)
	return previous
}

// nameFile records the name of a generation's file. Snapshots share the names.
func (l *logInfo) nameFile(name string, generation int) {
	if generation < len(l.fileNames) {
		if l.fileNames[generation] == name {
			return
		}
		l.fileNames = slices.Clone(l.fileNames)
	}
	for generation >= len(l.fileNames) {
		l.fileNames = append(l.fileNames, "")
	}
	l.fileNames[generation] = name
}

// identify records the identity of a generation's file. Snapshots share the identities.
func (l *logInfo) identify(identity string, generation int) {
	if generation < len(l.identities) {
		l.identities = slices.Clone(l.identities)
	}
	for generation >= len(l.identities) {
		l.identities = append(l.identities, "")
	}
	l.identities[generation] = identity
}

// endAt records where the last record of a generation's file ends.
func (l *logInfo) endAt(end int64, generation int) {
	for generation >= len(l.ends) {
		l.ends = append(l.ends, 0)
	}
	l.ends[generation] = end
}

// identityOf returns the identity of a file of a log that begins with a record. It is the same on
// every computer and under every name that the file is rolled to. Two logs whose first records are
// the same have different ones.
func identityOf(log string, first []byte) string {
	h := sha256.New()
	h.Write([]byte(strings.ToLower(log[strings.LastIndexAny(log, `/\`)+1:])))
	h.Write([]byte{0})
	h.Write(bytes.TrimSpace(bytes.TrimPrefix(first, []byte("\ufeff"))))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// fileName returns the name within its source of a file of a log: the name without the path, and
// before it the folder that is part of the log's name, if one is. A .gz is a source with one file.
func fileName(log, path string) string {
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	if n := len(name) - len(".gz"); n > 0 && strings.EqualFold(name[n:], ".gz") {
		name = name[:n]
	}
	if name == "" || name == "-" { // no file, or a pipe
		return log
	}
	return log[:strings.LastIndexAny(log, `/\`)+1] + name
}
