package tail

import (
	"cmp"
	"path"
	"strings"
)

// The client names a rolled file Name-YYYYMMDD-HHMMSS.log, with -1, -2, … when
// that name is taken; older components and servers keep one copy, Name.lo_.

// fileName is a file name taken apart.
type fileName struct {
	log    string // the family: the name of its live file
	rolled bool
	stamp  string // YYYYMMDD-HHMMSS, "" for .lo_
	suffix string // digits of a -1 suffix, "" for none
}

// parseName takes a base name apart. Any name is a live file unless it has one
// of the two rolled forms.
func parseName(name string) fileName {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if strings.EqualFold(ext, ".lo_") {
		return fileName{log: stem + ".log", rolled: true}
	}
	if !strings.EqualFold(ext, ".log") {
		return fileName{log: name}
	}
	if base, stamp, ok := cutStamp(stem); ok {
		return fileName{log: base + ext, rolled: true, stamp: stamp}
	}
	if i := strings.LastIndexByte(stem, '-'); i > 0 && len(stem)-i <= 4 && isDigits(stem[i+1:]) {
		if base, stamp, ok := cutStamp(stem[:i]); ok {
			return fileName{log: base + ext, rolled: true, stamp: stamp, suffix: stem[i+1:]}
		}
	}
	return fileName{log: name}
}

// cutStamp splits "Name-20260316-035718" into "Name" and "20260316-035718".
func cutStamp(stem string) (base, stamp string, ok bool) {
	const n = len("-20060102-150405")
	if len(stem) <= n {
		return "", "", false
	}
	base, stamp = stem[:len(stem)-n], stem[len(stem)-n:]
	if stamp[0] != '-' || stamp[9] != '-' || !isDigits(stamp[1:9]) || !isDigits(stamp[10:]) {
		return "", "", false
	}
	return base, stamp[1:], true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// foldCase returns the name under which the files of one log find each other: Windows
// does not tell upper from lower case.
func foldCase(log string) string { return strings.ToLower(log) }

// isLogName reports whether a file of a folder is a log by its name alone.
func isLogName(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return !isHidden(name) && (ext == ".log" || ext == ".lo_")
}

// isTextName reports whether a file is read in a folder that holds no log.
func isTextName(name string) bool {
	return !isHidden(name) && strings.EqualFold(path.Ext(name), ".txt")
}

func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// pickLogs returns the names that are logs: *.log and *.lo_, or *.txt where
// there is no other.
func pickLogs(names []string) []string {
	for _, is := range []func(string) bool{isLogName, isTextName} {
		var picked []string
		for _, n := range names {
			if is(n) {
				picked = append(picked, n)
			}
		}
		if len(picked) > 0 {
			return picked
		}
	}
	return nil
}

// compareAge orders the names of one log, oldest first, the live file last. A .lo_
// stands between the stamped files and the live one.
func (a fileName) compareAge(b fileName) int {
	return cmp.Or(a.rank()-b.rank(), cmp.Compare(a.stamp, b.stamp),
		cmp.Compare(len(a.suffix), len(b.suffix)), cmp.Compare(a.suffix, b.suffix))
}

func (a fileName) rank() int {
	switch {
	case !a.rolled:
		return 2
	case a.stamp == "":
		return 1
	}
	return 0
}
